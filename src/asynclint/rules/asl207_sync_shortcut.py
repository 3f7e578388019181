from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.knowledge.schema import SHORTCUT
from asynclint.rules.blocking import (
    BlockingCall,
    from_version,
    in_django_thread,
    twin_fix,
    twin_function_fix,
)

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation


class SyncShortcut(BlockingCall):
    """Checks for functions and methods of Django that query behind a short name, on the event loop:
    `get_object_or_404()`, `get_list_or_404()`, `authenticate()`, `login()`, `logout()`,
    `create_user()`, `has_perm()` and its kin, `ContentType.objects.get_for_model()`,
    `Site.objects.get_current()`, `call_command()` …

    ## Why is this bad?
    Django refuses it: `SynchronousOnlyOperation: You cannot call this from an async context - use a
    thread or sync_to_async.` Some keep what they fetched, and fail only until then.

    ## Example
    ```python
    from django.shortcuts import get_object_or_404
    from shop.models import Book

    async def detail(request, pk):
        book = get_object_or_404(Book, pk=pk)  # error
        return book.title
    ```

    Use instead:
    ```python
    from django.shortcuts import aget_object_or_404
    from shop.models import Book

    async def detail(request, pk):
        book = await aget_object_or_404(Book, pk=pk)
        return book.title
    ```

    ## Fix safety
    Safe where the async counterpart exists in the project's Django: the code as it stands raises.
    Unsafe where the call has to go through `sync_to_async`, and for `authenticate()` on Django 5.2
    and 6.0, where its counterpart hashes passwords on the event loop in some cases.

    ## Versions
    `aget_object_or_404()`, `alogin()` and the other functions have counterparts from Django 5.0 on,
    permission checks and `create_user()` from 5.2 on. Before that the message says so.

    ## References
    - [Django shortcut functions](https://docs.djangoproject.com/en/stable/topics/http/shortcuts/)
    - [Authentication in web requests](https://docs.djangoproject.com/en/stable/topics/auth/default/#authentication-in-web-requests)
    """

    code = "ASL207"
    name = "sync-shortcut"
    severity = ERROR
    does = SHORTCUT

    def message(self, site: CallSite, place: Place, operation: Operation) -> str:
        spelled = place.source(site.at)
        text = f"`{spelled}` runs a query on the event loop: `SynchronousOnlyOperation`"
        return text + from_version(operation)

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        return (
            twin_fix(site, place, operation)
            or twin_function_fix(site, place, operation)
            or in_django_thread(site, place)
        )
