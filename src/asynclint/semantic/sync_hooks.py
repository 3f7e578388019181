"""Which functions of the project a framework calls without awaiting what they give."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.knowledge.sync_hooks import (
    ALWAYS,
    ARGUMENTS,
    AWAITING_PACKAGES,
    GENERIC,
    HOOKS,
    REGISTRATIONS,
)
from asynclint.knowledge.view_handlers import NAMES
from asynclint.semantic import classes, decorations, django, handlers, overrides, views
from asynclint.semantic.kinds import (
    ClassRef,
    Def,
    External,
    Fixed,
    Instance,
    Kind,
    members,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.knowledge.sync_hooks import Argument, Hook, Registration
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


# --- methods ---------------------------------------------------------------------------------


def hook_of(model: Model, routine: Routine) -> Hook | None:
    """The hook that a method is, by its class and its name."""
    if routine.cls is None or routine.outer is not None:
        return None
    for hook in HOOKS:
        field = _field_of(hook, routine.name)
        if field is None or not _is_of(model, routine.cls, hook):
            continue
        if field and not _has_field(model, routine.cls, field):
            continue
        if _calls(model, routine.cls, hook):
            return hook
    return None


def _field_of(hook: Hook, name: str) -> str | None:
    """The field that a method is about ("" for a method about none); None if it is no such hook."""
    if name in hook.names:
        return ""
    for pattern in hook.names:
        start, star, _ = pattern.partition("*")
        if star and name.startswith(start) and name != start:
            return name[len(start) :]
    return None


def _is_of(model: Model, cls: str, hook: Hook) -> bool:
    order = classes.mro(model, cls)
    if hook.cls:
        return any(_fits(hook.cls, model.tables.canonical(base)) for base in order if base)
    return order == (cls,) and all(classes.own(model, cls, name) for name in hook.beside)


def _has_field(model: Model, cls: str, field: str) -> bool:
    """Whether a form or serializer has a field of that name, as far as it can be told."""
    found = classes.find(model, cls, field)
    if found is not None and found.definitions:
        return True
    for option in members(views.formed(model, Instance(cls))):
        named = django.class_of(option)
        found = None if named is None else classes.find(model, named, field)
        if found is not None and found.definitions:
            return True
    return False


def _calls(model: Model, cls: str, hook: Hook) -> bool:
    """Whether it is the framework that calls the hook of this class, and nobody else."""
    if any(base.partition(".")[0] in AWAITING_PACKAGES for base in classes.mro(model, cls)):
        return False
    if hook.when == ALWAYS:
        return True
    if classes.hides_something(model, cls) or not handlers.is_view(model, cls):
        return False
    family = [cls, *overrides.all_subclasses(model, cls)]
    found = [handler for each in family for handler in handlers.handlers(model, each)]
    if any(handler.is_async for handler in found):
        return False
    if hook.when == GENERIC:
        return not any(_own_handlers(model, each) for each in family)
    return bool(found)


def _own_handlers(model: Model, cls: str) -> bool:
    """Whether the project has a handler for the class: it calls the hooks itself, or does not."""
    found = (classes.find(model, cls, name) for name in NAMES)
    return any(each is not None and each.definitions for each in found)


# --- decorated functions ---------------------------------------------------------------------


def registration_of(model: Model, routine: Routine) -> Registration | None:
    """The row of a decorator that hands a coroutine function to a framework."""
    for decoration in decorations.of(model, routine):
        for row in REGISTRATIONS:
            if decoration.name not in row.names:
                continue
            if row.until is not None and model.version >= row.until:
                continue
            if decorations.is_given_coroutine_function(decoration, routine):
                return row
    return None


# --- functions that are handed over ----------------------------------------------------------

_HANDING = re.compile(rf"\b(?:{'|'.join(sorted({row.keyword for row in ARGUMENTS}))}|RunPython)\b")


def handed_in_class(model: Model, cls: str) -> Iterator[tuple[Definition, int, str, Argument]]:
    """The coroutine functions that the body of a class hands to a framework, in what it assigns:
    the statement, the place of the argument, the function's name, and the row."""
    info = model.classes[cls]
    scope = info.module.members(Definition(info.node, info.unit))
    for definition in scope.assignments_with(_HANDING):
        value = definition.statement.value if isinstance(definition.statement, tree.Bind) else None
        for node in _calls_in(value):
            callee = model.value_in(info.module, definition.unit, node.function, cls, info.outer)
            for row, argument in _handed(model, callee, node):
                kind = model.value_in(info.module, definition.unit, argument, cls, info.outer)
                for name in coroutine_functions(kind):
                    yield definition, argument.at, name, row


_KEYWORDS = "|".join(sorted({row.keyword for row in ARGUMENTS}))
_GIVEN = re.compile(rf"\b(?:(?:{_KEYWORDS})[ \t]*=|RunPython\(|on_commit\()([^\n]*(?:\n[^\n=]*)?)")
_WORD = re.compile(r"\w+")


def handed_names(model: Model) -> frozenset[str]:
    """The names of the coroutine functions that stand where a framework is given functions, as far
    as the text tells: what names them matters, even if it holds no async code itself."""
    found: set[str] = set()
    for module in model.modules_with("validators", "RunPython", "on_commit", "Field("):
        for given in model.texts.findall(module, _GIVEN):
            found.update(word for word in _WORD.findall(given) if model.is_coroutine_name(word))
    return frozenset(found)


def rows_for(model: Model, callee: Kind) -> Iterator[Argument]:
    """The rows about calling that function or class."""
    names = _names(model, callee)
    for row in ARGUMENTS:
        if any(_fits(row.callee, name) for name in names):
            yield row


def coroutine_functions(kind: Kind) -> Iterator[str]:
    """The names of the coroutine functions that a value is, or that a display of such holds."""
    for option in members(kind):
        if isinstance(option, Fixed):
            for item in option.items:
                yield from coroutine_functions(item)
        elif isinstance(option, Def) and option.routine.is_async:
            yield option.routine.qualname


def _handed(model: Model, callee: Kind, node: tree.Call) -> Iterator[tuple[Argument, tree.Expr]]:
    for row in rows_for(model, callee):
        for keyword in node.keywords:
            if keyword.name == row.keyword:
                yield row, keyword.value
        if 0 <= row.position < len(node.args):
            yield row, node.args[row.position]


def _calls_in(value: tree.Expr | None) -> Iterator[tree.Call]:
    """The calls in an assigned value: itself, or the items of a list of operations."""
    if isinstance(value, tree.Call):
        yield value
    elif isinstance(value, tree.Display):
        for item in value.items:
            if isinstance(item, tree.Call):
                yield item


def _names(model: Model, callee: Kind) -> tuple[str, ...]:
    found: list[str] = []
    for option in members(callee):
        if isinstance(option, ClassRef):
            found += classes.mro(model, option.name)
        elif isinstance(option, External):
            found.append(model.tables.canonical(option.name))
    return tuple(found)


def _fits(pattern: str, name: str) -> bool:
    return pattern == name or ("*" in pattern and _compiled(pattern).fullmatch(name) is not None)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", r"[\w.]*"))
