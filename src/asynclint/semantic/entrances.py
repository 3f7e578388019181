"""The sync functions that Django and task queues call: views, management commands, tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.decorators import TASKS
from asynclint.semantic import classes, requests
from asynclint.semantic.hooks import dotted_name

if TYPE_CHECKING:
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

_COMMAND = "django.core.management.base.BaseCommand"
_REQUEST = frozenset({"django.http.HttpRequest", "rest_framework.request.Request"})


def entrance(model: Model, routine: Routine) -> str:
    """What a sync function is for Django, as a phrase: "a sync view"; empty for any other."""
    node = routine.node
    if not isinstance(node, tree.Function) or node.is_async:
        return ""
    if routine.cls and routine.name in ("handle", "execute", "handle_label", "handle_app_config"):
        return "a management command" if _COMMAND in classes.mro(model, routine.cls) else ""
    for decorator in node.decorators:
        called = decorator.function if isinstance(decorator, tree.Call) else decorator
        if dotted_name(model, routine, called) in TASKS:
            return "a task"
    return "a sync view" if _is_view(model, routine) else ""


def _is_view(model: Model, routine: Routine) -> bool:
    """Whether a parameter is Django's request, by its annotation or the routes."""
    if routine.outer is not None:
        return False
    kinds = model.entry_arguments(routine)
    first = kinds[1:2] if routine.cls else kinds[:1]
    return any(getattr(kind, "cls", "") in _REQUEST for kind in first) and (
        not routine.cls or requests.VIEW in classes.mro(model, routine.cls)
    )
