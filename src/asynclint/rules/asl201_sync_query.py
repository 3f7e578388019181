from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.knowledge.schema import QUERYSET
from asynclint.rules.blocking import BlockingCall, from_version, in_django_thread, twin_fix

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation


class SyncQuery(BlockingCall):
    """Checks for queryset and manager methods that run a query on the event loop.

    Default managers, custom ones, those of relations, and querysets that come out of the project's
    own functions count alike. Methods that only build a query (`filter`, `order_by`, `all` …) are
    fine, and so is `get` of anything that is not a queryset.

    ## Why is this bad?
    Django refuses it: `SynchronousOnlyOperation: You cannot call this from an async context - use a
    thread or sync_to_async.` Where that check is switched off, every other request waits for the
    database.

    ## Example
    ```python
    from shop.models import Book

    async def detail(request, pk):
        book = Book.objects.get(pk=pk)  # error
        return book.title
    ```

    Use instead:
    ```python
    from shop.models import Book

    async def detail(request, pk):
        book = await Book.objects.aget(pk=pk)
        return book.title
    ```

    ## Fix safety
    Safe where the async counterpart exists in the project's Django: the code as it stands always
    raises. Unsafe where the call has to go through `sync_to_async`.

    ## Versions
    The async methods of querysets and managers exist from Django 4.1 on. Before that the message
    says so, and the only fix is the thread.

    ## References
    - [Asynchronous queries](https://docs.djangoproject.com/en/stable/topics/db/queries/#asynchronous-queries)
    - [Async safety](https://docs.djangoproject.com/en/stable/topics/async/#async-safety)
    """

    code = "ASL201"
    name = "sync-query"
    severity = ERROR
    does = QUERYSET

    def message(self, site: CallSite, place: Place, operation: Operation) -> str:
        spelled = place.source(site.at)
        text = f"`{spelled}` runs a query on the event loop: `SynchronousOnlyOperation`"
        return text + from_version(operation)

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        return twin_fix(site, place, operation) or in_django_thread(site, place)
