"""What objects hold: the attributes that a constructor takes from its arguments.

The methods of a class are run for an object as it was made: `Report(books)` knows that its `books`
are a queryset, though the constructor declares nothing. Only attributes that no other method sets
are told of, and only values that can be asked something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.semantic import attributes, classes
from asynclint.semantic.kinds import (
    Bound,
    ClassRef,
    Def,
    Fixed,
    Instance,
    Kind,
    Manager,
    ModelInstance,
    Nothing,
    Partial,
    QuerySet,
    Threaded,
    abroad,
    join,
    members,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asynclint.semantic.model import Model

MOST = 12  # attributes of one object that are told of
_CONSTRUCTORS = ("__init__", "__new__", "__post_init__")
_ASKED = (QuerySet, Manager, ModelInstance, Def, Bound, Partial, Threaded, ClassRef)


def holding(model: Model, kind: Instance, stores: Iterable[tuple[str, Kind]]) -> Instance:
    """The object after its constructors have stored these attributes."""
    held: dict[str, Kind] = {}
    for name, value in stores:
        held[name] = join(held[name], value) if name in held else value
    told = [
        (name, abroad(value))
        for name, value in sorted(held.items())
        if _can_be_asked(model, value) and _is_set_once(model, kind.cls, name)
    ]
    return Instance(kind.cls, kind.args, tuple(told[:MOST]))


def with_attribute(model: Model, kind: Instance, name: str, value: Kind) -> Instance:
    """The object after `kind.name = value`, from outside of it."""
    if kind.cls not in model.classes:
        return kind
    held = tuple(pair for pair in kind.held if pair[0] != name)
    if _can_be_asked(model, value) and _is_set_once(model, kind.cls, name):
        held = (*held, (name, abroad(value)))
    return Instance(kind.cls, kind.args, tuple(sorted(held))[:MOST]) if held != kind.held else kind


def _can_be_asked(model: Model, kind: Kind) -> bool:
    # Nothing is told of as well: it may grow to something, and must not be less before.
    options = members(kind)
    return isinstance(kind, Nothing) or any(
        isinstance(option, _ASKED)
        or (isinstance(option, Instance) and (option.held or option.cls in model.classes))
        or (isinstance(option, Instance) and any(_can_be_asked(model, a) for a in option.args))
        or (isinstance(option, Fixed) and any(_can_be_asked(model, i) for i in option.items))
        for option in options
    )


def _is_set_once(model: Model, cls: str, name: str) -> bool:
    """Whether only the constructors of a class and its bases set an attribute."""
    return all(
        routine.name in _CONSTRUCTORS
        for base in classes.mro(model, cls)
        if base in model.classes
        for routine in attributes.storing_methods(model, base, name)
    )
