from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import Rewrite
from asynclint.rules.awaiting import unawaitable_options
from asynclint.rules.base import Rule, unsafe
from asynclint.rules.blocking import ITERATES_SINCE, list_in_thread
from asynclint.semantic.kinds import Manager, QuerySet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import AwaitSite

# What takes the result of `await` and wants the queryset itself.
_GOES_ON = ("for", "async for", "attribute")


class AwaitedQueryset(Rule):
    """Checks for `await` on a queryset or a manager.

    Querysets of a class that defines `__await__` are left alone.

    ## Why is this bad?
    A queryset is lazy: it is run by iterating over it, not by awaiting it. `await` raises
    `TypeError: object QuerySet can't be used in 'await' expression`.

    ## Example
    ```python
    from shop.models import Book

    async def titles(request):
        books = await Book.objects.filter(price__lt=10)  # error
        return [book.title for book in books]
    ```

    Use instead:
    ```python
    from shop.models import Book

    async def titles(request):
        books = [item async for item in Book.objects.filter(price__lt=10)]
        return [book.title for book in books]
    ```

    ## Fix safety
    Unsafe: a list takes the queryset's place, which is what was meant where the rows are used.
    Where the queryset is iterated at once, or the query goes on, only the `await` is removed.

    ## Versions
    Before Django 4.1 querysets cannot be iterated over with `async for`: they have to be evaluated
    in a thread.

    ## References
    - [Asynchronous queries](https://docs.djangoproject.com/en/stable/topics/db/queries/#asynchronous-queries)
    """

    code = "ASL102"
    name = "awaited-queryset"
    severity = ERROR

    def check_await(self, site: AwaitSite, place: Place) -> Iterator[Finding]:
        options = unawaitable_options(site, place)
        if not options or not all(isinstance(o, (QuerySet, Manager)) for o in options):
            return
        noun = "manager" if isinstance(options[0], Manager) else "queryset"
        spelled = place.source(site.operand_at)
        message = f"`{spelled}` is a {noun}, which cannot be awaited: `TypeError`"
        fix = None if noun == "manager" else self._fix(site, place)
        yield self.finding(place, site.at, message, statement=site.statement, fix=fix)

    def _fix(self, site: AwaitSite, place: Place) -> Fix | None:
        if place.model.version < ITERATES_SINCE:
            return list_in_thread()
        if not site.can_await:
            return None
        operand = place.span(site.operand_at)
        if site.parent in _GOES_ON:
            return unsafe("Remove `await`", Rewrite(place.span(site.at), "{0}", (operand,)))
        template = "[{name} async for {name} in {0}]"
        step = Rewrite(place.span(site.at), template, (operand,), fresh="item")
        return unsafe("Iterate with `async for`", step)
