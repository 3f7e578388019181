"""Whether validating an object of a model asks the database: what its fields and `Meta` demand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.index.module import Definition
from asynclint.semantic import classes, django, relations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.model import Model

UNIQUE = "unique"  # values that no other row may have
RELATED = "related"  # rows that have to be there
CONSTRAINED = "constrained"  # constraints of the table
UNKNOWN = "unknown"  # there may be anything

# What each method looks at.
_LOOKS_AT = {
    "full_clean": {UNIQUE, RELATED, CONSTRAINED, UNKNOWN},
    "clean_fields": {RELATED, UNKNOWN},
    "validate_unique": {UNIQUE, UNKNOWN},
    "validate_constraints": {CONSTRAINED, UNKNOWN},
}
_CALL = re.compile(r"=[ \t\\]*[A-Za-z_][\w.]*\(")
_UNIQUE_ARGUMENTS = frozenset(
    {"unique", "primary_key", "unique_for_date", "unique_for_month", "unique_for_year"}
)
_OF_META = {"unique_together": UNIQUE, "constraints": CONSTRAINED}


def asks(model: Model, cls: str, method: str) -> bool:
    """Whether `method` of an object of the model `cls` may ask the database.

    Yes for methods that are not about validation, and for models that are not known as a whole.
    """
    looks_at = _LOOKS_AT.get(method)
    return looks_at is None or not looks_at.isdisjoint(demands(model, cls))


def demands(model: Model, cls: str) -> frozenset[str]:
    """What a model demands of its rows."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("demands", cls), lambda: frozenset(_demands(model, cls)), frozenset()
    )


def _demands(model: Model, cls: str) -> Iterator[str]:
    for base in classes.mro(model, cls):
        if base == django.MODEL:
            continue
        if base not in model.classes:
            if not base or django.is_model(model, base):
                yield UNKNOWN
            continue
        if any(classes.own(model, base, name) for name in ("clean", *_LOOKS_AT)):
            yield UNKNOWN  # the project's own checks may ask
        info = model.classes[base]
        scope = info.module.members(Definition(info.node, info.unit))
        for definition in scope.assignments_with(_CALL):
            yield from _of_field(model, base, definition)
        yield from _of_meta(model, base)


def field_demands(model: Model, cls: str, name: str) -> bool:
    """Whether validating this field of a model asks the database: it has to be unique, or to name
    a row of another table."""
    found = classes.find(model, cls, name)
    return any(
        demand in (UNIQUE, RELATED)
        for definition in (found.definitions if found is not None else ())
        for demand in _of_field(model, found.cls if found is not None else cls, definition)
    )


def _of_field(model: Model, cls: str, definition: Definition) -> Iterator[str]:
    call = getattr(definition.statement, "value", None)
    if not isinstance(call, tree.Call):
        return
    info = model.classes[cls]
    callee = model.value_in(info.module, definition.unit, call.function, cls, info.outer)
    row = relations.field_row(model, callee)
    if row is None:
        return
    if row.relation == "to-one":
        yield RELATED
    if row.name == django.ONE_TO_ONE or any(k.name in _UNIQUE_ARGUMENTS for k in call.keywords):
        yield UNIQUE
    if any(k.name is None for k in call.keywords):
        yield UNKNOWN


def _of_meta(model: Model, cls: str) -> Iterator[str]:
    for definition in classes.own(model, cls, "Meta"):
        for inner in getattr(definition.statement, "body", ()):
            for target in inner.targets if isinstance(inner, tree.Bind) else ():
                if isinstance(target, tree.Name) and target.id in _OF_META:
                    yield _OF_META[target.id]
