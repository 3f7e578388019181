"""From a kind of libcst node to the function that lowers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import libcst as cst

from asynclint.index.places import Cursor
from asynclint.index.tree import Expr, Starred, Stmt

# Filled by the modules that lower. Each function finds the cursor before its node, parentheses
# already taken, and leaves it right after the node's last token.
EXPRESSIONS: dict[type, Callable[[Cursor, Any], Expr]] = {}
STATEMENTS: dict[type, Callable[[Cursor, Any], Stmt]] = {}


def expression(cursor: Cursor, node: cst.BaseExpression) -> Expr:
    """Lower an expression and step over it and its parentheses."""
    if node.lpar:
        return _parenthesised(cursor, node)
    return EXPRESSIONS[type(node)](cursor, node)


def optional(cursor: Cursor, node: cst.BaseExpression | None) -> Expr | None:
    return None if node is None else expression(cursor, node)


def _parenthesised(cursor: Cursor, node: cst.BaseExpression) -> Expr:
    cursor.open(len(node.lpar))
    start = cursor.position - 1
    lowered = EXPRESSIONS[type(node)](cursor, node)
    cursor.take(")")
    if type(node) in (cst.Tuple, cst.GeneratorExp):
        # the innermost pair is part of the syntax
        cursor.places[2 * lowered.at] = start
        cursor.places[2 * lowered.at + 1] = cursor.position
    cursor.close(len(node.rpar) - 1)
    return lowered


def elements(cursor: Cursor, nodes: Sequence[cst.BaseElement]) -> list[Expr]:
    """Lower the items of a tuple, list or set, and step over their commas."""
    items: list[Expr] = []
    for node in nodes:
        if type(node) is cst.StarredElement:
            items.append(starred(cursor, node.value))
        else:
            items.append(expression(cursor, node.value))
        cursor.take_if(",")
    return items


def starred(cursor: Cursor, value: cst.BaseExpression) -> Starred:
    start = cursor.skip()
    cursor.take("*")
    lowered = expression(cursor, value)
    return Starred(cursor.place(start), lowered)


def annotation(cursor: Cursor, node: cst.Annotation | None, indicator: str) -> Expr | None:
    """Lower an annotation and step over it and the colon or arrow before it."""
    if node is None:
        return None
    cursor.take(indicator)
    cursor.annotating = True
    lowered = expression(cursor, node.annotation)
    cursor.annotating = False
    return lowered
