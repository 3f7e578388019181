from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import MakeSync
from asynclint.rules.base import Rule, safe, suggestion, unsafe
from asynclint.semantic.kinds import Coroutine, Instance, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.kinds import Kind
    from asynclint.semantic.sites import UseSite


class AsyncUseOfSyncIterator(Rule):
    """Checks for `async for` over a list, a dict, a range, a generator or another object that only
    `for` can loop over, and for `async with` on a context manager that only `with` can enter.

    Querysets are both: they can be looped over either way.

    ## Why is this bad?
    It raises when it runs: `TypeError: 'async for' requires an object with __aiter__ method, got
    list`, or `'_io.TextIOWrapper' object does not support the asynchronous context manager
    protocol`.

    ## Example
    ```python
    from django.http import JsonResponse
    from shop.models import Book

    async def catalogue(request):
        books = [book async for book in Book.objects.all()]
        titles = []
        async for book in books:  # error
            titles.append(book.title)
        return JsonResponse({"titles": titles})
    ```

    Use instead:
    ```python
    from django.http import JsonResponse
    from shop.models import Book

    async def catalogue(request):
        books = [book async for book in Book.objects.all()]
        titles = []
        for book in books:
            titles.append(book.title)
        return JsonResponse({"titles": titles})
    ```

    ## Fix safety
    Safe: without it the line raises. Unsafe where entering may wait for another thread, as that of
    a lock does: the event loop would wait, too.

    ## References
    - [`async for`](https://docs.python.org/3/reference/compound_stmts.html#the-async-for-statement)
    - [`async with`](https://docs.python.org/3/reference/compound_stmts.html#the-async-with-statement)
    """

    code = "ASL108"
    name = "async-use-of-sync-iterator"
    severity = ERROR

    def check_use(self, site: UseSite, place: Place) -> Iterator[Finding]:
        if not site.is_async or isinstance(site.kind, Coroutine) or not place.on_loop:
            return
        spelled = place.source(site.operand_at)
        if site.how == "with":
            message = f"`{spelled}` has no async form: `async with` raises `TypeError`"
        else:
            message = f"`{spelled}` has no async form: `async for` over it raises `TypeError`"
        yield self.finding(place, site.at, message, statement=site.statement, fix=_fix(site, place))


def _fix(site: UseSite, place: Place) -> Fix:
    header = place.header_of(site.at)
    if site.how == "with":
        if header == place.span(site.operand_at):  # one of several context managers
            return suggestion("Use `with`")
        return (unsafe if _may_wait(site, place) else safe)("Use `with`", MakeSync(header))
    return safe("Use `for`", MakeSync(header))


def _may_wait(site: UseSite, place: Place) -> bool:
    """Whether it is known of a context manager that what entering it does depends on others."""
    rows = (place.model.tables.row(f"{_class_of(o)}.__enter__") for o in members(site.kind))
    return any(row is not None and row.opaque for row in rows)


def _class_of(kind: Kind) -> str:
    return kind.cls if isinstance(kind, Instance) else ""
