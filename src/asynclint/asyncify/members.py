"""Which functions become async together, and what becomes of every place that names one.

Some are asked for; they have to change, or nothing does. Others may come along: tests that call one
directly, and (with `deep`) helpers that it calls. Those that cannot are left as they are, which may
make it impossible for more; the choice is made again until it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asynclint.asyncify import obstacles, targets, uses
from asynclint.asyncify.uses import ESCAPES, SYNC, UNKNOWN, Judge, Trouble, Use
from asynclint.knowledge.schema import TEST_CLIENT
from asynclint.semantic.kinds import Bound, Def, members
from asynclint.semantic.sites import CallSite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.asyncify.obstacles import Obstacle
    from asynclint.conversion import Wish
    from asynclint.semantic.model import Model
    from asynclint.semantic.naming import Namer, Naming
    from asynclint.semantic.routines import Routine

ASKED = "asked for"
HANDLER = "a handler of the same view"
TEST = "a test that calls it"
HELPER = "a helper that it calls"


class Member(NamedTuple):
    """A function that becomes async."""

    routine: Routine
    why: str
    uses: tuple[Use, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def is_wanted(self) -> bool:
        """Whether it was asked for, and does not just come along."""
        return self.why in (ASKED, HANDLER)

    @property
    def stands(self) -> bool:
        return not (self.troubles or self.obstacles)


class Choice:
    """The functions that change together."""

    def __init__(self, model: Model, namer: Namer, wish: Wish, wanted: dict[Routine, str]) -> None:
        self.model = model
        self.namer = namer
        self.wish = wish
        self.wanted = wanted
        self.left_out: dict[Routine, str] = {}  # with the reason
        self._namings: dict[Routine, list[Naming]] = {}

    def made(self) -> list[Member]:
        """The members; of those that were asked for, with what stands against them.

        What can be told without running anything is told first, and alone: a refusal for it need
        not wait for what tests and callers come to.
        """
        for told in (self._obstructed(), self._called_by_sync()):
            if told:
                return told
        while True:
            found = self._round()
            failing = [m for m in found if not m.stands and not m.is_wanted]
            if not failing:
                return found
            for member in failing:
                self.left_out[member.routine] = _reason(member)

    def leave_out(self, routine: Routine, reason: str) -> None:
        self.left_out[routine] = reason

    def _obstructed(self) -> list[Member]:
        """Those asked for that cannot be async in themselves; only their own files are read."""
        found = []
        for routine, why in self.wanted.items():
            against = tuple(obstacles.obstacles(self.model, routine))
            if against:
                found.append(Member(routine, why, obstacles=against))
        return found

    def _called_by_sync(self) -> list[Member]:
        """Those asked for that sync code calls which stays so: no test is looked into."""
        if self.wish.deep:
            return []  # more functions may become async than were asked for
        found = []
        for routine, why in self.wanted.items():
            judge = self._judge(routine, self.wanted)
            bad = [
                verdict
                for naming in self.namings(routine)
                if not _is_in_test(self.model, naming)
                and isinstance(verdict := self._verdict(judge, naming, routine), Trouble)
            ]
            if bad:
                found.append(Member(routine, why, troubles=tuple(bad)))
        return found

    def _round(self) -> list[Member]:
        why = dict(self.wanted)
        pending = list(why)
        asked: set[Routine] = set()
        while pending:
            routine = pending.pop(0)
            if routine in asked:
                continue
            asked.add(routine)
            for other, reason in self._coming_along(routine, why):
                why[other] = reason
                pending.append(other)
        return [self._member(routine, reason, why) for routine, reason in why.items()]

    def _coming_along(
        self, routine: Routine, known: dict[Routine, str]
    ) -> Iterator[tuple[Routine, str]]:
        """The functions that may change because one does."""
        for test in self._tests(routine):
            if test not in known and test not in self.left_out:
                yield test, TEST
        if self.wish.deep and known[routine] != TEST:
            for helper in self._helpers(routine):
                if helper not in known and helper not in self.left_out:
                    yield helper, HELPER

    def _tests(self, routine: Routine) -> list[Routine]:
        """The tests that Django runs on a loop if they are async, and that could await it wherever
        they name it."""
        judge = Judge(self.model, routine, lambda holder: holder.outer is None, False)
        able: dict[Routine, bool] = {}
        for naming in self.namings(routine):
            test = _outermost(naming.routine)
            if test is None or test.is_async:
                continue
            if targets.test_sort(self.model, test) == targets.ADAPTED:
                verdict = judge.of(naming)
                is_good = verdict is None or (isinstance(verdict, Use) and bool(verdict.steps))
                able[test] = able.get(test, True) and is_good
        return [t for t, is_able in able.items() if is_able and not self._is_bound_to_thread(t)]

    def _is_bound_to_thread(self, test: Routine) -> bool:
        """Whether a test makes requests with the sync client: the async one has other cookies."""
        sites = self.model.entry_behaviour(test).sites
        return any(
            isinstance(site, CallSite)
            and site.operation is not None
            and site.operation.does == TEST_CLIENT
            for site in sites
        )

    def _helpers(self, routine: Routine) -> Iterator[Routine]:
        """The sync functions of the project that it calls and that do something that blocks."""
        behaviour = self.model.entry_behaviour(routine)
        for site in behaviour.sites:
            if not isinstance(site, CallSite) or site.how != "call" or not site.effects:
                continue
            options = members(site.callee)
            function = options[0].function if isinstance(options[0], Bound) else options[0]
            if len(options) != 1 or not isinstance(function, Def):
                continue
            helper = function.routine
            if not helper.is_async and not helper.module.is_library and helper.outer is None:
                yield helper

    def namings(self, routine: Routine) -> list[Naming]:
        if routine not in self._namings:
            self._namings[routine] = self.namer.of(routine)
        return self._namings[routine]

    # --- one of them --------------------------------------------------------------------------

    def _member(self, routine: Routine, why: str, known: dict[Routine, str]) -> Member:
        model = self.model
        against = tuple(obstacles.obstacles(model, routine))
        judge = self._judge(routine, known)
        good: list[Use] = []
        bad: list[Trouble] = []
        for naming in self.namings(routine):
            verdict = self._verdict(judge, naming, routine)
            if isinstance(verdict, Use):
                good.append(verdict)
            elif verdict is not None:
                bad.append(verdict)
        if not good and not bad and not against and why not in (TEST, HANDLER):
            against = tuple(self._uncalled(routine))
        return Member(routine, why, tuple(good), tuple(bad), against)

    def _judge(self, routine: Routine, known: dict[Routine, str]) -> Judge:
        bridged = bool(obstacles.removed(self.model, routine))
        return Judge(self.model, routine, lambda r: r.is_async or r in known, bridged)

    def _verdict(self, judge: Judge, naming: Naming, routine: Routine) -> Use | Trouble | None:
        verdict = judge.of(naming)
        return self._settled(verdict, routine) if isinstance(verdict, Trouble) else verdict

    def _settled(self, trouble: Trouble, routine: Routine) -> Use | Trouble | None:
        """What is done about a trouble, if anything can be."""
        naming = trouble.naming
        if trouble.sort == UNKNOWN:
            # Django calls the handlers of views; their names are those of many other methods.
            is_handler = targets.view_of(self.model, routine) is not None
            return None if self.wish.ignore_unknown or is_handler else trouble
        if routine.is_generator:
            return trouble  # what runs a coroutine to its end runs no async generator
        is_test = _is_in_test(self.model, naming)
        if trouble.sort == SYNC and (self.wish.keep_sync or is_test):
            return uses.bridge(naming)
        if trouble.sort == ESCAPES and is_test and naming.how == "certain":
            return uses.bridge(naming)
        return trouble

    def _uncalled(self, routine: Routine) -> Iterator[Obstacle]:
        """A method that nobody in the project names is called by who wrote the class's base."""
        if routine.cls is None or targets.view_of(self.model, routine) is not None:
            return
        outside = obstacles.outside_bases(self.model, routine.cls)
        if outside:
            base = outside[0].rpartition(".")[2]
            reason = f"nothing in the project calls it: `{base}` may, or a template"
            node = routine.node
            yield obstacles.Obstacle(reason, getattr(node, "name_at", node.at))


def _outermost(routine: Routine | None) -> Routine | None:
    while routine is not None and routine.outer is not None:
        routine = routine.outer
    return routine


def _is_in_test(model: Model, naming: Naming) -> bool:
    holder = _outermost(naming.routine)
    return holder is not None and targets.test_sort(model, holder) != ""


def _reason(member: Member) -> str:
    if member.obstacles:
        return member.obstacles[0].reason
    return member.troubles[0].reason
