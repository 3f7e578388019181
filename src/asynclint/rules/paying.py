"""What the rules about making async pay share: which awaited calls are queries or requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.semantic.kinds import (
    Bound,
    Coroutine,
    External,
    Instance,
    Manager,
    ModelInstance,
    QuerySet,
    members,
)

if TYPE_CHECKING:
    from asynclint.semantic.sites import CallSite

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
