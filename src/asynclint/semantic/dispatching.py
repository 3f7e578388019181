"""`functools.singledispatch`: the class of an argument chooses among registered functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.semantic import classes, django
from asynclint.semantic.kinds import ClassRef, Def, Dispatch, Kind, Literal, each, members

if TYPE_CHECKING:
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

Registered = tuple[tuple[str, Def], ...]


def chosen(model: Model, callee: Dispatch, args: tuple[Kind, ...]) -> list[Kind]:
    """The functions that a call with these arguments may run; none where that is not known."""
    position = 1 if callee.is_method else 0
    if position >= len(args) or not isinstance(callee.default, Def):
        return []
    known = dict(registered(model, callee.default.routine, position))
    found: list[Kind] = []
    for option in members(args[position]):
        is_constant = isinstance(option, Literal)
        cls = type(option.value).__name__ if is_constant else django.class_of(option)  # type: ignore[attr-defined]
        if cls is None or isinstance(option, ClassRef):
            continue
        names = [name for name in classes.mro(model, cls) if name in known]
        if names or not classes.hides_something(model, cls) or cls in _PLAIN:
            found.append(known[names[0]] if names else callee.default)
    return found


_PLAIN = frozenset({"str", "int", "bool", "float", "bytes", "list", "dict", "tuple", "set"})


def registered(model: Model, default: Routine, position: int) -> Registered:
    """The classes for which a function is registered beside the default one; `position` is that of
    the argument that decides."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("registered", default, position),
        lambda: tuple(_registered(model, default, position)),
        (),
    )


def _registered(model: Model, default: Routine, position: int) -> list[tuple[str, Def]]:
    pattern = re.compile(rf"@[ \t]*{re.escape(default.name)}\.register\b")
    info = model.classes[default.cls] if default.cls else None
    scope = (
        default.module if info is None else info.module.members(Definition(info.node, info.unit))
    )
    found: list[tuple[str, Def]] = []
    for definition in scope.definitions_with(pattern):
        statement = definition.statement
        if not isinstance(statement, tree.Function) or len(statement.params) <= position:
            continue
        prefix = "" if info is None else f"{info.qualname}."
        routine = model.routine(
            default.module, definition.unit, statement, prefix + statement.name, default.cls,
            default.outer,
        )  # fmt: skip
        for kind in each(_deciding(model, routine, position)):
            cls = django.class_of(kind)
            if cls is not None:
                found.append((cls, Def(routine)))
    return found


def _deciding(model: Model, routine: Routine, position: int) -> Kind:
    """What a function is registered for: `@f.register(Book)`, else its argument's annotation."""
    assert isinstance(routine.node, tree.Function)
    for decorator in routine.node.decorators:
        if isinstance(decorator, tree.Call) and decorator.args:
            return model.value_in(
                routine.module, routine.unit, decorator.args[0], routine.cls, routine.outer
            )
    return model.declared(routine, routine.node.params[position])
