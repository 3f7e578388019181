from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.rules.base import Rule, suggestion, unsafe
from asynclint.rules.loading import step_that_loads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import RelationSite


class LazyRelation(Rule):
    """Checks for attributes of model instances that query on the event loop: foreign keys,
    one-to-one relations from either side and generic foreign keys that are not loaded yet, and
    columns that `only()` or `defer()` left out.

    The object has to come from a query that is in sight. Of objects that came from elsewhere it is
    not known what they hold, and nothing is reported.

    ## Why is this bad?
    It looks like reading a value, and Django refuses it: `SynchronousOnlyOperation: You cannot call
    this from an async context - use a thread or sync_to_async.`

    ## Example
    ```python
    from shop.models import Book

    async def author(request, pk):
        book = await Book.objects.aget(pk=pk)
        return book.author.name  # error
    ```

    Use instead:
    ```python
    from shop.models import Book

    async def author(request, pk):
        book = await Book.objects.select_related("author").aget(pk=pk)
        return book.author.name
    ```

    ## Fix safety
    Unsafe: the query that is in the same function fetches more than before.

    ## References
    - [`select_related()`](https://docs.djangoproject.com/en/stable/ref/models/querysets/#select-related)
    """

    code = "ASL204"
    name = "lazy-relation"
    severity = ERROR

    def check_relation(self, site: RelationSite, place: Place) -> Iterator[Finding]:
        if site.operation is None or not place.on_loop:
            return
        spelled = place.source(site.at)
        why = f"the {site.what} is not loaded" if site.what != "column" else "it was not fetched"
        message = f"`{spelled}` runs a query on the event loop ({why}): `SynchronousOnlyOperation`"
        yield self.finding(place, site.at, message, statement=site.statement, fix=_fix(site, place))


def _fix(site: RelationSite, place: Place) -> Fix:
    if site.what not in ("foreign key", "one-to-one"):
        return suggestion("Fetch it with the object, or in a thread with `sync_to_async`")
    step = step_that_loads(site, place)
    if step is None:
        return suggestion("Fetch the object with `select_related(…)`")
    return unsafe("Fetch it with the object: `select_related()`", step)
