from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import INFO
from asynclint.index import tree
from asynclint.rules.base import Rule, suggestion
from asynclint.rules.paying import only_fetches
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import own_nodes, target_names, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place


class SequentialAwaits(Rule):
    """Checks for HTTP requests that are awaited one after the other, where none needs what another
    has brought: by an async client, or in functions of the project that do nothing else.

    In preview: it takes requests that only ask (`get`, `head`, `options`) and whose answers are
    kept for independent of each other, and cannot know what the other server makes of them.
    Silent about Django's queries, which share one thread and do not overlap, about requests that
    change something, about answers that are not kept, and where anything stands between that
    another request may depend on: a check, a branch, a lock, another `await`.

    ## Why is this bad?
    The second request is not sent before the first one is answered, so that the waits add up.
    Together they take about as long as the slowest of them. Whether that matters depends on how
    long the other servers take: measure. A server that limits how many requests it takes at a time
    may be a reason to leave it.

    ## Example
    ```python
    import httpx
    from django.http import JsonResponse

    async def dashboard(request):
        async with httpx.AsyncClient() as client:
            rates = await client.get("http://rates.example.com/latest")
            news = await client.get("http://news.example.com/latest")  # error
        return JsonResponse({"rates": rates.json(), "news": news.json()})
    ```

    Use instead:
    ```python
    import asyncio

    import httpx
    from django.http import JsonResponse

    async def dashboard(request):
        async with httpx.AsyncClient() as client:
            rates, news = await asyncio.gather(
                client.get("http://rates.example.com/latest"),
                client.get("http://news.example.com/latest"),
            )
        return JsonResponse({"rates": rates.json(), "news": news.json()})
    ```

    ## Fix safety
    Only suggested: whether the requests may be sent together is for you to say.

    ## References
    - [Task groups](https://docs.python.org/3/library/asyncio-task.html#task-groups)
    """

    code = "ASL602"
    name = "sequential-awaits"
    severity = INFO
    default = False
    preview = True

    def check_function(self, place: Place) -> Iterator[Finding]:
        node = place.routine.node
        if not place.is_async or not isinstance(node, tree.Function):
            return
        sites = {
            site.at: site
            for site in place.behaviour.sites
            if isinstance(site, CallSite) and site.awaited and only_fetches(place.model, site)
        }
        if len(sites) < 2:
            return
        for body in _blocks(node):
            for first, second in _pairs(body, sites, place):
                yield self.finding(
                    place,
                    second.at,
                    f"`{place.source(second.at)}` is not sent before"
                    f" `{place.source(first.at)}` is answered, and needs nothing of it",
                    statement=second.statement,
                    fix=suggestion("Await them together: `asyncio.gather`, `asyncio.TaskGroup`"),
                )


def _blocks(node: tree.Function) -> Iterator[list[tree.Stmt]]:
    """The function's body, and the blocks inside it."""
    yield node.body
    for inner in own_nodes(node.body):
        for name in ("body", "orelse", "final"):
            block = getattr(inner, name, None)
            if isinstance(block, list) and not isinstance(inner, (tree.Function, tree.Class)):
                yield block


def _pairs(
    body: list[tree.Stmt], sites: dict[int, CallSite], place: Place
) -> Iterator[tuple[CallSite, CallSite]]:
    """Each request that could have been sent with the one before it, and that one."""
    before: CallSite | None = None
    bound: set[str] = set()  # since then
    asked: set[str] = set()
    for statement in body:
        site = _fetch_of(statement, sites)
        if not isinstance(statement, tree.Bind) or (site is None and _may_matter(statement)):
            before, bound, asked = None, set(), set()
            continue
        names = {n for target in statement.targets for n in target_names(target)}
        if site is not None:
            used = {n.id for n in walk(statement.value) if isinstance(n, tree.Name)}
            text = place.source(site.at, 1000)
            if before is None or used & bound or text in asked:
                bound, asked = set(), set()
            elif names:
                yield before, site
            before = site if names - {"_"} else None
            asked.add(text)
        bound |= names


def _fetch_of(statement: tree.Stmt, sites: dict[int, CallSite]) -> CallSite | None:
    """The request that a statement awaits and keeps something of, if it awaits nothing else."""
    if not isinstance(statement, tree.Bind) or statement.value is None:
        return None
    if not all(isinstance(target, (tree.Name, tree.Display)) for target in statement.targets):
        return None
    awaited = [node for node in walk(statement.value) if isinstance(node, tree.Await)]
    return sites.get(awaited[0].value.at) if len(awaited) == 1 else None


def _may_matter(statement: tree.Bind) -> bool:
    """Whether a statement between two requests may decide on the second one: it waits, or stores
    something where others find it."""
    waits = any(isinstance(node, tree.Await) for node in walk(statement.value))
    return waits or not all(isinstance(target, tree.Name) for target in statement.targets)
