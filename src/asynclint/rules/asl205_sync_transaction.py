from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.knowledge.schema import TRANSACTION
from asynclint.rules.base import suggestion
from asynclint.rules.blocking import BlockingCall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation

# A cursor that was opened on the loop is reported where it was opened.
_CURSOR = "django.db.backends.utils.CursorWrapper."


class SyncTransaction(BlockingCall):
    """Checks for transactions and connections of the database on the event loop:
    `transaction.atomic()` as a block or as the decorator of an async function, `on_commit()`,
    savepoints, `connection.cursor()` and its kin.

    Django has no async transactions. What has to happen together belongs in one sync function,
    which a thread runs.

    ## Why is this bad?
    Django refuses it: `SynchronousOnlyOperation: You cannot call this from an async context - use a
    thread or sync_to_async.` A decorated async function that is called where no event loop runs is
    worse: the transaction ends before the function's body begins.

    ## Example
    ```python
    from django.db import transaction
    from shop.models import Book

    async def raise_prices(request):
        with transaction.atomic():  # error
            await Book.objects.aupdate(price=10)
    ```

    Use instead:
    ```python
    from asgiref.sync import sync_to_async
    from django.db import transaction
    from shop.models import Book

    async def raise_prices(request):
        await sync_to_async(write_prices)()

    def write_prices():
        with transaction.atomic():
            Book.objects.update(price=10)
    ```

    ## Fix safety
    Nothing is changed: what belongs into one transaction is for a person to decide.

    ## References
    - [Async support of queries and the ORM](https://docs.djangoproject.com/en/stable/topics/async/#queries-the-orm)
    - [Database transactions](https://docs.djangoproject.com/en/stable/topics/db/transactions/)
    """

    code = "ASL205"
    name = "sync-transaction"
    severity = ERROR
    does = TRANSACTION

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        operation = site.operation
        if site.how == "with exit" or (operation and operation.row.startswith(_CURSOR)):
            return
        yield from super().check_call(site, place)

    def message(self, site: CallSite, place: Place, operation: Operation) -> str:
        spelled = place.source(site.at)
        if site.how == "decorator":
            return (
                f"`@{spelled}` opens a transaction on the event loop and closes it before"
                f" `{place.routine.qualname}` runs: `SynchronousOnlyOperation`"
            )
        verb = "opens a transaction" if site.how == "with" else "asks the database"
        if site.how == "with" and "Atomic" not in operation.row:
            verb = "opens a connection"
        return f"`{spelled}` {verb} on the event loop: `SynchronousOnlyOperation`"

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        return suggestion("Move it to a sync function, and call that with `sync_to_async`")
