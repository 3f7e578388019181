from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import RenameAttribute
from asynclint.rules.asl101_awaited_response import is_response
from asynclint.rules.awaiting import awaited_calls, unawaitable_options
from asynclint.rules.base import Rule, safe, suggestion
from asynclint.rules.blocking import series
from asynclint.semantic.kinds import NONE, Kind, Literal, Manager, QuerySet, show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import AwaitSite, CallSite


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

    ## Versions
    The fix names a counterpart only where the project's Django has it; where a newer one does, the
    suggestion says which.

    ## References
    - [Asynchronous queries](https://docs.djangoproject.com/en/stable/topics/db/queries/#asynchronous-queries)
    """

    code = "ASL103"
    name = "awaited-sync-call"
    severity = ERROR

    def check_await(self, site: AwaitSite, place: Place) -> Iterator[Finding]:
        options = unawaitable_options(site, place)
        if not options or _has_a_rule_of_its_own(place, options):
            return
        calls = awaited_calls(site, place)
        spelled = place.source(site.operand_at)
        given = " or ".join(dict.fromkeys(map(_named, options)))
        message = f"`{spelled}` gives {given}, which cannot be awaited: `TypeError`"
        fix = self._fix(calls, place) if calls else suggestion("Remove `await`")
        yield self.finding(place, site.at, message, statement=site.statement, fix=fix)

    def _fix(self, calls: list[CallSite], place: Place) -> Fix | None:
        operation = calls[0].operation
        if operation is not None and operation.twin and "." not in operation.twin:
            title = f"Use `{operation.twin}()`"
            return safe(title, RenameAttribute(place.span(calls[0].function_at), operation.twin))
        if operation is not None and operation.twin_later is not None:
            version = series(operation.twin_later)
            return suggestion(f"Remove `await`; Django {version} has an async counterpart")
        return suggestion("Remove `await`, or call an async function")


def _has_a_rule_of_its_own(place: Place, options: list[Kind]) -> bool:
    """Responses have ASL101, querysets and managers ASL102."""
    return all(is_response(place, option) for option in options) or all(
        isinstance(option, (QuerySet, Manager)) for option in options
    )


def _named(kind: Kind) -> str:
    """The kind for a sentence, without what it holds."""
    if isinstance(kind, Literal):
        return f"`{kind.value!r}`"
    if kind == NONE:
        return "`None`"
    name = show(kind).partition("[")[0]
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} `{name}`"
