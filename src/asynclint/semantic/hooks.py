"""Which sync functions of the project a framework runs on the event loop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.hooks import DECORATORS, HANDLERS, HOOKS, LONELY, METHODS
from asynclint.semantic import classes
from asynclint.semantic.kinds import Bound, ClassRef, External, Kind

if TYPE_CHECKING:
    from asynclint.knowledge.hooks import Hook, Project
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


def framework_of(model: Model, routine: Routine) -> str:
    """The framework that runs a sync function on the loop; empty where none is known to."""
    node = routine.node
    if not isinstance(node, tree.Function) or node.is_async or routine.outer is not None:
        return ""
    if routine.cls and routine.name in METHODS:
        for hook in HOOKS:
            if routine.name in hook.methods and _is_hook(model, routine.cls, hook):
                return hook.framework
    for decorator in node.decorators:
        called = decorator.function if isinstance(decorator, tree.Call) else decorator
        row = DECORATORS.get(_dotted(model, routine, called))
        if row is not None and _runs_under_loop(model, row.project):
            return row.framework
    return ""


def mentioned(model: Model) -> frozenset[str]:
    """Words at least one of which stands in the text of every sync function that is on the loop
    without any async code beside it."""
    projects = [*HOOKS, *DECORATORS.values()]
    if not any(row.project and _runs_under_loop(model, row.project) for row in projects):
        return frozenset()
    decorators = {
        name.rpartition(".")[2]
        for name, row in DECORATORS.items()
        if _runs_under_loop(model, row.project)
    }
    return LONELY | decorators


def _is_hook(model: Model, cls: str, hook: Hook) -> bool:
    if hook.since is not None and model.version < hook.since:
        return False
    base = model.tables.canonical(hook.cls)
    if not classes.is_subclass(model, cls, base):
        return False
    if hook.with_async_handlers and not has_async_handler(model, cls):
        return False
    return hook.project is None or _runs_under_loop(model, hook.project)


def has_async_handler(model: Model, cls: str) -> bool:
    """Whether a class-based view of the project answers some kind of request by a coroutine."""
    for name in sorted(HANDLERS):
        found = classes.find(model, cls, name)
        for definition in found.definitions if found is not None else ():
            if isinstance(definition.statement, tree.Function) and definition.statement.is_async:
                return True
    return False


def _runs_under_loop(model: Model, project: Project) -> bool:
    return _named(model, project.needs) and not _named(model, project.unless)


def _named(model: Model, words: tuple[str, ...]) -> bool:
    """Whether a file of the project holds one of the words."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("named anywhere", words), lambda: _search(model, words), False
    )


def _search(model: Model, words: tuple[str, ...]) -> bool:
    if not words:
        return False
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
    return any(
        pattern.search(model.texts(name) or "") is not None for name in model.modules_with(*words)
    )


def _dotted(model: Model, routine: Routine, node: tree.Expr) -> str:
    """The name of what a decorator is, as rows know it."""
    if not isinstance(node, (tree.Name, tree.Attribute)):
        return ""
    kind: Kind = model.value_in(routine.module, routine.unit, node, routine.cls, None)
    if isinstance(kind, Bound):
        kind = kind.function
    if isinstance(kind, (External, ClassRef)):
        return model.tables.canonical(kind.name)
    return ""
