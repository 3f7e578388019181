from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.fixes.steps import AddImport, DropImport, Rewrite
from asynclint.knowledge.schema import SLEEP
from asynclint.rules.base import safe
from asynclint.rules.blocking import BlockingCall, in_thread

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation


class BlockingSleep(BlockingCall):
    """Checks for `time.sleep` on the event loop.

    ## Why is this bad?
    Nothing raises. The event loop sleeps, and with it every request that this process is serving.

    ## Example
    ```python
    import time

    async def poll(request):
        time.sleep(1)  # error
        return "done"
    ```

    Use instead:
    ```python
    import asyncio
    import time

    async def poll(request):
        await asyncio.sleep(1)
        return "done"
    ```

    ## Fix safety
    Safe: the function pauses for as long as before, and lets others run meanwhile.

    ## References
    - [`asyncio.sleep()`](https://docs.python.org/3/library/asyncio-task.html#asyncio.sleep)
    """

    code = "ASL302"
    name = "blocking-sleep"
    does = SLEEP

    def message(self, site: CallSite, place: Place, operation: Operation) -> str:
        return f"`{place.source(site.at)}` puts the event loop to sleep; use `asyncio.sleep`"

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        is_plain = operation.row == "time.sleep" and len(site.arg_places) == 1
        if not is_plain or site.keyword_places or not place.is_sure(site):
            return in_thread(site, place)
        if not site.can_await:
            return None
        span = place.span(site.at)
        step = Rewrite(span, "await asyncio.sleep({0*})", (span,))
        drop = DropImport(place.span(site.function_at))
        return safe("Use `await asyncio.sleep()`", step, AddImport("asyncio"), drop)
