"""Lowering of simple statements, and of blocks."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from asynclint.index.dispatch import STATEMENTS, annotation, elements, expression, optional
from asynclint.index.places import Cursor
from asynclint.index.spelling import AUGMENTED
from asynclint.index.tree import (
    Alias,
    Assert,
    Augment,
    Bind,
    Delete,
    Evaluate,
    Import,
    ImportFrom,
    Jump,
    Raise,
    Return,
    ScopeDeclaration,
    Stmt,
    TypeAlias,
    TypeParam,
)


def statements(cursor: Cursor, nodes: Sequence[cst.BaseStatement]) -> list[Stmt]:
    """Lower the statements of a module or block."""
    lowered: list[Stmt] = []
    for node in nodes:
        if type(node) is cst.SimpleStatementLine:
            _simple(cursor, node.body, lowered)
        else:
            lowered.append(STATEMENTS[type(node)](cursor, node))
    return lowered


def block(cursor: Cursor, suite: cst.BaseSuite) -> list[Stmt]:
    """Lower what follows a colon."""
    if type(suite) is cst.IndentedBlock:
        return statements(cursor, suite.body)
    lowered: list[Stmt] = []
    assert type(suite) is cst.SimpleStatementSuite
    _simple(cursor, suite.body, lowered)
    return lowered


def _simple(cursor: Cursor, nodes: Sequence[cst.BaseSmallStatement], lowered: list[Stmt]) -> None:
    for node in nodes:
        if type(node) is cst.Pass:  # says nothing
            cursor.take("pass")
        else:
            lowered.append(STATEMENTS[type(node)](cursor, node))
        cursor.take_if(";")


def _evaluate(cursor: Cursor, node: cst.Expr) -> Evaluate:
    start = cursor.skip()
    value = expression(cursor, node.value)
    return Evaluate(cursor.place(start), value)


def _assign(cursor: Cursor, node: cst.Assign) -> Bind:
    start = cursor.skip()
    targets = []
    for part in node.targets:
        target = expression(cursor, part.target)
        cursor.take("=")
        cursor.scope.bind_target(target)
        targets.append(target)
    value = expression(cursor, node.value)
    return Bind(cursor.place(start), targets, value)


def _annotated(cursor: Cursor, node: cst.AnnAssign) -> Bind:
    start = cursor.skip()
    target = expression(cursor, node.target)
    cursor.scope.bind_target(target)
    lowered = annotation(cursor, node.annotation, ":")
    value = None
    if node.value is not None:
        cursor.take("=")
        value = expression(cursor, node.value)
    return Bind(cursor.place(start), [target], value, lowered)


def _augmented(cursor: Cursor, node: cst.AugAssign) -> Augment:
    start = cursor.skip()
    target = expression(cursor, node.target)
    cursor.scope.bind_target(target)
    operator = AUGMENTED[type(node.operator)]
    cursor.take(operator + "=")
    value = expression(cursor, node.value)
    return Augment(cursor.place(start), target, operator, value)


def _return(cursor: Cursor, node: cst.Return) -> Return:
    start = cursor.skip()
    cursor.take("return")
    value = optional(cursor, node.value)
    return Return(cursor.place(start), value)


def _raise(cursor: Cursor, node: cst.Raise) -> Raise:
    start = cursor.skip()
    cursor.take("raise")
    exception = optional(cursor, node.exc)
    cause = None
    if node.cause is not None:
        cursor.take("from")
        cause = expression(cursor, node.cause.item)
    return Raise(cursor.place(start), exception, cause)


def _assert(cursor: Cursor, node: cst.Assert) -> Assert:
    start = cursor.skip()
    cursor.take("assert")
    test = expression(cursor, node.test)
    message = None
    if node.msg is not None:
        cursor.take(",")
        message = expression(cursor, node.msg)
    return Assert(cursor.place(start), test, message)


def _delete(cursor: Cursor, node: cst.Del) -> Delete:
    start = cursor.skip()
    cursor.take("del")
    if isinstance(node.target, cst.Tuple) and not node.target.lpar:
        targets = elements(cursor, node.target.elements)
    else:
        targets = [expression(cursor, node.target)]
    for target in targets:
        cursor.scope.unbind_target(target)
    return Delete(cursor.place(start), targets)


def _jump(cursor: Cursor, node: cst.Break | cst.Continue) -> Jump:
    keyword = "break" if type(node) is cst.Break else "continue"
    return Jump(cursor.token(keyword), keyword)


def _declaration(cursor: Cursor, node: cst.Global | cst.Nonlocal) -> ScopeDeclaration:
    start = cursor.skip()
    keyword = "global" if type(node) is cst.Global else "nonlocal"
    cursor.take(keyword)
    names = []
    for item in node.names:
        name = item.name.value
        cursor.take(name)
        cursor.take_if(",")
        cursor.scope.declared[name] = keyword
        names.append(name)
    return ScopeDeclaration(cursor.place(start), keyword, names)


def _type_alias(cursor: Cursor, node: cst.TypeAlias) -> TypeAlias:
    start = cursor.skip()
    cursor.take("type")
    name = node.name.value
    cursor.take(name)
    type_params = type_parameters(cursor, node.type_parameters)
    cursor.take("=")
    value = expression(cursor, node.value)
    cursor.scope.bind(name)
    return TypeAlias(cursor.place(start), name, value, type_params)


_STARS = {cst.TypeVar: "", cst.TypeVarTuple: "*", cst.ParamSpec: "**"}


def type_parameters(cursor: Cursor, node: cst.TypeParameters | None) -> list[TypeParam]:
    """`[T: int = str, *Ts, **P]`; defaults are stepped over."""
    found: list[TypeParam] = []
    if node is None:
        return found
    cursor.take("[")
    for item in node.params:
        param = item.param
        if _STARS[type(param)]:
            cursor.take(_STARS[type(param)])
        cursor.take(param.name.value)
        bound = None
        if isinstance(param, cst.TypeVar) and param.bound is not None:
            cursor.take(":")
            bound = expression(cursor, param.bound)
        if item.default is not None:
            cursor.take("=")
            if item.star:
                cursor.take("*")
            expression(cursor, item.default)
        cursor.take_if(",")
        found.append(TypeParam(param.name.value, bound))
    cursor.take("]")
    return found


# --- imports ---------------------------------------------------------------------------------


def _import(cursor: Cursor, node: cst.Import) -> Import:
    start = cursor.skip()
    cursor.take("import")
    names = _aliases(cursor, node.names)
    for alias in names:
        cursor.scope.bind(alias.alias or alias.name.partition(".")[0])
    return Import(cursor.place(start), names)


def _import_from(cursor: Cursor, node: cst.ImportFrom) -> ImportFrom:
    start = cursor.skip()
    cursor.take("from")
    for _ in node.relative:
        cursor.take(".")
    module = "" if node.module is None else _dotted(cursor, node.module)
    cursor.take("import")
    level = len(node.relative)
    if isinstance(node.names, cst.ImportStar):
        cursor.take("*")
        return ImportFrom(cursor.place(start), module, level, [], True)
    if node.lpar is not None:
        cursor.take("(")
    names = _aliases(cursor, node.names)
    if node.rpar is not None:
        cursor.take(")")
    for alias in names:
        cursor.scope.bind(alias.alias or alias.name)
    return ImportFrom(cursor.place(start), module, level, names)


def _aliases(cursor: Cursor, nodes: Sequence[cst.ImportAlias]) -> list[Alias]:
    names = []
    for node in nodes:
        name = _dotted(cursor, node.name)
        alias = None
        if node.asname is not None:
            cursor.take("as")
            alias = cst.ensure_type(node.asname.name, cst.Name).value
            cursor.take(alias)
        cursor.take_if(",")
        names.append(Alias(name, alias))
    return names


def _dotted(cursor: Cursor, node: cst.BaseExpression) -> str:
    """Step over a dotted name; the name without white space."""
    parts: list[str] = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    parts.append(cst.ensure_type(node, cst.Name).value)
    parts.reverse()
    for number, part in enumerate(parts):
        if number:
            cursor.take(".")
        cursor.take(part)
    return ".".join(parts)


STATEMENTS.update(
    {
        cst.Expr: _evaluate,
        cst.Assign: _assign,
        cst.AnnAssign: _annotated,
        cst.AugAssign: _augmented,
        cst.Return: _return,
        cst.Raise: _raise,
        cst.Assert: _assert,
        cst.Del: _delete,
        cst.Break: _jump,
        cst.Continue: _jump,
        cst.Global: _declaration,
        cst.Nonlocal: _declaration,
        cst.TypeAlias: _type_alias,
        cst.Import: _import,
        cst.ImportFrom: _import_from,
    }
)
