"""What the rules about event loops within event loops share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.rules.base import Rule
from asynclint.rules.blocking import in_override, worst
from asynclint.semantic.kinds import Coroutine, members
from asynclint.semantic.loops import ASKS, prepared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite


class LoopOnLoop(Rule):
    """A rule about calls that run a coroutine to its end in their own way (`does`), where a loop is
    running. `why` ends the message."""

    does: str = ""
    why: str = ""
    about_loop = True

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        if not place.on_loop or self._knows(site, place):
            return
        operation = site.operation
        if operation is not None and operation.does == self.does:
            if not place.is_sure(site):
                return
            message = f"`{place.source(site.at)}` is called on the event loop: {self.why}"
            fix = self.fix(site, place)
            yield self.finding(place, site.at, message, statement=site.statement, fix=fix)
            return
        effect = next((e for e in site.effects if e.does == self.does), None)
        # One finding a call: a helper that blocks as well is ASL311's, and one thread mends both.
        if effect is None or worst(site.effects) is not None:
            return
        if site.awaited and not any(isinstance(o, Coroutine) for o in members(site.result)):
            return
        what = f"{place.source_of(effect)}{in_override(effect)}"
        yield self.finding(
            place,
            site.at,
            f"`{place.source(site.at)}` reaches {what} on the event loop: {self.why}",
            statement=site.statement,
            chain=place.frames(site.at, effect),
        )

    def _knows(self, site: CallSite, place: Place) -> bool:
        """Whether the function is written for both: it asks for a loop, or catches the error."""
        if not place.is_async and any(e.does == ASKS for e in place.behaviour.effects):
            return True
        return site.at in prepared(place.routine)

    def fix(self, site: CallSite, place: Place) -> Fix | None:
        raise NotImplementedError
