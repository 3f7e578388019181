"""How to fetch the user or the data of a session of a request, awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.fixes.steps import ReplaceStatement, Rewrite
from asynclint.index import tree
from asynclint.rules.base import safe, unsafe
from asynclint.rules.bindings import bound_to
from asynclint.semantic.variables import own_nodes

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation, UseSite

_TITLE = "Use `await request.auser()`"
_SESSION_SINCE = (5, 1)


def awaited_user(site: UseSite, place: Place, operation: Operation) -> Fix | None:
    """`request.user` as `await request.auser()`: where it stands, or where the variable that is
    looked into is bound. None where it came from elsewhere, or Django has no such method."""
    if not operation.twin:
        return None
    nodes = own_nodes(place.routine.node.body)
    read = next((n for n in nodes if getattr(n, "at", -1) == site.operand_at), None)
    if isinstance(read, tree.Name):
        bound = bound_to(read.id, place)
        read = bound[0] if len(bound) == 1 else None
    elif not site.can_await:
        return None
    if not isinstance(read, tree.Attribute) or read.name != "user":
        return None
    whole, request = place.span(read.at), place.span(read.value.at)
    return (safe if site.certain else unsafe)(
        _TITLE, Rewrite(whole, f"await {{0}}.{operation.twin}()", (request,))
    )


def session_by_syntax(site: CallSite, place: Place) -> Fix | None:
    """An index or `in` of a session as the method that does the same."""
    if not site.can_await or place.model.version < _SESSION_SINCE:
        return None
    for node in own_nodes(place.routine.node.body):
        if site.how == "__setitem__" and isinstance(node, tree.Bind):
            if len(node.targets) == 1 and node.targets[0].at == site.at:
                return _stored(node, place)
        elif getattr(node, "at", -1) != site.at:
            continue
        elif site.how == "__contains__" and isinstance(node, tree.Comparison):
            return _asked(node, place)
        elif site.how == "__getitem__" and isinstance(node, tree.Subscript):
            spans = (place.span(node.value.at), place.span(node.index.at))
            step = Rewrite(place.span(node.at), "await {0}.aget({1})", spans)
            return unsafe("Use `await aget()`, which gives None for a missing key", step)
    return None


def _stored(node: tree.Bind, place: Place) -> Fix | None:
    """`session[key] = value`."""
    target = node.targets[0]
    if not isinstance(target, tree.Subscript) or node.value is None:
        return None
    spans = tuple(place.span(part.at) for part in (target.value, target.index, node.value))
    step = ReplaceStatement(place.span(node.at), "await {0}.aset({1}, {2})", spans)
    return safe("Use `await aset()`", step)


def _asked(node: tree.Comparison, place: Place) -> Fix | None:
    """`key in session`, `key not in session`."""
    if node.operators not in (["in"], ["not in"]):
        return None
    spans = tuple(place.span(operand.at) for operand in node.operands)
    template = "await {1}.ahas_key({0})"
    if node.operators == ["not in"]:
        template = f"not {template}"
    return safe("Use `await ahas_key()`", Rewrite(place.span(node.at), template, spans))
