"""Lowering of compound statements."""

from __future__ import annotations

import libcst as cst

from asynclint.index.dispatch import STATEMENTS, annotation, expression, optional
from asynclint.index.lowering_expressions import arguments, parameters
from asynclint.index.lowering_patterns import pattern
from asynclint.index.lowering_statements import block, type_parameters
from asynclint.index.places import Cursor
from asynclint.index.scopes import Scope
from asynclint.index.tree import (
    Case,
    Class,
    Expr,
    For,
    Function,
    Handler,
    If,
    Match,
    Stmt,
    Try,
    While,
    With,
    WithItem,
)


def _if(cursor: Cursor, node: cst.If) -> If:
    """A long row of `elif` nests deeply: gathered by a loop, put together from its end."""
    branches: list[tuple[int, Expr, list[Stmt]]] = []
    orelse: list[Stmt] = []
    rest: cst.If | cst.Else | None = node
    while isinstance(rest, cst.If):
        start = cursor.skip()
        cursor.take("elif" if branches else "if")
        test = expression(cursor, rest.test)
        cursor.take(":")
        branches.append((cursor.place(start), test, block(cursor, rest.body)))
        rest = rest.orelse
    orelse = _else(cursor, rest)
    while True:
        lowered = If(*branches.pop(), orelse)
        if not branches:
            return lowered
        orelse = [lowered]


def _else(cursor: Cursor, node: cst.Else | None) -> list[Stmt]:
    if node is None:
        return []
    cursor.take("else")
    cursor.take(":")
    return block(cursor, node.body)


def _while(cursor: Cursor, node: cst.While) -> While:
    start = cursor.skip()
    cursor.take("while")
    test = expression(cursor, node.test)
    cursor.take(":")
    at = cursor.place(start)
    body = block(cursor, node.body)
    return While(at, test, body, _else(cursor, node.orelse))


def _for(cursor: Cursor, node: cst.For) -> For:
    start = cursor.skip()
    if node.asynchronous is not None:
        cursor.take("async")
    cursor.take("for")
    target = expression(cursor, node.target)
    cursor.scope.bind_target(target)
    cursor.take("in")
    iterable = expression(cursor, node.iter)
    cursor.take(":")
    at = cursor.place(start)
    body = block(cursor, node.body)
    orelse = _else(cursor, node.orelse)
    return For(at, target, iterable, body, orelse, node.asynchronous is not None)


def _with(cursor: Cursor, node: cst.With) -> With:
    start = cursor.skip()
    if node.asynchronous is not None:
        cursor.take("async")
    cursor.take("with")
    parenthesised = isinstance(node.lpar, cst.LeftParen)
    if parenthesised:
        cursor.take("(")
    items = []
    for item in node.items:
        context = expression(cursor, item.item)
        target = None
        if item.asname is not None:
            cursor.take("as")
            target = expression(cursor, item.asname.name)
            cursor.scope.bind_target(target)
        cursor.take_if(",")
        items.append(WithItem(context, target))
    if parenthesised:
        cursor.take(")")
    cursor.take(":")
    at = cursor.place(start)
    return With(at, items, block(cursor, node.body), node.asynchronous is not None)


def _try(cursor: Cursor, node: cst.Try | cst.TryStar) -> Try:
    start = cursor.skip()
    cursor.take("try")
    cursor.take(":")
    at = cursor.place(start)
    body = block(cursor, node.body)
    handlers = [_handler(cursor, handler) for handler in node.handlers]
    orelse = _else(cursor, node.orelse)
    final: list[Stmt] = []
    if node.finalbody is not None:
        cursor.take("finally")
        cursor.take(":")
        final = block(cursor, node.finalbody.body)
    return Try(at, body, handlers, orelse, final)


def _handler(cursor: Cursor, node: cst.ExceptHandler | cst.ExceptStarHandler) -> Handler:
    cursor.take("except")
    if isinstance(node, cst.ExceptStarHandler):
        cursor.take("*")
    kind = optional(cursor, node.type)
    name = None
    if node.name is not None:
        cursor.take("as")
        name = cst.ensure_type(node.name.name, cst.Name).value
        cursor.take(name)
        cursor.scope.bind(name)
    cursor.take(":")
    return Handler(kind, name, block(cursor, node.body))


def _match(cursor: Cursor, node: cst.Match) -> Match:
    start = cursor.skip()
    cursor.take("match")
    subject = expression(cursor, node.subject)
    cursor.take(":")
    at = cursor.place(start)
    return Match(at, subject, [_case(cursor, case) for case in node.cases])


def _case(cursor: Cursor, node: cst.MatchCase) -> Case:
    cursor.take("case")
    looked_for = pattern(cursor, node.pattern)
    guard = None
    if node.guard is not None:
        cursor.take("if")
        guard = expression(cursor, node.guard)
    cursor.take(":")
    return Case(looked_for, guard, block(cursor, node.body))


# --- functions and classes -------------------------------------------------------------------


def _decorators(cursor: Cursor, node: cst.FunctionDef | cst.ClassDef) -> list[Expr]:
    decorators = []
    for decorator in node.decorators:
        cursor.take("@")
        decorators.append(expression(cursor, decorator.decorator))
    return decorators


def _function(cursor: Cursor, node: cst.FunctionDef) -> Function:
    decorators = _decorators(cursor, node)
    start = cursor.skip()
    is_async = node.asynchronous is not None
    if is_async:
        cursor.take("async")
    cursor.take("def")
    name = node.name.value
    name_at = cursor.token(name)
    type_params = type_parameters(cursor, node.type_parameters)
    cursor.take("(")
    params = parameters(cursor, node.params)
    cursor.take(")")
    returns = annotation(cursor, node.returns, "->")
    cursor.take(":")
    at = cursor.place(start)
    outer = cursor.scope
    outer.bind(name)
    scope = cursor.scope = Scope(params)
    body = block(cursor, node.body)
    cursor.scope = outer
    scope.leave(outer)
    return Function(
        at,
        name,
        name_at,
        is_async,
        scope.is_generator,
        params,
        returns,
        decorators,
        body,
        scope.own_names(),
        scope.self_stores(),
        type_params,
    )


def _class(cursor: Cursor, node: cst.ClassDef) -> Class:
    decorators = _decorators(cursor, node)
    start = cursor.skip()
    cursor.take("class")
    name = node.name.value
    name_at = cursor.token(name)
    type_params = type_parameters(cursor, node.type_parameters)
    parenthesised = isinstance(node.lpar, cst.LeftParen)
    if parenthesised:
        cursor.take("(")
    bases, keywords = arguments(cursor, [*node.bases, *node.keywords])
    if parenthesised:
        cursor.take(")")
    cursor.take(":")
    at = cursor.place(start)
    outer = cursor.scope
    outer.bind(name)
    scope = cursor.scope = Scope()
    body = block(cursor, node.body)
    cursor.scope = outer
    scope.leave(outer)
    return Class(at, name, name_at, bases, keywords, decorators, body, type_params)


STATEMENTS.update(
    {
        cst.If: _if,
        cst.While: _while,
        cst.For: _for,
        cst.With: _with,
        cst.Try: _try,
        cst.TryStar: _try,
        cst.Match: _match,
        cst.FunctionDef: _function,
        cst.ClassDef: _class,
    }
)
