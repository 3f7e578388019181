"""Settings and versions that undo what async views are there for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.semantic import classes, handlers, settings, sync_decorators
from asynclint.semantic.kinds import External
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Module, Unit
    from asynclint.knowledge.schema import Version
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

VIEWS_SINCE: Version = (3, 1)  # run on 3.0 and 3.2
HANDLERS_SINCE: Version = (4, 1)  # run on 3.2, 4.0 and 4.1
AGE = "CONN_MAX_AGE"
# Functions that read a database's settings out of an address.
_FROM_ADDRESS = frozenset({"dj_database_url.config", "dj_database_url.parse"})
_KEEPING = re.compile(r"CONN_MAX_AGE|conn_max_age")
# What makes an older Django take a class-based view for an async one.
_TELLING = ("as_view", "dispatch")
_OTHER_VIEWS = frozenset({"rest_framework", "adrf"})


class Place(NamedTuple):
    unit: Unit
    at: int


# --- connections -----------------------------------------------------------------------------


def kept_connections(model: Model, module: Module) -> Iterator[Place]:
    """Where a module of settings has Django keep connections to the database open, in a project
    with async views that ASGI serves."""
    if settings.is_of_tests(module.name) or not settings.is_served_by_asgi(model):
        return
    found = [
        Place(definition.unit, at)
        for definition in module.definitions_with(_KEEPING)
        if not isinstance(definition.statement, (tree.Function, tree.Class))
        for node in walk(definition.statement)
        for at, value in _ages(model, module, definition.unit, node)
        if _is_lasting(value)
    ]
    if found and settings.has_async_views(model):  # asked last: it looks at all routes
        yield from found


def _ages(
    model: Model, module: Module, unit: Unit, node: tree.Node
) -> Iterator[tuple[int, tree.Expr]]:
    """How long connections are kept, and where that is said."""
    if isinstance(node, tree.DictDisplay):
        for key, value in zip(node.keys, node.values):
            if isinstance(key, tree.Constant) and key.value == AGE:
                yield key.at, value
    elif isinstance(node, tree.Bind) and node.value is not None:
        for target in node.targets:
            if isinstance(target, tree.Subscript) and isinstance(target.index, tree.Constant):
                if target.index.value == AGE:
                    yield target.at, node.value
    elif isinstance(node, tree.Call):
        for keyword in node.keywords:
            if keyword.name == "conn_max_age":
                kind = model.value_in(module, unit, node.function)
                if isinstance(kind, External) and kind.name in _FROM_ADDRESS:
                    yield keyword.value.at, keyword.value


def _is_lasting(value: tree.Expr) -> bool:
    """Whether a value that is written out is not zero: seconds, or None for ever."""
    if isinstance(value, tree.Operation):
        return value.operator == "*" and all(_is_lasting(operand) for operand in value.operands)
    if not isinstance(value, tree.Constant) or value.kind not in ("int", "None"):
        return False
    return value.kind == "None" or bool(value.value)


# --- servers ---------------------------------------------------------------------------------


def wsgi_application(model: Model, module: Module) -> Iterator[Place]:
    """Where a module of settings names a WSGI application, in a project with async views that
    nothing else serves."""
    if settings.is_of_tests(module.name) or not settings.is_served_by_wsgi_only(model):
        return
    found = [
        Place(definition.unit, definition.statement.at)
        for definition in module.find("WSGI_APPLICATION")
        if isinstance(definition.statement, tree.Bind)
    ]
    if found and settings.has_async_views(model):
        yield from found


# --- versions --------------------------------------------------------------------------------


def is_too_early(model: Model, routine: Routine) -> bool:
    """Whether a function is an async view in a Django that has none."""
    if model.version >= VIEWS_SINCE or not routine.is_async or routine.cls is not None:
        return False
    return routine in settings.routed(model)[0] or sync_decorators.is_view(model, routine)


def early_handler(model: Model, cls: str) -> Routine | None:
    """The first async handler in a class-based view's own body, in a Django that takes the class
    for a sync view; None where nothing is wrong."""
    if model.version >= HANDLERS_SINCE or not handlers.is_view(model, cls):
        return None
    if classes.hides_something(model, cls) or _is_told(model, cls):
        return None
    for handler in handlers.handlers(model, cls):
        for definition in classes.own(model, cls, handler.name) if handler.is_async else ():
            return classes.method(model, cls, definition)
    return None


def _is_told(model: Model, cls: str) -> bool:
    """Whether a class on the way has a say in how Django takes the view."""
    order = classes.mro(model, cls)
    if any(base.partition(".")[0] in _OTHER_VIEWS for base in order):
        return True
    own = [name for name in order if name in model.classes]
    return any(
        model.classes[name].node.decorators or classes.own(model, name, word)
        for name in own
        for word in _TELLING
    )


def mentioned(model: Model) -> frozenset[str]:
    """Words of code that is looked at although nothing in it is async."""
    if not model.coroutine_names:
        return frozenset()
    return frozenset({AGE, "conn_max_age", "WSGI_APPLICATION"})
