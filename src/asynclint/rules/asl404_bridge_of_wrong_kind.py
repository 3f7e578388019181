from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import Rewrite
from asynclint.knowledge.threads import UNWRAPPERS, WRAPPERS
from asynclint.rules.base import Rule, safe, suggestion
from asynclint.rules.bridges import TO_SYNC, TO_THREAD, bridge_of, without_wrapper
from asynclint.semantic import decorations
from asynclint.semantic.callability import gives_nothing_awaitable, is_coroutine_function
from asynclint.semantic.kinds import Def, Kind, Partial, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.rules.bridges import Bridge
    from asynclint.semantic.sites import CallSite


class BridgeOfWrongKind(Rule):
    """Checks for `sync_to_async`, `asyncio.to_thread`, executors and threads that are given an
    async function, and for `async_to_sync` of a sync one; as calls and as decorators.

    ## Why is this bad?
    `sync_to_async` refuses an async function: `TypeError: sync_to_async can only be applied to sync
    functions.` A thread that calls one only makes a coroutine, which never runs. `async_to_sync`
    calls the sync function and then fails to await what it gave.

    ## Example
    ```python
    from asgiref.sync import sync_to_async
    from shop.models import Book

    async def cheapest():
        return await Book.objects.order_by("price").afirst()

    async def offer(request):
        book = await sync_to_async(cheapest)()  # error
        return book.title
    ```

    Use instead:
    ```python
    from asgiref.sync import sync_to_async
    from shop.models import Book

    async def cheapest():
        return await Book.objects.order_by("price").afirst()

    async def offer(request):
        book = await cheapest()
        return book.title
    ```

    ## Fix safety
    Safe: the function is called without the bridge, which has never let it through. A decorator is
    left to a person.

    ## References
    - [Async adapter functions](https://docs.djangoproject.com/en/stable/topics/async/#async-adapter-functions)
    """

    code = "ASL404"
    name = "bridge-of-wrong-kind"
    severity = ERROR

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        bridge = bridge_of(site, place)
        if bridge is None or bridge.target_at < 0 or bridge.name in _TAKING_BOTH:
            return
        if bridge.name in place.model.tables.thread_wrappers:
            return
        options = members(bridge.target)
        is_wrong = _is_sync if bridge.to == TO_SYNC else _is_async
        if not options or not all(is_wrong(option, place) for option in options):
            return
        message = _message(place.source(bridge.target_at), bridge.name, bridge.to, options)
        fix = _fix(site, bridge, place)
        yield self.finding(place, site.at, message, statement=site.statement, fix=fix)

    def check_function(self, place: Place) -> Iterator[Finding]:
        for decoration in decorations.of(place.model, place.routine):
            name = decoration.name
            if name in _TAKING_BOTH or name not in WRAPPERS | UNWRAPPERS:
                continue
            to, is_wrong = (TO_THREAD, _is_async) if name in WRAPPERS else (TO_SYNC, _is_sync)
            options = members(decoration.given)
            if options and all(is_wrong(option, place) for option in options):
                message = _message(place.routine.qualname, name, to, options)
                fix = suggestion("Remove the decorator")
                yield self.finding(place, decoration.node.at, message, fix=fix)


def _message(spelled: str, bridge: str, to: str, options: tuple[Kind, ...]) -> str:
    """What becomes of a function that a bridge is not made for."""
    name = bridge.rpartition(".")[2]
    if to == TO_SYNC:
        return f"`{spelled}` is a sync function: `{name}` fails to await what it gives"
    if name in _REFUSING and all(isinstance(o, (Def, Partial)) for o in options):
        return f"`{spelled}` is async already: `{name}` refuses it with `TypeError`"
    return f"`{spelled}` is async: the thread only makes a coroutine, which never runs"


# Accepts functions of both sorts.
_TAKING_BOTH = frozenset({"strawberry_django.resolvers.django_resolver", "anyio.from_thread.run"})
_REFUSING = frozenset(
    {"sync_to_async", "SyncToAsync", "database_sync_to_async", "DatabaseSyncToAsync"}
)


def _is_async(kind: Kind, place: Place) -> bool:
    return is_coroutine_function(place.model, kind) is True


def _is_sync(kind: Kind, place: Place) -> bool:
    return gives_nothing_awaitable(place.model, kind)


def _fix(site: CallSite, bridge: Bridge, place: Place) -> Fix | None:
    target = place.span(bridge.target_at)
    if not bridge.is_runner:
        if not bridge.is_alone:
            return suggestion("Call it directly")
        step = Rewrite(place.span(site.at), "{0}", (target,))
        return safe("Call it directly", step, *without_wrapper(site, place))
    if bridge.name == "asyncio.to_thread" and site.awaited and not site.keyword_places:
        rest = site.arg_places[1:]
        template = "{0}(" + ", ".join(f"{{{n}}}" for n in range(1, len(rest) + 1)) + ")"
        parts = (target, *map(place.span, rest))
        step = Rewrite(place.span(site.at), template, parts)
        return safe("Call it directly", step, *without_wrapper(site, place))
    return suggestion("Await it on the event loop")
