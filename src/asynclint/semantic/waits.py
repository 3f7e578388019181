"""Whether a call that may wait for somebody does wait, by its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.waits import AWAITING, HANDING_IN, ONLY_WITH_ARGUMENTS, SPARED
from asynclint.semantic.kinds import External, Kind, Literal
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from asynclint.semantic.outcomes import Arguments


def is_spared(name: str, args: Arguments) -> bool:
    """Whether a call of the row is told not to wait: `get(block=False)`, `join(timeout=0)`."""
    if name in ONLY_WITH_ARGUMENTS:
        return not (args.positional or args.keywords)
    for position, keyword, value in SPARED.get(name, ()):
        given = args.get(position, keyword)
        if given is not None and _is(given, value):
            return True
    return False


def is_left_idle(name: str, manager: tree.Expr, block: tree.With | None) -> bool:
    """Whether leaving a block, by the row of that name, has nothing to wait for: the block itself
    hands nothing in, or awaits what it does."""
    methods = HANDING_IN.get(name)
    if methods is None or block is None:
        return methods is not None  # entered by other means: who knows when it is left
    known_as = {item.target.id for item in block.items if isinstance(item.target, tree.Name)}
    if isinstance(manager, tree.Name):
        known_as.add(manager.id)
    nodes = list(walk(block.body))
    if any(
        isinstance(node, (tree.Name, tree.Attribute)) and _last(node) in AWAITING for node in nodes
    ):
        return True
    return not any(
        isinstance(node, tree.Attribute)
        and node.name in methods
        and isinstance(node.value, tree.Name)
        and node.value.id in known_as
        for node in nodes
    )


def _last(node: tree.Name | tree.Attribute) -> str:
    return node.id if isinstance(node, tree.Name) else node.name


def _is(kind: Kind, value: object) -> bool:
    if isinstance(kind, External):
        return kind.name == value
    return isinstance(kind, Literal) and kind.value == value
