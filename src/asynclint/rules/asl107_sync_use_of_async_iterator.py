from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import MakeAsync, Rewrite
from asynclint.rules.base import Rule, safe, suggestion
from asynclint.semantic.kinds import Coroutine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import UseSite


class SyncUseOfAsyncIterator(Rule):
    """Checks for `for` over an async generator or another object that only `async for` can loop
    over, for builtins and unpacking that take its items, and for `with` on a context manager that
    only `async with` can enter.

    ## Why is this bad?
    It raises when it runs: `TypeError: 'async_generator' object is not iterable`, or
    `'Lock' object does not support the context manager protocol`.

    ## Example
    ```python
    from django.http import JsonResponse
    from shop.models import Book

    async def titles():
        async for book in Book.objects.all():
            yield book.title

    async def catalogue(request):
        found = []
        for title in titles():  # error
            found.append(title)
        return JsonResponse({"titles": found})
    ```

    Use instead:
    ```python
    from django.http import JsonResponse
    from shop.models import Book

    async def titles():
        async for book in Book.objects.all():
            yield book.title

    async def catalogue(request):
        found = []
        async for title in titles():
            found.append(title)
        return JsonResponse({"titles": found})
    ```

    ## Fix safety
    Safe: without it the line raises. Offered in async functions only.

    ## References
    - [`async for`](https://docs.python.org/3/reference/compound_stmts.html#the-async-for-statement)
    - [`async with`](https://docs.python.org/3/reference/compound_stmts.html#the-async-with-statement)
    """

    code = "ASL107"
    name = "sync-use-of-async-iterator"
    severity = ERROR

    def check_use(self, site: UseSite, place: Place) -> Iterator[Finding]:
        if site.is_async or site.operation is not None or isinstance(site.kind, Coroutine):
            return
        if site.how not in ("iterate", "unpack", "contains", "with"):
            return
        spelled = place.source(site.operand_at)
        if site.how == "with":
            message = f"`{spelled}` can only be entered with `async with`: `TypeError`"
        else:
            message = f"`{spelled}` can only be iterated over with `async for`: `TypeError`"
        yield self.finding(place, site.at, message, statement=site.statement, fix=_fix(site, place))


def _fix(site: UseSite, place: Place) -> Fix | None:
    if not place.on_loop:
        return suggestion("Make the function async")
    if not site.can_await:
        return None
    operand = place.span(site.operand_at)
    header = place.header_of(site.at)
    if site.how == "with":
        if header == operand:  # one of several context managers
            return suggestion("Use `async with`")
        return safe("Use `async with`", MakeAsync(header))
    if site.by == "for":
        return safe("Use `async for`", MakeAsync(header))
    if site.by == "next":
        return suggestion("Use `await anext(…)`")
    if site.by == "**":
        return None
    whole = place.span(site.at) if site.by == "list" else operand
    template = "[{name} async for {name} in {0}]"
    return safe("Use an async comprehension", Rewrite(whole, template, (operand,), fresh="item"))
