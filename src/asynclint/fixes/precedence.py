"""Where Python needs parentheses: how tightly an expression binds, and how tightly a place asks."""

from __future__ import annotations

import libcst as cst

# From loose to tight; an expression fits a place that asks for its level or a lower one.
YIELD, TUPLE, WALRUS, LAMBDA, CONDITIONAL, OR, AND, NOT, COMPARISON = range(9)
BIT_OR, BIT_XOR, BIT_AND, SHIFT, SUM, PRODUCT, SIGN, POWER, AWAIT, PRIMARY, ATOM = range(9, 20)

ANY = YIELD  # a place in parentheses takes everything
EXPRESSION = LAMBDA  # the grammar's `expression`

_OPERATORS: dict[type[cst.CSTNode], int] = {
    cst.BitOr: BIT_OR,
    cst.BitXor: BIT_XOR,
    cst.BitAnd: BIT_AND,
    cst.LeftShift: SHIFT,
    cst.RightShift: SHIFT,
    cst.Add: SUM,
    cst.Subtract: SUM,
    cst.Multiply: PRODUCT,
    cst.MatrixMultiply: PRODUCT,
    cst.Divide: PRODUCT,
    cst.FloorDivide: PRODUCT,
    cst.Modulo: PRODUCT,
    cst.Power: POWER,
    cst.Or: OR,
    cst.And: AND,
    cst.Not: NOT,
}
_LEVELS: dict[type[cst.CSTNode], int] = {
    cst.Yield: YIELD,
    cst.Tuple: TUPLE,
    cst.StarredElement: TUPLE,
    cst.GeneratorExp: TUPLE,
    cst.NamedExpr: WALRUS,
    cst.Lambda: LAMBDA,
    cst.IfExp: CONDITIONAL,
    cst.Comparison: COMPARISON,
    cst.Await: AWAIT,
    cst.Attribute: PRIMARY,
    cst.Subscript: PRIMARY,
    cst.Call: PRIMARY,
}
# What a place asks for, by the kind of the parent and the name of the field.
_PLACES: dict[tuple[type[cst.CSTNode], str], int] = {
    (cst.Attribute, "value"): PRIMARY,
    (cst.Subscript, "value"): PRIMARY,
    (cst.Call, "func"): PRIMARY,
    (cst.Await, "expression"): PRIMARY,
    (cst.Comparison, "left"): BIT_OR,
    (cst.ComparisonTarget, "comparator"): BIT_OR,
    (cst.IfExp, "body"): OR,
    (cst.IfExp, "test"): OR,
    (cst.IfExp, "orelse"): EXPRESSION,
    (cst.CompFor, "iter"): OR,
    (cst.CompIf, "test"): OR,
    (cst.ListComp, "elt"): WALRUS,
    (cst.SetComp, "elt"): WALRUS,
    (cst.GeneratorExp, "elt"): WALRUS,
    (cst.StarredElement, "value"): BIT_OR,
    (cst.StarredDictElement, "value"): BIT_OR,
    # `:` after a name begins a format, `f"{x := 1}"`, and so it would in a lambda
    (cst.FormattedStringExpression, "expression"): CONDITIONAL,
    (cst.TemplatedStringExpression, "expression"): CONDITIONAL,
    (cst.Expr, "value"): YIELD,
    (cst.Assign, "value"): YIELD,
    (cst.AugAssign, "value"): YIELD,
    (cst.AnnAssign, "value"): YIELD,
    (cst.Return, "value"): TUPLE,
    (cst.For, "iter"): TUPLE,
    (cst.If, "test"): WALRUS,
    (cst.While, "test"): WALRUS,
    (cst.Decorator, "decorator"): WALRUS,
    (cst.MatchCase, "guard"): WALRUS,
}
# Parents that take a whole `expression` wherever an expression stands in them.
_PLAIN = (
    cst.Arg,
    cst.Element,
    cst.DictElement,
    cst.DictComp,
    cst.Index,
    cst.Slice,
    cst.Lambda,
    cst.Param,
    cst.Annotation,
    cst.NamedExpr,
    cst.Yield,
    cst.From,
    cst.WithItem,
    cst.Assert,
    cst.Raise,
    cst.Match,
    cst.ExceptHandler,
    cst.TypeAlias,
)


def level(node: cst.CSTNode) -> int:
    """How tightly an expression binds, its own parentheses left out of account."""
    if isinstance(node, cst.UnaryOperation):
        return _OPERATORS.get(type(node.operator), SIGN)
    if isinstance(node, cst.BinaryOperation | cst.BooleanOperation):
        return _OPERATORS[type(node.operator)]
    return _LEVELS.get(type(node), ATOM)


def asked(parent: cst.CSTNode, child: cst.CSTNode) -> int:
    """The lowest level that may stand without parentheses where `child` stands in `parent`.

    A place that is not known asks for an atom, so that parentheses are added: they never harm.
    """
    if isinstance(parent, cst.BinaryOperation):
        return _asked_by_operator(parent, parent.left is child)
    if isinstance(parent, cst.BooleanOperation):
        own = _OPERATORS[type(parent.operator)]
        return own if parent.left is child else own + 1
    if isinstance(parent, cst.UnaryOperation):
        return _OPERATORS.get(type(parent.operator), SIGN)
    if isinstance(parent, cst.Arg) and not parent.keyword and not parent.star:
        return WALRUS
    for field in ("value", "expression", "func", "left", "comparator", "body", "test", "orelse",
                  "iter", "elt", "decorator", "guard"):  # fmt: skip
        if getattr(parent, field, None) is child and (type(parent), field) in _PLACES:
            return _PLACES[type(parent), field]
    return EXPRESSION if isinstance(parent, _PLAIN) else ATOM


def _asked_by_operator(parent: cst.BinaryOperation, is_left: bool) -> int:
    own = _OPERATORS[type(parent.operator)]
    if own == POWER:  # `-x ** -y` is `-(x ** (-y))`, and `await x ** y` is `(await x) ** y`
        return AWAIT if is_left else SIGN
    return own if is_left else own + 1


def fits(node: cst.CSTNode, parent: cst.CSTNode, child: cst.CSTNode) -> bool:
    """Whether `node` may stand without parentheses where `child` stands in `parent`."""
    if isinstance(node, cst.Integer) and isinstance(parent, cst.Attribute):
        return False  # `1.real` is read as the number `1.`
    return level(node) >= asked(parent, child)


def encloses(parent: cst.CSTNode, child: cst.CSTNode) -> bool:
    """Whether brackets of `parent` stand around `child`, so that a line may end there."""
    if isinstance(parent, cst.Call | cst.ClassDef):
        return isinstance(child, cst.Arg)
    if isinstance(parent, cst.Subscript):
        return isinstance(child, cst.SubscriptElement)
    if isinstance(parent, cst.FunctionDef):
        return child is parent.params
    if isinstance(parent, cst.With):
        return isinstance(parent.lpar, cst.LeftParen) and isinstance(child, cst.WithItem)
    if isinstance(parent, cst.FormattedStringExpression | cst.TemplatedStringExpression):
        return True
    return isinstance(parent, cst.BaseList | cst.BaseSet | cst.BaseDict)
