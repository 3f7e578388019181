"""What the rules about bridges between sync and async share: which calls are bridges, what they are
given, and which rule speaks where several could.

A bridge is made by a wrapper (`sync_to_async(f)`, to be called next) or used at once by a runner
(`asyncio.to_thread(f, 1)`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asynclint.fixes.steps import DropImport, Rewrite
from asynclint.knowledge.threads import RUNNER_OF, UNWRAPPERS, WRAPPERS
from asynclint.semantic.kinds import Bound, ClassRef, External, Kind, Synced, ThreadWrapper
from asynclint.semantic.sites import CallSite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.fixes.steps import Step
    from asynclint.rules.base import Place

TO_THREAD = "thread"  # sync code for async callers
TO_SYNC = "sync"  # async code for sync callers


class Bridge(NamedTuple):
    """A call that makes or uses a bridge, and what it is given to bridge."""

    name: str  # dotted: "asgiref.sync.sync_to_async"
    to: str  # TO_THREAD or TO_SYNC
    is_runner: bool
    target: Kind
    target_at: int  # -1 where it has no place of its own
    is_alone: bool  # nothing else is given


def bridge_of(site: CallSite, place: Place) -> Bridge | None:
    """The bridge that a call makes or uses."""
    if site.how != "call":
        return None
    name = called_name(site.callee)
    if isinstance(site.callee, ThreadWrapper):
        return _given(site, site.callee.wrapper, TO_THREAD, 0, "func")
    if name in WRAPPERS or name in place.model.tables.thread_wrappers:
        return _given(site, name, TO_THREAD, 0, "func")
    if name in UNWRAPPERS:
        return _given(site, name, TO_SYNC, 0, "awaitable")
    runner = RUNNER_OF.get(name)
    if runner is not None:
        found = _given(site, name, TO_THREAD, runner.function, runner.keyword)
        return None if found is None else found._replace(is_runner=True)
    return None


def _given(site: CallSite, name: str, to: str, position: int, keyword: str) -> Bridge | None:
    is_alone = len(site.arg_places) + len(site.keyword_places) == 1
    if position < len(site.args) == len(site.arg_places):
        at = site.arg_places[position]
        return Bridge(name, to, False, site.args[position], at, is_alone)
    for (key, kind), at in zip(site.keywords, site.keyword_places):
        if key == keyword:
            return Bridge(name, to, False, kind, at, False)
    return None


def called_name(callee: Kind) -> str:
    """The dotted name of what is called, if it is a library's; empty otherwise."""
    function = callee.function if isinstance(callee, Bound) else callee
    return function.name if isinstance(function, (External, ClassRef)) else ""


def calls_at(at: int, place: Place) -> Iterator[CallSite]:
    """What is known of the call at a place, once for each function that it may go to."""
    for site in place.behaviour.sites:
        if isinstance(site, CallSite) and site.at == at and site.how == "call":
            yield site


def made_by(site: CallSite, place: Place) -> Bridge | None:
    """The bridge that a call crosses, where it is made in the same expression:
    `sync_to_async(f)(x)`."""
    for maker in calls_at(site.function_at, place):
        return bridge_of(maker, place)
    return None


def crossing(at: int, place: Place) -> CallSite | None:
    """The call of the bridge that is made at a place, in the same expression."""
    for site in place.behaviour.sites:
        if isinstance(site, CallSite) and site.function_at == at and site.how == "call":
            return site
    return None


def without_bridge(site: CallSite, place: Place, *, awaits: bool) -> tuple[Step, ...] | None:
    """Call what a bridge was made of directly: `async_to_sync(f)(x)` → `await f(x)`."""
    bridge = made_by(site, place)
    if bridge is None or not bridge.is_alone or bridge.target_at < 0:
        return None
    span = place.span(site.at)
    template = "await {0}({1*})" if awaits else "{0}({1*})"
    step = Rewrite(span, template, (place.span(bridge.target_at), span))
    return (step, *without_wrapper(site, place))


def without_wrapper(site: CallSite, place: Place) -> tuple[Step, ...]:
    """What else to do where a call of a bridge goes: its wrapper's import goes with it, whether
    the call makes the bridge or crosses one that is made in the same expression."""
    makers = [site, *calls_at(site.function_at, place)]
    return (DropImport(place.span(makers[-1].function_at)),)


def is_synced(site: CallSite) -> bool:
    return isinstance(site.callee, Synced)
