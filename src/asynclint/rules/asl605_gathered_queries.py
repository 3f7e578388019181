from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import INFO
from asynclint.index import tree
from asynclint.rules.base import Rule, suggestion
from asynclint.rules.paying import asks_database
from asynclint.semantic.kinds import External
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import own_nodes, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place

_GATHERING = frozenset({"asyncio.gather"})


class GatheredQueries(Rule):
    """Checks for several coroutines of Django's ORM that are given to one `asyncio.gather()`.

    Off by default: it works. It looks as if the queries ran at the same time, and they do not.

    ## Why is this bad?
    Django's async methods hand each query to the one thread that serves the request, so gathered
    queries run one after the other, as they do when they are awaited one by one. Nothing overlaps.
    If one of them fails, `gather()` raises at once and the others go on behind the caller's back:
    what they write may reach the database after the error was handled.

    ## Example
    ```python
    import asyncio

    from shop.models import Author, Book

    async def totals(request):
        books, authors = await asyncio.gather(  # error
            Book.objects.acount(),
            Author.objects.acount(),
        )
        return {"books": books, "authors": authors}
    ```

    Use instead:
    ```python
    from shop.models import Author, Book

    async def totals(request):
        books = await Book.objects.acount()
        authors = await Author.objects.acount()
        return {"books": books, "authors": authors}
    ```

    ## Fix safety
    Only suggested: one query that fetches all is better where there is one.

    ## References
    - [Asynchronous support](https://docs.djangoproject.com/en/stable/topics/async/)
    """

    code = "ASL605"
    name = "gathered-queries"
    severity = INFO
    default = False

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        if not isinstance(site.callee, External) or site.callee.name not in _GATHERING:
            return
        queries = list(_queries(site, place))
        if len(queries) < 2:
            return
        first = place.source(queries[0])
        yield self.finding(
            place,
            site.at,
            f"`{first}` and the other queries given to `gather()` run one after the other: Django"
            " does them in one thread",
            statement=site.statement,
            fix=suggestion("Await the queries one by one, or fetch more with one query"),
        )


def _queries(gather: CallSite, place: Place) -> Iterator[int]:
    """The places of the queries that are gathered; one that is made in a comprehension stands for
    several."""
    direct = set(gather.arg_places)
    repeated: set[int] = set()
    for node in own_nodes(place.routine.node.body):
        if isinstance(node, tree.Call) and node.at == gather.at:
            for arg in node.args:
                if isinstance(arg, tree.Starred) and isinstance(arg.value, tree.Comprehension):
                    nodes = walk(arg.value.element)
                    repeated.update(n.at for n in nodes if isinstance(n, tree.Node))
    for site in dict.fromkeys(s for s in place.behaviour.sites if isinstance(s, CallSite)):
        if (site.at in direct or site.at in repeated) and asks_database(site):
            yield site.at
            if site.at in repeated:
                yield site.at
