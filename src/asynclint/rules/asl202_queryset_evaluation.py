from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import MakeAsync, Rewrite
from asynclint.knowledge.schema import QUERYSET
from asynclint.rules.base import Rule, safe, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
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
    Safe: the code as it stands always raises. Offered for loops, comprehensions, `list()`, `len()`
    and conditions, where Django has the async way (4.1 and later) and `await` is allowed.

    ## References
    - [When QuerySets are evaluated](https://docs.djangoproject.com/en/stable/ref/models/querysets/#when-querysets-are-evaluated)
    - [Asynchronous queries](https://docs.djangoproject.com/en/stable/topics/db/queries/#asynchronous-queries)
    """

    code = "ASL202"
    name = "queryset-evaluation"
    severity = ERROR

    def check_use(self, site: UseSite, place: Place) -> Iterator[Finding]:
        operation = site.operation
        if operation is None or operation.does != QUERYSET or not place.on_loop:
            return
        spelled = place.source(site.operand_at)
        message = f"{_how(site)} `{spelled}` runs a query on the event loop: `SynchronousOnlyOperation`"
        yield self.finding(
            place, site.at, message, statement=site.statement, fix=self._fix(site, place)
        )

    def _fix(self, site: UseSite, place: Place) -> Fix | None:
        if place.model.version < (4, 1):
            return suggestion("Evaluate it in a thread with `sync_to_async(list)(…)`")
        if not site.can_await:
            return None
        span, operand = place.span(site.at), place.span(site.operand_at)
        if site.how == "iterate" and site.by == "for":
            return safe("Use `async for`", MakeAsync(place.header_of(site.at)))
        if site.how == "iterate" and site.by == "list" and span != operand:
            template = "[{name} async for {name} in {0}]"
            return safe(
                "Use an async comprehension", Rewrite(span, template, (operand,), fresh="item")
            )
        if site.how == "length":
            return safe("Use `await acount()`", Rewrite(span, "await {0}.acount()", (operand,)))
        if site.how == "truth":
            return safe("Use `await aexists()`", Rewrite(operand, "await {0}.aexists()", (operand,)))
        return suggestion("Fetch the rows first: `[item async for item in …]`")


def _how(site: UseSite) -> str:
    if site.how == "iterate":
        return "Iterating over" if site.by in ("for", "*") else f"`{site.by}()` of"
    return _WORDS.get(site.how, "Using")


_WORDS = {
    "truth": "The truth of",
    "length": "`len()` of",
    "subscript": "Indexing",
    "step": "A slice with a step of",
    "contains": "`in`",
    "format": "Formatting",
    "unpack": "Unpacking",
    "pickle": "Pickling",
}
