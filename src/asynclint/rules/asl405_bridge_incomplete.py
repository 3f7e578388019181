from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import Rewrite
from asynclint.rules.base import Rule, safe, suggestion
from asynclint.rules.bridges import bridge_of, called_name, calls_at
from asynclint.semantic.kinds import Bound, Coroutine, Def, Kind, Synced, Threaded, members
from asynclint.semantic.sites import AwaitSite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, UseSite


class BridgeIncomplete(Rule):
    """Checks for bridges that are made and not called, as in `await sync_to_async(f)`, and for
    `await sync_to_async(f)(x).name`, which asks the coroutine for the attribute and not its result.

    Functions under `@sync_to_async` or `@database_sync_to_async` count. A bridge that is called
    and whose coroutine is dropped, or used as a value without any `await`, is a coroutine like
    others: see ASL104, ASL105 and ASL109.

    ## Why is this bad?
    `sync_to_async(f)` is a function. Awaiting it raises `TypeError: object SyncToAsync can't be
    used in 'await' expression`, and a statement that only makes it does nothing at all. `await`
    binds less tightly than a dot: `await f().name` is `await (f().name)`, which raises
    `AttributeError: 'coroutine' object has no attribute 'name'`.

    ## Example
    ```python
    from asgiref.sync import sync_to_async
    from shop.models import Book

    def cheapest():
        return Book.objects.order_by("price").first()

    async def offer(request):
        return await sync_to_async(cheapest)().title  # error
    ```

    Use instead:
    ```python
    from asgiref.sync import sync_to_async
    from shop.models import Book

    def cheapest():
        return Book.objects.order_by("price").first()

    async def offer(request):
        return (await sync_to_async(cheapest)()).title
    ```

    ## Fix safety
    Safe: the code as it stands always raises. A call is only added where the function needs no
    arguments.

    ## References
    - [`sync_to_async()`](https://docs.djangoproject.com/en/stable/topics/async/#sync-to-async)
    """

    code = "ASL405"
    name = "bridge-incomplete"
    severity = ERROR

    def check_await(self, site: AwaitSite, place: Place) -> Iterator[Finding]:
        if _is_bridge(site.operand):
            yield self._not_called(site.operand, site.operand_at, site, place)

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        if called_name(site.callee) in _AWAITING:
            for kind, at in zip(site.args, site.arg_places):
                if _is_bridge(kind):
                    yield self._not_called(kind, at, site, place)
        bridge = bridge_of(site, place) if site.parent == "discard" else None
        if bridge is not None and not bridge.is_runner and _is_bridge(site.result):
            message = f"`{place.source(site.at)}` makes a function that nobody calls"
            fix = suggestion("Call it")
            yield self.finding(place, site.at, message, statement=site.statement, fix=fix)

    def _not_called(self, kind: Kind, at: int, site: AwaitSite | CallSite, place: Place) -> Finding:
        spelled = place.source(at)
        message = f"`{spelled}` is a function that is never called: it cannot be awaited"
        return self.finding(
            place, at, message, statement=site.statement, fix=_call(kind, at, place)
        )

    def check_use(self, site: UseSite, place: Place) -> Iterator[Finding]:
        if site.how not in ("attribute", "subscript") or not isinstance(site.kind, Coroutine):
            return
        calls = list(calls_at(site.operand_at, place))
        if not calls or not all(isinstance(call.callee, Threaded) for call in calls):
            return
        waiting = _awaited_around(site.operand_at, place)
        if waiting is None:
            return
        spelled = place.source(site.operand_at)
        what = f"`.{site.by}`" if site.how == "attribute" else "an item"
        yield self.finding(
            place,
            waiting.at,
            f"`await` binds less tightly: {what} is asked of the coroutine of `{spelled}`, not of"
            " its result",
            statement=site.statement,
            fix=_regroup(site, waiting, place),
        )


# Functions that wait for what they are given.
_AWAITING = frozenset(
    {
        "asyncio.gather",
        "asyncio.create_task",
        "asyncio.ensure_future",
        "asyncio.wait_for",
        "asyncio.shield",
        "asyncio.run",
        "asyncio.TaskGroup.create_task",
        "asyncio.AbstractEventLoop.create_task",
        "asyncio.AbstractEventLoop.run_until_complete",
    }
)


def _is_bridge(kind: Kind) -> bool:
    options = members(kind)
    return bool(options) and all(isinstance(o, (Threaded, Synced)) for o in options)


def _call(kind: Kind, at: int, place: Place) -> Fix | None:
    """Call it, where it needs no arguments."""
    targets = [t for o in members(kind) if isinstance(o, Threaded) for t in members(o.target)]
    if not targets or not all(map(_needs_nothing, targets)):
        return suggestion("Call it with its arguments")
    span = place.span(at)
    return safe("Call it", Rewrite(span, "{0}()", (span,)))


def _needs_nothing(target: Kind) -> bool:
    function = target.function if isinstance(target, Bound) else target
    if not isinstance(function, Def):
        return False
    params = function.routine.node.params[1 if isinstance(target, Bound) else 0 :]
    return all(param.default is not None or "star" in param.kind for param in params)


def _awaited_around(at: int, place: Place) -> AwaitSite | None:
    """The `await` whose operand begins with the expression at a place, and goes on behind it."""
    inner = place.span(at)
    for site in place.behaviour.sites:
        if isinstance(site, AwaitSite):
            operand = place.span(site.operand_at)
            if operand.start == inner.start and operand.end > inner.end:
                return site
    return None


def _regroup(site: UseSite, waiting: AwaitSite, place: Place) -> Fix | None:
    if waiting.operand_is_call:
        return suggestion("Put parentheses around `await` and the call")
    whole, operand = place.span(waiting.at), place.span(waiting.operand_at)
    call = place.span(site.operand_at)
    return safe(
        "Await the call first",
        Rewrite(whole, "{0}", (operand,)),
        Rewrite(call, "await {0}", (call,)),
    )
