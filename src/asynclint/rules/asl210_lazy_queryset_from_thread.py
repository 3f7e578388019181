from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.knowledge.schema import QUERYSET
from asynclint.rules.base import Rule
from asynclint.rules.evaluating import asynchronously, how, made_by_thread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import UseSite


class LazyQuerysetFromThread(Rule):
    """Checks for querysets that a thread made and did not evaluate, where they are evaluated on the
    event loop.

    `await sync_to_async(Book.objects.filter)(…)`, and any function that returns a queryset under
    `sync_to_async`, `asyncio.to_thread` and their kin, do nothing in that thread but build a query.

    ## Why is this bad?
    The thread looks like it did the work, and the query still runs where the rows are asked for:
    `SynchronousOnlyOperation: You cannot call this from an async context - use a thread or
    sync_to_async.`

    ## Example
    ```python
    from asgiref.sync import sync_to_async
    from shop.models import Book

    async def titles(request):
        books = await sync_to_async(Book.objects.filter)(price__lt=10)
        return [book.title for book in books]  # error
    ```

    Use instead:
    ```python
    from asgiref.sync import sync_to_async
    from shop.models import Book

    async def titles(request):
        books = await sync_to_async(Book.objects.filter)(price__lt=10)
        return [book.title async for book in books]
    ```

    Building a query needs no thread at all: `Book.objects.filter(price__lt=10)` can be called as it
    is. To fetch the rows in the thread, give it a function that returns a list.

    ## Fix safety
    Unsafe: it evaluates the queryset the async way, where the thread may have been meant to.

    ## References
    - [Asynchronous queries](https://docs.djangoproject.com/en/stable/topics/db/queries/#asynchronous-queries)
    """

    code = "ASL210"
    name = "lazy-queryset-from-thread"
    severity = ERROR
    about_loop = True

    def check_use(self, site: UseSite, place: Place) -> Iterator[Finding]:
        operation = site.operation
        if operation is None or operation.does != QUERYSET or not place.on_loop:
            return
        made = made_by_thread(site, place)
        if made is None:
            return
        message = (
            f"{how(site)} what `{place.source(made.at)}` gives runs a query on the event loop: the"
            " thread only built it: `SynchronousOnlyOperation`"
        )
        fix = asynchronously(site, place, sure=False)
        yield self.finding(place, site.at, message, statement=site.statement, fix=fix)
