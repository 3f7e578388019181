from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.knowledge.schema import BRIDGE
from asynclint.rules.base import safe, suggestion
from asynclint.rules.bridges import without_bridge
from asynclint.rules.looping import LoopOnLoop

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite


class AsyncToSyncOnLoop(LoopOnLoop):
    """Checks for functions made by `async_to_sync` that are called on the event loop, in an async
    function itself or further down in a sync function of the project that it calls.

    A helper that asks first whether a loop is running (`asyncio.get_running_loop()`), or is
    prepared for `RuntimeError`, is left alone, and so is one that runs in a thread.

    ## Why is this bad?
    `async_to_sync` makes the thread wait for the coroutine. On the loop's own thread that would be
    for ever, so it raises `RuntimeError: You cannot use AsyncToSync in the same thread as an async
    event loop - just await the async function directly.`

    ## Example
    ```python
    from asgiref.sync import async_to_sync
    from shop.models import Book

    async def cheapest():
        return await Book.objects.order_by("price").afirst()

    async def offer(request):
        book = async_to_sync(cheapest)()  # error
        return book.title
    ```

    Use instead:
    ```python
    from asgiref.sync import async_to_sync
    from shop.models import Book

    async def cheapest():
        return await Book.objects.order_by("price").afirst()

    async def offer(request):
        book = await cheapest()
        return book.title
    ```

    ## Fix safety
    Safe: the call as it stands always raises. Offered where the bridge is made and called in one
    expression; what stands in a helper has to be changed there.

    ## References
    - [`async_to_sync()`](https://docs.djangoproject.com/en/stable/topics/async/#async-to-sync)
    """

    code = "ASL401"
    name = "async-to-sync-on-loop"
    severity = ERROR
    does = BRIDGE
    why = "`async_to_sync` raises `RuntimeError` there"

    def fix(self, site: CallSite, place: Place) -> Fix | None:
        step = without_bridge(site, place, awaits=not site.awaited)
        if step is None or not (site.can_await or site.awaited):
            return suggestion("Await the async function")
        return safe("Await it directly", *step)
