"""Functions that are handed to a framework, which calls them on the event loop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.hooks import HANDED
from asynclint.semantic import converters, hooks
from asynclint.semantic.kinds import Def
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Definition, Module, Unit
    from asynclint.knowledge.hooks import Handed
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

_LAST = {row.callee: row.callee.rpartition(".")[2] for row in HANDED}
_CALL = re.compile(rf"\b(?:{'|'.join(sorted(set(_LAST.values())))})\s*\(")


def framework_of(model: Model, routine: Routine) -> str:
    """The framework that runs a sync function on the loop, for what it is or because code of the
    project hands it over; empty where none is known to."""
    node = routine.node
    if isinstance(node, tree.Function) and not node.is_async:
        return (
            hooks.framework_of(model, routine)
            or converters.framework_of(model, routine)
            or _taker_of(model, routine)
        )
    return ""


def _taker_of(model: Model, routine: Routine) -> str:
    node = routine.node
    if routine.cls is not None or not isinstance(node, tree.Function) or node.decorators:
        return ""
    if not _rows(model):
        return ""
    if routine.outer is None:
        return _by_modules(model).get(routine.dotted, "")
    return model.queries.ask(  # type: ignore[no-any-return]
        ("handed inside", routine), lambda: _inside(model, routine), ""
    )


def mentioned(model: Model) -> frozenset[str]:
    """Words at least one of which stands in the text of what holds such a function."""
    rows = _rows(model)
    if not rows:
        return converters.mentioned(model)
    names = (dotted.rpartition(".")[2] for dotted in _by_modules(model))
    last = (_LAST[row.callee] for row in rows)
    return frozenset((*names, *last)) | converters.mentioned(model)


def _rows(model: Model) -> tuple[Handed, ...]:
    """The rows that code of the project may be about."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("handed rows",),
        lambda: tuple(row for row in HANDED if _applies(model, row)),
        (),
    )


def _applies(model: Model, row: Handed) -> bool:
    if row.since is not None and model.version < row.since:
        return False
    if not any(model.texts.says(m, _CALL) for m in model.modules_with(_LAST[row.callee])):
        return False
    if row.project is not None and not hooks.runs_under_loop(model, row.project):
        return False
    return hooks.is_named(model, (row.word,))


def _inside(model: Model, routine: Routine) -> str:
    """The framework to which the function around hands this one."""
    outer = routine.outer
    assert outer is not None
    for call, by_async in _calls(outer.node):
        for row, argument in _given(model, outer.module, outer.unit, call, by_async):
            if isinstance(argument, tree.Name) and argument.id == routine.name:
                return row.framework
    return ""


def _by_modules(model: Model) -> dict[str, str]:
    """The functions at the tops of modules that are handed over, and to which framework."""
    return model.queries.ask(("handed over",), lambda: _search(model), {})  # type: ignore[no-any-return]


def _search(model: Model) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in model.modules_with(*sorted({row.word for row in _rows(model)})):
        if (module := model.resolver.module(name)) is None:
            continue
        for definition in _statements(module):
            for call, by_async in _calls(definition.statement):
                for row, argument in _given(model, module, definition.unit, call, by_async):
                    kind = model.value_in(module, definition.unit, argument)
                    if isinstance(kind, Def) and kind.routine.outer is None:
                        found.setdefault(kind.routine.dotted, row.framework)
    return found


def _statements(module: Module) -> Iterator[Definition]:
    """The statements of a module and of its classes in which such a call may stand."""
    waiting = list(module.definitions_with(_CALL))
    while waiting:
        definition = waiting.pop()
        yield definition
        if isinstance(definition.statement, tree.Class):
            waiting += module.members(definition).definitions_with(_CALL)


def _calls(node: tree.Node) -> Iterator[tuple[tree.Call, bool]]:
    """The calls in a piece of code, and whether each decorates an async function."""
    above_async: set[int] = set()
    for inner in walk(node):
        if isinstance(inner, tree.Function) and inner.is_async:
            above_async.update(map(id, inner.decorators))
        elif isinstance(inner, tree.Call):
            yield inner, id(inner) in above_async


def _given(
    model: Model, module: Module, unit: Unit, call: tree.Call, by_async: bool
) -> Iterator[tuple[Handed, tree.Expr]]:
    """The rows that a call is about, with the argument that each speaks of."""
    function = call.function
    last = function.name if isinstance(function, tree.Attribute) else getattr(function, "id", "")
    rows = [row for row in _rows(model) if _LAST[row.callee] == last]
    if not rows:
        return
    name = hooks.name_at(model, module, unit, function)
    for row in rows:
        if row.callee != name or (row.by_async and not by_async):
            continue
        if 0 <= row.position < len(call.args):
            yield row, call.args[row.position]
        for keyword in call.keywords:
            if keyword.name == row.keyword:
                yield row, keyword.value
