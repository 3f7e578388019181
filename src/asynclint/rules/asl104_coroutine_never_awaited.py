from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import Rewrite
from asynclint.rules.base import Rule, safe
from asynclint.semantic.kinds import Anything, Coroutine, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import DiscardSite


class CoroutineNeverAwaited(Rule):
    """Checks for calls of coroutine functions whose result is dropped.

    This follows calls through the project: a sync function that returns a coroutine counts, and so
    does `sync_to_async(f)(x)`. A variable that nothing reads keeps nothing.

    ## Why is this bad?
    Calling a coroutine function only makes a coroutine; its body runs when that is awaited. If it
    is dropped, nothing happens but `RuntimeWarning: coroutine 'notify' was never awaited`.
    `asyncio.gather()` does start what it is given, but nobody waits for it or sees what it raises.

    ## Example
    ```python
    from shop.models import Book

    async def notify(book):
        print(book.title)

    async def publish(request, pk):
        book = await Book.objects.aget(pk=pk)
        notify(book)  # error
    ```

    Use instead:
    ```python
    from shop.models import Book

    async def notify(book):
        print(book.title)

    async def publish(request, pk):
        book = await Book.objects.aget(pk=pk)
        await notify(book)
    ```

    ## Fix safety
    Safe: the call has no effect without `await`. Not offered where Python allows none, as in a
    generator expression.

    ## References
    - [Awaitables](https://docs.python.org/3/library/asyncio-task.html#awaitables)
    """

    code = "ASL104"
    name = "coroutine-never-awaited"
    severity = ERROR

    def check_discard(self, site: DiscardSite, place: Place) -> Iterator[Finding]:
        options = members(site.kind)
        if not place.is_async or not all(isinstance(o, (Coroutine, Anything)) for o in options):
            return
        spelled = place.source(site.at)
        message = f"`{spelled}` makes a coroutine that is never awaited: it does not run"
        if any(isinstance(option, Coroutine) and option.is_future for option in options):
            message = f"`{spelled}` is never awaited: nobody waits for it or sees what it raises"
        span = place.span(site.at)
        fix = safe("Await it", Rewrite(span, "await {0}", (span,))) if site.can_await else None
        yield self.finding(place, site.at, message, statement=site.statement, fix=fix)
