"""Middleware of the project: what it is, what it declares, and what the settings name.

A class counts as middleware if it is made with `get_response` and can be called, a function if that
is its only parameter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.knowledge.middleware import (
    ASKING,
    ASYNC_CAPABLE,
    MARKING,
    MIXIN,
    PARAMETER,
    SYNC_ONLY,
)
from asynclint.semantic import classes, decorations, names, settings
from asynclint.semantic.kinds import ClassRef, Def, Literal, members
from asynclint.semantic.variables import own_nodes, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Span
    from asynclint.index.module import Definition, Module, Unit
    from asynclint.semantic.kinds import Kind
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

UNDECLARED = "undeclared"  # async, and nothing says so
UNMARKED = "unmarked"  # async and declared, but Django's middleware above does not see it
FALSE = "false"  # declared async, and sync


class Flaw(NamedTuple):
    what: str
    unit: Unit
    at: int  # the place of the name of the function that is called for a request


# --- classes ---------------------------------------------------------------------------------


def of_class(model: Model, cls: str) -> Flaw | None:
    """What is wrong with a class that is written as middleware."""
    call = _call(model, cls)
    if call is None or classes.hides_something(model, cls):
        return None
    is_mixin = MIXIN in classes.mro(model, cls)
    if not is_mixin and not _takes_get_response(model, cls):
        return None
    declared = True if is_mixin else _declared(model, cls)
    statement = call.statement
    if declared is None or not isinstance(statement, tree.Function) or statement.decorators:
        return None
    flaw = Flaw("", call.unit, statement.name_at)
    if statement.is_async:
        if not declared:
            is_ours = _may_be_djangos(model, model.classes[cls].node.name)
            return flaw._replace(what=UNDECLARED) if is_ours else None
        is_told = is_mixin or _mentions(model, cls, MARKING)
        return None if is_told else flaw._replace(what=UNMARKED)
    is_wrong = declared and not _mentions(model, cls, ASKING)
    if not is_wrong or settings.is_served_by_wsgi_only(model):
        return None
    return flaw._replace(what=FALSE) if _takes_it_for_sync(statement, is_mixin) else None


def _may_be_djangos(model: Model, name: str) -> bool:
    """Whether middleware that declares nothing is Django's, and not that of another framework: a
    setting names it, or there is no such setting."""
    setting = model.modules_with("MIDDLEWARE")
    named = re.compile(rf"[\"'](?:\w+\.)+{name}[\"']")
    return not setting or any(model.texts.says(module, named) for module in setting)


def is_class(model: Model, cls: str) -> bool:
    """Whether a class is written as middleware."""
    return MIXIN in classes.mro(model, cls) or _takes_get_response(model, cls)


def _call(model: Model, cls: str) -> Definition | None:
    """The `__call__` of the class's own body."""
    found = classes.own(model, cls, "__call__")
    return found[-1] if found else None


def _takes_get_response(model: Model, cls: str) -> bool:
    found = classes.find(model, cls, "__init__")
    if found is None or not found.definitions:
        return False
    statement = found.definitions[-1].statement
    return isinstance(statement, tree.Function) and PARAMETER in [p.name for p in statement.params]


def _declared(model: Model, cls: str) -> bool | None:
    """Whether a class says that it can be async; None where that is not known."""
    found = classes.find(model, cls, "async_capable")
    if found is None:
        return False
    if not found.definitions:
        return None
    kind = classes.attribute_kind(model, found, "async_capable")
    return bool(kind.value) if isinstance(kind, Literal) else None


def _mentions(model: Model, cls: str, words: tuple[str, ...]) -> bool:
    """Whether the source of the class, or of a base in the project, holds one of the words."""
    for name in classes.mro(model, cls):
        info = model.classes.get(name)
        if info is not None:
            if _holds(info.module, info.unit.span(info.node.at), words):
                return True
    return False


def _holds(module: Module, span: Span, words: tuple[str, ...]) -> bool:
    """Whether a stretch of a module holds one of the words; the whole module, where the place of a
    statement is that of its first line."""
    text = module.excerpt(span)
    is_whole = "\n" in text
    return any(word in text if is_whole else module.says(word) for word in words)


def _takes_it_for_sync(call: tree.Function, is_mixin: bool) -> bool:
    """Whether `__call__` asks for the response in a way that is wrong for a coroutine. Under
    Django's mixin the coroutine may be given back; anybody else's is not awaited then, either."""
    asked = [node for node in own_nodes(call.body) if _asks(node)]
    if not asked or not is_mixin:
        return bool(asked)
    kept = {
        target.id
        for node in own_nodes(call.body)
        if isinstance(node, tree.Bind) and node.value in asked
        for target in node.targets
        if isinstance(target, tree.Name)
    }
    return any(
        isinstance(node, (tree.Attribute, tree.Subscript))
        and isinstance(node.value, tree.Name)
        and node.value.id in kept
        for node in own_nodes(call.body)
    )


def _asks(node: tree.Node) -> bool:
    """`self.get_response(request)`, `super().__call__(request)`."""
    return (
        isinstance(node, tree.Call)
        and isinstance(node.function, tree.Attribute)
        and node.function.name in (PARAMETER, "__call__")
    )


# --- functions -------------------------------------------------------------------------------


def of_function(model: Model, routine: Routine) -> Flaw | None:
    """What is wrong with a function that is written as middleware."""
    node = routine.node
    if not isinstance(node, tree.Function) or not is_factory(routine):
        return None
    if routine.module.says(re.compile(rf"\b{node.name}\.\w+_capable\b")):
        return None
    made = list(members(model.entry_behaviour(routine).returns))
    functions = [kind for kind in made if isinstance(kind, Def) and kind.routine.outer is routine]
    if not functions or len(functions) < len(made):
        return None
    declared = _declared_by_decorators(model, routine)
    if declared is None:
        return None
    flaw = Flaw("", routine.unit, node.name_at)
    if all(function.routine.is_async for function in functions):
        is_wrong = not declared and _may_be_djangos(model, node.name)
        return flaw._replace(what=UNDECLARED) if is_wrong else None
    if not declared or _holds(routine.module, routine.span(node.at), ASKING):
        return None
    if settings.is_served_by_wsgi_only(model):
        return None
    return flaw._replace(what=FALSE)


def is_factory(routine: Routine) -> bool:
    """Whether a function is written as middleware: it makes the one that is called for requests."""
    node = routine.node
    if not isinstance(node, tree.Function):
        return False
    is_plain = routine.cls is None and routine.outer is None and not node.is_async
    return is_plain and [param.name for param in node.params] == [PARAMETER]


def _declared_by_decorators(model: Model, routine: Routine) -> bool | None:
    """Whether its decorators say that a function can be async; None if one is not known."""
    found = [decoration.name for decoration in decorations.of(model, routine)]
    if any(name not in ASYNC_CAPABLE and name != SYNC_ONLY for name in found):
        return None
    return any(name in ASYNC_CAPABLE for name in found)


# --- settings --------------------------------------------------------------------------------


def sync_only(model: Model, module: Module) -> Iterator[tuple[Unit, tree.Constant]]:
    """The middleware that a module's `MIDDLEWARE` names and that can only be sync, in a project
    with async views that ASGI serves: each as it is written there."""
    if settings.is_of_tests(module.name) or not settings.is_served_by_asgi(model):
        return
    found = [
        (definition.unit, node)
        for definition in module.find("MIDDLEWARE")
        for node in walk(definition.statement)
        if isinstance(node, tree.Constant) and isinstance(node.value, str)
        if _is_sync_only(model, node.value)
    ]
    if found and settings.has_async_views(model):  # asked last: it looks at all routes
        yield from found


def _is_sync_only(model: Model, dotted: str) -> bool:
    module, _, name = dotted.rpartition(".")
    if not module or not re.fullmatch(r"[\w.]+", dotted):
        return False
    found = model.resolver.module(module)
    kind = None if found is None else names.global_kind(model, found, name)
    return kind is not None and _can_be_async(model, kind) is False


def _can_be_async(model: Model, kind: Kind) -> bool | None:
    if isinstance(kind, ClassRef):
        order = classes.mro(model, kind.name)
        if MIXIN in order or classes.hides_something(model, kind.name):
            return None
        is_made = _takes_get_response(model, kind.name)
        return _declared(model, kind.name) if is_made else None
    if not isinstance(kind, Def) or not isinstance(kind.routine.node, tree.Function):
        return None
    routine = kind.routine
    if not is_factory(routine):
        return None
    if routine.module.says(re.compile(rf"\b{routine.name}\.async_capable\b")):
        return None
    return _declared_by_decorators(model, routine)


def mentioned(model: Model) -> frozenset[str]:
    """Words of code that is looked at although nothing in it is async."""
    if not model.coroutine_names:
        return frozenset()
    return frozenset({"MIDDLEWARE", "MiddlewareMixin"})
