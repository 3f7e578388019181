"""Lowering of the patterns of `match`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import libcst as cst

from asynclint.index.dispatch import expression
from asynclint.index.places import Cursor
from asynclint.index.tree import Pattern

_Sequence = Sequence[cst.MatchSequenceElement | cst.MatchStar]


def pattern(cursor: Cursor, node: cst.MatchPattern) -> Pattern:
    """Step over a pattern."""
    if isinstance(node, (cst.MatchValue, cst.MatchSingleton)):
        # its parentheses are those of the expression
        return Pattern("value", None, expression(cursor, node.value))
    cursor.open(len(node.lpar))
    lowered = _PATTERNS[type(node)](cursor, node)
    cursor.close(len(node.rpar))
    return lowered


def _captured(cursor: Cursor, name: cst.Name | None) -> str | None:
    """Step over a name, or over the `_` that captures nothing."""
    if name is None:
        cursor.take("_")
        return None
    cursor.take(name.value)
    cursor.scope.bind(name.value)
    return name.value


def _as(cursor: Cursor, node: cst.MatchAs) -> Pattern:
    if node.pattern is None:
        return Pattern("any", _captured(cursor, node.name))
    inner = pattern(cursor, node.pattern)
    cursor.take("as")
    name = _captured(cursor, node.name)
    if inner.name is not None:  # `(A() as x) as y`
        return Pattern("or", name, None, [inner])
    parts = (inner.value, inner.parts, inner.names, inner.keys, inner.star, inner.rest)
    return Pattern(inner.kind, name, *parts)


def _or(cursor: Cursor, node: cst.MatchOr) -> Pattern:
    parts = []
    for number, alternative in enumerate(node.patterns):
        if number:
            cursor.take("|")
        parts.append(pattern(cursor, alternative.pattern))
    return Pattern("or", None, None, parts)


def _class(cursor: Cursor, node: cst.MatchClass) -> Pattern:
    value = expression(cursor, node.cls)
    cursor.take("(")
    parts, _ = _items(cursor, node.patterns)
    for item in node.kwds:
        cursor.take(item.key.value)
        cursor.take("=")
        parts.append(pattern(cursor, item.pattern))
        cursor.take_if(",")
    cursor.take(")")
    return Pattern("class", None, value, parts, [item.key.value for item in node.kwds])


def _mapping(cursor: Cursor, node: cst.MatchMapping) -> Pattern:
    cursor.take("{")
    keys, parts, rest = [], [], None
    for item in node.elements:
        keys.append(expression(cursor, item.key))
        cursor.take(":")
        parts.append(pattern(cursor, item.pattern))
        cursor.take_if(",")
    if node.rest is not None:
        cursor.take("**")
        rest = _captured(cursor, node.rest)
        cursor.take_if(",")
    cursor.take("}")
    return Pattern("mapping", None, None, parts, [], keys, -1, rest)


def _list(cursor: Cursor, node: cst.MatchList) -> Pattern:
    if node.lbracket is not None:
        cursor.take("[")
    parts, star = _items(cursor, node.patterns)
    if node.rbracket is not None:
        cursor.take("]")
    return Pattern("sequence", None, None, parts, [], [], star)


def _tuple(cursor: Cursor, node: cst.MatchTuple) -> Pattern:
    parts, star = _items(cursor, node.patterns)
    return Pattern("sequence", None, None, parts, [], [], star)


def _items(cursor: Cursor, nodes: _Sequence) -> tuple[list[Pattern], int]:
    """The patterns of some items, and the position of the one with a star."""
    parts, star = [], -1
    for number, node in enumerate(nodes):
        if isinstance(node, cst.MatchStar):
            star = number
            cursor.take("*")
            parts.append(Pattern("any", _captured(cursor, node.name)))
        else:
            parts.append(pattern(cursor, node.value))
        cursor.take_if(",")
    return parts, star


_PATTERNS: dict[type, Callable[[Cursor, Any], Pattern]] = {
    cst.MatchAs: _as,
    cst.MatchOr: _or,
    cst.MatchClass: _class,
    cst.MatchMapping: _mapping,
    cst.MatchList: _list,
    cst.MatchTuple: _tuple,
}
