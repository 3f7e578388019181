from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import Rewrite
from asynclint.rules.base import Rule, safe, suggestion
from asynclint.rules.bridges import TO_SYNC, bridge_of, calls_at, crossing, without_wrapper
from asynclint.semantic.callability import is_callable
from asynclint.semantic.kinds import Coroutine, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.rules.bridges import Bridge
    from asynclint.semantic.sites import CallSite


class BridgeCalledTooEarly(Rule):
    """Checks for `sync_to_async(f())`, `async_to_sync(f())`, `asyncio.to_thread(f())` and other
    bridges that are given what a function gives instead of the function.

    A function that makes another one (`sync_to_async(make_loader())`) is right, and so is whatever
    may be callable.

    ## Why is this bad?
    The arguments of a call are evaluated first: `f()` runs where it stands, on the event loop, and
    the bridge gets its result, which it cannot call: `TypeError`. Work that was to be done in a
    thread blocks the loop, and queries raise before the bridge is reached.

    ## Example
    ```python
    from asgiref.sync import sync_to_async
    from shop.models import Book

    def cheapest(limit):
        return list(Book.objects.order_by("price")[:limit])

    async def offer(request):
        books = await sync_to_async(cheapest(3))  # error
        return [book.title for book in books]
    ```

    Use instead:
    ```python
    from asgiref.sync import sync_to_async
    from shop.models import Book

    def cheapest(limit):
        return list(Book.objects.order_by("price")[:limit])

    async def offer(request):
        books = await sync_to_async(cheapest)(3)
        return [book.title for book in books]
    ```

    ## Fix safety
    Safe: the call as it stands never does what it says. A coroutine that was handed to a thread is
    awaited where it is.

    ## References
    - [`sync_to_async()`](https://docs.djangoproject.com/en/stable/topics/async/#sync-to-async)
    - [`asyncio.to_thread()`](https://docs.python.org/3/library/asyncio-task.html#asyncio.to_thread)
    """

    code = "ASL403"
    name = "bridge-called-too-early"
    severity = ERROR

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        bridge = bridge_of(site, place)
        if bridge is None or bridge.target_at < 0:
            return
        options = members(bridge.target)
        if not options or any(is_callable(place.model, o) is not False for o in options):
            return
        is_coroutine = all(isinstance(option, Coroutine) for option in options)
        inner = next(calls_at(bridge.target_at, place), None)
        if inner is None and not is_coroutine:
            return
        spelled = place.source(bridge.target_at)
        bridge_name = bridge.name.rpartition(".")[2]
        given = "a coroutine" if is_coroutine else "its result"
        message = (
            f"`{spelled}` is called before `{bridge_name}` is, which gets {given} and not the"
            " function: `TypeError`"
        )
        if inner is None:
            message = f"`{spelled}` is a coroutine, and `{bridge_name}` needs the function"
        yield self.finding(
            place,
            site.at,
            message,
            statement=site.statement,
            fix=_fix(site, bridge, inner, is_coroutine, place),
        )


def _fix(
    site: CallSite, bridge: Bridge, inner: CallSite | None, is_coroutine: bool, place: Place
) -> Fix | None:
    """Give the bridge the function, and the function's arguments behind it."""
    advice = suggestion("Give it the function, and call what comes of it")
    if inner is None or not bridge.is_alone:
        return advice
    outer = crossing(site.at, place)
    if outer is not None and (outer.arg_places or outer.keyword_places):
        return advice
    whole = place.span(site.at if outer is None else outer.at)
    called, call = place.span(inner.function_at), place.span(inner.at)
    is_awaited = (site if outer is None else outer).awaited
    if is_coroutine and bridge.to != TO_SYNC:
        step = Rewrite(whole, "{0}", (call,))
        drops = without_wrapper(site, place)
        return safe("Await it directly", step, *drops) if is_awaited else advice
    wrapper = place.span(site.function_at)
    if bridge.is_runner:
        if bridge.name not in _TAKING_ALL or outer is not None:
            return advice
        step = Rewrite(whole, "{0}({1}, {2*})", (wrapper, called, call))
    else:
        step = Rewrite(whole, "{0}({1})({2*})", (wrapper, called, call))
    return safe("Give it the function", step)


# Runners that hand on all arguments behind the function, by name as well.
_TAKING_ALL = frozenset({"asyncio.to_thread"})
