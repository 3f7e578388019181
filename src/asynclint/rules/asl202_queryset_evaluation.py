from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import MakeAsync, RenameAttribute, Rewrite
from asynclint.index import tree
from asynclint.knowledge.schema import QUERYSET
from asynclint.rules.base import Rule, safe, suggestion, unsafe
from asynclint.semantic.django import RAW_QUERYSET
from asynclint.semantic.kinds import Bound, External, QuerySet
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.fixes.steps import Step
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import UseSite


class QuerysetEvaluation(Rule):
    """Checks for syntax and builtins that make a queryset fetch its rows on the event loop.

    `for`, comprehensions, `if books:`, `not`, `in`, `len()`, `list()`, an index, a slice with a
    step, unpacking, `*books`, `print()`, an f-string … A plain slice builds a query, `async for`
    fetches as it should, and a queryset that has its rows already is as good as a list.

    ## Why is this bad?
    Django refuses it: `SynchronousOnlyOperation: You cannot call this from an async context - use a
    thread or sync_to_async.`

    ## Example
    ```python
    from shop.models import Book

    async def titles(request):
        result = []
        for book in Book.objects.filter(price__lt=10):  # error
            result.append(book.title)
        return result
    ```

    Use instead:
    ```python
    from shop.models import Book

    async def titles(request):
        result = []
        async for book in Book.objects.filter(price__lt=10):
            result.append(book.title)
        return result
    ```

    ## Fix safety
    Safe: the code as it stands always raises. Offered for loops, comprehensions, builtins that
    iterate, `len()`, `in` and conditions, where Django has the async way (4.1 and later) and where
    `await` is allowed. Unsafe where the value may be something else than a queryset on another way.

    ## References
    - [When QuerySets are evaluated](https://docs.djangoproject.com/en/stable/ref/models/querysets/#when-querysets-are-evaluated)
    - [Asynchronous queries](https://docs.djangoproject.com/en/stable/topics/db/queries/#asynchronous-queries)
    """

    code = "ASL202"
    name = "queryset-evaluation"
    severity = ERROR
    about_loop = True

    def check_use(self, site: UseSite, place: Place) -> Iterator[Finding]:
        operation = site.operation
        if operation is None or operation.does != QUERYSET or not place.on_loop:
            return
        spelled = place.source(site.operand_at)
        message = (
            f"{_how(site)} `{spelled}` runs a query on the event loop: `SynchronousOnlyOperation`"
        )
        yield self.finding(
            place, site.at, message, statement=site.statement, fix=self._fix(site, place)
        )

    def _fix(self, site: UseSite, place: Place) -> Fix | None:
        if place.model.version < (4, 1):
            return suggestion("Evaluate it in a thread with `sync_to_async(list)(…)`")
        if not site.can_await:
            return None
        change = _change(site, place)
        renamed = _asynchronous_iterator(site, place)
        if change is None or renamed is None:
            return suggestion("Fetch the rows first: `[item async for item in …]`")
        title, step = change
        return (safe if site.certain else unsafe)(title, step, *renamed)


def _change(site: UseSite, place: Place) -> tuple[str, Step] | None:
    """The title and the main step of the fix for a use; None where a person has to decide."""
    span, operand = place.span(site.at), place.span(site.operand_at)
    if site.how == "iterate" and site.by == "for" and not _feeds_generator(site, place):
        return "Use `async for`", MakeAsync(place.header_of(site.at))
    if site.how in ("iterate", "contains", "step"):
        whole = span if site.by == "list" else operand
        template = "[{name} async for {name} in {0}]"
        return "Use an async comprehension", Rewrite(whole, template, (operand,), fresh="item")
    if isinstance(site.kind, QuerySet) and site.kind.cls != RAW_QUERYSET:
        if site.how == "length":
            return "Use `await acount()`", Rewrite(span, "await {0}.acount()", (operand,))
        if site.how == "truth" and not site.by.endswith("value"):
            return "Use `await aexists()`", Rewrite(operand, "await {0}.aexists()", (operand,))
    return None


def _feeds_generator(site: UseSite, place: Place) -> bool:
    """Whether a generator expression iterates over it first: a sync one has to stay sync."""
    return any(
        isinstance(node, tree.Comprehension)
        and node.kind == "generator"
        and node.clauses[0].iterable.at == site.operand_at
        for node in own_nodes(place.routine.node.body)
    )


def _asynchronous_iterator(site: UseSite, place: Place) -> tuple[Step, ...] | None:
    """What turns `iterator()` into `aiterator()`; None where that cannot be done at this place."""
    if isinstance(site.kind, QuerySet):
        return ()
    for made in place.behaviour.sites:
        if isinstance(made, CallSite) and made.at == site.operand_at and made.how == "call":
            row = place.model.tables.row(_method_name(made))
            if row is not None and row.twin:
                return (RenameAttribute(place.span(made.function_at), row.twin),)
    return None


def _method_name(site: CallSite) -> str:
    """The dotted name of the library's method that a call is of; empty for any other call."""
    function = site.callee.function if isinstance(site.callee, Bound) else None
    return function.name if isinstance(function, External) else ""


def _how(site: UseSite) -> str:
    if site.how == "iterate":
        return _ITERATING.get(site.by, f"`{site.by}()` of")
    return _WORDS.get(site.how, "Using")


_ITERATING = {
    "for": "Iterating over",
    "*": "Iterating over",
    "unpack": "Unpacking",
    "return": "Making a response of",
}
_WORDS = {
    "truth": "The truth of",
    "length": "`len()` of",
    "subscript": "Indexing",
    "step": "A slice with a step of",
    "contains": "`in`",
    "format": "Formatting",
    "pickle": "Pickling",
}
