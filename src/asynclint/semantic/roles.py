"""What a function is for the framework that calls it: a view, a consumer, middleware …"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.hooks import TAKING_ROWS
from asynclint.knowledge.view_handlers import NAMES
from asynclint.semantic import consumers, decorations, handlers, middleware
from asynclint.semantic.requests import is_routed
from asynclint.semantic.signals import RECEIVER

if TYPE_CHECKING:
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


def role(model: Model, routine: Routine) -> str:
    """What a function is for the framework that calls it; empty where that is not known."""
    node = routine.node
    if not isinstance(node, tree.Function):
        return ""
    if routine.cls is not None:
        return _role_of_method(model, routine, routine.cls)
    if routine.outer is not None:
        return "middleware" if middleware.is_factory(routine.outer) else ""
    for decoration in decorations.of(model, routine):
        if decoration.name == RECEIVER:
            return "signal receiver"
        if decoration.name in TAKING_ROWS:
            return "endpoint"
    return "view" if is_routed(model, routine) else ""


def _role_of_method(model: Model, routine: Routine, cls: str) -> str:
    if handlers.is_view(model, cls):
        return "view" if routine.name in NAMES else ""
    if consumers.kind_of(model, cls):
        is_handler = any(each is routine for each in consumers.handlers(model, cls))
        return "consumer" if is_handler else ""
    is_called = routine.name in ("__call__", "__acall__") or routine.name.startswith("process_")
    return "middleware" if is_called and middleware.is_class(model, cls) else ""
