"""Kinds of managers and querysets, and how they change along a chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import classes
from asynclint.semantic.django import QUERYSET, RAW_QUERYSET
from asynclint.semantic.kinds import (
    ANYTHING,
    ClassRef,
    Fixed,
    Instance,
    Kind,
    Manager,
    ModelInstance,
    QuerySet,
    Union,
    join,
)
from asynclint.semantic.loading import more

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.semantic.loading import Loaded
    from asynclint.semantic.model import Model


def manager_of(model: Model, cls: str) -> Manager:
    """An object of a manager class, not yet of a model."""
    queryset = QUERYSET
    for base in classes.mro(model, cls):
        if base in model.synthetic_querysets:
            queryset = model.synthetic_querysets[base]
            break
    return Manager(cls, "", queryset)


def from_queryset(model: Model, manager: str, queryset: str) -> ClassRef:
    """`Manager.from_queryset(QuerySet)`: a manager class with the queryset's methods."""
    name = f"{manager}.from_queryset({queryset})"
    model.synthetic_bases[name] = (manager,)
    model.synthetic_querysets[name] = queryset
    return ClassRef(name)


def fresh_queryset(model: Model, manager: Manager) -> QuerySet:
    """The queryset that a manager starts from."""
    loaded = manager.loaded
    if classes.hides_something(model, manager.cls):
        loaded = None  # its own `get_queryset` may load relations
    row: Kind = ModelInstance(manager.model, loaded) if manager.model else ANYTHING
    return QuerySet(manager.queryset, manager.model, row, manager.state, loaded)


def is_from_end(index: tree.Expr) -> bool:
    """Whether `x[-1]` or `x[-3:]` is spelled, which counts from the end."""
    if isinstance(index, tree.Slice):
        return any(bound is not None and is_from_end(bound) for bound in (index.lower, index.upper))
    return isinstance(index, tree.Operation) and index.operator == "u-"


def takes_negative_index(kind: Kind) -> bool:
    """A queryset refuses it before anything is asked of the database; a raw one makes a list."""
    return not isinstance(kind, QuerySet) or kind.cls == RAW_QUERYSET


def with_row(queryset: QuerySet, row: Kind) -> QuerySet:
    """The queryset holding other rows: `values()`, `values_list()`."""
    return QuerySet(queryset.cls, queryset.model, row, _copied(queryset), queryset.loaded)


def lazily(queryset: QuerySet) -> QuerySet:
    """A copy that has not fetched its rows: what `filter()` and the like give."""
    state = _copied(queryset)
    if queryset.state == state:
        return queryset
    return QuerySet(queryset.cls, queryset.model, queryset.row, state, queryset.loaded)


def _copied(queryset: QuerySet) -> str:
    """The state of a queryset made from another one."""
    return "empty" if queryset.state == "empty" else "lazy"


def in_state(queryset: QuerySet, state: str) -> QuerySet:
    return QuerySet(queryset.cls, queryset.model, queryset.row, state, queryset.loaded)


def with_loaded(queryset: QuerySet, paths: list[str] | None) -> QuerySet:
    """The queryset with more relations loaded; None where it is not known which."""
    return loading_else(lazily(queryset), lambda loaded: more(loaded, paths))


def loading_else(queryset: QuerySet, change: Callable[[Loaded], Loaded]) -> QuerySet:
    """The queryset whose rows have something else in memory than before."""
    loaded = change(queryset.loaded)
    row = queryset.row
    if isinstance(row, ModelInstance):
        row = ModelInstance(row.cls, loaded)
    return QuerySet(queryset.cls, queryset.model, row, queryset.state, loaded)


def having_loaded(kind: Kind, paths: list[str] | None) -> Kind:
    """A model instance, or a list of such, with more relations loaded; None for "some"."""
    return changed(kind, lambda loaded: more(loaded, paths))


def changed(kind: Kind, change: Callable[[Loaded], Loaded]) -> Kind:
    """The kind with all instances in it having something else in memory than before."""
    return rows_changed(kind, lambda row: change(row.loaded))


def rows_changed(kind: Kind, change: Callable[[ModelInstance], Loaded]) -> Kind:
    """The same, where it depends on the instance what it has."""
    if isinstance(kind, ModelInstance):
        loaded = change(kind)
        return kind if loaded == kind.loaded else ModelInstance(kind.cls, loaded)
    if isinstance(kind, Instance):
        if not kind.args:
            return kind
        return Instance(kind.cls, tuple(rows_changed(a, change) for a in kind.args), kind.held)
    if isinstance(kind, QuerySet):
        row = rows_changed(kind.row, change)
        return QuerySet(kind.cls, kind.model, row, kind.state, kind.loaded)
    if isinstance(kind, Fixed):
        return Fixed(kind.cls, tuple(rows_changed(i, change) for i in kind.items), kind.keys)
    if isinstance(kind, Union):
        return join(*(rows_changed(option, change) for option in kind.members))
    return kind
