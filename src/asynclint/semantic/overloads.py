"""Which special methods operators and comparisons call: the left operand's, else those of the right
one that answer in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import attributes, classes, django
from asynclint.semantic.kinds import External, Kind, each, members

if TYPE_CHECKING:
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.model import Model

_BINARY = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "@": "matmul",
    "**": "pow", "|": "or", "&": "and", "^": "xor", "<<": "lshift", ">>": "rshift",
}  # fmt: skip
_UNARY = {"u-": "__neg__", "u+": "__pos__", "~": "__invert__"}

# The methods that a comparison asks the left operand for, and the right one if that has none.
_COMPARING: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "==": (("__eq__",), ("__eq__",)),
    "!=": (("__ne__", "__eq__"), ("__ne__", "__eq__")),
    "<": (("__lt__",), ("__gt__",)),
    "<=": (("__le__",), ("__ge__",)),
    ">": (("__gt__",), ("__lt__",)),
    ">=": (("__ge__",), ("__le__",)),
}
_ORDER = ("__lt__", "__le__", "__gt__", "__ge__")


def operated(
    run: Calls, operator: str, kinds: list[Kind], node: tree.Operation | tree.Augment
) -> Kind | None:
    """What the special methods of the operands' classes give for an operator; None where neither
    has one."""
    if len(kinds) == 1:
        method = _UNARY.get(operator, "")
        return run.implicit(kinds[0], method, (), node) if _has(run, kinds[0], method) else None
    name = _BINARY.get(operator)
    if name is None:
        return None
    own = [f"__i{name}__"] if isinstance(node, tree.Augment) else []
    for method in (*own, f"__{name}__"):
        if _has(run, kinds[0], method):
            result = kinds[0]
            for kind in kinds[1:]:
                result = run.implicit(result, method, (kind,), node)
            return result
    reflected = f"__r{name}__"
    if _has(run, kinds[-1], reflected):
        return run.implicit(kinds[-1], reflected, (kinds[-2],), node)
    return None


def _has(run: Calls, kind: Kind, method: str) -> bool:
    return bool(method) and any(
        attributes.special_method(run.model, option, method) for option in each(kind)
    )


def compared(run: Calls, operator: str, left: Kind, right: Kind, node: tree.Node) -> None:
    """Call what `left operator right` calls."""
    own, other = _COMPARING.get(operator, ((), ()))
    if not run.asked(left, (*own, *_filled_in(run.model, left, operator)), node, (right,)):
        run.asked(right, (*other, *_filled_in(run.model, right, operator)), node, (left,))


def _filled_in(model: Model, kind: Kind, operator: str) -> tuple[str, ...]:
    """The methods that `functools.total_ordering` makes the others of."""
    if operator in ("==", "!="):
        return ()
    names = [django.class_of(option) for option in each(kind)]
    return _ORDER if any(name and _is_ordered(model, name) for name in names) else ()


def _is_ordered(model: Model, cls: str) -> bool:
    return model.queries.ask(  # type: ignore[no-any-return]
        ("total ordering", cls), lambda: _has_ordering(model, cls), False
    )


def _has_ordering(model: Model, cls: str) -> bool:
    for base in classes.mro(model, cls):
        info = model.classes.get(base)
        for decorator in info.node.decorators if info is not None else ():
            assert info is not None
            kind = model.value_in(info.module, info.unit, decorator, None, info.outer)
            if External("functools.total_ordering") in members(kind):
                return True
    return False
