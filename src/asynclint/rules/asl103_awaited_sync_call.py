from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import RenameAttribute
from asynclint.rules.asl101_awaited_response import is_response
from asynclint.rules.awaiting import operand_options
from asynclint.rules.base import Rule, safe, suggestion
from asynclint.semantic.attributes import is_awaitable
from asynclint.semantic.kinds import Bound, Def, Kind, Manager, QuerySet, show
from asynclint.semantic.sites import CallSite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import AwaitSite


class AwaitedSyncCall(Rule):
    """Checks for `await` on the result of a call that is sync and gives nothing awaitable.

    Functions of which nothing is known are left alone, and so are those that may return an
    awaitable. Responses and querysets have rules of their own (ASL101, ASL102).

    ## Why is this bad?
    The call runs to its end first, on the event loop, and `await` then raises
    `TypeError: object Book can't be used in 'await' expression`. A query raises
    `SynchronousOnlyOperation` before it gets that far.

    ## Example
    ```python
    from shop.models import Book

    async def detail(request, pk):
        book = await Book.objects.get(pk=pk)  # error
        return book.title
    ```

    Use instead:
    ```python
    from shop.models import Book

    async def detail(request, pk):
        book = await Book.objects.aget(pk=pk)
        return book.title
    ```

    ## Fix safety
    Safe where the async counterpart exists in the project's Django: the code as it stands always
    raises.

    ## References
    - [Asynchronous queries](https://docs.djangoproject.com/en/stable/topics/db/queries/#asynchronous-queries)
    """

    code = "ASL103"
    name = "awaited-sync-call"
    severity = ERROR

    def check_await(self, site: AwaitSite, place: Place) -> Iterator[Finding]:
        options = operand_options(site)
        if not options:
            return
        calls = [
            s
            for s in place.behaviour.sites
            if isinstance(s, CallSite) and s.at == site.operand_at and s.how == "call"
        ]
        if any(isinstance(option, (QuerySet, Manager)) or is_response(place, option)
               for option in options):  # fmt: skip
            return
        if any(is_awaitable(place.model, option) is not False for option in options):
            return
        if any(self._may_be_overridden(call, place) for call in calls):
            return
        spelled = place.source(site.operand_at)
        message = f"`{spelled}` gives {_named(options)}, which cannot be awaited: `TypeError`"
        fix = self._fix(calls, place) if calls else suggestion("Remove `await`")
        yield self.finding(place, site.at, message, statement=site.statement, fix=fix)

    def _may_be_overridden(self, call: CallSite, place: Place) -> bool:
        """Whether another class of the project has an async method of that name."""
        if not isinstance(call.callee, Bound) or not isinstance(call.callee.function, Def):
            return False
        return place.model.is_coroutine_name(call.callee.function.routine.name)

    def _fix(self, calls: list[CallSite], place: Place) -> Fix | None:
        operation = calls[0].operation
        if operation is not None and operation.twin and "." not in operation.twin:
            title = f"Use `{operation.twin}()`"
            return safe(title, RenameAttribute(place.span(calls[0].function_at), operation.twin))
        if operation is not None and operation.twin_later is not None:
            version = ".".join(map(str, operation.twin_later))
            return suggestion(f"Django {version} has an async counterpart")
        return suggestion("Remove `await`, or call an async function")


def _named(options: list[Kind]) -> str:
    text = " or ".join(show(option) for option in options)
    text = text.replace("Literal[", "the constant `").replace("]", "`") if "Literal" in text else text
    if text == "None":
        return "`None`"
    return text if text.startswith("the") else f"a `{text}`"
