"""What the rules about `await` share: what is awaited, and how to take an `await` away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import Fix
from asynclint.fixes.steps import RemoveStatement, ReplaceStatement, Rewrite
from asynclint.index import tree
from asynclint.rules.base import safe
from asynclint.semantic.kinds import NONE, Anything, Kind, members
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import AwaitSite


def operand_options(site: AwaitSite) -> list[Kind]:
    """What may be awaited there; empty where that is not known."""
    options = list(members(site.operand))
    if any(isinstance(option, Anything) for option in options):
        return []
    return options


def drop_await(site: AwaitSite, place: Place, *, returns: bool = False) -> Fix:
    """Take the `await` away. A statement that is left without effect goes, or becomes `return`."""
    if site.discarded:
        if not site.operand_is_call:
            return safe("Remove the statement", RemoveStatement(place.span(site.statement)))
        if returns and _is_last(place, site.statement):
            operand = place.span(site.operand_at)
            return safe(
                "Return the response",
                ReplaceStatement(place.span(site.statement), "return {0}", (operand,)),
            )
    step = Rewrite(place.span(site.at), "{0}", (place.span(site.operand_at),))
    return safe("Remove `await`", step)


def _is_last(place: Place, statement: int) -> bool:
    node = place.routine.node
    body = node.body if isinstance(node, tree.Function) else []
    if not body or any(isinstance(n, tree.Return) for n in walk(body)):
        return False
    return body[-1].at == statement


def is_none(kind: Kind) -> bool:
    return kind == NONE
