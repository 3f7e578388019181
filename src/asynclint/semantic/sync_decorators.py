"""Decorators that make a sync function of an async view.

Django asks a view whether it is a coroutine function. A wrapper that is none is called in a thread,
and what it gives is taken for the response, even if that is the coroutine which the view gave it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.knowledge.releases import async_since, keeps_async
from asynclint.semantic import (
    attributes,
    callability,
    classes,
    contracts,
    decorations,
    django,
    functions,
    requests,
    settings,
)
from asynclint.semantic.kinds import Bound, Coroutine, Def, External, Instance, Kind, members
from asynclint.semantic.outcomes import Arguments
from asynclint.semantic.sites import DiscardSite, UseSite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Module, Unit
    from asynclint.knowledge.schema import Version
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

METHOD_DECORATOR = "django.utils.decorators.method_decorator"
# The first Django whose `method_decorator` leaves a coroutine function one; run on 4.2 to 5.2.
METHODS_STAY_ASYNC: Version = (5, 2)
RESPONSE = "django.http.response.HttpResponseBase"
# What tells Django that a sync function gives a coroutine.
_MARKING = re.compile(r"markcoroutinefunction|_is_coroutine")

GIVEN_ON, DROPPED = "given on", "dropped"  # what a wrapper does with the coroutine


class Breaking(NamedTuple):
    """A decorator that makes a sync function of an async view."""

    node: tree.Expr
    name: str  # the dotted name of Django's; empty for one of the project's
    fate: str  # of the coroutine
    since: Version | None = None  # the first Django where it would be right


def breaking(model: Model, routine: Routine) -> Breaking | None:
    """The decorator that spoils an async view; None where there is none, or the function is not
    known to be a view."""
    if not routine.is_async or not is_view(model, routine):
        return None
    found: Breaking | None = None
    for decoration in decorations.of(model, routine):
        if found is not None:
            if not _is_kept(model, decoration.name, decoration.given, decoration.made):
                return None  # what stands above may await it after all
            continue
        if callability.is_coroutine_function(model, decoration.given) is not True:
            return None
        found = _broken_by(model, decoration, routine)
    return found


def _broken_by(
    model: Model, decoration: decorations.Decoration, routine: Routine
) -> Breaking | None:
    name, node = decoration.name, decoration.node
    if name == METHOD_DECORATOR and model.version < METHODS_STAY_ASYNC:
        return Breaking(node, name, GIVEN_ON, METHODS_STAY_ASYNC) if routine.cls else None
    if keeps_async(name, model.version) is False:
        return Breaking(node, name, GIVEN_ON, async_since(name))
    fate = _fate(model, decoration.made, model.entry_arguments(routine))
    return Breaking(node, "", fate) if fate else None


def _is_kept(model: Model, name: str, given: Kind, made: Kind) -> bool:
    """Whether a decorator above leaves it as sync as it is."""
    if keeps_async(name, model.version) is not None or made == given:
        return True
    return bool(_fate(model, made, None))


def _fate(model: Model, made: Kind, given: tuple[Kind, ...] | None) -> str:
    """What a wrapper of the project does with the coroutine that the view gives it; empty where it
    is a coroutine function, awaits the coroutine, or is not known."""
    options = members(made)
    function = options[0] if len(options) == 1 else None
    if isinstance(function, Bound):
        function = function.function
    if isinstance(function, Instance):
        return _fate_of_object(model, function, given)
    if not isinstance(function, Def) or function.routine.is_async:
        return ""
    routine = function.routine
    if routine.module.is_library or routine.is_generator or routine.module.says(_MARKING):
        return ""
    arguments = model.entry_arguments(routine)
    if given is not None and len(given) == len(arguments):
        arguments = given
    behaviour = model.behaviour(routine, arguments, function.cells)
    if any(isinstance(option, Coroutine) for option in members(behaviour.returns)):
        return GIVEN_ON
    dropped = [s for s in behaviour.sites if isinstance(s, DiscardSite) and _is_coroutine(s.kind)]
    used = [s for s in behaviour.sites if isinstance(s, UseSite) and _is_coroutine(s.kind)]
    return DROPPED if dropped or used else ""


def _fate_of_object(model: Model, wrapper: Instance, given: tuple[Kind, ...] | None) -> str:
    """The same for an object of a class of the project that was made with the view."""
    call = attributes.special_method(model, wrapper, "__call__")
    info = model.classes.get(wrapper.cls)
    if not isinstance(call, Bound) or not isinstance(call.function, Def) or info is None:
        return ""
    routine = call.function.routine
    if routine.is_async or info.module.is_library or info.module.says(_MARKING):
        return ""
    arguments = (wrapper, *(given or model.entry_arguments(routine)[1:]))
    behaviour = model.behaviour(routine, model.bind(routine, Arguments(arguments)))
    is_given_on = any(isinstance(option, Coroutine) for option in members(behaviour.returns))
    return GIVEN_ON if is_given_on else ""


def _is_coroutine(kind: Kind) -> bool:
    options = members(kind)
    return bool(options) and all(isinstance(option, Coroutine) for option in options)


# --- which functions are views ---------------------------------------------------------------


def is_view(model: Model, routine: Routine) -> bool:
    """Whether Django calls a function: routes name it, it is a handler, or it answers a request
    with a response and nobody else calls it."""
    if not functions.answers(model, routine):
        return False
    if routine.cls is not None or requests.is_routed(model, routine):
        return True
    return _responds(model, routine) and not contracts.is_called(model, routine.name)


def _responds(model: Model, routine: Routine) -> bool:
    options = members(model.entry_behaviour(routine).returns)
    known = [classes.mro(model, django.class_of(option) or "") for option in options]
    return bool(known) and all(RESPONSE in order for order in known)


# --- decorators in routes --------------------------------------------------------------------


def in_routes(model: Model, module: Module) -> Iterator[tuple[Unit, Breaking, str]]:
    """The views of a module's routes that are spoilt there: `path("", cache_page(60)(index))`."""
    for unit, view in settings.views_of(model, module):
        if not isinstance(view, tree.Call) or len(view.args) != 1 or view.keywords:
            continue
        given = model.value_in(module, unit, view.args[0])
        if callability.is_coroutine_function(model, given) is not True:
            continue
        name = _name_of(model, module, unit, view.function)
        if keeps_async(name, model.version) is False:
            yield unit, Breaking(view, name, GIVEN_ON, async_since(name)), _shown(given)
        elif not name:
            fate = _fate(model, model.value_in(module, unit, view), None)
            if fate:
                yield unit, Breaking(view, "", fate), _shown(given)


def _name_of(model: Model, module: Module, unit: Unit, node: tree.Expr) -> str:
    """The dotted name of a library's decorator, its own call left out."""
    called = node.function if isinstance(node, tree.Call) else node
    kind = model.value_in(module, unit, called)
    return model.tables.canonical(kind.name) if isinstance(kind, External) else ""


def _shown(kind: Kind) -> str:
    return kind.routine.qualname if isinstance(kind, Def) else "the view"


_WRAPPED = re.compile(r"\b\w+(?:\([^()]*\))?\((?:\w+\.)*(\w+)\)")


def wrapped_names(model: Model) -> frozenset[str]:
    """The names of coroutine functions that routes give to something, as far as the text tells:
    what names them matters, even if it holds no async code itself."""
    found: set[str] = set()
    for module in model.modules_with("urlpatterns"):
        for name in model.texts.findall(module, _WRAPPED):
            if model.is_coroutine_name(name):
                found.add(name)
    return frozenset(found)
