"""Lowering of `match` and its patterns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import libcst as cst

from asynclint.index.dispatch import expression
from asynclint.index.places import Cursor
from asynclint.index.tree import Expr

_Sequence = Sequence[cst.MatchSequenceElement | cst.MatchStar]


class Found:
    """What the patterns of one case hold; see `tree.Case`."""

    __slots__ = ("classes", "inner", "names", "values")

    def __init__(self) -> None:
        self.classes: list[Expr] = []
        self.values: list[Expr] = []
        self.inner: list[Expr] = []
        self.names: list[str] = []

    def capture(self, cursor: Cursor, name: cst.Name | None) -> None:
        """Step over a name, or over the `_` that captures nothing."""
        if name is None:
            cursor.take("_")
        else:
            cursor.take(name.value)
            cursor.scope.bind(name.value)
            self.names.append(name.value)


def pattern(cursor: Cursor, node: cst.MatchPattern, found: Found, whole: bool = True) -> None:
    """Step over a pattern and gather what is in it; `whole` if it looks at the subject itself."""
    if isinstance(node, (cst.MatchValue, cst.MatchSingleton)):
        # its parentheses are those of the expression
        (found.values if whole else found.inner).append(expression(cursor, node.value))
        return
    cursor.open(len(node.lpar))
    _PATTERNS[type(node)](cursor, node, found, whole)
    cursor.close(len(node.rpar))


def captures_whole(node: cst.MatchPattern) -> str | None:
    """The name that holds the whole subject after this pattern matched."""
    if isinstance(node, cst.MatchAs):
        return node.name.value if node.name else None
    if isinstance(node, cst.MatchOr):
        names = {captures_whole(alternative.pattern) for alternative in node.patterns}
        return names.pop() if len(names) == 1 else None
    return None


def _as(cursor: Cursor, node: cst.MatchAs, found: Found, whole: bool) -> None:
    if node.pattern is not None:
        pattern(cursor, node.pattern, found, whole)
        cursor.take("as")
    found.capture(cursor, node.name)


def _or(cursor: Cursor, node: cst.MatchOr, found: Found, whole: bool) -> None:
    for number, alternative in enumerate(node.patterns):
        if number:
            cursor.take("|")
        pattern(cursor, alternative.pattern, found, whole)


def _class(cursor: Cursor, node: cst.MatchClass, found: Found, whole: bool) -> None:
    (found.classes if whole else found.inner).append(expression(cursor, node.cls))
    cursor.take("(")
    _items(cursor, node.patterns, found)
    for item in node.kwds:
        cursor.take(item.key.value)
        cursor.take("=")
        pattern(cursor, item.pattern, found, False)
        cursor.take_if(",")
    cursor.take(")")


def _mapping(cursor: Cursor, node: cst.MatchMapping, found: Found, whole: bool) -> None:
    cursor.take("{")
    for item in node.elements:
        found.inner.append(expression(cursor, item.key))
        cursor.take(":")
        pattern(cursor, item.pattern, found, False)
        cursor.take_if(",")
    if node.rest is not None:
        cursor.take("**")
        found.capture(cursor, node.rest)
        cursor.take_if(",")
    cursor.take("}")


def _list(cursor: Cursor, node: cst.MatchList, found: Found, whole: bool) -> None:
    if node.lbracket is not None:
        cursor.take("[")
    _items(cursor, node.patterns, found)
    if node.rbracket is not None:
        cursor.take("]")


def _tuple(cursor: Cursor, node: cst.MatchTuple, found: Found, whole: bool) -> None:
    _items(cursor, node.patterns, found)


def _items(cursor: Cursor, nodes: _Sequence, found: Found) -> None:
    for node in nodes:
        if isinstance(node, cst.MatchStar):
            cursor.take("*")
            found.capture(cursor, node.name)
        else:
            pattern(cursor, node.value, found, False)
        cursor.take_if(",")


_PATTERNS: dict[type, Callable[[Cursor, Any, Found, bool], None]] = {
    cst.MatchAs: _as,
    cst.MatchOr: _or,
    cst.MatchClass: _class,
    cst.MatchMapping: _mapping,
    cst.MatchList: _list,
    cst.MatchTuple: _tuple,
}
