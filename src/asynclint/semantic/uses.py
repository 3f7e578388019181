"""What using a value does: which uses evaluate a queryset, and what iterating a kind gives."""

from __future__ import annotations

from asynclint.knowledge.schema import OPERATIONS, QUERYSET
from asynclint.semantic import keeping
from asynclint.semantic.kinds import (
    ANYTHING,
    STR,
    Coroutine,
    Fixed,
    Instance,
    Iterating,
    Kind,
    Literal,
    QuerySet,
    join,
)
from asynclint.semantic.sites import Operation

# Uses by syntax or by a builtin that make a queryset fetch its rows (run on Django by the oracle).
EVALUATING = frozenset(
    {"iterate", "truth", "length", "subscript", "step", "contains", "format", "unpack", "pickle"}
    | {"count"}
)
# Those after which the queryset itself holds its rows.
FILLING = frozenset({"iterate", "truth", "length", "contains", "unpack", "pickle", "count"})
_PASSING = frozenset({"list", "tuple", "set", "frozenset", "iterator"})


def used_operation(kind: Kind, how: str, by: str) -> Operation | None:
    """The operation that using a value in this way does, if it is known to do one."""
    if how not in EVALUATING:
        return None
    if (isinstance(kind, QuerySet) and kind.state == "lazy") or keeping.asks(kind, how):
        return Operation(QUERYSET, _LABELS.get(how, "evaluating a queryset").format(by=by))
    if isinstance(kind, Iterating) and how in ("iterate", "contains", "unpack"):
        does = kind.cls.partition(" ")[0]
        if does == QUERYSET:
            return Operation(QUERYSET, "iterating `QuerySet.iterator()`")
        if does in OPERATIONS:
            return Operation(does, "iterating")
    return None


# What a coroutine has of its own, and a future besides.
_COROUTINE_OWN = frozenset(
    {"send", "throw", "close", "cr_await", "cr_code", "cr_frame", "cr_running", "__await__"}
    | {"__class__", "__name__", "__qualname__", "cr_origin", "cr_suspended", "__del__", "__doc__"}
)
_FUTURE_OWN = frozenset(
    {"cancel", "cancelled", "done", "result", "exception", "add_done_callback", "get_loop"}
    | {"remove_done_callback", "set_result", "set_exception", "_loop"}
)
# Uses in which a coroutine cannot stand for its result, and those that a future bears.
_NEEDING = frozenset(
    {"subscript", "slice", "step", "iterate", "unpack", "truth", "length", "contains", "compare"}
    | {"operand", "format", "argument", "pickle", "with", "return"}
)
_BORNE_BY_FUTURES = frozenset({"truth", "compare", "format"})


def needs_result(coroutine: Coroutine, how: str, by: str) -> bool:
    """Whether a use of a coroutine is one of what it has not given yet."""
    if how == "attribute":
        return by not in _COROUTINE_OWN and not (coroutine.is_future and by in _FUTURE_OWN)
    if coroutine.is_future and how in _BORNE_BY_FUTURES:
        return False
    return how in _NEEDING and not (how == "operand" and by == "|")


_LABELS = {
    "iterate": "iterating a queryset",
    "truth": "truth of a queryset",
    "length": "length of a queryset",
    "subscript": "indexing a queryset",
    "step": "slicing a queryset with a step",
    "contains": "`in` a queryset",
    "format": "formatting a queryset",
    "unpack": "unpacking a queryset",
    "pickle": "pickling a queryset",
    "count": "counting a queryset",
}


def iterated(kind: Kind) -> Kind:
    """The kind of the items that iterating a value gives."""
    if isinstance(kind, QuerySet):
        return kind.row
    if isinstance(kind, Iterating):
        return kind.item
    if isinstance(kind, Fixed):
        if kind.cls == "dict":
            return join(*(Literal(key) for key in kind.keys)) if kind.keys else ANYTHING
        return join(*kind.items) if kind.items else ANYTHING
    if isinstance(kind, Instance) and kind.args:
        if kind.cls == "dict":
            return kind.args[0]
        if kind.cls == "tuple":
            return join(*kind.args)
        return kind.args[0]
    if kind == STR or isinstance(kind, Literal):
        return STR
    return ANYTHING
