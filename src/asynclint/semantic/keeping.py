"""Paginators and pages over querysets: what is kept of them, and when they ask for it.

A paginator counts its rows when it is first asked for anything; a page fetches its own when it is
looked at. An object over anything else, or over what has its rows, asks nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.keeping import COUNTING, MADE_OVER, PAGE, PAGES
from asynclint.semantic import querysets
from asynclint.semantic.kinds import (
    ANYTHING,
    Def,
    Instance,
    Kind,
    Literal,
    Manager,
    ModelInstance,
    QuerySet,
    join,
    members,
)
from asynclint.semantic.outcomes import Outcome
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.calls import Calls
    from asynclint.semantic.model import Model
    from asynclint.semantic.outcomes import Arguments
    from asynclint.semantic.state import State

KEPT, COUNTED = "kept rows", "counted rows"
_LOOKING = frozenset({"iterate", "length", "contains", "subscript", "step", "truth", "unpack"})


def made_over(model: Model, made: Kind, args: Arguments) -> Kind:
    """An object as it is made: it knows the queryset that it was given."""
    if type(made) is not Instance or made.cls not in MADE_OVER:
        return made
    given = args.get(*MADE_OVER[made.cls])
    options = [
        model.queryset_of(option) if isinstance(option, Manager) else option
        for option in members(given or ANYTHING)
    ]
    rows = [option for option in options if isinstance(option, QuerySet)]
    if len(rows) < len(options):
        return made
    return Instance(made.cls, (), ((KEPT, _one_of(rows)),))


def _one_of(rows: list[QuerySet]) -> QuerySet:
    """One queryset for several that it may be."""
    first = rows[0]
    if len(rows) == 1:
        return first
    state = first.state if all(each.state == first.state for each in rows) else "unknown"
    is_alike = all(each.model == first.model for each in rows)
    row: Kind = ModelInstance(first.model, None) if is_alike and first.model else ANYTHING
    return QuerySet(first.cls, first.model, row, state, None)


def kept(kind: Kind) -> QuerySet | None:
    """The queryset that an object is over."""
    held = dict(kind.held).get(KEPT) if isinstance(kind, Instance) and kind.held else None
    return held if isinstance(held, QuerySet) else None


def asks(kind: Kind, how: str) -> bool:
    """Whether using an object in this way is known to query."""
    rows = kept(kind)
    if rows is None or rows.state != "lazy" or not isinstance(kind, Instance):
        return False
    if kind.cls == PAGE:
        return how in _LOOKING
    return how == "count" and COUNTED not in dict(kind.held)


def called(run: Calls, name: str, receiver: Kind, node: tree.Node) -> Outcome | None:
    """The outcome of a method, where the object is over a queryset."""
    rows = kept(receiver)
    if rows is None or name not in COUNTING:
        return None
    if isinstance(node, tree.Call) and isinstance(node.function, tree.Attribute):
        read(run, name, receiver, node, node.function.value)
    if name not in PAGES:
        return None
    part = querysets.lazily(rows) if rows.state == "lazy" else rows
    return Outcome(Instance(PAGE, (rows.row,), ((KEPT, part),)))


def read(run: Calls, name: str, receiver: Kind, node: tree.Node, owner: tree.Node) -> None:
    """A paginator is asked for something: by its variable, or at once where it is made. What others
    have asked of one that they keep is not known."""
    if name in COUNTING and isinstance(owner, (tree.Name, tree.Call)):
        run.use(receiver, "count", name.rpartition(".")[2], node, owner)


def in_state(kind: Kind, state: str) -> Kind:
    """An object that has asked, or of which that is not known."""
    rows = kept(kind)
    if rows is None or not isinstance(kind, Instance):
        return kind
    if kind.cls == PAGE:
        held: tuple[tuple[str, Kind], ...] = ((KEPT, querysets.in_state(rows, state)),)
    else:
        held = ((KEPT, rows), (COUNTED, Literal(True)))
    return Instance(kind.cls, kind.args, held)


def handed_over(run: State, node: tree.Node) -> None:
    """A thread had its hands on what stands in a call, and may have asked for anything."""
    for name in _named(run, node):
        kind = run.env.get(name)
        if kind is not None and any(kept(option) is not None for option in members(kind)):
            run.env[name] = join(*(in_state(option, "unknown") for option in members(kind)))


def _named(run: State, node: tree.Node) -> Iterator[str]:
    """The variables that an expression names, and those that functions use which it names."""
    for inner in walk(node):
        if isinstance(inner, tree.Name):
            yield inner.id
            for option in members(run.env[inner.id]) if inner.id in run.env else ():
                if isinstance(option, Def):
                    yield from (cell for cell, _ in option.cells)
