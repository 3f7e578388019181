"""Which sync functions of the project a framework runs on the event loop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.hooks import (
    DECORATORS,
    DEPENDENCIES,
    HANDLERS,
    HOOKS,
    LONELY,
    METHODS,
    TAKING_ROWS,
)
from asynclint.semantic import classes, functions
from asynclint.semantic.kinds import (
    Bound,
    ClassRef,
    Coroutine,
    External,
    Iterating,
    Kind,
    join,
    members,
)

if TYPE_CHECKING:
    from asynclint.index.module import Module, Unit
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
    for position, decorator in enumerate(node.decorators):
        called = decorator.function if isinstance(decorator, tree.Call) else decorator
        row = DECORATORS.get(dotted_name(model, routine, called))
        if row is not None and runs_under_loop(model, row.project):
            below = node.decorators[position + 1 :]
            return row.framework if functions.is_left_alone(model, routine, below) else ""
    return ""


def takes_rows(model: Model, routine: Routine) -> bool:
    """Whether a framework takes the rows of a queryset that an async function gives back, on the
    loop. Where other decorators stand between, they may do something else with it."""
    node = routine.node
    if not isinstance(node, tree.Function) or not node.is_async or len(node.decorators) != 1:
        return False
    decorator = node.decorators[0]
    if routine.outer is not None or not isinstance(decorator, tree.Call):
        return False
    argument = TAKING_ROWS.get(dotted_name(model, routine, decorator.function))
    return argument in [keyword.name for keyword in decorator.keywords if keyword.name]


def dependency(model: Model, routine: Routine, param: tree.Param) -> Kind | None:
    """The kind of an argument that a framework makes by calling what the default names."""
    default = param.default
    if not isinstance(default, tree.Call):
        return None
    if dotted_name(model, routine, default.function) not in DEPENDENCIES:
        return None
    made = model.value_in(routine.module, routine.unit, default, routine.cls, routine.outer)
    return join(*(_passed(option) for option in members(made)))


def _passed(option: Kind) -> Kind:
    if isinstance(option, Coroutine):
        return option.result
    return option.item if isinstance(option, Iterating) else option


def mentioned(model: Model) -> frozenset[str]:
    """Words at least one of which stands in the text of every sync function that is on the loop
    without any async code beside it."""
    projects = [hook.project for hook in HOOKS] + [row.project for row in DECORATORS.values()]
    if not any(project is not None and runs_under_loop(model, project) for project in projects):
        return frozenset()
    decorators = {
        name.rpartition(".")[2]
        for name, row in DECORATORS.items()
        if runs_under_loop(model, row.project)
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
    return hook.project is None or runs_under_loop(model, hook.project)


def has_async_handler(model: Model, cls: str) -> bool:
    """Whether a class-based view of the project answers some kind of request by a coroutine."""
    for name in sorted(HANDLERS):
        found = classes.find(model, cls, name)
        for definition in found.definitions if found is not None else ():
            if isinstance(definition.statement, tree.Function) and definition.statement.is_async:
                return True
    return False


def runs_under_loop(model: Model, project: Project) -> bool:
    """Whether the project runs its framework under an event loop, and only there."""
    return is_named(model, project.needs) and not is_named(model, project.unless)


def is_named(model: Model, words: tuple[str, ...]) -> bool:
    """Whether a file of the project holds one of the words."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("named anywhere", words), lambda: _search(model, words), False
    )


def _search(model: Model, words: tuple[str, ...]) -> bool:
    if not words:
        return False
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
    return any(model.texts.says(name, pattern) for name in model.modules_with(*words))


def dotted_name(model: Model, routine: Routine, node: tree.Expr) -> str:
    """The name of what a decorator is, as rows know it."""
    return name_at(model, routine.module, routine.unit, node, routine.cls)


def name_at(
    model: Model, module: Module, unit: Unit, node: tree.Expr, cls: str | None = None
) -> str:
    """The name that rows have for what stands in a module, outside functions."""
    if not isinstance(node, (tree.Name, tree.Attribute)):
        return ""
    kind: Kind = model.value_in(module, unit, node, cls, None)
    if isinstance(kind, Bound):
        kind = kind.function
    if isinstance(kind, (External, ClassRef)):
        return model.tables.canonical(kind.name)
    return ""
