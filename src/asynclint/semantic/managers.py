"""Which managers a model class has, and which of them is the default one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.semantic import classes, django
from asynclint.semantic.kinds import Literal, Manager, ModelInstance, members

if TYPE_CHECKING:
    from asynclint.semantic.kinds import Kind
    from asynclint.semantic.model import Model

# `= something(`, but not a field. What this lets through is evaluated, what it keeps out is not.
_CALLED = re.compile(
    r"=[ \t\\]*(?![\w.]*(?:Field|ForeignKey|Relation)\b)[A-Za-z_][\w.]*(?:\[[^\]]*\])?\("
)
_DEFAULT = "_default_manager"
_BASE = "_base_manager"
_OBJECTS = "objects"


def manager(model: Model, cls: str, name: str) -> Manager | None:
    """The manager that `cls.name` is; None where the name is not known to be one."""
    if name == _DEFAULT:
        return default(model, cls)
    if name == _BASE:
        return _named_in_meta(model, cls, "base_manager_name") or plain(cls)
    found = classes.find(model, cls, name)
    if found is not None and found.definitions:
        return _as_manager(classes.attribute_kind(model, found, name), cls)
    if found is not None and found.cls == classes.UNKNOWN:
        # A base of which nothing is known may bring its own; `objects` is a manager anyway.
        return plain(cls) if name == _OBJECTS else None
    described = _described(model, cls, name)
    if described is not None or name != _OBJECTS:
        return described
    # Django adds `objects` to models that declare no manager at all.
    return None if declared(model, cls) else plain(cls)


def default(model: Model, cls: str) -> Manager:
    """The manager that Django uses for relations to a model: the first that is declared."""
    named = _named_in_meta(model, cls, "default_manager_name")
    if named is not None:
        return named
    names = declared(model, cls)
    found = manager(model, cls, names[0] if names else _OBJECTS)
    return found or plain(cls)


def of_library(model: Model, cls: str, name: str) -> Manager | None:
    """`Order.objects`, where `Order` comes from the `models` of a library that is not at hand.

    That much of Django's custom is taken for certain; what the rows are is not known.
    """
    path = cls.split(".")
    if name != _OBJECTS or "models" not in path[1:-1] or not path[-1][:1].isupper():
        return None
    return None if model.tables.knows(cls) else plain("")


def plain(cls: str) -> Manager:
    return Manager(django.MANAGER, cls, django.QUERYSET)


def declared(model: Model, cls: str) -> tuple[str, ...]:
    """The names of the managers that the project's code declares on a model or its bases: those of
    the class itself come first, then those of its bases."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("managers", cls), lambda: _declared(model, cls), ()
    )


def _declared(model: Model, cls: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for base in classes.mro(model, cls):
        info = model.classes.get(base)
        if info is None or not django.is_model(model, base):
            continue
        scope = info.module.members(Definition(info.node, info.unit))
        for definition in scope.assignments_with(_CALLED):
            for name in _targets(definition.statement):
                if name not in found and manager(model, base, name) is not None:
                    found[name] = None
    return tuple(found)


def _targets(statement: tree.Stmt) -> list[str]:
    if not isinstance(statement, tree.Bind) or not isinstance(statement.value, tree.Call):
        return []
    return [target.id for target in statement.targets if isinstance(target, tree.Name)]


def _as_manager(kind: Kind, cls: str) -> Manager | None:
    """A manager that a class body makes, as that of the model `cls`."""
    for option in members(kind):
        if isinstance(option, Manager):
            return Manager(option.cls, cls, option.queryset)
    return None


def _described(model: Model, cls: str, name: str) -> Manager | None:
    """A manager that the model has by the row of a class of a library."""
    text = classes.described_attribute(model, cls, name)
    return _as_manager(model.kind_from_text(text, ModelInstance(cls)), cls) if text else None


def _named_in_meta(model: Model, cls: str, option: str) -> Manager | None:
    """The manager that `class Meta` of the model, or of a base, names."""
    for base in classes.mro(model, cls):
        value = django.meta_option(model, base, option)
        if isinstance(value, Literal) and isinstance(value.value, str):
            return manager(model, cls, value.value)
    return None
