"""The fields that a form or serializer declares in its class, and what `class Meta` lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.semantic import classes
from asynclint.semantic.kinds import ClassRef, External, Kind, Manager, QuerySet, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.model import Model

ALL = "__all__"
_CALL = re.compile(r"=[ \t\\]*[A-Za-z_][\w.]*\(")
# Code that takes fields away, or puts others in their place.
_CHANGING = re.compile(r"\bfields\s*\.\s*(?:pop|clear|update)\b|\bdel\s+self\s*\.\s*fields\b")
_MODEL_CHOICE = "django.forms.ModelChoiceField"


class Declared(NamedTuple):
    """A field: the class that declares it, the call that makes it, and the class of that."""

    owner: str
    definition: Definition
    call: tree.Call
    cls: str  # dotted name; empty where it is not known

    def argument(self, name: str) -> tree.Expr | None:
        return next((k.value for k in self.call.keywords if k.name == name), None)


def declared(model: Model, cls: str) -> dict[str, Declared]:
    """The fields that a class and its bases in the project declare, by name."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("declared fields", cls), lambda: dict(_declared(model, cls)), {}
    )


def _declared(model: Model, cls: str) -> Iterator[tuple[str, Declared]]:
    seen: set[str] = set()
    for base in classes.mro(model, cls):
        if base not in model.classes:
            continue
        info = model.classes[base]
        scope = info.module.members(Definition(info.node, info.unit))
        for definition in scope.assignments_with(_CALL):
            statement = definition.statement
            assert isinstance(statement, tree.Bind)
            for target in statement.targets:
                if not isinstance(target, tree.Name) or target.id in seen:
                    continue
                if isinstance(statement.value, tree.Call):
                    kind = model.value_in(
                        info.module, definition.unit, statement.value.function, base, info.outer
                    )
                    found = Declared(base, definition, statement.value, _name(kind))
                    yield target.id, found
        seen |= classes.scope_names(model, base)


def _name(kind: Kind) -> str:
    names = [o.name for o in members(kind) if isinstance(o, (ClassRef, External))]
    return names[0] if len(names) == 1 else ""


def listed(model: Model, cls: str) -> tuple[str, ...]:
    """The names that `Meta.fields` lists; nothing where it does not, or says more than names."""
    for base in classes.mro(model, cls):
        for definition in classes.own(model, base, "Meta") if base in model.classes else ():
            body = [
                s for s in getattr(definition.statement, "body", ()) if isinstance(s, tree.Bind)
            ]
            options = {
                s.targets[0].id: s.value for s in body if isinstance(s.targets[0], tree.Name)
            }
            value = options.get("fields")
            if "read_only_fields" in options or "extra_kwargs" in options:
                return ()
            items = value.items if isinstance(value, tree.Display) else [value]
            return tuple(
                item.value
                for item in items
                if isinstance(item, tree.Constant) and isinstance(item.value, str)
            )
    return ()


def names(model: Model, cls: str) -> frozenset[str]:
    """The names of all fields that are known."""
    return frozenset(declared(model, cls)) | frozenset(listed(model, cls))


def is_settled(model: Model, cls: str) -> bool:
    """Whether no constructor of the project takes declared fields away again."""
    return not any(
        model.classes[base].module.says(_CHANGING)
        for base in classes.mro(model, cls)
        if base in model.classes
    )


def choices(model: Model, cls: str) -> Iterator[Declared]:
    """The fields of a form whose choices are rows of a table."""
    if not is_settled(model, cls):
        return
    for field in declared(model, cls).values():
        if field.cls and _MODEL_CHOICE in classes.mro(model, field.cls) and has_rows(model, field):
            yield field


def has_rows(model: Model, field: Declared) -> bool:
    """Whether the rows that a field is about are known, and not known to be none."""
    first = field.call.args[0] if field.call.args else None
    node = field.argument("queryset") or first
    if node is None:
        return False
    info = model.classes[field.owner]
    kind = model.value_in(info.module, field.definition.unit, node, field.owner, info.outer)
    options = members(kind)
    return bool(options) and all(
        isinstance(option, Manager) or (isinstance(option, QuerySet) and option.state != "empty")
        for option in options
    )
