"""What comparing constants gives, and which parameters it pays to know the constants of.

A condition over constants closes the ways that are never taken. A function that compares a
parameter with constants is therefore asked with the very constant it is given (`mode="count"`); for
any other parameter a constant counts as its class, so that one question serves all callers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.templates import KEEPING, RENDERING
from asynclint.semantic import classes
from asynclint.semantic.kinds import (
    ANYTHING,
    NONE,
    Bound,
    Def,
    Descriptor,
    External,
    Fixed,
    Kind,
    Literal,
    members,
)
from asynclint.semantic.variables import own_nodes, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


def are_equal(left: Kind, right: Kind) -> bool | None:
    """Whether two values are equal; None where their kinds do not tell."""
    if isinstance(left, Literal) and isinstance(right, Literal):
        return left.value == right.value
    if left == NONE and right == NONE:
        return True
    kinds = {type(left), type(right)}
    return False if NONE in (left, right) and Literal in kinds else None


def is_ordered(operator: str, left: Kind, right: Kind) -> bool | None:
    """Whether `left < right` (or `<=`, `>`, `>=`) holds for two numbers that are known."""
    if not (isinstance(left, Literal) and isinstance(right, Literal)):
        return None
    first, last = left.value, right.value
    if isinstance(first, str) or isinstance(last, str):
        return None
    if operator in ("<", ">="):
        return (first < last) == (operator == "<")
    return (first > last) == (operator == ">")


def is_among(item: Kind, container: Kind) -> bool | None:
    """Whether a constant is one of the items (or keys) of a display of constants."""
    if not isinstance(container, Fixed):
        return None
    items: tuple[Kind, ...] = container.items
    if container.cls == "dict":
        items = tuple(Literal(key) for key in container.keys)
    answers = {are_equal(item, other) for other in items}
    if True in answers:
        return True
    return None if None in answers else False


def is_left_alone(model: Model, name: str) -> bool:
    """Whether no code of the project changes a global (or class attribute) container that has this
    name, as far as the text tells."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("left alone", name), lambda: _is_left_alone(model, name), True
    )


def _is_left_alone(model: Model, name: str) -> bool:
    change = re.compile(
        rf"\b{name}\s*(?:\.(?:add|append|extend|insert|update|\w+_update|remove|discard|pop"
        rf"|popitem|clear|setdefault)\b|\[[^\]\n]*\]\s*=(?!=)|[-+|&^]=)|\bglobal\b[^\n]*\b{name}\b"
    )
    return not any(model.texts.says(m, change) for m in model.modules_naming(name))


# --- which parameters decide ------------------------------------------------------------------


def deciding(model: Model, routine: Routine) -> frozenset[str]:
    """The parameters of a function that it, or a function it hands them on to, compares with
    constants, looks up by name (`getattr(self, name)`) or matches against patterns."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("deciding", routine), lambda: _deciding(model, routine), frozenset()
    )


def _deciding(model: Model, routine: Routine) -> frozenset[str]:
    params = {param.name for param in routine.node.params if "star" not in param.kind}
    found: set[str] = set()
    for node in own_nodes(routine.node.body):
        if isinstance(node, tree.Comparison):
            found.update(_compared(node))
        elif isinstance(node, tree.Match) and isinstance(node.subject, tree.Name):
            found.add(node.subject.id)
        elif isinstance(node, tree.Call):
            found.update(_handed_on(model, routine, node, params - found))
    if isinstance(routine.node, tree.Function):
        found.update(_keys(routine.node))
    return frozenset(found & params)


def _keys(function: tree.Function) -> Iterator[str]:
    """The variables under which a function, or one inside of it, puts another variable into a
    container that is not its own: `HANDLERS[name] = function`."""
    inner = [node for node in walk(function.body) if isinstance(node, (tree.Bind, tree.Function))]
    functions = [function, *(node for node in inner if isinstance(node, tree.Function))]
    own = {name for each in functions for name in (*each.bound, *(p.name for p in each.params))}
    for node in inner:
        if not isinstance(node, tree.Bind) or not isinstance(node.value, tree.Name):
            continue
        for target in node.targets:
            if isinstance(target, tree.Subscript) and isinstance(target.index, tree.Name):
                holder = target.value
                if not isinstance(holder, tree.Name) or holder.id not in own:
                    yield target.index.id


def _compared(node: tree.Comparison) -> Iterator[str]:
    """The variables that a comparison holds against constants."""
    for position, operator in enumerate(node.operators):
        left, right = node.operands[position], node.operands[position + 1]
        if operator in ("==", "!="):
            pairs = [(left, right), (right, left)]
        elif operator in ("in", "not in"):
            pairs = [(left, right)]
        else:
            continue
        for one, other in pairs:
            if isinstance(one, tree.Name) and _may_be_constant(other):
                yield one.id


def _may_be_constant(node: tree.Expr) -> bool:
    if isinstance(node, tree.Display):
        return all(_may_be_constant(item) for item in node.items)
    if isinstance(node, (tree.Name, tree.Attribute)):
        name = node.id if isinstance(node, tree.Name) else node.name
        return name.isupper()
    return isinstance(node, tree.Constant) and node.value is not None


def _handed_on(model: Model, routine: Routine, node: tree.Call, params: set[str]) -> Iterator[str]:
    """The parameters among the arguments of a call that decide something in what is called."""
    given = [(n, a.id) for n, a in enumerate(node.args) if isinstance(a, tree.Name)]
    named = [(k.name, k.value.id) for k in node.keywords if isinstance(k.value, tree.Name)]
    if not params.intersection(name for _, name in (*given, *named)):
        return
    if isinstance(node.function, tree.Name) and node.function.id in ("getattr", "hasattr"):
        yield from (name for place, name in given if place == 1)
        return
    kind = _called(model, routine, node.function)
    if isinstance(kind, External):
        yield from (name for place, name in given if (kind.name, place) in _TEMPLATES)
        return
    callee, bound = _callee(model, routine, node.function, kind)
    if callee is None:
        return
    decisive = deciding(model, callee)
    names = [param.name for param in callee.node.params][bound:]
    yield from (name for place, name in given if place < len(names) and names[place] in decisive)
    yield from (name for key, name in named if key in decisive)


# A name or the source of a template: what is rendered hangs on it.
_TEMPLATES = frozenset(
    (name, place[0])
    for name, rendering in (*RENDERING.items(), *KEEPING.items())
    for place in (rendering.template, rendering.source)
    if place is not None
)


def _called(model: Model, routine: Routine, node: tree.Expr) -> Kind:
    """What a function that is called by its name is."""
    if not isinstance(node, tree.Name):
        return ANYTHING
    if isinstance(routine.node, tree.Function) and node.id in routine.node.bound:
        return ANYTHING
    return model.value_in(routine.module, routine.unit, node, routine.cls, routine.outer)


def _callee(
    model: Model, routine: Routine, node: tree.Expr, called: Kind
) -> tuple[Routine | None, int]:
    """The function of the project that a call by name, or of a method of the function's own object,
    leads to; and how many arguments it has already."""
    if isinstance(node, tree.Name):
        return _routine_of(called), 0
    params = routine.node.params
    if not (
        isinstance(node, tree.Attribute)
        and isinstance(node.value, tree.Name)
        and routine.cls
        and params
        and node.value.id == params[0].name
    ):
        return None, 0
    found = classes.find(model, routine.cls, node.name)
    if found is None or not found.definitions:
        return None, 0
    kind = classes.attribute_kind(model, found, node.name)
    is_static = isinstance(kind, Descriptor) and kind.how == "static"
    return _routine_of(kind), 0 if is_static else 1


def _routine_of(kind: Kind) -> Routine | None:
    options = members(kind)
    option = options[0] if len(options) == 1 else None
    if isinstance(option, Descriptor):
        return _routine_of(option.target) if option.how in ("static", "class") else None
    if isinstance(option, Bound):
        return _routine_of(option.function)
    return option.routine if isinstance(option, Def) else None
