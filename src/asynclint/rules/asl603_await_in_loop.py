from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import INFO
from asynclint.index import tree
from asynclint.rules.base import Rule, suggestion
from asynclint.rules.paying import asks_database, sends_request
from asynclint.semantic.kinds import QuerySet, members
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import own_nodes, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place

_READING = frozenset({"aget", "afirst", "alast", "alatest", "aearliest", "acount", "aexists"})


class AwaitInLoop(Rule):
    """Checks for loops that await one query or one HTTP request for each turn, where no turn needs
    what another gave.

    Off by default: it works, and for two or three items nobody notices. Silent where the loop may
    end early, where a turn depends on the one before it (pages, retries, cursors), in `while`
    loops, and for streams of which the next item has to be awaited.

    ## Why is this bad?
    The waits add up: each turn goes to the database or the other server and back before the next
    one starts. One query could fetch the rows of all turns; requests could wait at the same time.
    Whether it matters depends on how many items there are and how far away the server is: measure.

    ## Example
    ```python
    from shop.models import Author, Book

    async def credits(request):
        names = []
        async for book in Book.objects.all():
            author = await Author.objects.aget(pk=book.author_id)  # error
            names.append(author.name)
        return names
    ```

    Use instead:
    ```python
    from shop.models import Book

    async def credits(request):
        names = []
        async for book in Book.objects.select_related("author"):
            names.append(book.author.name)
        return names
    ```

    ## Fix safety
    Only suggested: what runs together may interfere with each other, and fails in another order.

    ## References
    - [`in_bulk()`](https://docs.djangoproject.com/en/stable/ref/models/querysets/#in-bulk)
    - [Task groups](https://docs.python.org/3/library/asyncio-task.html#task-groups)
    """

    code = "ASL603"
    name = "await-in-loop"
    severity = INFO
    default = False

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        if not site.awaited or not place.is_async:
            return
        is_query = asks_database(site) and _last_name(site) in _READING
        if not is_query and not sends_request(site):
            return
        loop = _loop_around(site, place)
        if loop is None or not _is_independent(loop, site, place):
            return
        spelled = place.source(site.at)
        what = "one query" if is_query else "one request"
        could = "one query could fetch them all" if is_query else "they could run together"
        advice = (
            "Fetch the rows before the loop: `select_related`, `in_bulk`, `__in`, `annotate`"
            if is_query
            else "Start them together: `asyncio.TaskGroup` or `gather`, with a limit"
        )
        yield self.finding(
            place,
            site.at,
            f"`{spelled}` is awaited on every turn of the loop, {what} each time: {could}",
            statement=site.statement,
            fix=suggestion(advice),
        )


def _last_name(site: CallSite) -> str:
    return getattr(getattr(site.callee, "function", None), "name", "").rpartition(".")[2]


def _loop_around(site: CallSite, place: Place) -> tree.For | tree.Comprehension | None:
    """The innermost loop whose turns make the call; None where that is no loop over known items."""
    found: tree.For | tree.While | tree.Comprehension | None = None
    for node in own_nodes(place.routine.node.body):
        inside: list[object] = []
        if isinstance(node, (tree.For, tree.While)):
            inside = [node.body]
        elif isinstance(node, tree.Comprehension):
            inside = [node.element, node.key, *(c.conditions for c in node.clauses)]
        nodes = (inner for part in inside for inner in walk(part))
        if any(isinstance(n, tree.Call) and n.at == site.at for n in nodes):
            found = node
    return None if isinstance(found, tree.While) else found


def _is_independent(loop: tree.For | tree.Comprehension, site: CallSite, place: Place) -> bool:
    """Whether the call is about the item, and no turn needs what another one has made."""
    call = next((n for n in walk(loop) if isinstance(n, tree.Call) and n.at == site.at), None)
    if call is None or not _is_over_rows(loop, place):
        return False
    used = _names(call)
    if isinstance(loop, tree.Comprehension):
        return bool(used & {n for c in loop.clauses for n in _names(c.target)})
    body = list(walk(loop.body))
    if any(isinstance(n, (tree.Jump, tree.Return, tree.Raise, tree.While, tree.Try)) for n in body):
        return False
    items = _names(loop.target)
    made = {name for n in body for name in _bound(n)}
    return bool(used & items) and not used & (made - items)


def _is_over_rows(loop: tree.For | tree.Comprehension, place: Place) -> bool:
    """`async for` over anything but a queryset is a stream."""
    clauses = [loop] if isinstance(loop, tree.For) else loop.clauses
    streams = [clause.iterable for clause in clauses if clause.is_async]
    return all(
        any(
            isinstance(other, CallSite)
            and other.at == iterable.at
            and all(isinstance(option, QuerySet) for option in members(other.result))
            for other in place.behaviour.sites
        )
        for iterable in streams
    )


def _names(node: object) -> set[str]:
    return {inner.id for inner in walk(node) if isinstance(inner, tree.Name)}


def _bound(node: object) -> Iterator[str]:
    if isinstance(node, tree.Bind):
        for target in node.targets:
            yield from _names(target)
    elif isinstance(node, tree.Augment):
        yield from _names(node.target)
