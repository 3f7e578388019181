"""Generic views and model forms: which model they are about, as their classes say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.semantic import classes, django, managers, querysets
from asynclint.semantic.kinds import (
    ANYTHING,
    ClassRef,
    Coroutine,
    Def,
    Instance,
    Kind,
    Manager,
    ModelInstance,
    QuerySet,
    is_unknown,
    join,
    members,
)
from asynclint.semantic.outcomes import Arguments

if TYPE_CHECKING:
    from asynclint.semantic.model import Model

ANY_MODEL = ModelInstance(django.MODEL)
ANY_ROWS = QuerySet(django.QUERYSET, "", ANYTHING)
MODEL_FORM = "django.forms.ModelForm"


# --- views -----------------------------------------------------------------------------------


def declared_rows(model: Model, view: Kind) -> Kind:
    """What Django's own `get_queryset` gives: the class attribute `queryset`, or all of `model`."""
    for option in members(_class_attribute(model, view, "queryset")):
        if isinstance(option, QuerySet):
            return querysets.lazily(option)
        if isinstance(option, Manager):
            return model.queryset_of(option)
    named = _named_model(model, view)
    return ANY_ROWS if named is None else model.queryset_of(managers.default(model, named))


def rows(model: Model, view: Kind) -> Kind:
    """The queryset of a generic view, by the project's own `get_queryset` if there is one."""
    own = _own_result(model, view, "get_queryset")
    return declared_rows(model, view) if own is None else own


def item(model: Model, view: Kind) -> Kind:
    """The object of a generic view."""
    found = [o.row for o in members(rows(model, view)) if isinstance(o, QuerySet)]
    row = join(*found) if found else ANYTHING
    if not is_unknown(row):
        return row
    named = _named_model(model, view)
    return ANY_MODEL if named is None else ModelInstance(named)


def own_item(model: Model, view: Kind) -> Kind:
    """The attribute `object`: what `get_object` gave, of which much may have been loaded since."""
    own = _own_result(model, view, "get_object")
    return querysets.changed(item(model, view) if own is None else own, lambda loaded: None)


def own_rows(model: Model, view: Kind) -> Kind:
    """The attribute `object_list`: whether its rows were fetched is not known."""
    return join(
        *(
            querysets.in_state(option, "unknown") if isinstance(option, QuerySet) else option
            for option in members(rows(model, view))
        )
    )


def form(model: Model, view: Kind) -> Kind:
    """The form of a view."""
    named_forms = [
        option
        for option in members(_class_attribute(model, view, "form_class"))
        if isinstance(option, ClassRef)
    ]
    if named_forms:
        return join(*(model.instance_of(option) for option in named_forms))
    named = _named_model(model, view)
    return ANYTHING if named is None else Instance(MODEL_FORM, (ModelInstance(named),))


def _named_model(model: Model, view: Kind) -> str | None:
    for option in members(_class_attribute(model, view, "model")):
        if isinstance(option, ClassRef) and django.is_model(model, option.name):
            return option.name
    return None


# --- forms -----------------------------------------------------------------------------------


def formed(model: Model, kind: Kind) -> Kind:
    """The object that a model form is about: `class Meta` names its model."""
    if isinstance(kind, Instance) and kind.args:
        return kind.args[0]
    for meta in members(_class_attribute(model, kind, "Meta")):
        if isinstance(meta, ClassRef):
            named = _named_model(model, Instance(meta.name))
            if named is not None:
                return ModelInstance(named)
    return ANY_MODEL


# --- what classes say ------------------------------------------------------------------------


def _class_attribute(model: Model, kind: Kind, name: str) -> Kind:
    """What the class of an object, or a base of it in the project, binds a name to."""
    found = classes.find(model, django.class_of(kind) or "", name)
    if found is None or not found.definitions:
        return ANYTHING
    return classes.attribute_kind(model, found, name)


def _own_result(model: Model, kind: Kind, name: str) -> Kind | None:
    """What a method that the project defines for such objects gives; None where there is none."""
    results: list[Kind] = []
    for option in members(_class_attribute(model, kind, name)):
        if isinstance(option, Def):
            bound = model.bind(option.routine, Arguments((kind,)))
            results.append(model.behaviour(option.routine, bound, option.cells).returns)
    if not results or any(isinstance(o, Coroutine) for r in results for o in members(r)):
        return ANYTHING if results else None
    return join(*results)
