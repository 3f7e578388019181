"""Which parameters are Django's requests, without a word about types: the routes tell.

A function that a module with `urlpatterns` names is called with a request, and so are the methods
of class-based views. The parameter has to be called `request` as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import classes
from asynclint.semantic.kinds import Instance

if TYPE_CHECKING:
    from asynclint.semantic.kinds import Kind
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

REQUEST = Instance("django.http.HttpRequest")
VIEW = "django.views.View"
# Views whose requests are objects of their own class.
OTHER_VIEWS = "rest_framework.views.APIView"
_WORD = re.compile(r"\w+")
_ROUTE = re.compile(r"\b(?:re_)?path\(\s*[^,()]*(?:\([^()]*\))?[^,()]*,\s*(?:view\s*=\s*)?([\w.]+)")


def request(model: Model, routine: Routine, position: int, param: tree.Param) -> Kind | None:
    """The request, if the parameter is one; None where nothing tells."""
    if param.name != "request" or routine.outer is not None:
        return None
    if routine.cls is not None:
        mro = classes.mro(model, routine.cls)
        is_view = position == 1 and VIEW in mro and OTHER_VIEWS not in mro
        return REQUEST if is_view and "" not in mro else None
    node = routine.node
    if position != 0 or not isinstance(node, tree.Function) or not _is_plain(node):
        return None
    return REQUEST if is_routed(model, routine) else None


def _is_plain(node: tree.Function) -> bool:
    """Whether no decorator hands the function something else: `@api_view([…])` and the like."""
    called = [d.function if isinstance(d, tree.Call) else d for d in node.decorators]
    names = [d.name if isinstance(d, tree.Attribute) else getattr(d, "id", "") for d in called]
    return not any("api" in name.lower() for name in names)


def is_routed(model: Model, routine: Routine) -> bool:
    """Whether routes name the function, in a module that speaks of the function's module."""
    places = routine.module.name.partition("@")[0].split(".")[-2:]
    return any(
        module == routine.module.name or any(place in words for place in places)
        for module, words in _routes(model).get(routine.name, {}).items()
    )


def _routes(model: Model) -> dict[str, dict[str, frozenset[str]]]:
    """The names that routes lead to: the modules of those routes, and the words in them."""
    return model.queries.ask(("routes",), lambda: _found_routes(model), {})  # type: ignore[no-any-return]


def _found_routes(model: Model) -> dict[str, dict[str, frozenset[str]]]:
    found: dict[str, dict[str, frozenset[str]]] = {}
    for module in model.modules_with("urlpatterns"):
        words = frozenset(model.texts.findall(module, _WORD))
        for dotted in model.texts.findall(module, _ROUTE):
            found.setdefault(dotted.rpartition(".")[2], {})[module] = words
    return found
