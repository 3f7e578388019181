"""What the rules about making async pay share: which awaited calls are queries or requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic.kinds import (
    Bound,
    Coroutine,
    Def,
    External,
    Instance,
    Manager,
    ModelInstance,
    QuerySet,
    members,
)
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import own_nodes

if TYPE_CHECKING:
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

CLIENTS = frozenset({"httpx.AsyncClient", "aiohttp.ClientSession"})
_REQUESTS = frozenset({"get", "post", "put", "patch", "delete", "head", "options", "request"})


def asks_database(site: CallSite) -> bool:
    """Whether a call makes a coroutine of Django's that runs a query."""
    if not isinstance(site.callee, Bound) or not isinstance(site.callee.function, External):
        return False
    gives = members(site.result)
    return (
        isinstance(site.callee.receiver, (QuerySet, Manager, ModelInstance))
        and bool(gives)
        and all(isinstance(option, Coroutine) for option in gives)
    )


def sends_request(site: CallSite) -> bool:
    """Whether a call makes the coroutine of a request by an async HTTP client."""
    callee = site.callee
    if not isinstance(callee, Bound) or not isinstance(callee.receiver, Instance):
        return False
    function = callee.function
    return (
        callee.receiver.cls in CLIENTS
        and isinstance(function, External)
        and function.name.rpartition(".")[2] in _REQUESTS
    )


_ASKING = frozenset({"get", "head", "options"})
# What is done with an answer that is there.
_READING = frozenset(
    {
        "aiohttp.ClientResponse.json",
        "aiohttp.ClientResponse.read",
        "aiohttp.ClientResponse.text",
        "httpx.Response.aread",
    }
)
_DEEPEST = 4


def only_fetches(model: Model, site: CallSite, depth: int = 0) -> bool:
    """Whether a call makes a coroutine that asks another server for something, and does nothing
    else that anybody could notice."""
    if sends_request(site):
        return _is_asking(site)
    function = site.callee.function if isinstance(site.callee, Bound) else site.callee
    if not isinstance(function, Def) or not function.routine.is_async or depth > _DEEPEST:
        return False
    routine = function.routine
    return model.queries.ask(  # type: ignore[no-any-return]
        ("only fetches", routine, depth),
        lambda: _does_nothing_but_fetch(model, routine, depth),
        False,
    )


def _does_nothing_but_fetch(model: Model, routine: Routine, depth: int) -> bool:
    behaviour = model.entry_behaviour(routine)
    if routine.is_generator or behaviour.effects or behaviour.stores or behaviour.globals:
        return False
    calls = {site.at: site for site in behaviour.sites if isinstance(site, CallSite)}
    waits = [node for node in own_nodes(routine.node.body) if _waits(node)]
    is_fetching = False
    for node in waits:
        if not isinstance(node, tree.Await):
            if not isinstance(node, tree.With) or not _opens_client(node, calls):
                return False
            continue
        site = calls.get(node.value.at)
        if site is None:
            return False
        fetches = only_fetches(model, site, depth + 1)
        if not fetches and not _reads_answer(site):
            return False
        is_fetching = is_fetching or fetches
    return is_fetching or any(
        isinstance(node, tree.With) and any(_is_asking(calls.get(i.context.at)) for i in node.items)
        for node in waits
    )


def _waits(node: object) -> bool:
    if isinstance(node, tree.Comprehension):
        return any(clause.is_async for clause in node.clauses)
    return isinstance(node, tree.Await) or (
        isinstance(node, (tree.For, tree.With)) and node.is_async
    )


def _opens_client(node: tree.With, calls: dict[int, CallSite]) -> bool:
    """`async with httpx.AsyncClient() as client`, `async with session.get(url) as response`."""
    for item in node.items:
        site = calls.get(item.context.at)
        made = members(site.result) if site is not None else ()
        is_client = bool(made) and all(isinstance(o, Instance) and o.cls in CLIENTS for o in made)
        if not is_client and not _is_asking(site):
            return False
    return True


def _is_asking(site: CallSite | None) -> bool:
    if site is None or not sends_request(site):
        return False
    assert isinstance(site.callee, Bound) and isinstance(site.callee.function, External)
    return site.callee.function.name.rpartition(".")[2] in _ASKING


def _reads_answer(site: CallSite) -> bool:
    function = site.callee.function if isinstance(site.callee, Bound) else site.callee
    return isinstance(function, External) and function.name in _READING
