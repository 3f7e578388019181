"""What is left to another linter that sees it as well, where the settings say so (`defer-to`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.ruff import REPORTED
from asynclint.semantic.variables import own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite

_DOTTED = re.compile(r"\w+(?:\.\w+)*")
_BY_LINTER = {"ruff": REPORTED}


def is_left_to(linter: str, site: CallSite, place: Place) -> bool:
    """Whether the linter reports the call: it stands in an async function, and the file itself
    imports what is called, from where it is defined. Of anything else that linter knows nothing."""
    if site.how != "call" or not place.routine.is_async:
        return False
    start, end = place.span(site.function_at)
    spelled = place.text[start:end]
    return bool(_DOTTED.fullmatch(spelled)) and any(
        name in _BY_LINTER[linter] for name in _imported(spelled, place)
    )


def _imported(spelled: str, place: Place) -> Iterator[str]:
    """The dotted names that a spelling stands for by the imports of the function and the file; the
    spelling itself where nothing in them binds it, as with builtins."""
    root, _, rest = spelled.partition(".")
    bound = [node for node in own_nodes(place.routine.node.body) if root in _names(node)]
    if not bound:
        bound = [found.statement for found in place.routine.module.find(root)]
    if not bound:
        yield spelled
    for node in bound:
        target = _names(node).get(root)
        if target is not None:
            yield f"{target}.{rest}" if rest else target


def _names(node: tree.Node) -> dict[str, str]:
    """What an import binds: name → dotted name of what it stands for."""
    if isinstance(node, tree.Import):
        return {
            alias.alias or alias.name.partition(".")[0]: (
                alias.name if alias.alias else alias.name.partition(".")[0]
            )
            for alias in node.names
        }
    if isinstance(node, tree.ImportFrom) and not node.level:
        return {alias.alias or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return {}
