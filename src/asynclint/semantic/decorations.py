"""The decorators of a function one by one: what each of them is, and what it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.semantic import functions
from asynclint.semantic.kinds import Bound, ClassRef, Def, External, Kind

if TYPE_CHECKING:
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


class Decoration(NamedTuple):
    node: tree.Expr
    name: str  # the dotted name of what a library's decorator is, without its call; or empty
    given: Kind  # what it decorates: the function, or what the decorators below have made of it
    made: Kind


def of(model: Model, routine: Routine) -> tuple[Decoration, ...]:
    """The decorators of a function, the innermost first."""
    node = routine.node
    if not isinstance(node, tree.Function) or not node.decorators:
        return ()
    return model.queries.ask(  # type: ignore[no-any-return]
        ("decorations", routine), lambda: _decorations(model, routine, node), ()
    )


def _decorations(model: Model, routine: Routine, node: tree.Function) -> tuple[Decoration, ...]:
    found: list[Decoration] = []
    kind: Kind = Def(routine)
    for decorator in reversed(node.decorators):
        wrapper = model.value_in(
            routine.module, routine.unit, decorator, routine.cls, routine.outer
        )
        made = functions.applied(model, wrapper, kind, routine)
        found.append(Decoration(decorator, name_of(model, routine, decorator), kind, made))
        kind = made
    return tuple(found)


def name_of(model: Model, routine: Routine, decorator: tree.Expr) -> str:
    """The name of what a decorator is, as rows know it."""
    node = decorator.function if isinstance(decorator, tree.Call) else decorator
    if not isinstance(node, (tree.Name, tree.Attribute)):
        return ""
    kind = model.value_in(routine.module, routine.unit, node, routine.cls, routine.outer)
    if isinstance(kind, Bound):
        kind = kind.function
    if isinstance(kind, (External, ClassRef)):
        return model.tables.canonical(kind.name)
    return ""


def is_given_coroutine_function(decoration: Decoration, routine: Routine) -> bool:
    """Whether a decorator is given the coroutine function itself: nothing below it has made
    something else of it."""
    return routine.is_async and is_function(decoration.given, routine)


def is_function(kind: Kind, routine: Routine) -> bool:
    """Whether a kind is that function, and not what a decorator has made of it."""
    return isinstance(kind, Def) and kind.routine is routine
