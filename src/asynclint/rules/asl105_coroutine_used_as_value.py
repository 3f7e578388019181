from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import Rewrite
from asynclint.rules.base import Rule, safe, suggestion
from asynclint.semantic.kinds import NONE, Coroutine
from asynclint.semantic.uses import needs_result

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import UseSite


class CoroutineUsedAsValue(Rule):
    """Checks for a coroutine that is used as if it were its result.

    The use may be an attribute, an index, a loop, a condition, a comparison, arithmetic,
    formatting, unpacking, the argument of a function that needs the value, or the response of a
    view; it may come later, through a variable. Reported at the call that makes the coroutine.

    ## Why is this bad?
    A coroutine that was not awaited has none of its result's attributes, and it is always true. At
    best the use raises, as in `TypeError: Object of type coroutine is not JSON serializable`; at
    worst `if user_may_edit(request):` lets everybody in.

    ## Example
    ```python
    from django.http import JsonResponse
    from shop.models import Book

    async def cheapest():
        return await Book.objects.order_by("price").values("title").afirst()

    async def offer(request):
        data = cheapest()  # error
        return JsonResponse(data)
    ```

    Use instead:
    ```python
    from django.http import JsonResponse
    from shop.models import Book

    async def cheapest():
        return await Book.objects.order_by("price").values("title").afirst()

    async def offer(request):
        data = await cheapest()
        return JsonResponse(data)
    ```

    ## Fix safety
    Safe where the coroutine is only used as its result. Not offered where it is also awaited or
    handed on elsewhere.

    ## References
    - [Awaitables](https://docs.python.org/3/library/asyncio-task.html#awaitables)
    """

    code = "ASL105"
    name = "coroutine-used-as-value"
    severity = ERROR

    def check_use(self, site: UseSite, place: Place) -> Iterator[Finding]:
        if not isinstance(site.kind, Coroutine) or not place.is_async:
            return
        use = describe_use(site)
        if use is None:
            return
        origin = site.kind.origin
        at = origin if origin >= 0 else site.operand_at
        spelled = place.source(at)
        message = f"`{spelled}` is a coroutine, {use} without `await`"
        is_mendable = origin >= 0 and not _needs_more_than_none(site, site.kind)
        fix = self._fix(place, at) if is_mendable else suggestion("Await it")
        statement = site.statement if at == site.operand_at else -1
        yield self.finding(place, at, message, statement=statement, fix=fix)

    def _fix(self, place: Place, at: int) -> Fix:
        made_there = [s for s in place.behaviour.sites if s.at == at]
        if at in place.behaviour.kept or not all(s.can_await for s in made_there):
            return suggestion("Await it")
        span = place.span(at)
        return safe("Await it", Rewrite(span, "await {0}", (span,)))


def _needs_more_than_none(site: UseSite, coroutine: Coroutine) -> bool:
    """Whether it gives None and nothing else, of which there is no such use either."""
    return coroutine.result == NONE and site.how not in _BORNE_BY_NONE


_BORNE_BY_NONE = frozenset({"truth", "compare", "format", "argument", "pickle", "return"})
_USES = {
    "subscript": "indexed",
    "slice": "sliced",
    "step": "sliced",
    "iterate": "iterated over",
    "unpack": "unpacked",
    "truth": "taken for true",
    "length": "measured with `len`",
    "contains": "searched with `in`",
    "compare": "compared",
    "operand": "calculated with",
    "format": "formatted",
    "argument": "passed on as a value",
    "pickle": "pickled",
    "with": "entered as a context manager",
    "return": "returned as the response",
}


def describe_use(site: UseSite) -> str | None:
    """The use as a participle; None where a coroutine may be used so."""
    if not isinstance(site.kind, Coroutine) or not needs_result(site.kind, site.how, site.by):
        return None
    return f"asked for `.{site.by}`" if site.how == "attribute" else _USES.get(site.how)
