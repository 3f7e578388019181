"""Whether a form or serializer of a model asks the database: what its fields demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.semantic import classes, form_fields, serializing, validation, views
from asynclint.semantic.kinds import Instance, Kind, Literal, ModelInstance

if TYPE_CHECKING:
    from asynclint.knowledge.schema import Callable as Row
    from asynclint.semantic.model import Model
    from asynclint.semantic.outcomes import Arguments

_OF_MODELS = ("django.forms.BaseModelForm.", "rest_framework.serializers.ModelSerializer.")
_SERIALIZER = "rest_framework.serializers.BaseSerializer."
_CHECKING = ("is_valid", "full_clean")


def asks(model: Model, row: Row, receiver: Kind, args: Arguments) -> bool:
    """Whether a method of a form or serializer is known to ask the database."""
    method = row.name.rpartition(".")[2]
    if method == "errors":
        return False  # kept, once somebody has asked whether it is valid
    if row.name.startswith(_SERIALIZER):
        if method == "data":
            return serializing.asks_for_data(model, receiver)
        return serializing.asks_for_rows(model, receiver)
    if row.name.startswith("django.forms.BaseForm."):
        return _has_choices(model, receiver) if method in _CHECKING else _shows(model, receiver)
    if not row.name.startswith(_OF_MODELS):
        return True
    if method == "save":
        return args.get(0, "commit") != Literal(False)
    if method not in _CHECKING:
        return True
    if row.name.startswith("rest_framework.") and serializing.asks_for_rows(model, receiver):
        return True
    return _checks_rows(model, receiver) or _has_choices(model, receiver)


def _has_choices(model: Model, receiver: Kind) -> bool:
    """Whether a form has a field of which the value has to be the key of a row."""
    if not isinstance(receiver, Instance) or receiver.cls not in model.classes:
        return False
    return any(
        True for field in form_fields.choices(model, receiver.cls) if not _is_disabled(field)
    )


def _is_disabled(field: form_fields.Declared) -> bool:
    return field.argument("disabled") is not None


def _shows(model: Model, receiver: Kind) -> bool:
    """Whether a form shows the rows of a table to choose from."""
    if not isinstance(receiver, Instance) or receiver.cls not in model.classes:
        return False
    return any(
        field.argument("widget") is None for field in form_fields.choices(model, receiver.cls)
    )


def _checks_rows(model: Model, receiver: Kind) -> bool:
    """Whether one of the fields has to be unique, or to name a row of another table."""
    formed = views.formed(model, receiver)
    if not isinstance(receiver, Instance) or not isinstance(formed, ModelInstance):
        return False
    if formed.cls not in model.classes:
        return False
    chosen = form_fields.listed(model, receiver.cls)
    if chosen == (form_fields.ALL,):
        known = {validation.UNIQUE, validation.RELATED}
        return not known.isdisjoint(validation.demands(model, formed.cls))
    return any(
        bool(classes.own(model, receiver.cls, name)) is False
        and validation.field_demands(model, formed.cls, name)
        for name in chosen
    )
