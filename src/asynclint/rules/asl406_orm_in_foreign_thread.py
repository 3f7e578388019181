from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import WARNING
from asynclint.rules.base import Rule, suggestion
from asynclint.rules.blocking import RAISING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite


class OrmInForeignThread(Rule):
    """Checks for async code that hands work with the database to a thread of its own:
    `asyncio.to_thread`, executors, `threading.Thread` and `sync_to_async(thread_sensitive=False)`.

    The function that is handed over is followed, however deep. One that gives its connections back
    (`close_old_connections()`, `connection.close()`) is left alone, and so are the wrappers of
    Channels, which do that.

    ## Why is this bad?
    A thread that uses the ORM opens a connection of its own. Django closes those of the thread
    that serves the request, when the request is done; in any other thread the connection stays
    open, until the server has no more to give: `FATAL: sorry, too many clients already`. The work
    is also outside the transaction of the caller, and a test's data is not there.

    ## Example
    ```python
    import asyncio
    from shop.models import Book

    def cheapest():
        return Book.objects.order_by("price").first()

    async def offer(request):
        book = await asyncio.to_thread(cheapest)  # error
        return book.title
    ```

    Use instead:
    ```python
    import asyncio
    from asgiref.sync import sync_to_async
    from shop.models import Book

    def cheapest():
        return Book.objects.order_by("price").first()

    async def offer(request):
        book = await sync_to_async(cheapest)()
        return book.title
    ```

    ## Fix safety
    Only suggested: which thread is right depends on what else the function does. `sync_to_async`
    keeps to Django's, where only one function runs at a time.

    ## References
    - [Thread-sensitivity](https://docs.djangoproject.com/en/stable/topics/async/#thread-sensitivity)
    - [Connection management](https://docs.djangoproject.com/en/stable/ref/databases/#connection-management)
    """

    code = "ASL406"
    name = "orm-in-foreign-thread"
    severity = WARNING

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        if not place.on_loop:
            return
        found = [effect for effect in site.away if effect.does in RAISING]
        if not found:
            return
        effect = min(found, key=lambda e: (len(e.frames), RAISING.index(e.does)))
        what = place.source_of(effect) if effect.frames else f"`{effect.label}`"
        yield self.finding(
            place,
            site.at,
            f"`{place.source(site.at)}` runs {what} in a thread that Django does not look after:"
            " its database connection stays open",
            statement=site.statement,
            chain=place.frames(site.at, effect) if effect.frames else (),
            fix=suggestion("Use `sync_to_async`, which runs it on Django's thread"),
        )
