"""What the project's own calls give a function, for parameters that declare nothing.

A helper is often called from a few places only, and always with the same sort of thing. Where all
calls that the project has can be told, and agree, the function is looked at with what they give.
Nothing is taken where anybody else may call it: a framework (a view, a decorated function), or
whoever gets hold of it as a value. Files that do not mention its name are not read for this.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import classes, functions
from asynclint.semantic.kinds import (
    ANYTHING,
    NOTHING,
    Bound,
    Def,
    Fixed,
    Instance,
    Kind,
    Manager,
    ModelInstance,
    QuerySet,
    abroad,
    coroutines_in,
    is_unknown,
    join,
    members,
)
from asynclint.semantic.outcomes import Arguments
from asynclint.semantic.routines import NO_BEHAVIOUR
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Definition, Module
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Behaviour, Routine


def given(model: Model, routine: Routine) -> tuple[Kind, ...] | None:
    """The kinds of a function's parameters after all calls of it; None where they cannot all be
    told. A single one on which the calls do not agree is ANYTHING."""
    if not _is_private_to_project(model, routine):
        return None
    return model.queries.ask(  # type: ignore[no-any-return]
        ("given", routine),
        lambda: _given(model, routine),
        (NOTHING,) * len(routine.node.params),
    )


def _is_private_to_project(model: Model, routine: Routine) -> bool:
    """Whether only calls by name are to be expected of a function."""
    node = routine.node
    if not isinstance(node, tree.Function) or node.decorators or routine.outer is not None:
        return False
    wanted = [p for p in node.params if p.annotation is None and "star" not in p.kind]
    if routine.cls is not None:
        is_private = node.name.startswith("_") and not node.name.startswith("__")
        return is_private and len(wanted) > 1
    return bool(wanted) and not functions.answers(model, routine)


def _given(model: Model, routine: Routine) -> tuple[Kind, ...] | None:
    name = routine.name
    word = re.compile(rf"\b{name}\b")
    found: list[tuple[Kind, ...]] = []
    for module_name in model.modules_with(name):
        if not word.search(model.texts(module_name) or ""):
            continue
        module = model.resolver.module(module_name)
        if module is None:
            return None
        for kinds in _from_module(model, routine, module, word):
            if kinds is None:
                return None
            found.append(kinds)
    return tuple(map(_agreed, zip(*found))) if found else None


def _agreed(kinds: tuple[Kind, ...]) -> Kind:
    """What all calls give for a parameter: one kind of thing that code can ask something of."""
    kind = abroad(join(*kinds))
    options = members(kind)
    if len(options) != 1 or any(True for _ in coroutines_in(kind)):
        return ANYTHING if kind != NOTHING else NOTHING
    told = (ModelInstance, QuerySet, Manager, Instance, Fixed)
    return kind if isinstance(kind, told) else ANYTHING


def _from_module(
    model: Model, routine: Routine, module: Module, word: re.Pattern[str]
) -> Iterator[tuple[Kind, ...] | None]:
    """What the calls in a module give; None for a mention that is no call that can be told."""
    for definition in module.definitions_with(word):
        yield from _from_statement(model, routine, module, definition, word, None, "")


def _from_statement(
    model: Model,
    routine: Routine,
    module: Module,
    definition: Definition,
    word: re.Pattern[str],
    cls: str | None,
    prefix: str,
) -> Iterator[tuple[Kind, ...] | None]:
    statement, unit = definition
    if isinstance(statement, tree.Class):
        known = classes.define(model, module, unit, statement, prefix + statement.name, None)
        if _mentions([*statement.bases, *statement.decorators], routine.name):
            yield None
        for member in module.members(definition).definitions_with(word):
            inner = f"{prefix}{statement.name}."
            yield from _from_statement(model, routine, module, member, word, known.name, inner)
    elif isinstance(statement, tree.Function):
        if _escapes(statement, routine.name):
            yield None
            return
        calls = {c.function.at for c in _calls(statement, routine.name)}
        if calls:
            caller = model.routine(module, unit, statement, prefix + statement.name, cls, None)
            yield from _from_calls(model, routine, caller, calls)
    elif isinstance(statement, (tree.Import, tree.ImportFrom)):
        if any(a.name.endswith(routine.name) and a.alias is not None for a in statement.names):
            yield None  # what its other name is used for is not seen
    elif not _is_export_list(statement) and _mentions(statement, routine.name):
        yield None


def _from_calls(
    model: Model, routine: Routine, caller: Routine, calls: set[int]
) -> Iterator[tuple[Kind, ...] | None]:
    """What the calls at these places of a function give; those that lead elsewhere give nothing."""
    seen: set[int] = set()
    behaviour = model.entry_behaviour(caller)
    if behaviour is NO_BEHAVIOUR:  # asked for in a circle: nothing is known yet
        yield (NOTHING,) * len(routine.node.params)
        return
    for site in _sites(model, behaviour):
        if site.function_at not in calls:
            continue
        seen.add(site.function_at)
        target = site.callee.function if isinstance(site.callee, Bound) else site.callee
        if isinstance(target, Def) and target.routine is routine:
            first = (site.callee.receiver,) if isinstance(site.callee, Bound) else ()
            args = Arguments((*first, *site.args), (), site.keywords)
            yield model.bind(routine, args)
        elif is_unknown(site.callee):
            yield None
    if calls - seen:
        yield None


def _sites(model: Model, behaviour: Behaviour) -> Iterator[CallSite]:
    """The calls that a function makes, those of the functions inside it included."""
    for site in behaviour.sites:
        if isinstance(site, CallSite) and site.how == "call":
            yield site
    for inner in behaviour.nested:
        arguments = model.entry_arguments(inner.routine)
        yield from _sites(model, model.behaviour(inner.routine, arguments, inner.cells))


def _calls(node: object, name: str) -> Iterator[tree.Call]:
    for inner in walk(node):
        if isinstance(inner, tree.Call) and _is_named(inner.function, name):
            yield inner


def _is_named(node: object, name: str) -> bool:
    if isinstance(node, tree.Name):
        return node.id == name
    return isinstance(node, tree.Attribute) and node.name == name


def _escapes(statement: tree.Function, name: str) -> bool:
    """Whether code gets hold of something of that name in another way than by calling it, or calls
    it with arguments of which it is not known how many there are."""
    calls = list(_calls(statement, name))
    called = {id(call.function) for call in calls}
    if any(_mentions_here(node, name) and id(node) not in called for node in walk(statement)):
        return True
    return any(
        any(isinstance(arg, tree.Starred) for arg in call.args)
        or any(keyword.name is None for keyword in call.keywords)
        for call in calls
    )


def _mentions(node: object, name: str) -> bool:
    return any(_mentions_here(inner, name) for inner in walk(node))


def _mentions_here(node: object, name: str) -> bool:
    if isinstance(node, tree.Constant):
        text = node.value if isinstance(node.value, str) else ""
        return text == name or text.endswith((f".{name}", f":{name}"))
    return _is_named(node, name)


def _is_export_list(statement: tree.Stmt) -> bool:
    targets = statement.targets if isinstance(statement, tree.Bind) else []
    return any(isinstance(target, tree.Name) and target.id == "__all__" for target in targets)
