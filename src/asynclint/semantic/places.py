"""The places of containers: which item stands where, and what becomes of one that is replaced."""

from __future__ import annotations

from asynclint.semantic import reach
from asynclint.semantic.kinds import (
    ANYTHING,
    INT,
    Bound,
    ClassRef,
    Def,
    Fixed,
    Instance,
    Kind,
    Literal,
    Partial,
    Threaded,
    coroutines_in,
    join,
    members,
)
from asynclint.semantic.uses import iterated


def has_places(kind: Kind) -> bool:
    """Whether it is known which item stands where."""
    if isinstance(kind, Fixed):
        return kind.cls in ("list", "tuple")
    return isinstance(kind, Instance) and kind.cls == "tuple"


def part_of(kind: Kind, position: int, count: int) -> Kind:
    """The item at a position of a value that is unpacked into `count` parts."""
    if not has_places(kind):
        return iterated(kind)
    items = kind.items if isinstance(kind, Fixed) else kind.args  # type: ignore[attr-defined]
    if len(items) == count:
        return items[position]
    return ANYTHING if len(items) != 1 else items[0]


def item_of_display(kind: Fixed, index: Kind) -> Kind:
    if isinstance(index, Literal):
        if kind.cls == "dict":
            for key, item in zip(kind.keys, kind.items):
                if key == index.value and type(key) is type(index.value):
                    return item
            return ANYTHING
        if isinstance(index.value, int) and -len(kind.items) <= index.value < len(kind.items):
            return kind.items[index.value]
    return join(*kind.items) if kind.items else ANYTHING


def under_key(values: Kind, key: Kind) -> Kind:
    """What a container with these values has under a key, or at an index; ANYTHING for a constant
    one among several functions or classes, of which it is not known what stands where."""
    options = [
        o for v in members(values) for o in (members(held_by(v)) if is_container(v) else (v,))
    ]
    is_one_of_many = len([o for o in options if isinstance(o, _CALLED)]) > 1
    is_constant = isinstance(key, Literal) or key == INT  # `rows[-1]` is an operation
    return ANYTHING if is_constant and is_one_of_many else values


_CALLED = (Def, Bound, Partial, Threaded, ClassRef)


def with_item(kind: Fixed, index: Kind, value: Kind) -> Kind:
    """A list or dict display after `kind[index] = value`."""
    known = index.value if isinstance(index, Literal) else None
    if isinstance(known, bool):
        known = None
    if known is not None and kind.cls == "dict":
        items = dict(zip(kind.keys, kind.items, strict=True))
        items[known] = value
        return Fixed("dict", tuple(items.values()), tuple(items))
    if isinstance(known, int) and -len(kind.items) <= known < len(kind.items):
        each = list(kind.items)
        each[known] = value
        return Fixed(kind.cls, tuple(each))
    item = one_of_many(join(*kind.items), value)
    return Instance(kind.cls, (ANYTHING, item) if kind.cls == "dict" else (item,))


def one_of_many(items: Kind, value: Kind) -> Kind:
    """The kind of a container's items after one of them, which one is not known, was replaced."""
    if not any(coroutines_in(value)):
        items = reach.settled(items)  # `pending[name] = await pending[name]`
    return join(items, value)


def is_container(kind: Kind) -> bool:
    """Whether a value is a container of Python's own, of whose items something is known."""
    if isinstance(kind, Fixed):
        return True
    return isinstance(kind, Instance) and kind.cls in _CONTAINERS and bool(kind.args)


def is_dictionary(kind: Kind) -> bool:
    return any(isinstance(o, (Fixed, Instance)) and o.cls == "dict" for o in members(kind))


def held_by(container: Kind) -> Kind:
    """The kind of what a container holds: of a dictionary, its keys and its values."""
    held = container.items if isinstance(container, Fixed) else container.args  # type: ignore[attr-defined]
    return join(*held)


_CONTAINERS = frozenset({"list", "tuple", "dict", "set", "frozenset"})
