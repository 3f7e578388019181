"""The handlers of class-based views: which of them are coroutine functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.knowledge.view_handlers import NAMES, OF_LIBRARIES
from asynclint.semantic import classes
from asynclint.semantic.kinds import Def, Fixed, Literal

if TYPE_CHECKING:
    from asynclint.semantic.model import Model

VIEW = "django.views.View"
# The first Django whose `method_decorator` leaves a coroutine function one.
_DECORATED_STAYS_ASYNC = (5, 2)
_CLASS_OR_HANDLER = re.compile(
    rf"^[ \t]*(?:class[ \t]+(\w+)[ \t]*\(|async[ \t]+def[ \t]+(?:{'|'.join(NAMES)})[ \t]*\()", re.M
)


class Handler(NamedTuple):
    name: str
    owner: str  # the class that defines it
    is_async: bool


def is_view(model: Model, cls: str) -> bool:
    return classes.is_subclass(model, cls, model.tables.canonical(VIEW))


def handlers(model: Model, cls: str) -> tuple[Handler, ...]:
    """The handlers that a view has, those left out of which it is not known what they are."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("handlers", cls), lambda: tuple(_handlers(model, cls)), ()
    )


def _handlers(model: Model, cls: str) -> list[Handler]:
    allowed = _allowed(model, cls)
    found = [_handler(model, cls, name) for name in NAMES if name in allowed]
    return [handler for handler in found if handler is not None]


def _handler(model: Model, cls: str, name: str) -> Handler | None:
    for base in classes.mro(model, cls):
        known = OF_LIBRARIES.get(base)
        if known is not None and name in known.names:
            return Handler(name, base, known.is_async)
        definitions = classes.own(model, base, name)
        if definitions:
            is_async = _colour(model, classes.Found(base, definitions), name)
            return None if is_async is None else Handler(name, base, is_async)
        if base not in model.classes and not classes.is_described(model, base):
            return None  # it may have one
    return None


def _colour(model: Model, found: classes.Found, name: str) -> bool | None:
    """Whether Django takes a handler for a coroutine function; None where that is not known."""
    kind = classes.attribute_kind(model, found, name)
    if not isinstance(kind, Def) or not isinstance(kind.routine.node, tree.Function):
        return None
    node = kind.routine.node
    written = [d.statement for d in found.definitions]
    if any(isinstance(statement, tree.Function) for statement in written):
        if node not in written:
            return None  # something that a decorator made
        if node.decorators and model.version < _DECORATED_STAYS_ASYNC:
            return None
    return node.is_async


def _allowed(model: Model, cls: str) -> frozenset[str]:
    """The kinds of requests that a view answers: `http_method_names` of the project, if any."""
    found = classes.find(model, cls, "http_method_names")
    if found is None or not found.definitions:
        return frozenset(NAMES)
    kind = classes.attribute_kind(model, found, "http_method_names")
    items = kind.items if isinstance(kind, Fixed) else ()
    return frozenset(str(item.value).lower() for item in items if isinstance(item, Literal))


def asynchronous_views(model: Model) -> frozenset[str]:
    """The names of the classes of the project that have an async handler of their own, as far as
    the text tells: what derives from them matters, even if it holds no async code itself."""
    found: set[str] = set()
    for module in model.modules_with("async def"):
        cls = ""
        for name in model.texts.findall(module, _CLASS_OR_HANDLER):
            cls = name or cls
            if not name and cls:
                found.add(cls)
    return frozenset(found)
