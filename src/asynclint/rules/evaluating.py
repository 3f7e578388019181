"""How querysets are evaluated on the loop, where they came from, and the async way to do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.fixes.steps import MakeAsync, RenameAttribute, Rewrite
from asynclint.index import tree
from asynclint.rules.base import safe, suggestion, unsafe
from asynclint.rules.bindings import bound_to
from asynclint.rules.blocking import ITERATES_SINCE, list_in_thread
from asynclint.semantic import keeping
from asynclint.semantic.django import RAW_QUERYSET
from asynclint.semantic.kinds import Bound, Coroutine, External, QuerySet, members
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import own_nodes

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.fixes.steps import Step
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import UseSite


def made_by_thread(site: UseSite, place: Place) -> CallSite | None:
    """The call that had a thread make the queryset, which is evaluated here: it stands here, or
    every assignment to the variable in this function is such a call."""
    nodes = own_nodes(place.routine.node.body)
    node = next((n for n in nodes if getattr(n, "at", -1) == site.operand_at), None)
    if isinstance(node, tree.Walrus):
        node = node.value
    values = bound_to(node.id, place) if isinstance(node, tree.Name) else [node]
    calls = [_threads_call(value, place) for value in values]
    return calls[0] if calls and None not in calls else None


def _threads_call(value: tree.Node | None, place: Place) -> CallSite | None:
    """The call in `await sync_to_async(function)(…)`, where that gives a lazy queryset."""
    call = value.value if isinstance(value, tree.Await) else None
    if not isinstance(call, tree.Call):
        return None
    for site in place.behaviour.sites:
        if isinstance(site, CallSite) and site.at == call.at and site.in_thread:
            results = [o.result for o in members(site.result) if isinstance(o, Coroutine)]
            rows = [o for result in results for o in members(result) if isinstance(o, QuerySet)]
            if any(queryset.state == "lazy" for queryset in rows):
                return site
    return None


def asynchronously(site: UseSite, place: Place, *, sure: bool = True) -> Fix | None:
    """The fix that evaluates the queryset the async way; unsafe unless `sure`."""
    if place.model.version < ITERATES_SINCE:
        return list_in_thread()
    if not site.can_await:
        return None
    if keeping.kept(site.kind) is not None:  # the object itself has no async way
        return suggestion("Ask it in a thread: `await sync_to_async(lambda: …)()`")
    change = _change(site, place)
    renamed = _asynchronous_iterator(site, place)
    if change is None or renamed is None:
        return suggestion("Fetch the rows first: `[item async for item in …]`")
    title, step = change
    return (safe if sure and site.certain else unsafe)(title, step, *renamed)


def _change(site: UseSite, place: Place) -> tuple[str, Step] | None:
    """The title and the main step of the fix for a use; None where a person has to decide."""
    span, operand = place.span(site.at), place.span(site.operand_at)
    if site.how == "iterate" and site.by == "for" and not _feeds_generator(site, place):
        return "Use `async for`", MakeAsync(place.header_of(site.at))
    if site.how in ("iterate", "contains", "step"):
        whole = span if site.by == "list" else operand
        template = "[{name} async for {name} in {0}]"
        return "Use an async comprehension", Rewrite(whole, template, (operand,), fresh="item")
    if isinstance(site.kind, QuerySet) and site.kind.cls != RAW_QUERYSET:
        if site.how == "length":
            return "Use `await acount()`", Rewrite(span, "await {0}.acount()", (operand,))
        if site.how == "truth" and not site.by.endswith("value"):
            return "Use `await aexists()`", Rewrite(operand, "await {0}.aexists()", (operand,))
        if site.how == "subscript":
            return _indexed(site, place)
    return None


def _indexed(site: UseSite, place: Place) -> tuple[str, Step] | None:
    """`books[2]`: the same query for one row, which raises `IndexError` as the index does where
    there is none. None for an index of which it is not known that it counts from the front."""
    nodes = own_nodes(place.routine.node.body)
    node = next((n for n in nodes if isinstance(n, tree.Subscript) and n.at == site.at), None)
    index = node.index.value if node and isinstance(node.index, tree.Constant) else None
    if isinstance(index, bool) or not isinstance(index, int):
        return None
    bounds = f"{index or ''}:{index + 1}"
    template = f"[{{name}} async for {{name}} in {{0}}[{bounds}]][0]"
    parts = (place.span(site.operand_at),)
    return "Fetch the row with `async for`", Rewrite(place.span(site.at), template, parts, "item")


def _feeds_generator(site: UseSite, place: Place) -> bool:
    """Whether a generator expression iterates over it first: a sync one has to stay sync."""
    return any(
        isinstance(node, tree.Comprehension)
        and node.kind == "generator"
        and node.clauses[0].iterable.at == site.operand_at
        for node in own_nodes(place.routine.node.body)
    )


def _asynchronous_iterator(site: UseSite, place: Place) -> tuple[Step, ...] | None:
    """What turns `iterator()` into `aiterator()`; None where that cannot be done at this place."""
    if isinstance(site.kind, QuerySet):
        return ()
    for made in place.behaviour.sites:
        if isinstance(made, CallSite) and made.at == site.operand_at and made.how == "call":
            row = place.model.tables.row(_method_name(made))
            if row is not None and row.twin:
                return (RenameAttribute(place.span(made.function_at), row.twin),)
    return None


def _method_name(site: CallSite) -> str:
    """The dotted name of the library's method that a call is of; empty for any other call."""
    function = site.callee.function if isinstance(site.callee, Bound) else None
    return function.name if isinstance(function, External) else ""


def how(site: UseSite) -> str:
    """The beginning of a sentence about a use: "Iterating over", "`len()` of"."""
    if site.how == "iterate":
        return _ITERATING.get(site.by, f"`{site.by}()` of")
    return _WORDS.get(site.how, "Using")


_ITERATING = {
    "for": "Iterating over",
    "*": "Iterating over",
    "unpack": "Unpacking",
    "return": "Making a response of",
}
_WORDS = {
    "truth": "The truth of",
    "length": "`len()` of",
    "subscript": "Indexing",
    "step": "A slice with a step of",
    "contains": "`in`",
    "format": "Formatting",
    "pickle": "Pickling",
    "count": "Counting the rows of",
}
