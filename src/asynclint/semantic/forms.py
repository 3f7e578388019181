"""Whether a form or serializer of a model asks the database: what its fields demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import classes, validation, views
from asynclint.semantic.kinds import Instance, Kind, Literal, ModelInstance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.knowledge.schema import Callable as Row
    from asynclint.semantic.model import Model
    from asynclint.semantic.outcomes import Arguments

_OF_MODELS = ("django.forms.BaseModelForm.", "rest_framework.serializers.ModelSerializer.")
_CHECKING = ("is_valid", "full_clean")
_ALL = "__all__"


def asks(model: Model, row: Row, receiver: Kind, args: Arguments) -> bool:
    """Whether a method of a form or serializer is known to ask the database."""
    method = row.name.rpartition(".")[2]
    if method == "errors":
        return False  # kept, once somebody has asked whether it is valid
    if not row.name.startswith(_OF_MODELS):
        return True
    if method == "save":
        return args.get(0, "commit") != Literal(False)
    return method not in _CHECKING or _checks_rows(model, receiver)


def _checks_rows(model: Model, receiver: Kind) -> bool:
    """Whether one of the fields has to be unique, or to name a row of another table."""
    formed = views.formed(model, receiver)
    if not isinstance(receiver, Instance) or not isinstance(formed, ModelInstance):
        return False
    if formed.cls not in model.classes:
        return False
    chosen = tuple(_fields(model, receiver.cls))
    if chosen == (_ALL,):
        known = {validation.UNIQUE, validation.RELATED}
        return not known.isdisjoint(validation.demands(model, formed.cls))
    return any(
        bool(classes.own(model, receiver.cls, name)) is False
        and validation.field_demands(model, formed.cls, name)
        for name in chosen
    )


def _fields(model: Model, cls: str) -> Iterator[str]:
    """The names that `Meta.fields` lists; nothing where it does not, or says more than names."""
    for definition in classes.own(model, cls, "Meta"):
        body = [s for s in getattr(definition.statement, "body", ()) if isinstance(s, tree.Bind)]
        options = {s.targets[0].id: s.value for s in body if isinstance(s.targets[0], tree.Name)}
        value = options.get("fields")
        if "read_only_fields" in options or "extra_kwargs" in options:
            return
        items = value.items if isinstance(value, tree.Display) else [value]
        for item in items:
            if isinstance(item, tree.Constant) and isinstance(item.value, str):
                yield item.value
