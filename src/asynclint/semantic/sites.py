"""Sites: the places of a function at which something happens that a rule may be about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from asynclint.semantic.kinds import Kind

if TYPE_CHECKING:
    from asynclint.semantic.routines import Routine


class Effect(Struct, frozen=True):
    """A blocking operation that running a function reaches, by the shortest way found.

    `frames` lead from a place in the function to the operation: each is a function and a place in
    it; the last one is the operation itself.
    """

    does: str
    label: str
    frames: tuple[tuple[Routine, int], ...]
    instead: str = ""
    once: tuple[str, ...] = ()  # the cached properties on the way: what they give is remembered
    override: str = ""  # of an abstract method on the way: "`CardGateway.charge`, one of 3"


class Operation(Struct, frozen=True):
    """A blocking operation that a site does itself, by a row of the knowledge tables."""

    does: str  # one of knowledge.schema.OPERATIONS
    label: str  # "QuerySet.get", "requests.get"
    row: str = ""  # dotted name of the row
    twin: str = ""  # async counterpart that exists in the project's Django; see schema.Callable
    twin_later: tuple[int, int] | None = None  # the version from which on a twin would exist
    instead: str = ""


class Site(Struct, frozen=True):
    """`at` is the place of the expression; `statement` that of the statement that holds it."""

    at: int
    statement: int
    can_await: bool  # an `await` may be put there


class CallSite(Site, frozen=True):
    """A call, or an access that calls (`how` is "call", "property", "with", "for", "str" …)."""

    callee: Kind
    result: Kind
    function_at: int  # the place of the callee's expression
    receiver_at: int  # the place of the object, for a method; -1 otherwise
    args: tuple[Kind, ...]
    arg_places: tuple[int, ...]
    keywords: tuple[tuple[str | None, Kind], ...]
    keyword_places: tuple[int, ...]
    awaited: bool
    how: str
    parent: str  # what takes the value: "await", "for", "discard", "return" … or ""
    operation: Operation | None
    effects: tuple[Effect, ...]  # of a sync function of the project
    in_thread: bool = False  # the call hands its work to a thread
    away: tuple[Effect, ...] = ()  # what a thread is made to do, without Django's care for it


class AwaitSite(Site, frozen=True):
    operand: Kind
    operand_at: int
    discarded: bool
    called: Kind | None  # the callee where the operand is a call
    operand_is_call: bool = False
    parent: str = ""  # what takes the result: "for", "attribute", "return" … as in CallSite


class UseSite(Site, frozen=True):
    """A value is used: `how` is iterate, truth, length, index, contains, format, unpack, compare,
    attribute, operand, argument, subscript, pickle …; `by` names the function or operator, with
    " value" behind `and` and `or` where the result is not only asked whether it is true.

    `certain` says that the value is of this sort on every way: a queryset and nothing else.
    """

    how: str
    by: str
    kind: Kind
    operand_at: int
    operation: Operation | None = None
    is_async: bool = False
    certain: bool = False


class RelationSite(Site, frozen=True):
    """An attribute of a model instance that queries unless it is in memory: `what` is "foreign
    key", "one-to-one", "generic foreign key" or "column", `state` "lazy" where it is known not to
    be there (`operation` is set then), or "unknown"."""

    receiver: Kind
    name: str
    what: str
    state: str
    receiver_at: int  # the place of the object's expression; -1 where there is none
    operation: Operation | None = None


class RenderSite(Site, frozen=True):
    """A template is rendered, and something that it does with a variable of its context queries.

    `at` is the place of the variable's value, where the call writes it down (`is_value`), else that
    of the call.
    """

    variable: str
    kind: Kind
    template: str  # the path of the template that asks, as messages show it
    row: int
    tag: str  # what asks: "{% for book in books %}"
    effect: Effect  # without frames where the tag itself queries
    is_certain: bool  # each time that the template is rendered
    is_swallowed: bool  # Django's templates take the exception for "false"
    is_listable: bool  # a list would do instead of the queryset
    is_value: bool
    call_at: int
    function_at: int  # as in CallSite; -1 where there is no call


class DiscardSite(Site, frozen=True):
    """An expression statement whose value nobody takes."""

    kind: Kind
