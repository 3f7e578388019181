"""Which of the two ways of looping over a value, or of entering it, a value has.

Python has each of them twice: `for` asks for `__iter__` and `async for` for `__aiter__`, `with` for
`__enter__` and `async with` for `__aenter__`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.schema import ASYNC_CONTEXT, ASYNC_ITERABLE, CONTEXT, ITERABLE
from asynclint.semantic import classes
from asynclint.semantic.kinds import (
    Context,
    Fixed,
    Instance,
    Iterating,
    Kind,
    Literal,
    members,
    without_none,
)

if TYPE_CHECKING:
    from asynclint.semantic.model import Model

# Each protocol: the trait of a row, and the special methods of which one is enough.
_METHODS = {
    ITERABLE: ("__iter__", "__getitem__"),
    ASYNC_ITERABLE: ("__aiter__",),
    CONTEXT: ("__enter__",),
    ASYNC_CONTEXT: ("__aenter__",),
}
_LOOPING = frozenset({"iterate", "unpack", "contains"})


def takes_other_form(model: Model, kind: Kind, how: str, *, is_async: bool) -> bool:
    """Whether a value cannot be used in this way, whatever of its kind it is, and could be in the
    other form of it: an async generator under `for`, a list under `async for`. False where that is
    not known."""
    if how in _LOOPING:
        sync, other = ITERABLE, ASYNC_ITERABLE
    elif how == "with":
        sync, other = CONTEXT, ASYNC_CONTEXT
    else:
        return False
    used, left = (other, sync) if is_async else (sync, other)
    options = members(without_none(kind))
    return bool(options) and all(
        _has(model, option, left) is True and _has(model, option, used) is False
        for option in options
    )


def _has(model: Model, kind: Kind, protocol: str) -> bool | None:
    """Whether a value has a protocol; None where that is not known."""
    if isinstance(kind, Iterating):
        is_async = kind.cls.startswith("async")
        return protocol == (ASYNC_ITERABLE if is_async else ITERABLE)
    if isinstance(kind, Context):
        return protocol == (ASYNC_CONTEXT if kind.is_async else CONTEXT)
    if isinstance(kind, Fixed):
        return protocol == ITERABLE
    if isinstance(kind, Literal):
        return protocol == ITERABLE and isinstance(kind.value, str)
    return _class_has(model, kind.cls, protocol) if isinstance(kind, Instance) else None


def _class_has(model: Model, cls: str, protocol: str) -> bool | None:
    return model.queries.ask(  # type: ignore[no-any-return]
        ("protocol", cls, protocol), lambda: _find(model, cls, protocol), None
    )


def _find(model: Model, cls: str, protocol: str) -> bool | None:
    if model.tables.has(cls, protocol):
        return True
    found = [classes.find(model, cls, method) for method in _METHODS[protocol]]
    if any(each is not None and each.cls != classes.UNKNOWN for each in found):
        return True
    order = classes.mro(model, cls)
    if any(name not in model.classes and model.tables.has(name, protocol) for name in order):
        return True
    if any(each is not None for each in found) or classes.hides_something(model, cls):
        return None
    described = [name for name in order if name not in model.classes and name != "object"]
    is_told = all(model.tables.has(name, protocol) is False for name in described)
    return False if is_told else None
