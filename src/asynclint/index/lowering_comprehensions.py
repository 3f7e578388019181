"""Lowering of comprehensions and generator expressions."""

from __future__ import annotations

from typing import Any

import libcst as cst

from asynclint.index.dispatch import EXPRESSIONS, expression, optional
from asynclint.index.places import Cursor
from asynclint.index.tree import Clause, Comprehension


def _generator(cursor: Cursor, node: cst.GeneratorExp) -> Comprehension:
    return _comprehension(cursor, "generator", "", node.elt, node.for_in)


def _list_comprehension(cursor: Cursor, node: cst.ListComp) -> Comprehension:
    return _comprehension(cursor, "list", "[]", node.elt, node.for_in)


def _set_comprehension(cursor: Cursor, node: cst.SetComp) -> Comprehension:
    return _comprehension(cursor, "set", "{}", node.elt, node.for_in)


def _dict_comprehension(cursor: Cursor, node: cst.DictComp) -> Comprehension:
    return _comprehension(cursor, "dict", "{}", node.value, node.for_in, node.key)


def _starred_dict_comprehension(cursor: Cursor, node: Any) -> Comprehension:
    return _comprehension(cursor, "dict", "{}", node.value, node.for_in, star=True)


def _comprehension(
    cursor: Cursor,
    kind: str,
    brackets: str,
    element: cst.BaseExpression,
    clause: cst.CompFor,
    key: cst.BaseExpression | None = None,
    star: bool = False,
) -> Comprehension:
    start = cursor.skip()
    if brackets:
        cursor.take(brackets[0])
    is_generator = cursor.scope.is_generator
    lowered_key = optional(cursor, key)
    if key is not None:
        cursor.take(":")
    if star:
        cursor.take("**")
    lowered = expression(cursor, element)
    clauses = _clauses(cursor, clause, is_generator)
    if brackets:
        cursor.take(brackets[1])
    return Comprehension(cursor.place(start), kind, lowered_key, lowered, clauses)


def _clauses(cursor: Cursor, node: cst.CompFor | None, is_generator: bool) -> list[Clause]:
    """Of a comprehension, only the first iterable is evaluated in the function around it: a yield
    anywhere else does not make that function a generator."""
    scope = cursor.scope
    clauses: list[Clause] = []
    while node is not None:
        if node.asynchronous is not None:
            cursor.take("async")
        cursor.take("for")
        target = expression(cursor, node.target)
        cursor.take("in")
        if not clauses:
            scope.is_generator = is_generator
        iterable = expression(cursor, node.iter)
        if not clauses:
            is_generator = scope.is_generator
        conditions = []
        for condition in node.ifs:
            cursor.take("if")
            conditions.append(expression(cursor, condition.test))
        clauses.append(Clause(target, iterable, conditions, node.asynchronous is not None))
        node = node.inner_for_in
    scope.is_generator = is_generator
    return clauses


EXPRESSIONS.update(
    {
        cst.GeneratorExp: _generator,
        cst.ListComp: _list_comprehension,
        cst.SetComp: _set_comprehension,
        cst.DictComp: _dict_comprehension,
    }
)
if hasattr(cst, "StarredDictComp"):  # since libcst 1.9
    EXPRESSIONS[cst.StarredDictComp] = _starred_dict_comprehension
