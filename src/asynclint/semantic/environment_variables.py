"""Where code sets a variable of the environment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from asynclint.index import tree
from asynclint.semantic.kinds import Bound, External, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Definition, Module, Scope, Unit
    from asynclint.semantic.model import Model

_SETTERS = frozenset({"os.environ.setdefault", "os.putenv", "os.environ.__setitem__"})
_UPDATERS = frozenset({"os.environ.update"})


def settings_of(model: Model, module: Module, variable: str) -> Iterator[tuple[Unit, int]]:
    """The places of a module that set the variable to a text that is not known to be empty."""
    for statement, unit in _definitions(module, module.scope, re.compile(variable)):
        for node in _nodes(statement):
            if isinstance(node, tree.Bind) and node.value is not None:
                for target in node.targets:
                    if isinstance(target, tree.Subscript) and _is(target.index, variable):
                        where = model.value_in(module, unit, target.value)
                        if _name(where) == "os.environ" and not _is(node.value, ""):
                            yield unit, node.at
            elif isinstance(node, tree.Call):
                called = _name(model.value_in(module, unit, node.function))
                if called in _SETTERS and len(node.args) == 2:
                    if _is(node.args[0], variable) and not _is(node.args[1], ""):
                        yield unit, node.at
                elif called in _UPDATERS and any(
                    not _is(value, "") for value in _given(node, variable)
                ):
                    yield unit, node.at


def _definitions(module: Module, scope: Scope, pattern: re.Pattern[str]) -> Iterator[Definition]:
    """The statements that mention it; of classes, those in their bodies."""
    for definition in scope.definitions_with(pattern):
        if isinstance(definition.statement, tree.Class):
            yield from _definitions(module, module.members(definition), pattern)
        else:
            yield definition


def _nodes(node: Any) -> Iterator[Any]:
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, Struct):
            yield node
            stack.extend(getattr(node, field) for field in reversed(node.__struct_fields__))


def _given(node: tree.Call, variable: str) -> Iterator[tree.Expr]:
    """What `update` is given for the variable."""
    yield from (keyword.value for keyword in node.keywords if keyword.name == variable)
    for argument in node.args:
        if isinstance(argument, tree.DictDisplay):
            for key, value in zip(argument.keys, argument.values):
                if key is not None and _is(key, variable):
                    yield value


def _is(node: tree.Expr, text: str) -> bool:
    return isinstance(node, tree.Constant) and node.kind == "str" and node.value == text


def _name(kind: Kind) -> str:
    function = kind.function if isinstance(kind, Bound) else kind
    return function.name if isinstance(function, External) else ""
