"""What serializers of REST framework ask the database for: the rows that they are given, what
their fields read of each, and the rows that incoming values have to name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import classes, form_fields, relations
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    ClassRef,
    Instance,
    Kind,
    Literal,
    Manager,
    ModelInstance,
    QuerySet,
    each,
    join,
    members,
)
from asynclint.semantic.loading import LAZY
from asynclint.semantic.uses import iterated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asynclint.semantic.model import Model
    from asynclint.semantic.outcomes import Arguments

SERIALIZER = "rest_framework.serializers.BaseSerializer"
_GIVEN, _MANY = "given rows", "many rows"
_DEEPEST = 4
# Fields that read the object behind a relation, and those that look one up by what they are given.
_READING = ("StringRelatedField", "SlugRelatedField")
_FINDING = ("PrimaryKeyRelatedField", "SlugRelatedField", "HyperlinkedRelatedField")


def holding(model: Model, made: Kind, cls: str, args: Arguments) -> Kind:
    """A serializer as it is made: it knows what it was given to serialize."""
    if type(made) is not Instance or SERIALIZER not in classes.mro(model, cls):
        return made
    if args.starred or any(name is None for name, _ in args.keywords):
        return made
    given = args.get(0, "instance") or NONE
    many = args.keyword("many") or Literal(False)
    return Instance(made.cls, made.args, (*made.held, (_GIVEN, given), (_MANY, many)))


def asks_for_data(model: Model, serializer: Kind) -> bool:
    """Whether `data` is known to query: what was given is a lazy queryset, or a field reads what
    the rows do not hold."""
    if not isinstance(serializer, Instance):
        return False
    held = dict(serializer.held)
    if held.get(_MANY) == Literal(True) and any(map(_is_lazy, members(held[_GIVEN]))):
        return True
    if serializer.cls not in model.classes or not form_fields.is_settled(model, serializer.cls):
        return False
    return any(
        _reads(model, serializer.cls, option, 0)
        for option in each(row_of(serializer))
        if isinstance(option, ModelInstance) and option.loaded is not None
    )


def row_of(serializer: Instance) -> Kind:
    """What a serializer shows: the object that it was given, or one of many."""
    held = dict(serializer.held)
    given = held.get(_GIVEN, ANYTHING)
    if held.get(_MANY) != Literal(True):
        return given
    return join(*(iterated(option) for option in members(given)))


def asks_for_rows(model: Model, serializer: Kind) -> bool:
    """Whether validation looks rows up: a field names one of another table."""
    if not isinstance(serializer, Instance) or not form_fields.is_settled(model, serializer.cls):
        return False
    return any(
        field.cls.endswith(_FINDING)
        and _is_of_framework(field)
        and form_fields.has_rows(model, field)
        for field in form_fields.declared(model, serializer.cls).values()
        if field.argument("queryset") is not None
    )


def _is_lazy(option: Kind) -> bool:
    return isinstance(option, (QuerySet, Manager)) and option.state == "lazy"


def _is_of_framework(field: form_fields.Declared) -> bool:
    return field.cls.startswith("rest_framework.")


def _reads(model: Model, cls: str, row: ModelInstance, depth: int) -> bool:
    """Whether serializing a row reads something that it does not hold."""
    if depth > _DEEPEST or any(
        classes.own(model, base, "to_representation")
        for base in classes.mro(model, cls)
        if base in model.classes
    ):
        return False
    fields = form_fields.declared(model, cls)
    for name in _shown(model, cls):
        field = fields.get(name)
        if field is None:
            found = relations.accessed(model, row, name) or relations.reverse_access(
                model, row, name
            )
            if found is not None and _is_lazy(found.value):
                return True  # the keys of the rows on the other side
        elif _field_reads(model, field, name, row, depth):
            return True
    return False


def _shown(model: Model, cls: str) -> Iterator[str]:
    """The names of the fields that a serializer shows, as far as they are known."""
    listed = form_fields.listed(model, cls)
    is_of_model = "rest_framework.serializers.ModelSerializer" in classes.mro(model, cls)
    yield from listed if is_of_model else form_fields.declared(model, cls)


def _field_reads(
    model: Model, field: form_fields.Declared, name: str, row: ModelInstance, depth: int
) -> bool:
    if any(_is_true(field.argument(key)) for key in ("write_only",)):
        return False
    source = field.argument("source")
    path = str(source.value).split(".") if isinstance(source, tree.Constant) else [name]
    if source is not None and not isinstance(source, tree.Constant):
        return False
    nested = SERIALIZER in classes.mro(model, field.cls) if field.cls else False
    follows = nested or (_is_of_framework(field) and field.cls.endswith(_READING))
    ends = path if follows else path[:-1]
    kind = _followed(model, row, ends)
    if kind is None:
        return True
    if not nested or path == ["*"]:
        return False
    rows: Sequence[Kind] = [iterated(kind)] if isinstance(kind, QuerySet) else [kind]
    if _is_lazy(kind):
        return True
    return any(
        _reads(model, field.cls, option, depth + 1)
        for each_row in rows
        for option in each(each_row)
        if isinstance(option, ModelInstance) and option.loaded is not None
    )


def _is_true(node: tree.Expr | None) -> bool:
    return isinstance(node, tree.Constant) and node.value is True


def _followed(model: Model, row: Kind, path: list[str]) -> Kind | None:
    """What lies at the end of a path of relations; None where the way there queries."""
    kind: Kind = row
    for name in path:
        found = next((o for o in each(kind) if isinstance(o, ModelInstance)), None)
        if found is None:
            return ClassRef("object")
        access = relations.accessed(model, found, name) or relations.reverse_access(
            model, found, name
        )
        if access is None:
            return ClassRef("object")
        if access.what and access.state == LAZY:
            return None
        kind = access.value
    return kind
