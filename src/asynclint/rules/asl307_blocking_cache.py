from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.schema import CACHE
from asynclint.rules.blocking import (
    BlockingWork,
    from_version,
    in_django_thread,
    later_twin,
    twin_fix,
)

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation, UseSite


class BlockingCache(BlockingWork):
    """Checks for the sync methods of Django's caches on the event loop: `cache.get()`,
    `cache.set()`, `cache.get_or_set()` and the others, of `caches["name"]` as well.

    ## Why is this bad?
    A cache is another server, a database or a file: the event loop waits for it, and with it every
    request that this process is serving. The database cache raises `SynchronousOnlyOperation`. Only
    the caches in memory and the dummy cache answer at once, and which one it is depends on the
    settings.

    ## Example
    ```python
    from django.core.cache import cache

    async def front_page(request):
        return cache.get("front page")  # error
    ```

    Use instead:
    ```python
    from django.core.cache import cache

    async def front_page(request):
        return await cache.aget("front page")
    ```

    ## Fix safety
    Safe: the async method does the same. Before Django 4.0 there is none; the unsafe fix then calls
    the method in a thread.

    ## Versions
    The async methods exist from Django 4.0 on.

    ## References
    - [Asynchronous support](https://docs.djangoproject.com/en/stable/topics/cache/#asynchronous-support)
    """

    code = "ASL307"
    name = "blocking-cache"
    does = CACHE

    def message(self, site: CallSite | UseSite, place: Place, operation: Operation) -> str:
        text = f"`{place.source(site.at)}` keeps the event loop waiting for the cache"
        if operation.twin:
            return f"{text}; use `await {operation.twin}()`"
        return text + from_version(operation)

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        if site.how != "call":
            return None
        return (
            twin_fix(site, place, operation)
            or in_django_thread(site, place)
            or later_twin(operation)
        )
