"""Converters of URLs: classes that turn a part of a path into a value, and back.

Django resolves a path before it calls the view, and under ASGI it does so on the event loop: what
`to_python` does blocks there. Whether a project is served by ASGI only its server knows; a
converter counts where a route with it leads to an async view, and the project has more than a
WSGI application. `to_url` runs where a path is made: see `reversed_by`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.semantic import classes, hooks, settings
from asynclint.semantic.kinds import (
    NOTHING,
    Bound,
    ClassRef,
    Def,
    Fixed,
    Kind,
    Literal,
    members,
)
from asynclint.semantic.outcomes import Arguments
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asynclint.semantic.calls import Calls
    from asynclint.semantic.model import Model
    from asynclint.semantic.outcomes import Outcome
    from asynclint.semantic.routines import Routine
    from asynclint.semantic.sites import Effect

FRAMEWORK = "Django"
_REGISTER = "register_converter"
_REGISTERING = re.compile(rf"\b{_REGISTER}\s*\(")

Converters = tuple[tuple[str, str], ...]  # the name in routes, the class


def framework_of(model: Model, routine: Routine) -> str:
    """Django, for the `to_python` of a converter that it calls on the loop."""
    if routine.name != "to_python" or routine.cls is None:
        return ""
    for cls in _on_loop(model):
        found = classes.find(model, cls, "to_python")
        if found is not None and found.cls == routine.cls:
            return FRAMEWORK
    return ""


def mentioned(model: Model) -> frozenset[str]:
    """Words of code that is on the loop although nothing in it is async."""
    return frozenset({"to_python"}) if _on_loop(model) else frozenset()


def _on_loop(model: Model) -> frozenset[str]:
    """The classes of the converters in routes to async views."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("converters on the loop",), lambda: _search(model), frozenset()
    )


def _search(model: Model) -> frozenset[str]:
    registered = _registered(model)
    if not registered or settings.is_served_by_wsgi_only(model):
        return frozenset()
    used = {
        converter
        for route in _routes(model)
        if any(_is_async(model, option) for option in members(route.view))
        for converter, _ in route.parameters
    }
    return frozenset(cls for name, cls in registered if name in used)


def _registered(model: Model) -> Converters:
    """The converters of the project, under the names that routes have for them."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("converters",), lambda: tuple(dict.fromkeys(_registrations(model))), ()
    )


def _registrations(model: Model) -> Iterator[tuple[str, str]]:
    for name in model.modules_with(_REGISTER):
        module = model.resolver.module(name)
        for definition in module.definitions_with(_REGISTERING) if module is not None else ():
            assert module is not None
            for call in walk(definition.statement):
                if not isinstance(call, tree.Call) or len(call.args) != 2:
                    continue
                if hooks.name_at(model, module, definition.unit, call.function) not in _NAMES:
                    continue
                cls, key = (model.value_in(module, definition.unit, arg) for arg in call.args)
                if isinstance(key, Literal) and isinstance(cls, ClassRef):
                    yield str(key.value), cls.name


_NAMES = frozenset({"django.urls.register_converter", "django.urls.converters.register_converter"})

_PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


class Route(NamedTuple):
    """A route with parameters."""

    name: str  # empty for one without
    parameters: Converters  # of each, its converter's name and its own
    view: Kind


def _routes(model: Model) -> tuple[Route, ...]:
    return model.queries.ask(  # type: ignore[no-any-return]
        ("routes with parameters",), lambda: tuple(_found_routes(model)), ()
    )


def _found_routes(model: Model) -> Iterator[Route]:
    for name in model.modules_with("urlpatterns"):
        module = model.resolver.module(name)
        if module is None or settings.is_of_tests(name):
            continue
        for unit, call in settings.routes_of(model, module):
            found = tuple(_parameters(call.args[0]))
            if found:
                view = model.value_in(module, unit, _viewed(call.args[1]))
                yield Route(_name_of(call), found, view)


def _parameters(route: tree.Expr) -> Iterator[tuple[str, str]]:
    for node in walk(route):
        if isinstance(node, tree.Constant) and isinstance(node.value, str):
            yield from _PARAMETER.findall(node.value)


def _name_of(call: tree.Call) -> str:
    given = [keyword.value for keyword in call.keywords if keyword.name == "name"]
    name = given[0].value if given and isinstance(given[0], tree.Constant) else ""
    return name if isinstance(name, str) else ""


def _viewed(view: tree.Expr) -> tree.Expr:
    """The class of `BookView.as_view()`; a function itself."""
    if isinstance(view, tree.Call) and isinstance(view.function, tree.Attribute):
        if view.function.name == "as_view":
            return view.function.value
    return view


def _is_async(model: Model, view: Kind) -> bool:
    if isinstance(view, Def):
        return view.routine.is_async
    return isinstance(view, ClassRef) and hooks.has_async_handler(model, view.name)


# --- paths ------------------------------------------------------------------------------------


def reversed_by(name: str) -> Callable[[Calls, Arguments, tree.Call], Outcome | None]:
    """What making the path of a route by its name does, for a function of Django's."""

    def special(run: Calls, args: Arguments, node: tree.Call) -> Outcome | None:
        effects = tuple(_effects(run, name, args, node))
        row = run.model.tables.row(name)
        if row is None or not effects:
            return None  # as for any other function
        from asynclint.semantic.callables import apply_row

        return apply_row(run, row, NOTHING, args, node)._replace(effects=effects)

    return special


def _effects(run: Calls, function: str, args: Arguments, node: tree.Call) -> Iterator[Effect]:
    name = args.get(0, "to" if function in _SHORT else "viewname")
    if not isinstance(name, Literal) or not _registered(run.model):
        return
    wanted = str(name.value).rpartition(":")[2]
    routes = [route for route in _routes(run.model) if route.name == wanted]
    if len(routes) != 1:
        return
    known = dict(_registered(run.model))
    for position, (converter, parameter) in enumerate(routes[0].parameters):
        value = _given(args, function, position, parameter)
        if value is not None and converter in known:
            yield from _made_of(run, known[converter], value, node)


_SHORT = frozenset({"django.shortcuts.redirect", "django.shortcuts.resolve_url"})
REVERSING = ("django.urls.reverse", *sorted(_SHORT))


def _given(args: Arguments, function: str, position: int, parameter: str) -> Kind | None:
    """What a parameter of the route is given: in a list, a dictionary, or as it stands."""
    if function in _SHORT:
        return args.get(position + 1, parameter)
    for option in members(args.get(3, "kwargs") or NOTHING):
        if isinstance(option, Fixed) and parameter in option.keys:
            return option.items[option.keys.index(parameter)]
    for option in members(args.get(2, "args") or NOTHING):
        if isinstance(option, Fixed) and option.cls != "dict" and position < len(option.items):
            return option.items[position]
    return None


def _made_of(run: Calls, cls: str, value: Kind, node: tree.Call) -> Iterator[Effect]:
    """What `to_url` does with a value."""
    from asynclint.semantic import callables

    converter = run.model.instance_of(ClassRef(cls))
    found = classes.find(run.model, cls, "to_url")
    if found is None or not found.definitions:
        return
    for option in members(classes.attribute_kind(run.model, found, "to_url")):
        if isinstance(option, Def):
            args = Arguments((value,), (-1,))
            yield from callables.call(run, Bound(option, converter), args, node).effects
