"""What frameworks expect of the methods of the project's classes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.consumers import NAMES as CONSUMERS
from asynclint.knowledge.guards import DECORATORS as GUARDS
from asynclint.knowledge.guards import MIXINS, SINCE
from asynclint.knowledge.halves import HALVES, NAMES
from asynclint.knowledge.hooks import HANDLERS
from asynclint.knowledge.permissions import ASKING, METHODS, QUESTIONS
from asynclint.semantic import callability, classes, functions, hooks
from asynclint.semantic.kinds import NOTHING, ClassRef, Coroutine, Def, External, Kind, members
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Module, Scope, Unit
    from asynclint.knowledge.guards import Guard
    from asynclint.knowledge.halves import Half
    from asynclint.knowledge.permissions import Asking, Question
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


def is_below(model: Model, cls: str, library: str) -> bool:
    """Whether a class of the project has a class of a library among its bases."""
    return classes.is_subclass(model, cls, model.tables.canonical(library))


def question(model: Model, routine: Routine) -> Question | None:
    """The question that a framework takes a method's result for the answer to, if nothing in sight
    awaits it: neither a package that is known to, nor code of the project, nor a base of which
    nothing is known."""
    if routine.cls is None or routine.name not in METHODS:
        return None
    for row in QUESTIONS:
        if routine.name in row.methods and is_below(model, routine.cls, row.cls):
            if classes.hides_something(model, routine.cls) or is_awaited(model, routine.name):
                return None
            return None if hooks.is_named(model, row.unless) else row
    return None


def is_awaited(model: Model, method: str) -> bool:
    """Whether code of the project awaits a method of that name, or looks whether it should."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("awaited", method), lambda: _is_awaited(model, method), False
    )


def _is_awaited(model: Model, method: str) -> bool:
    awaiting = re.compile(
        rf"\bawait\s+(?!super\b)[\w.()\[\]]+\.{method}\s*\("
        rf"|\b(?:iscoroutinefunction|is_async_callable|async_to_sync)\([\w.]+\.{method}\)"
    )
    return any(model.texts.says(name, awaiting) for name in model.modules_naming(method))


def outcome(model: Model, routine: Routine) -> Kind:
    """What a caller of the method has in hand, decorators applied: of a coroutine function, its
    coroutine."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("outcome", routine), lambda: _outcome(model, routine), NOTHING
    )


def _outcome(model: Model, routine: Routine) -> Kind:
    from asynclint.semantic import callables
    from asynclint.semantic.flow import Flow
    from asynclint.semantic.outcomes import Arguments

    node = routine.node
    if not isinstance(node, tree.Function):
        return NOTHING
    flow = Flow(model, routine.module, routine.unit)
    given = Arguments(model.entry_arguments(routine))
    return callables.call(flow, functions.decorated(model, routine), given, node).result


def gives_coroutine(model: Model, routine: Routine) -> bool:
    """Whether a call of the method gives a coroutine, on some way at least."""
    return any(isinstance(option, Coroutine) for option in members(outcome(model, routine)))


def asked(model: Model, module: Module) -> Iterator[tuple[Unit, tree.Expr, Asking, bool]]:
    """The functions that a module hands to a decorator which asks them for a yes or no, and whose
    answer is a coroutine that nobody awaits; and whether they are coroutine functions."""
    for unit, expression in _outside_functions(module, module.scope):
        for node in walk(expression):
            if isinstance(node, tree.Call):
                yield from _asked(model, module, unit, node)


def _outside_functions(module: Module, scope: Scope) -> Iterator[tuple[Unit, tree.Node]]:
    """What runs when a module is imported, of the statements that name such a decorator."""
    for definition in scope.definitions_with(_ASKING):
        statement, unit = definition
        if isinstance(statement, (tree.Function, tree.Class)):
            yield from ((unit, decorator) for decorator in statement.decorators)
            if isinstance(statement, tree.Class):
                yield from _outside_functions(module, module.members(definition))
        else:
            yield unit, statement


def _asked(
    model: Model, module: Module, unit: Unit, node: tree.Call
) -> Iterator[tuple[Unit, tree.Expr, Asking, bool]]:
    function = model.value_in(module, unit, node.function)
    name = model.tables.canonical(function.name) if isinstance(function, External) else ""
    row = next((row for row in ASKING if row.name == name), None)
    if row is None:
        return
    given = [k.value for k in node.keywords if k.name == row.keyword] + node.args[:1]
    for argument in given[:1]:
        kind = model.value_in(module, unit, argument)
        is_async = callability.is_coroutine_function(model, kind)
        if is_async and model.version < row.awaits_since:
            yield unit, argument, row, True
        elif is_async is False and isinstance(kind, Def):
            returned = members(model.entry_behaviour(kind.routine).returns)
            if returned and all(isinstance(option, Coroutine) for option in returned):
                yield unit, argument, row, False


_ASKING = re.compile("|".join(rf"\b{row.name.rpartition('.')[2]}\b" for row in ASKING))


# --- overrides of one half only ---------------------------------------------------------------

_HEADER = re.compile(r"(?<![^\r\n])[ \t]*class[ \t]+(\w+)[^:\r\n]*\(([^)]*)\)")


def mentioned(model: Model) -> frozenset[str]:
    """Words of code that is looked at although nothing in it is async."""
    named = below_named(model, CONSUMERS) | {"DJANGO_ALLOW_ASYNC_UNSAFE"}
    asking = {row.name.rpartition(".")[2] for row in ASKING} if model.coroutine_names else set()
    return _overridden(model) | _guarding(model) | named | asking


def _guarding(model: Model) -> frozenset[str]:
    """What guards views, if the project has async ones."""
    if not model.coroutine_names & HANDLERS:
        return frozenset()
    return frozenset(guard.name.rpartition(".")[2] for guard in MIXINS) | {"method_decorator"}


def _overridden(model: Model) -> frozenset[str]:
    """Names of the project's classes that may override a method which has a twin, if the project
    comes to such a twin at all."""
    reached = {call for half in HALVES if model.version >= half.since for call in half.reached}
    if not any(is_called(model, call) for call in sorted(reached)):
        return frozenset()
    return below_named(model, NAMES)


def below_named(model: Model, libraries: frozenset[str]) -> frozenset[str]:
    """The names of the project's classes below those of libraries with these names, as far as the
    headers of classes tell."""
    names: set[str] = set()
    new = set(libraries)
    while new:
        below = {
            name
            for module in model.modules_with(*sorted(new))
            for name, bases in model.texts.findall(module, _HEADER)
            if not new.isdisjoint(re.findall(r"\w+", bases))
        }
        new = below - names
        names |= new
    return frozenset(names)


def is_called(model: Model, call: str) -> bool:
    """Whether a function or method of that name is called anywhere in the project."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("called", call), lambda: _is_called(model, call), False
    )


def _is_called(model: Model, call: str) -> bool:
    calling = re.compile(rf"(?<!def )\b{re.escape(call)}\s*\(")
    return any(model.texts.says(name, calling) for name in model.modules_with(call))


def bypassed(model: Model, cls: str) -> list[tuple[Half, Routine]]:
    """The methods of a class's own body that are overrides which async code of the project passes
    by: their twins are native in Django, and neither the class nor a base overrides those."""
    found = []
    for half in HALVES:
        definitions = classes.own(model, cls, half.method)
        if not definitions or model.version < half.since or not is_below(model, cls, half.cls):
            continue
        statement = definitions[-1].statement
        if not isinstance(statement, tree.Function) or statement.is_async:
            continue
        twin = classes.find(model, cls, half.twin)
        if classes.own(model, cls, half.twin) or (twin is not None and twin.row is None):
            continue  # overridden as well, or perhaps by a base of which nothing is known
        if any(is_called(model, call) for call in half.reached):
            found.append((half, classes.method(model, cls, definitions[-1])))
    return found


# --- what guards views ------------------------------------------------------------------------


def guards(model: Model, cls: str) -> list[tuple[Guard, Unit, int]]:
    """What stands before an async view and does not work with one: the place of the base that
    brings it, or of the decorator of `dispatch`."""
    view = model.tables.canonical("django.views.View")
    if model.version < SINCE or not classes.is_subclass(model, cls, view):
        return []
    dispatch = classes.find(model, cls, "dispatch")
    if dispatch is not None and not (dispatch.row or dispatch.definitions):
        return []  # a base of which nothing is known may do it right
    own = dispatch is not None and bool(dispatch.definitions)
    if not hooks.has_async_handler(model, cls):
        return []
    found = [] if own else list(_mixins(model, cls))
    return [*found, *_decorators(model, cls)]


def _mixins(model: Model, cls: str) -> Iterator[tuple[Guard, Unit, int]]:
    info = model.classes[cls]
    for base in info.node.bases:
        kind = model.value_in(
            info.module, info.unit, classes.strip_arguments(base), None, info.outer
        )
        for option in members(kind):
            if isinstance(option, (ClassRef, External)):
                order = classes.mro(model, option.name)
                for guard in MIXINS:
                    if model.tables.canonical(guard.name) in order:
                        yield guard, info.unit, base.at
                        return


def _decorators(model: Model, cls: str) -> Iterator[tuple[Guard, Unit, int]]:
    """Those given to `method_decorator` over the class, or over its own sync `dispatch`."""
    info = model.classes[cls]
    decorated = [(d, info.unit, True) for d in info.node.decorators]
    for definition in classes.own(model, cls, "dispatch"):
        statement = definition.statement
        if isinstance(statement, tree.Function) and not statement.is_async:
            decorated += [(d, definition.unit, False) for d in statement.decorators]
    for decorator, unit, by_name in decorated:
        if not isinstance(decorator, tree.Call) or not decorator.args:
            continue
        if _name_of(model, cls, unit, decorator.function) != METHOD_DECORATOR:
            continue
        given = [k.value for k in decorator.keywords if k.name == "name"] + decorator.args[1:2]
        named = [n.value for n in given if isinstance(n, tree.Constant)]
        if by_name and named != ["dispatch"]:
            continue
        for inner in _each(decorator.args[0]):
            called = inner.function if isinstance(inner, tree.Call) else inner
            guard = GUARDS.get(_name_of(model, cls, unit, called))
            if guard is not None:
                yield guard, unit, decorator.at


METHOD_DECORATOR = "django.utils.decorators.method_decorator"


def _each(node: tree.Expr) -> list[tree.Expr]:
    return node.items if isinstance(node, tree.Display) else [node]


def _name_of(model: Model, cls: str, unit: Unit, node: tree.Expr) -> str:
    """The dotted name of the function of a library that an expression stands for."""
    info = model.classes[cls]
    kind = model.value_in(info.module, unit, node, cls, info.outer)
    return model.tables.canonical(kind.name) if isinstance(kind, (ClassRef, External)) else ""
