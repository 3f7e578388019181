"""What operators give for values whose class says it."""

from __future__ import annotations

from asynclint.semantic import querysets
from asynclint.semantic.kinds import (
    ANYTHING,
    BOOL,
    BYTES,
    FLOAT,
    INT,
    STR,
    Fixed,
    Instance,
    Kind,
    Literal,
    QuerySet,
    join,
)

MANY_ITEMS = 12


def combined(operator: str, first: QuerySet, last: Kind) -> Kind:
    """Two querysets in one: `&` with one that is empty is empty, `|` is the other one."""
    operands = [kind for kind in (first, last) if isinstance(kind, QuerySet)]
    empty = [kind for kind in operands if kind.state == "empty"]
    rest = [kind for kind in operands if kind.state != "empty"]
    return querysets.lazily(((empty or rest) if operator == "&" else (rest or empty))[0])


def with_items_added(first: Kind, last: Kind, item: Kind) -> Kind:
    """`titles += more`, where an item of `more` is of the kind `item`."""
    if isinstance(first, Fixed) and isinstance(last, Fixed) and last.cls in ("list", "tuple"):
        return all_joined([first, last])
    known = first.items if isinstance(first, Fixed) else getattr(first, "args", ())
    return Instance("list", (join(*known, item),))


def all_joined(displays: list[Kind]) -> Kind:
    """`[a, b] + [c]`."""
    parts = [display for display in displays if isinstance(display, Fixed)]
    items = tuple(item for part in parts for item in part.items)
    if len(items) <= MANY_ITEMS:
        return Fixed(parts[0].cls, items)
    return Instance(parts[0].cls, (join(*items),)) if parts[0].cls == "list" else ANYTHING


def is_list(kind: Kind) -> bool:
    return isinstance(kind, (Instance, Fixed)) and kind.cls == "list"


def is_plain(kind: Kind) -> bool:
    return isinstance(kind, Literal) or kind in (STR, INT, BOOL, FLOAT, BYTES)


def arithmetic(operator: str, kinds: list[Kind]) -> Kind:
    kinds = [Instance(type(k.value).__name__) if isinstance(k, Literal) else k for k in kinds]
    if STR in kinds:
        return STR
    if BYTES in kinds:
        return BYTES
    return FLOAT if FLOAT in kinds or operator == "/" else INT


def as_list(kind: Kind) -> Kind:
    if isinstance(kind, Fixed):
        return Instance("list", (join(*kind.items),) if kind.items else ())
    return kind
