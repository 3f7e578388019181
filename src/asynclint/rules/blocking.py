"""What the rules about blocking share: which sites they are about, and what to say and do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import Fix
from asynclint.fixes.steps import AddImport, DropImport, RenameAttribute, Rewrite
from asynclint.knowledge import schema
from asynclint.knowledge.computing import computes_on_loop
from asynclint.rules.base import Rule, safe, suggestion, unsafe
from asynclint.rules.deferring import is_left_to
from asynclint.semantic import classes
from asynclint.semantic.kinds import (
    Bound,
    Manager,
    ModelInstance,
    QuerySet,
    is_unknown,
    without_none,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.fixes.steps import Step
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Effect, Operation, UseSite


# The kinds of operation that Django refuses on the loop, and those that only block it.
RAISING = schema.RAISING
BLOCKING = (
    schema.HTTP, schema.NETWORK, schema.DRIVER, schema.SLEEP, schema.SUBPROCESS, schema.WAIT,
    schema.EMAIL, schema.CACHE, schema.TEST_CLIENT,
)  # fmt: skip

# The first Django whose querysets can be iterated over with `async for`.
ITERATES_SINCE = (4, 1)


def worst(effects: tuple[Effect, ...]) -> Effect | None:
    """The effect to report: one that raises before one that blocks, then the shortest chain."""
    for kinds in (RAISING, BLOCKING):
        fitting = [effect for effect in effects if effect.does in kinds]
        if fitting:
            return min(fitting, key=lambda e: (len(e.frames), kinds.index(e.does)))
    return None


def first_time(effect: Effect) -> str:
    """What to add where a property or function keeps what the operation gave."""
    if not effect.once:
        return ""
    return f" when `{effect.once[0].rpartition('.')[2]}` is read for the first time"


def in_override(effect: Effect) -> str:
    """What to add where an abstract method is called: the override that the chain goes through."""
    return f" in the override {effect.override}" if effect.override else ""


def method_of_data(site: CallSite, effect: Effect) -> str:
    """The code of the rule for a project's own method of a queryset, manager or model that queries,
    called as one; empty for any other call."""
    if site.how != "call" or not isinstance(site.callee, Bound) or effect.does not in RAISING:
        return ""
    if isinstance(site.callee.receiver, (QuerySet, Manager)):
        return "ASL201"
    return "ASL203" if isinstance(site.callee.receiver, ModelInstance) else ""


class BlockingCall(Rule):
    """A rule about calls that do one kind of operation (`does`), when they run on the loop.

    The direct operand of `await` is left to the rules about awaiting: it is not awaitable. Where
    nobody knows what a call gives, as for `await cache.get("key")`, they are silent, and its async
    counterpart is what was meant.
    """

    does: str = ""
    about_loop = True

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        if site.effects and place.on_loop:
            yield from self._check_method(site, place)
        operation = site.operation
        if operation is None or operation.does != self.does or not place.on_loop:
            return
        if site.awaited and not (operation.twin and is_unknown(without_none(site.result))):
            return
        if place.defer_to and is_left_to(place.defer_to, site, place):
            return
        yield self.finding(
            place,
            site.at,
            self.message(site, place, operation),
            statement=site.statement,
            fix=self.fix(site, place, operation),
        )

    def _check_method(self, site: CallSite, place: Place) -> Iterator[Finding]:
        """A method that the project adds to its querysets, managers and models."""
        effect = worst(site.effects)
        if effect is None or method_of_data(site, effect) != self.code or site.awaited:
            return
        message = (
            f"`{place.source(site.at)}` reaches {place.source_of(effect)} on the event loop"
            f"{in_override(effect)}{first_time(effect)}: `SynchronousOnlyOperation`"
        )
        yield self.finding(
            place,
            site.at,
            message,
            statement=site.statement,
            chain=place.frames(site.at, effect),
            fix=in_django_thread(site, place),
        )

    def message(self, site: CallSite, place: Place, operation: Operation) -> str:
        raise NotImplementedError

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        return twin_fix(site, place, operation) or in_thread(site, place)


class BlockingWork(BlockingCall):
    """A rule about calls that block without raising. Where a call gives an iterator that does the
    work step by step, what iterates over it is reported."""

    def check_use(self, site: UseSite, place: Place) -> Iterator[Finding]:
        operation = site.operation
        if operation is None or operation.does != self.does or not place.on_loop:
            return
        yield self.finding(
            place, site.at, self.message(site, place, operation), statement=site.statement
        )

    def message(self, site: CallSite | UseSite, place: Place, operation: Operation) -> str:
        raise NotImplementedError


def blocks(site: CallSite | UseSite, place: Place, operation: Operation, until: str) -> str:
    """The message about work that keeps the event loop waiting, with what to use instead."""
    text = f"`{place.source(site.at)}` blocks the event loop {until}"
    return f"{text}; use {operation.instead}" if operation.instead else text


def other_way(operation: Operation, otherwise: str) -> Fix:
    """A suggestion to do it the async way, `otherwise` where the row names none."""
    return suggestion(f"Use {operation.instead or otherwise}")


def twin_fix(site: CallSite, place: Place, operation: Operation) -> Fix | None:
    """Call the async counterpart, where the project's Django has it and `await` is allowed."""
    if not operation.twin or "." in operation.twin or not site.can_await:
        return None
    twin = f"{operation.row.rpartition('.')[0]}.{operation.twin}"
    if computes_on_loop(twin, place.model.version):
        return None
    if site.how != "call" or site.receiver_at < 0 or _leads_back(site, place, operation.twin):
        return None
    span = place.span(site.at)
    fix = safe if place.is_sure(site) else unsafe
    renamed = RenameAttribute(place.span(site.function_at), operation.twin)
    if site.awaited:
        return fix(f"Use `{operation.twin}()`", renamed)
    awaited = Rewrite(span, "await {0}", (span,))
    return fix(f"Use `await {operation.twin}()`", renamed, awaited)


def _leads_back(site: CallSite, place: Place, twin: str) -> bool:
    """Whether the counterpart is the project's own and may be made of the very call: in `asave()`
    of a model, `self.save()` must not become `self.asave()`."""
    receiver = site.callee.receiver if isinstance(site.callee, Bound) else None
    if place.source(site.receiver_at).startswith("super("):
        return False  # the one above it
    model, routine = place.model, place.routine
    while routine.outer is not None:
        routine = routine.outer
    if routine.cls is None:
        return False
    names = (getattr(receiver, "cls", ""), getattr(receiver, "queryset", ""))
    for name in filter(None, names):
        found = classes.find(model, name, twin)
        if found is not None and found.definitions and routine.cls in classes.mro(model, name):
            return True
    return False


def twin_function_fix(site: CallSite, place: Place, operation: Operation) -> Fix | None:
    """Call the async counterpart of a function, which has to be imported as well."""
    module, _, name = operation.twin.rpartition(".")
    if not module or not site.can_await or site.how != "call":
        return None
    span = place.span(site.at)
    steps: tuple[Step, ...]
    if site.receiver_at >= 0:  # `shortcuts.get_object_or_404(…)`: the module has both
        steps = (
            RenameAttribute(place.span(site.function_at), name),
            Rewrite(span, "await {0}", (span,)),
        )
    else:
        call = Rewrite(span, f"await {name}({{0*}})", (span,))
        steps = (call, AddImport(module, name), DropImport(place.span(site.function_at)))
    hashes = computes_on_loop(operation.twin, place.model.version, partly=True)
    fix = safe if place.is_sure(site) and not hashes else unsafe
    return fix(f"Use `await {name}()`", *steps)


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


def from_version(operation: Operation) -> str:
    """What a message adds where only a newer Django has the async counterpart."""
    if operation.twin_later is None:
        return ""
    return f" (an async counterpart exists from Django {series(operation.twin_later)} on)"


def series(version: tuple[int, int]) -> str:
    return ".".join(map(str, version))


def list_in_thread() -> Fix:
    """The suggestion for querysets where they have no async iteration yet."""
    return suggestion("Evaluate it in a thread with `sync_to_async(list)(…)`")


def later_twin(operation: Operation) -> Fix | None:
    """A suggestion where a newer Django has an async counterpart."""
    if operation.twin_later is None:
        return None
    version = series(operation.twin_later)
    return suggestion(f"Django {version} has an async counterpart; until then use `sync_to_async`")
