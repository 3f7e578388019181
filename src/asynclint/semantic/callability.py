"""What can be called, and what gives a coroutine when it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.semantic import attributes, classes
from asynclint.semantic.kinds import (
    NONE,
    Bound,
    ClassRef,
    ContextFactory,
    Coroutine,
    Def,
    Dispatch,
    External,
    Fixed,
    Instance,
    Iterating,
    Kind,
    Literal,
    Manager,
    ModelInstance,
    Partial,
    QuerySet,
    Same,
    Synced,
    Threaded,
    ThreadWrapper,
    members,
)

if TYPE_CHECKING:
    from asynclint.semantic.model import Model

_PLAIN = frozenset(
    {"str", "int", "float", "bool", "bytes", "bytearray", "complex", "None", "list", "tuple"}
    | {"dict", "set", "frozenset", "range"}
)
_CALLABLE = (
    Def, Bound, ClassRef, Threaded, Synced, Partial, Same, Dispatch, ContextFactory, ThreadWrapper,
)  # fmt: skip


def is_callable(model: Model, kind: Kind) -> bool | None:
    """Whether a value can be called; None where that is not known."""
    if isinstance(kind, _CALLABLE):
        return True
    if kind == NONE or isinstance(kind, (Coroutine, Iterating, Literal, Fixed)):
        return False
    if isinstance(kind, Instance) and kind.cls in _PLAIN:
        return False
    if not isinstance(kind, (Instance, ModelInstance, QuerySet, Manager)):
        return None
    if attributes.special_method(model, kind, "__call__") is not None:
        return True
    if classes.hides_something(model, kind.cls):
        return None
    if isinstance(kind, (ModelInstance, QuerySet)):
        return False
    is_own = all(cls in model.classes or cls == "object" for cls in classes.mro(model, kind.cls))
    return False if isinstance(kind, Instance) and is_own else None


def is_coroutine_function(model: Model, kind: Kind) -> bool | None:
    """Whether calling a value gives a coroutine, and does nothing else; None where that is not
    known."""
    if isinstance(kind, Def):
        routine = kind.routine
        return None if routine.is_async and routine.is_generator else routine.is_async
    if isinstance(kind, Bound):
        return is_coroutine_function(model, kind.function)
    if isinstance(kind, Partial):
        found = {is_coroutine_function(model, option) for option in members(kind.target)}
        return found.pop() if len(found) == 1 else None
    if isinstance(kind, Threaded):
        return True
    if isinstance(kind, Synced):
        return False
    if isinstance(kind, External):
        row = model.tables.row(kind.name)
        return None if row is None else row.is_async and "iterator" not in row.returns
    if isinstance(kind, Instance):
        call = attributes.special_method(model, kind, "__call__")
        return None if call is None else is_coroutine_function(model, call)
    return None


def gives_nothing_awaitable(model: Model, kind: Kind) -> bool:
    """Whether calling a sync function gives what cannot be awaited, whatever its arguments are."""
    function = kind.function if isinstance(kind, Bound) else kind
    if not isinstance(function, Def) or is_coroutine_function(model, kind) is not False:
        return False
    routine = function.routine
    if routine.is_stub or routine.is_generator or routine.module.is_library:
        return False
    arguments = model.entry_arguments(routine)
    given = model.behaviour(routine, arguments, function.cells).returns
    options = members(given)
    return bool(options) and all(attributes.is_awaitable(model, o) is False for o in options)
