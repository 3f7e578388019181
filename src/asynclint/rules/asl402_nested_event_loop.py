from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import DropImport, Rewrite
from asynclint.knowledge.loops import NESTING
from asynclint.knowledge.schema import LOOP
from asynclint.rules.base import safe, suggestion
from asynclint.rules.looping import LoopOnLoop
from asynclint.semantic.kinds import Coroutine, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite


class NestedEventLoop(LoopOnLoop):
    """Checks for `asyncio.run`, `loop.run_until_complete`, `loop.run_forever` and the like on the
    event loop, in an async function itself or further down in a sync function of the project that
    it calls.

    A helper that asks first whether a loop is running (`asyncio.get_running_loop()`), or is
    prepared for `RuntimeError`, is left alone; so are projects that use `nest_asyncio`.

    ## Why is this bad?
    A thread runs one event loop at a time. `asyncio.run()` raises `RuntimeError: asyncio.run()
    cannot be called from a running event loop`, `run_until_complete` says `This event loop is
    already running`, and the coroutine that they were given never runs.

    ## Example
    ```python
    import asyncio
    from shop.models import Book

    async def cheapest():
        return await Book.objects.order_by("price").afirst()

    async def offer(request):
        book = asyncio.run(cheapest())  # error
        return book.title
    ```

    Use instead:
    ```python
    import asyncio
    from shop.models import Book

    async def cheapest():
        return await Book.objects.order_by("price").afirst()

    async def offer(request):
        book = await cheapest()
        return book.title
    ```

    ## Fix safety
    Safe: the call as it stands always raises. Offered where the coroutine is the only argument.

    ## References
    - [`asyncio.run()`](https://docs.python.org/3/library/asyncio-runner.html#asyncio.run)
    """

    code = "ASL402"
    name = "nested-event-loop"
    severity = ERROR
    does = LOOP
    why = "a loop is running already, `RuntimeError`"

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        if not place.model.modules_with(NESTING):
            yield from super().check_call(site, place)

    def fix(self, site: CallSite, place: Place) -> Fix | None:
        kinds = members(site.args[0]) if len(site.arg_places) == 1 else ()
        is_plain = all(isinstance(kind, Coroutine) for kind in kinds) and not site.keyword_places
        if not kinds or not is_plain or not (site.can_await or site.awaited):
            return suggestion("Await the coroutine")
        template = "{0}" if site.awaited else "await {0}"
        step = Rewrite(place.span(site.at), template, (place.span(site.arg_places[0]),))
        drop = DropImport(place.span(site.function_at))
        return safe("Await the coroutine", step, drop)
