"""Views that Django takes for sync ones although an async function is behind them, served."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.core.handlers.base import BaseHandler
from django.http import HttpRequest
from django.views import View

from .programs import module_name, python_files
from .recorder import PROGRAM


def spoilt(view: Any) -> Any | None:
    """The async function of the program behind a view that Django takes for a sync one."""
    if iscoroutinefunction(view):
        return None
    cls = getattr(view, "view_class", None)
    if cls is not None:
        found = (behind(getattr(cls, name, None)) for name in View.http_method_names)
    else:
        found = iter((behind(view),))
    return next((function for function in found if function is not None), None)


def behind(view: Any, around: tuple[Any, ...] = ()) -> Any | None:
    """The coroutine function that a wrapper was given. `around` are wrappers on the way to it: one
    that counts its calls refers to itself."""
    if inspect.iscoroutinefunction(view):
        return view if view.__code__.co_filename.startswith(PROGRAM) else None
    for inner in given_to(view):
        found = None if inner in around else behind(inner, (*around, inner))
        if found is not None:
            return found
    return None


def given_to(wrapper: Any) -> Iterator[Any]:
    yield from (held for held in getattr(wrapper, "__dict__", {}).values() if callable(held))
    for cell in getattr(wrapper, "__closure__", None) or ():
        if callable(cell.cell_contents) and not inspect.isclass(cell.cell_contents):
            yield cell.cell_contents


def is_served(view: Any, files: dict[str, str]) -> bool:
    """Whether a route leads to such a view, so that it is served, and need not be called."""
    modules = [sys.modules[module_name(path)] for path in python_files(files)]
    routes = [route for module in modules for route in getattr(module, "urlpatterns", ())]
    return any(route.callback is view for route in routes) and spoilt(view) is not None


async def served(view: Any, request: HttpRequest, arguments: dict[str, Any]) -> Any:
    """The response, as Django gets it from a view."""
    handler = BaseHandler()
    handler._view_middleware = handler._template_response_middleware = []
    handler.resolve_request = lambda request: (view, (), arguments)
    return await handler._get_response_async(request)


def serving(view: Any, request: HttpRequest, pattern: Any) -> partial[Any]:
    return partial(served, view, request, dict.fromkeys(pattern.converters, 1))
