"""What the rules about `await` share: what is awaited, and how to take an `await` away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import Fix
from asynclint.fixes.steps import RemoveStatement, ReplaceStatement, Rewrite
from asynclint.index import tree
from asynclint.rules.base import safe
from asynclint.semantic.attributes import is_awaitable
from asynclint.semantic.kinds import NONE, Bound, Def, Kind, members
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import AwaitSite


def unawaitable_options(site: AwaitSite, place: Place) -> list[Kind]:
    """What is awaited there, if nothing of it can be: the alternatives without None, unless that
    is all there is. Empty where something can be awaited, or where that is not known."""
    options = list(members(site.operand))
    if any(is_awaitable(place.model, option) is not False for option in options):
        return []
    if any(_may_be_async(call, place) for call in awaited_calls(site, place)):
        return []
    return [option for option in options if option != NONE] or options


def awaited_calls(site: AwaitSite, place: Place) -> list[CallSite]:
    """The call that is awaited, once for each function that it may go to."""
    return [
        s
        for s in place.behaviour.sites
        if isinstance(s, CallSite) and s.at == site.operand_at and s.how == "call"
    ]


def _may_be_async(call: CallSite, place: Place) -> bool:
    """Whether the call is of a method, and another class may define that one with `async def`."""
    if not isinstance(call.callee, Bound) or not isinstance(call.callee.function, Def):
        return False
    return place.model.is_coroutine_name(call.callee.function.routine.name)


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
