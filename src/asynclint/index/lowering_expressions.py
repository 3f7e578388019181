"""Lowering of expressions, besides literals and comprehensions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from asynclint.index.dispatch import (
    EXPRESSIONS,
    annotation,
    elements,
    expression,
    optional,
    starred,
)
from asynclint.index.places import Cursor
from asynclint.index.scopes import Scope
from asynclint.index.spelling import BINARY, BOOLEAN, COMPARISON, UNARY
from asynclint.index.tree import (
    Attribute,
    Await,
    Call,
    Comparison,
    Conditional,
    DictDisplay,
    Display,
    Expr,
    Keyword,
    Lambda,
    Logical,
    Operation,
    Param,
    Slice,
    Starred,
    Subscript,
    Walrus,
    Yield,
)

_Link = cst.Attribute | cst.Call | cst.Subscript
_LeftDeep = cst.BinaryOperation | cst.BooleanOperation


# --- chains: `a.b(c)[d].e` -------------------------------------------------------------------


def _chain(cursor: Cursor, node: _Link) -> Expr:
    """Chains nest as deeply as they are long: walked by a loop, since Python's stack is small."""
    start = cursor.skip()
    links: list[tuple[_Link, int]] = []
    while True:
        links.append((node, start))
        inner = node.func if type(node) is cst.Call else node.value  # type: ignore[union-attr]
        if not isinstance(inner, (cst.Attribute, cst.Call, cst.Subscript)):
            lowered = expression(cursor, inner)
            break
        if inner.lpar:
            cursor.open(len(inner.lpar))
            start = cursor.skip()
        node = inner
    outermost = links[0][0]
    while links:
        node, start = links.pop()
        lowered = _link(cursor, node, start, lowered)
        if node.rpar and node is not outermost:
            cursor.close(len(node.rpar))
    return lowered


def _link(cursor: Cursor, node: _Link, start: int, value: Expr) -> Expr:
    if type(node) is cst.Attribute:
        cursor.take(".")
        name = node.attr.value
        cursor.take(name)
        return Attribute(cursor.place(start), value, name)
    annotating = cursor.annotating
    if type(node) is cst.Call:
        cursor.annotating = False
        cursor.take("(")
        args, keywords = arguments(cursor, node.args)
        cursor.take(")")
        cursor.annotating = annotating
        return Call(cursor.place(start), value, args, keywords)
    assert type(node) is cst.Subscript
    cursor.take("[")
    index = _index(cursor, node.slice, _strings_from(value) if annotating else 0)
    cursor.take("]")
    cursor.annotating = annotating
    return Subscript(cursor.place(start), value, index)


def arguments(cursor: Cursor, nodes: Sequence[cst.Arg]) -> tuple[list[Expr], list[Keyword]]:
    """Lower the arguments of a call or class and step over them and their commas."""
    args: list[Expr] = []
    keywords = []
    for node in nodes:
        if node.keyword is not None:
            name = node.keyword.value
            cursor.take(name)
            cursor.take("=")
            keywords.append(Keyword(name, expression(cursor, node.value)))
        elif not node.star:
            args.append(expression(cursor, node.value))
        elif node.star == "*":
            args.append(starred(cursor, node.value))
        else:
            cursor.take("**")
            keywords.append(Keyword(None, expression(cursor, node.value)))
        cursor.take_if(",")
    return args, keywords


def _strings_from(value: Expr) -> int:
    """From which item of `value[…]` on strings are only strings."""
    name = getattr(value, "name", getattr(value, "id", ""))
    return {"Literal": 0, "Annotated": 1}.get(name, 1 << 30)


def _index(cursor: Cursor, nodes: Sequence[cst.SubscriptElement], plain_from: int) -> Expr:
    start = cursor.skip()
    items: list[Expr] = []
    for node in nodes:
        if len(items) == plain_from:
            cursor.annotating = False
        items.append(_index_item(cursor, node.slice))
        cursor.take_if(",")
    first = nodes[0]
    if len(nodes) > 1 or isinstance(first.comma, cst.Comma) or type(items[0]) is Starred:
        return Display(cursor.place(start), "tuple", items)
    return items[0]


def _index_item(cursor: Cursor, node: cst.BaseSlice) -> Expr:
    if type(node) is cst.Index:
        if node.star:
            return starred(cursor, node.value)
        return expression(cursor, node.value)
    assert type(node) is cst.Slice
    start = cursor.skip()
    lower = optional(cursor, node.lower)
    cursor.take(":")
    upper = optional(cursor, node.upper)
    step = None
    if isinstance(node.second_colon, cst.Colon):
        cursor.take(":")
        step = optional(cursor, node.step)
    return Slice(cursor.place(start), lower, upper, step)


# --- operators -------------------------------------------------------------------------------


def _left_deep(
    cursor: Cursor, node: _LeftDeep, spelling: dict[type, str], make: Callable[..., Expr]
) -> Expr:
    """`a + b + c - d`: runs of one operator become one node, walked by a loop as chains are."""
    kind = type(node)
    start = cursor.skip()
    links: list[tuple[_LeftDeep, int]] = []
    while True:
        links.append((node, start))
        inner = node.left
        if type(inner) is not kind:
            operands = [expression(cursor, inner)]
            break
        if inner.lpar:
            cursor.open(len(inner.lpar))
            start = cursor.skip()
        node = inner
    while True:
        node, start = links.pop()
        operator = spelling[type(node.operator)]
        cursor.take(operator)
        operands.append(expression(cursor, node.right))
        outer = links[-1][0] if links else None
        if outer and not node.rpar and spelling[type(outer.operator)] == operator:
            continue
        lowered = make(cursor.place(start), operator, operands)
        if outer is None:
            return lowered
        cursor.close(len(node.rpar))
        operands = [lowered]


def _binary(cursor: Cursor, node: cst.BinaryOperation) -> Expr:
    return _left_deep(cursor, node, BINARY, Operation)


def _boolean(cursor: Cursor, node: cst.BooleanOperation) -> Expr:
    return _left_deep(cursor, node, BOOLEAN, Logical)


def _unary(cursor: Cursor, node: cst.UnaryOperation) -> Operation:
    start = cursor.skip()
    operator = UNARY[type(node.operator)]
    cursor.take(operator.removeprefix("u"))
    operand = expression(cursor, node.expression)
    return Operation(cursor.place(start), operator, [operand])


def _comparison(cursor: Cursor, node: cst.Comparison) -> Comparison:
    start = cursor.skip()
    operands = [expression(cursor, node.left)]
    operators = []
    for part in node.comparisons:
        operator = COMPARISON[type(part.operator)]
        for token in operator.split():
            cursor.take(token)
        operators.append(operator)
        operands.append(expression(cursor, part.comparator))
    return Comparison(cursor.place(start), operators, operands)


def _conditional(cursor: Cursor, node: cst.IfExp) -> Conditional:
    start = cursor.skip()
    body = expression(cursor, node.body)
    cursor.take("if")
    test = expression(cursor, node.test)
    cursor.take("else")
    orelse = expression(cursor, node.orelse)
    return Conditional(cursor.place(start), test, body, orelse)


def _walrus(cursor: Cursor, node: cst.NamedExpr) -> Walrus:
    start = cursor.skip()
    target = cst.ensure_type(node.target, cst.Name).value
    cursor.take(target)
    cursor.take(":=")
    value = expression(cursor, node.value)
    cursor.scope.bind(target)
    return Walrus(cursor.place(start), target, value)


def _await(cursor: Cursor, node: cst.Await) -> Await:
    start = cursor.skip()
    cursor.take("await")
    value = expression(cursor, node.expression)
    return Await(cursor.place(start), value)


def _yield(cursor: Cursor, node: cst.Yield) -> Yield:
    start = cursor.skip()
    cursor.take("yield")
    cursor.scope.is_generator = True
    if isinstance(node.value, cst.From):
        cursor.take("from")
        value = expression(cursor, node.value.item)
        return Yield(cursor.place(start), value, True)
    plain = optional(cursor, node.value)
    return Yield(cursor.place(start), plain)


# --- displays --------------------------------------------------------------------------------


def _tuple(cursor: Cursor, node: cst.Tuple) -> Display:
    start = cursor.skip()
    items = elements(cursor, node.elements)
    return Display(cursor.place(start), "tuple", items)


def _list(cursor: Cursor, node: cst.List) -> Display:
    start = cursor.skip()
    cursor.take("[")
    items = elements(cursor, node.elements)
    cursor.take("]")
    return Display(cursor.place(start), "list", items)


def _set(cursor: Cursor, node: cst.Set) -> Display:
    start = cursor.skip()
    cursor.take("{")
    items = elements(cursor, node.elements)
    cursor.take("}")
    return Display(cursor.place(start), "set", items)


def _dict(cursor: Cursor, node: cst.Dict) -> DictDisplay:
    start = cursor.skip()
    cursor.take("{")
    keys: list[Expr | None] = []
    values = []
    for element in node.elements:
        if isinstance(element, cst.DictElement):
            keys.append(expression(cursor, element.key))
            cursor.take(":")
        else:
            cursor.take("**")
            keys.append(None)
        values.append(expression(cursor, element.value))
        cursor.take_if(",")
    cursor.take("}")
    return DictDisplay(cursor.place(start), keys, values)


def _starred_element(cursor: Cursor, node: cst.StarredElement) -> Starred:
    return starred(cursor, node.value)


# --- lambdas and parameters ------------------------------------------------------------------


def _lambda(cursor: Cursor, node: cst.Lambda) -> Lambda:
    start = cursor.skip()
    cursor.take("lambda")
    params = parameters(cursor, node.params)
    cursor.take(":")
    outer = cursor.scope
    cursor.scope = Scope(params)
    body = expression(cursor, node.body)
    cursor.scope = outer
    return Lambda(cursor.place(start), params, body)


def parameters(cursor: Cursor, node: cst.Parameters) -> list[Param]:
    """Lower parameters and step over them, their commas and the bare `/` and `*`."""
    params = [_parameter(cursor, param, "only-positional") for param in node.posonly_params]
    if isinstance(node.posonly_ind, cst.ParamSlash):
        cursor.take("/")
        cursor.take_if(",")
    params += [_parameter(cursor, param, "normal") for param in node.params]
    if isinstance(node.star_arg, cst.Param):
        cursor.take("*")
        params.append(_parameter(cursor, node.star_arg, "star"))
    elif isinstance(node.star_arg, cst.ParamStar):
        cursor.take("*")
        cursor.take_if(",")
    params += [_parameter(cursor, param, "only-keyword") for param in node.kwonly_params]
    if node.star_kwarg is not None:
        cursor.take("**")
        params.append(_parameter(cursor, node.star_kwarg, "double-star"))
    return params


def _parameter(cursor: Cursor, node: cst.Param, kind: str) -> Param:
    name = node.name.value
    at = cursor.token(name)
    lowered = annotation(cursor, node.annotation, ":")
    default = None
    if node.default is not None:
        cursor.take("=")
        default = expression(cursor, node.default)
    cursor.take_if(",")
    return Param(at, name, kind, lowered, default)


EXPRESSIONS.update(
    {
        cst.Attribute: _chain,
        cst.Call: _chain,
        cst.Subscript: _chain,
        cst.BinaryOperation: _binary,
        cst.BooleanOperation: _boolean,
        cst.UnaryOperation: _unary,
        cst.Comparison: _comparison,
        cst.IfExp: _conditional,
        cst.NamedExpr: _walrus,
        cst.Await: _await,
        cst.Yield: _yield,
        cst.Tuple: _tuple,
        cst.List: _list,
        cst.Set: _set,
        cst.Dict: _dict,
        cst.StarredElement: _starred_element,
        cst.Lambda: _lambda,
    }
)
