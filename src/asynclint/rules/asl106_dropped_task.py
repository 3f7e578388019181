from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import WARNING
from asynclint.index import tree
from asynclint.knowledge.tasks import WEAKLY_HELD
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic.kinds import Bound, External, Kind, is_task, members
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import DiscardSite


class DroppedTask(Rule):
    """Checks for `asyncio.create_task`, `asyncio.ensure_future` and `loop.create_task` whose result
    is kept nowhere.

    A variable that nothing reads keeps the task for as long as the function runs: that is reported
    where the function ends without waiting for anything else. Tasks of a `TaskGroup` are kept by
    the group.

    ## Why is this bad?
    The event loop refers to its tasks weakly. One that nothing else refers to may be thrown away by
    the garbage collector while it waits: its work ends in the middle, and nobody is told. What it
    raises is only logged, when it is thrown away.

    ## Example
    ```python
    import asyncio

    async def notify(title):
        await asyncio.sleep(0)

    async def publish(request):
        asyncio.create_task(notify("Dune"))  # error
    ```

    Use instead:
    ```python
    import asyncio

    running = set()

    async def notify(title):
        await asyncio.sleep(0)

    async def publish(request):
        task = asyncio.create_task(notify("Dune"))
        running.add(task)
        task.add_done_callback(running.discard)
    ```

    ## Fix safety
    Nothing is changed: where the task is to be kept is for a person to decide.

    ## References
    - [`asyncio.create_task()`](https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task)
    """

    code = "ASL106"
    name = "dropped-task"
    severity = WARNING

    def check_discard(self, site: DiscardSite, place: Place) -> Iterator[Finding]:
        if not all(is_task(option) for option in members(site.kind)):
            return
        made = [s for s in place.behaviour.sites if isinstance(s, CallSite) and s.at == site.at]
        if not made or not all(_called(call.callee) in WEAKLY_HELD for call in made):
            return
        if any(call.parent == "bind" for call in made) and _waits_behind(site, place):
            return
        yield self.finding(
            place,
            site.at,
            f"the task of `{place.source(site.at)}` is kept nowhere: it may be thrown away before"
            " it is done",
            statement=site.statement,
            fix=suggestion("Keep the task until it is done, or await it"),
        )


def _called(callee: Kind) -> str:
    """The dotted name of a library's function or method; empty for any other callee."""
    function = callee.function if isinstance(callee, Bound) else callee
    return function.name if isinstance(function, External) else ""


def _waits_behind(site: DiscardSite, place: Place) -> bool:
    """Whether the function waits for something after it has bound the task to a variable."""
    start = place.span(site.at).start
    waiting = (
        node
        for node in own_nodes(place.routine.node.body)
        if isinstance(node, tree.Await)
        or (isinstance(node, (tree.For, tree.With)) and node.is_async)
        or (isinstance(node, tree.Yield) and place.routine.is_generator)
    )
    return any(place.span(node.at).end > start for node in waiting)
