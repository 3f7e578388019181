"""What the rules about blocking share: which sites they are about, and what to say and do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import Fix
from asynclint.fixes.steps import AddImport, RenameAttribute, Rewrite
from asynclint.rules.base import Rule, safe, suggestion, unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation, UseSite


class BlockingCall(Rule):
    """A rule about calls that do one kind of operation (`does`), when they run on the loop.

    The direct operand of `await` is left to the rules about awaiting: it is not awaitable.
    """

    does: str = ""

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        operation = site.operation
        if operation is None or operation.does != self.does or not place.on_loop or site.awaited:
            return
        yield self.finding(
            place,
            site.at,
            self.message(site, place, operation),
            statement=site.statement,
            fix=self.fix(site, place, operation),
        )

    def message(self, site: CallSite, place: Place, operation: Operation) -> str:
        raise NotImplementedError

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        return twin_fix(site, place, operation) or in_thread(site, place)


def twin_fix(site: CallSite, place: Place, operation: Operation) -> Fix | None:
    """Call the async counterpart, where the project's Django has it and `await` is allowed."""
    if not operation.twin or "." in operation.twin or not site.can_await:
        return None
    if site.how != "call" or site.receiver_at < 0:
        return None
    span = place.span(site.at)
    return safe(
        f"Use `await {operation.twin}()`",
        RenameAttribute(place.span(site.function_at), operation.twin),
        Rewrite(span, "await {0}", (span,)),
    )


def in_django_thread(site: CallSite, place: Place) -> Fix | None:
    """Run the call through `sync_to_async`, on the thread that owns Django's connections."""
    if not site.can_await or site.how != "call":
        return None
    span = place.span(site.at)
    return unsafe(
        "Run it in a thread with `sync_to_async`",
        Rewrite(
            span,
            "await sync_to_async({0})({1*})",
            (place.span(site.function_at), span),
        ),
        AddImport("asgiref.sync", "sync_to_async"),
    )


def in_thread(site: CallSite, place: Place) -> Fix | None:
    """Run the call through `asyncio.to_thread`."""
    if not site.can_await or site.how != "call":
        return None
    span = place.span(site.at)
    return unsafe(
        "Run it in a thread with `asyncio.to_thread`",
        Rewrite(span, "await asyncio.to_thread({0}, {1*})", (place.span(site.function_at), span)),
        AddImport("asyncio"),
    )


def later_twin(operation: Operation) -> Fix | None:
    """A suggestion where a newer Django has an async counterpart."""
    if operation.twin_later is None:
        return None
    version = ".".join(map(str, operation.twin_later))
    return suggestion(f"Django {version} has an async counterpart; until then use `sync_to_async`")


def raises(site: CallSite | UseSite, place: Place, what: str) -> str:
    return f"{what} on the event loop: `SynchronousOnlyOperation`"
