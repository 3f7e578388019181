from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR, WARNING
from asynclint.index import tree
from asynclint.knowledge.schema import TRANSACTION
from asynclint.rules.base import Rule
from asynclint.rules.blocking import (
    RAISING,
    first_time,
    in_django_thread,
    in_override,
    method_of_data,
    worst,
)
from asynclint.semantic.kinds import Bound, Coroutine, Def, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Effect


class BlockingHelper(Rule):
    """Checks for calls, on the event loop, of the project's own sync functions that block further
    down: in the same file or another, however deep.

    Methods, properties, constructors, context managers and functions passed to `sorted` count as
    calls. One finding a call, at the call in the async function; it carries the chain of calls that
    leads to the operation.

    ## Why is this bad?
    A query raises `SynchronousOnlyOperation`, far from the code that has to change. A request, a
    subprocess or a sleep raises nothing and stops the event loop for everybody.

    ## Example
    ```python
    from shop.models import Book

    def cheapest():
        return Book.objects.order_by("price").first()

    async def offer(request):
        return cheapest().title  # error
    ```

    Use instead:
    ```python
    from asgiref.sync import sync_to_async
    from shop.models import Book

    def cheapest():
        return Book.objects.order_by("price").first()

    async def offer(request):
        return (await sync_to_async(cheapest)()).title
    ```

    ## Fix safety
    Unsafe: the function runs in a thread, where other code may run at the same time, and what it
    returns may still be lazy. The other way is to make the helper async, with all that calls it:
    [`asynclint asyncify`](../asyncify.md) does that.

    ## References
    - [`sync_to_async()`](https://docs.djangoproject.com/en/stable/topics/async/#sync-to-async)
    """

    code = "ASL311"
    name = "blocking-helper"
    severity = WARNING
    about_loop = True

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        if not place.on_loop or (site.awaited and not _gives_awaitable(site)):
            return  # what cannot be awaited is left to ASL103
        if not site.effects:
            return
        effect = worst(site.effects)
        if effect is None or method_of_data(site, effect):
            return
        is_raising = effect.does in RAISING
        spelled = place.source(site.at)
        end = "`SynchronousOnlyOperation`" if is_raising else "the event loop stands still"
        what = place.source_of(effect)
        aside = in_override(effect) + first_time(effect)
        message = f"`{spelled}` {_VERBS.get(site.how, 'reaches')} {what}{aside}: {end}"
        yield self.finding(
            place,
            site.at,
            message,
            statement=site.statement,
            chain=place.frames(site.at, effect),
            fix=None if _gives_awaitable(site) else _fix(site, effect, place),
            severity=ERROR if is_raising else WARNING,
        )


def _fix(site: CallSite, effect: Effect, place: Place) -> Fix | None:
    """Run it in a thread; or make it async, where all that leads to the operation is the
    project's own and nothing but calls by name."""
    fix = in_django_thread(site, place)
    options = members(site.callee)
    function = options[0].function if isinstance(options[0], Bound) else options[0]
    if fix is None or len(options) != 1 or not isinstance(function, Def):
        return fix
    helper = function.routine
    node = helper.node
    is_plain = isinstance(node, tree.Function) and not node.decorators and helper.outer is None
    is_special = helper.name.startswith("__")
    is_own = not any(routine.module.is_library for routine, _ in effect.frames)
    if not is_plain or is_special or not is_own or effect.does == TRANSACTION:
        return fix
    target = f"{place.frames(site.at, effect)[1].path}::{helper.qualname}"
    other = f"make `{helper.name}` async: `asynclint asyncify {target}` shows the plan"
    return fix._replace(otherwise=other, asyncify=target)


def _gives_awaitable(site: CallSite) -> bool:
    return any(isinstance(option, Coroutine) for option in members(site.result))


_VERBS = {"property": "is a property that reaches"}
