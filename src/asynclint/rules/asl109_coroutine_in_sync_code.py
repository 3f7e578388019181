from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.rules.asl105_coroutine_used_as_value import describe_use
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic.kinds import Anything, Coroutine, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import DiscardSite, UseSite


class CoroutineInSyncCode(Rule):
    """Checks for sync functions that call a coroutine function and drop the coroutine or use it as
    a value.

    Silent where the coroutine is handed to `asyncio.run`, a task or a loop, or returned to a caller
    who awaits it.

    ## Why is this bad?
    A sync function cannot await. The coroutine it makes never runs, of which Python only warns
    (`RuntimeWarning: coroutine … was never awaited`), and used as a value it is not the result but
    an object that is always true.

    ## Example
    ```python
    async def notify(customer):
        print(customer)

    def checkout(request):
        notify(request)  # error
        return "thank you"
    ```

    Use instead:
    ```python
    from asgiref.sync import async_to_sync

    async def notify(customer):
        print(customer)

    def checkout(request):
        async_to_sync(notify)(request)
        return "thank you"
    ```

    ## Fix safety
    Nothing is changed: whether the function becomes async, or the call goes through
    `async_to_sync`, depends on who calls it.

    ## References
    - [`async_to_sync()`](https://docs.djangoproject.com/en/stable/topics/async/#async-to-sync)
    """

    code = "ASL109"
    name = "coroutine-in-sync-code"
    severity = ERROR

    def check_discard(self, site: DiscardSite, place: Place) -> Iterator[Finding]:
        options = members(site.kind)
        if place.is_async or not all(isinstance(o, (Coroutine, Anything)) for o in options):
            return
        spelled = place.source(site.at)
        message = (
            f"`{spelled}` makes a coroutine that `{place.routine.qualname}`, a sync function,"
            " drops: it never runs"
        )
        yield self.finding(place, site.at, message, statement=site.statement, fix=_advice(options))

    def check_use(self, site: UseSite, place: Place) -> Iterator[Finding]:
        if not isinstance(site.kind, Coroutine) or place.is_async:
            return
        use = describe_use(site)
        if use is None:
            return
        at = site.kind.origin if site.kind.origin >= 0 else site.operand_at
        spelled = place.source(at)
        message = f"`{spelled}` is a coroutine, {use} in a sync function, which cannot await it"
        yield self.finding(place, at, message, fix=_advice((site.kind,)))


def _advice(options: tuple[object, ...]) -> Fix:
    label = next((o.label for o in options if isinstance(o, Coroutine) and o.label), "")
    name = label.rpartition(".")[2]
    if name:
        return suggestion(f"Call `async_to_sync({name})(…)`, or make this function async")
    return suggestion("Call it through `async_to_sync`, or make this function async")
