from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.knowledge.schema import QUERYSET
from asynclint.rules.base import Rule
from asynclint.rules.blocking import ITERATES_SINCE, series
from asynclint.rules.evaluating import asynchronously, how, made_by_thread

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import UseSite


class QuerysetEvaluation(Rule):
    """Checks for syntax and builtins that make a queryset fetch its rows on the event loop.

    `for`, comprehensions, `if books:`, `not`, `in`, `len()`, `list()`, an index, a slice with a
    step, unpacking, `*books`, `print()`, an f-string … A plain slice builds a query, `async for`
    fetches as it should, and a queryset that has its rows already is as good as a list.

    ## Why is this bad?
    Django refuses it: `SynchronousOnlyOperation: You cannot call this from an async context - use a
    thread or sync_to_async.`

    ## Example
    ```python
    from shop.models import Book

    async def titles(request):
        result = []
        for book in Book.objects.filter(price__lt=10):  # error
            result.append(book.title)
        return result
    ```

    Use instead:
    ```python
    from shop.models import Book

    async def titles(request):
        result = []
        async for book in Book.objects.filter(price__lt=10):
            result.append(book.title)
        return result
    ```

    ## Fix safety
    Safe: the code as it stands always raises. Offered for loops, comprehensions, builtins that
    iterate, `len()`, `in`, conditions and indices that are numbers, where Django has the async way
    (4.1 and later) and where `await` is allowed. Unsafe where the value may be something else than
    a queryset on another way.

    ## Versions
    Querysets can be iterated over with `async for` from Django 4.1 on. Before that the message says
    so, and they have to be evaluated in a thread.

    ## References
    - [When QuerySets are evaluated](https://docs.djangoproject.com/en/stable/ref/models/querysets/#when-querysets-are-evaluated)
    - [Asynchronous queries](https://docs.djangoproject.com/en/stable/topics/db/queries/#asynchronous-queries)
    """

    code = "ASL202"
    name = "queryset-evaluation"
    severity = ERROR
    about_loop = True

    def check_use(self, site: UseSite, place: Place) -> Iterator[Finding]:
        operation = site.operation
        if operation is None or operation.does != QUERYSET or not place.on_loop:
            return
        if made_by_thread(site, place) is not None:
            return  # left to ASL210
        spelled = place.source(site.operand_at)
        message = (
            f"{how(site)} `{spelled}` runs a query on the event loop: `SynchronousOnlyOperation`"
        )
        if place.model.version < ITERATES_SINCE:
            message += f" (`async for` works from Django {series(ITERATES_SINCE)} on)"
        yield self.finding(
            place, site.at, message, statement=site.statement, fix=asynchronously(site, place)
        )
