from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import WARNING
from asynclint.knowledge.schema import LOOP
from asynclint.rules.base import Rule, suggestion
from asynclint.rules.bridges import calls_at
from asynclint.semantic.awaited_work import asks_database
from asynclint.semantic.entrances import entrance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite


class LoopInSyncDjango(Rule):
    """Checks for `asyncio.run` and `loop.run_until_complete` in sync views, Celery tasks and
    management commands, with a coroutine that asks the database.

    A coroutine that asks no database is left alone: a loop of its own does it no harm.

    ## Why is this bad?
    Django's async ORM works in threads. `async_to_sync` lets it use the thread of the sync code
    that waits: the same connection, the same transaction. Under `asyncio.run` it gets another
    thread, whose connection nobody closes, and which sees nothing of the caller's transaction (in a
    test: none of its data).

    ## Example
    ```python
    import asyncio
    from django.http import HttpRequest, HttpResponse
    from shop.models import Book

    async def cheapest():
        return await Book.objects.order_by("price").afirst()

    def offer(request: HttpRequest):
        book = asyncio.run(cheapest())  # error
        return HttpResponse(book.title)
    ```

    Use instead:
    ```python
    from asgiref.sync import async_to_sync
    from django.http import HttpRequest, HttpResponse
    from shop.models import Book

    async def cheapest():
        return await Book.objects.order_by("price").afirst()

    def offer(request: HttpRequest):
        book = async_to_sync(cheapest)()
        return HttpResponse(book.title)
    ```

    ## Fix safety
    Only suggested: code that relies on a loop of its own has to be looked at.

    ## References
    - [`async_to_sync()`](https://docs.djangoproject.com/en/stable/topics/async/#async-to-sync)
    """

    code = "ASL408"
    name = "loop-in-sync-django"
    severity = WARNING

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        operation = site.operation
        if place.on_loop or operation is None or operation.does != LOOP or not site.arg_places:
            return
        what = entrance(place.model, place.routine)
        made = [call.callee for call in calls_at(site.arg_places[0], place)]
        if not what or not made or not all(asks_database(place.model, c) for c in made):
            return
        yield self.finding(
            place,
            site.at,
            f"`{place.source(site.at)}` runs a loop of its own in {what}: its queries use another"
            " thread's connection, which stays open",
            statement=site.statement,
            fix=suggestion("Use `async_to_sync`, which keeps to this thread"),
        )
