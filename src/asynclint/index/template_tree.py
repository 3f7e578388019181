"""The form in which templates are read: what a template says, and nothing of the text between.

Every node knows its row, and its tag as it is spelled ("{% for book in books %}"), so that messages
can quote it.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Value(NamedTuple):
    """What stands in `{{ … }}`, or is an argument of a tag: a path or a constant, with filters.

    `lookups` are the parts of `book.author.name`; empty for a constant, which `literal` holds.
    """

    lookups: tuple[str, ...]
    literal: str | int | None = None
    filters: tuple[Filter, ...] = ()


class Filter(NamedTuple):
    name: str
    argument: Value | None = None


class Test(NamedTuple):
    """A condition with an operator, as `{% if %}` has it: "and", "or", "not", "in", "==" …"""

    operator: str
    operands: tuple[Condition, ...]


Condition: TypeAlias = Value | Test


class Show(NamedTuple):
    """`{{ value }}`, or a tag that makes a text of a value."""

    row: int
    tag: str
    value: Value


class Look(NamedTuple):
    """A tag that looks values up, and may keep what it makes of them under a name."""

    row: int
    tag: str
    values: tuple[Value, ...]
    name: str = ""


class FirstOf(NamedTuple):
    """`{% firstof a b %}`: asks each whether it is true, until one is."""

    row: int
    tag: str
    values: tuple[Value, ...]


class For(NamedTuple):
    row: int
    tag: str
    targets: tuple[str, ...]
    sequence: Value
    body: Body
    empty: Body


class If(NamedTuple):
    """The branches in their order; that of `{% else %}` has no condition."""

    row: int
    tag: str
    branches: tuple[tuple[Condition | None, Body, int, str], ...]  # and its row and tag


class With(NamedTuple):
    """`{% with a=b %}`, or any tag that binds names for its body."""

    row: int
    tag: str
    bindings: tuple[tuple[str, Value], ...]
    body: Body


class Regroup(NamedTuple):
    row: int
    tag: str
    sequence: Value
    by: tuple[str, ...]
    name: str


class Perhaps(NamedTuple):
    """`{% ifchanged %}`, `{% cache %}`: what it holds is not rendered each time."""

    row: int
    tag: str
    body: Body


class Include(NamedTuple):
    row: int
    tag: str
    template: Value
    bindings: tuple[tuple[str, Value], ...]
    only: bool


class Extends(NamedTuple):
    row: int
    tag: str
    template: Value


class Block(NamedTuple):
    row: int
    tag: str
    name: str
    body: Body


class Unknown(NamedTuple):
    """A tag of which nothing is known, with all that stands before its end: it may evaluate what
    `names` are of variables, or bind these."""

    row: int
    tag: str
    names: tuple[str, ...]


AnyNode: TypeAlias = (
    Show
    | Look
    | FirstOf
    | For
    | If
    | With
    | Regroup
    | Perhaps
    | Include
    | Extends
    | Block
    | Unknown
)
Body: TypeAlias = tuple[AnyNode, ...]
