from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.knowledge.schema import MODEL
from asynclint.rules.blocking import BlockingCall, from_version, in_django_thread, twin_fix

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation


class SyncModelMethod(BlockingCall):
    """Checks for methods of model instances and related managers that query on the event loop.

    `save`, `delete`, `refresh_from_db`, `full_clean` and their kin, and `add`, `remove`, `set`,
    `clear` and `create` of a relation. Objects of other classes may have methods of these names.

    ## Why is this bad?
    Django refuses it: `SynchronousOnlyOperation: You cannot call this from an async context - use a
    thread or sync_to_async.`

    ## Example
    ```python
    from shop.models import Book

    async def rename(request, pk):
        book = await Book.objects.aget(pk=pk)
        book.title = "Emma"
        book.save()  # error
    ```

    Use instead:
    ```python
    from shop.models import Book

    async def rename(request, pk):
        book = await Book.objects.aget(pk=pk)
        book.title = "Emma"
        await book.asave()
    ```

    ## Fix safety
    Safe where the async counterpart exists in the project's Django: the code as it stands always
    raises. Unsafe where the call has to go through `sync_to_async`.

    ## Versions
    `asave()`, `adelete()`, `arefresh_from_db()` and the async methods of related managers
    (`aadd()`, `aremove()`, `aset()`, `aclear()`) exist from Django 4.2 on; the others have no
    counterpart.

    ## References
    - [Model instance reference](https://docs.djangoproject.com/en/stable/ref/models/instances/)
    """

    code = "ASL203"
    name = "sync-model-method"
    severity = ERROR
    does = MODEL

    def message(self, site: CallSite, place: Place, operation: Operation) -> str:
        spelled = place.source(site.at)
        text = f"`{spelled}` runs a query on the event loop: `SynchronousOnlyOperation`"
        return text + from_version(operation)

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        return twin_fix(site, place, operation) or in_django_thread(site, place)
