"""Types of a schema that stand for models: their resolvers are methods of one class, and are called
on objects of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.hooks import RESOLVING
from asynclint.semantic import django, hooks, registering
from asynclint.semantic.kinds import ClassRef, Kind, ModelInstance, members

if TYPE_CHECKING:
    from asynclint.semantic.model import Model


def root(model: Model, cls: str) -> Kind | None:
    """What the resolvers of a type are called on; None for a class that is no such type, or of
    which the project makes objects of its own."""
    info = model.classes[cls]
    for decorator in info.node.decorators:
        if not isinstance(decorator, tree.Call) or not decorator.args:
            continue
        if hooks.name_at(model, info.module, info.unit, decorator.function) not in RESOLVING:
            continue
        given = model.value_in(info.module, info.unit, decorator.args[0])
        for option in members(given):
            if isinstance(option, ClassRef) and django.is_model(model, option.name):
                is_made = bool(registering.makings(model, cls))
                return None if is_made else ModelInstance(option.name, None)
    return None
