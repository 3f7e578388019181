from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR, WARNING
from asynclint.fixes.steps import RenameAttribute, Rewrite
from asynclint.knowledge.schema import BRIDGE
from asynclint.rules.base import Rule, safe, unsafe
from asynclint.rules.blocking import RAISING, in_django_thread, in_override, worst
from asynclint.rules.bridges import called_name
from asynclint.semantic import signals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Effect


class SignalSentFromLoop(Rule):
    """Checks for `Signal.send()` and `send_robust()` on the event loop where a receiver that the
    project connects is async, queries, or blocks.

    A signal whose receivers do none of that, or are not known, is left alone. What is sent by a
    helper further down is found at the call of the helper, by ASL311 and ASL401.

    ## Why is this bad?
    `send()` runs sync receivers where it is called. On the loop their queries raise
    `SynchronousOnlyOperation`, and what blocks in them holds up all other requests. `send_robust()`
    keeps the exception to itself and writes it to the log: what the receiver should have done is
    not done. For async receivers both need `async_to_sync`, which raises on the loop:
    `RuntimeError: You cannot use AsyncToSync in the same thread as an async event loop - just await
    the async function directly.`

    ## Example
    ```python
    from django.dispatch import Signal, receiver

    from shop.models import Order

    order_paid = Signal()

    @receiver(order_paid)
    def note_payment(sender, order, **kwargs):
        Order.objects.filter(pk=order.pk).update(paid=True)

    async def pay(request, order: Order):
        order_paid.send(sender=Order, order=order)  # error
    ```

    Use instead:
    ```python
    from django.dispatch import Signal, receiver

    from shop.models import Order

    order_paid = Signal()

    @receiver(order_paid)
    def note_payment(sender, order, **kwargs):
        Order.objects.filter(pk=order.pk).update(paid=True)

    async def pay(request, order: Order):
        await order_paid.asend(sender=Order, order=order)
    ```

    ## Fix safety
    Safe where the call as it stands raises. Where it only blocks, the fix is unsafe: `asend()` runs
    sync receivers in a thread.

    ## Versions
    `asend()` and `asend_robust()` exist from Django 5.0 on, and so do async receivers. Before that
    the signal has to be sent through `sync_to_async`.

    ## References
    - [Sending signals](https://docs.djangoproject.com/en/stable/topics/signals/#sending-signals)
    """

    code = "ASL507"
    name = "signal-sent-from-loop"
    severity = WARNING
    about_loop = True

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        if not place.on_loop or site.awaited or site.how != "call":
            return
        if called_name(site.callee) not in signals.SENDING:
            return
        bridge = next((effect for effect in site.effects if effect.does == BRIDGE), None)
        effect = bridge or worst(site.effects)
        if effect is None:
            return
        is_raising = effect is bridge or effect.does in RAISING
        yield self.finding(
            place,
            site.at,
            _message(site, place, effect),
            statement=site.statement,
            chain=place.frames(site.at, effect),
            fix=_fix(site, place, is_raising=is_raising),
            severity=ERROR if is_raising else WARNING,
        )


def _message(site: CallSite, place: Place, effect: Effect) -> str:
    sent, receiver = place.source(site.at), effect.frames[0][0].qualname
    if effect.does == BRIDGE:
        return (
            f"`{sent}` has an async receiver, `{receiver}`, for which it cannot wait on the event"
            " loop: `RuntimeError`"
        )
    end = "the event loop stands still"
    if effect.does in RAISING:
        is_robust = called_name(site.callee).endswith("_robust")
        end = "`SynchronousOnlyOperation`" + (", which is only logged" if is_robust else "")
    what = place.source_of(effect) + in_override(effect)
    return f"`{sent}` runs the receiver `{receiver}` on the event loop, which reaches {what}: {end}"


def _fix(site: CallSite, place: Place, *, is_raising: bool) -> Fix | None:
    if place.model.version < signals.SENT_BY_COROUTINES:
        return in_django_thread(site, place)
    if not site.can_await or site.receiver_at < 0:
        return None
    twin = "a" + called_name(site.callee).rpartition(".")[2]
    span = place.span(site.at)
    return (safe if is_raising and place.is_sure(site) else unsafe)(
        f"Use `await {twin}()`",
        RenameAttribute(place.span(site.function_at), twin),
        Rewrite(span, "await {0}", (span,)),
    )
