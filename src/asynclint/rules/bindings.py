"""What the variables of a function are bound to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic.variables import own_nodes, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.rules.base import Place


def bound_to(name: str, place: Place) -> list[tree.Expr | None]:
    """The values of the assignments to a variable, None for whatever else binds it."""
    return list(_bindings(name, place))


def _bindings(name: str, place: Place) -> Iterator[tree.Expr | None]:
    if name in {param.name for param in place.routine.node.params}:
        yield None
    for node in own_nodes(place.routine.node.body):
        if isinstance(node, tree.Bind):
            for target in node.targets:
                if isinstance(target, tree.Name) and target.id == name:
                    yield node.value
                elif isinstance(target, tree.Display) and any(
                    isinstance(item, tree.Name) and item.id == name for item in target.items
                ):
                    yield None
        elif isinstance(node, tree.Walrus) and node.target == name:
            yield node.value
        elif isinstance(node, (tree.For, tree.With, tree.Comprehension)) and name in _targets(node):
            yield None


def _targets(node: tree.For | tree.With | tree.Comprehension) -> set[str]:
    """The variables that a loop or a context manager binds."""
    if isinstance(node, tree.For):
        targets: list[tree.Expr | None] = [node.target]
    elif isinstance(node, tree.With):
        targets = [item.target for item in node.items]
    else:
        targets = [clause.target for clause in node.clauses]
    return {
        inner.id
        for target in targets
        if target is not None
        for inner in (target, *walk(target))
        if isinstance(inner, tree.Name)
    }
