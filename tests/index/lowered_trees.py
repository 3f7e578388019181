"""Looking at lowered trees in tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from asynclint.index import tree
from asynclint.index.lowering import lower


def body(source: str) -> list[Any]:
    """The lowered statements of a whole source."""
    return list(lower(source, 0, len(source)).body)


def statement(source: str) -> Any:
    """The one lowered statement of a source."""
    (only,) = body(source)
    return only


def value(source: str) -> Any:
    """The lowered form of a source that is one expression."""
    return statement(source).value


def shape(node: Any) -> Any:
    """What a node says, without places: `("Call", ("Name", "f"), [], [])`."""
    if isinstance(node, list):
        return [shape(item) for item in node]
    if not isinstance(node, Struct):
        return node
    fields = [name for name in node.__struct_fields__ if name not in ("at", "name_at")]
    return (type(node).__name__, *(shape(getattr(node, name)) for name in fields))


def nodes(node: Any, leave_out: type | None = None) -> Iterator[tree.Node]:
    """All nodes with a place, in no promised order; not those inside nodes of kind `leave_out`."""
    if isinstance(node, list):
        for item in node:
            yield from nodes(item, leave_out)
    elif isinstance(node, Struct):
        if isinstance(node, tree.Node):
            yield node
        if type(node) is not leave_out:
            for name in node.__struct_fields__:
                yield from nodes(getattr(node, name), leave_out)


def texts(source: str, kind: type, **options: Any) -> list[str]:
    """The source at the places of all nodes of one kind, sorted by start, longest first."""
    lowered = lower(source, 0, len(source), **options)
    places = {lowered.place(node.at) for node in nodes(lowered.body) if type(node) is kind}
    return [source[start:end] for start, end in sorted(places, key=lambda p: (p[0], -p[1]))]
