"""Who runs a function: the ways that lead to it from the event loop, into a thread, from sync code.

The walk goes backwards over what a `Watch` saw, along calls that a sync function makes right
where it runs, until it meets an async function (the function is then on the loop), a wrapper that
hands it to a thread, or the first function of all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asynclint.semantic import handed
from asynclint.semantic.callables import SYNCED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine
    from asynclint.semantic.watching import Entered, Key, Watch

LOOP = "loop"  # on the event loop
THREAD = "thread"  # in a thread, off the loop
OWN_LOOP = "own loop"  # on a loop that sync code runs for it
SYNC = "sync"  # of a sync function, called from sync code
NOBODY = "nobody"  # nothing that was seen runs it


class Way(NamedTuple):
    """One way in which a function comes to run, the shortest of its sort.

    `steps` lead from the first function to the one that was asked about, which is not among them:
    each is a function and the place in it from where it goes on. `others` counts the functions that
    begin other ways of that sort; `through` is what hands the function over, or the framework that
    runs the first one on the loop.
    """

    where: str
    steps: tuple[tuple[Routine, int], ...] = ()
    others: int = 0
    through: str = ""


Steps = tuple[tuple["Routine", int], ...]


def ways(model: Model, watch: Watch, routine: Routine) -> tuple[Way, ...]:
    """How a function comes to run, as far as was seen."""
    walk = _Walk(model, watch)
    walk.go(routine)
    found = [way for way in (walk.best(LOOP), walk.best(THREAD), walk.best(OWN_LOOP)) if way]
    if routine.is_async:
        called = walk.best(LOOP) or Way(LOOP)
        # Wherever it is awaited: that it is a coroutine function is reason enough.
        return (called, *(way for way in found if way.where != LOOP))
    framework = handed.framework_of(model, routine)
    if framework:
        found.insert(0, Way(LOOP, through=framework))
    if found:
        return tuple(found)
    return (walk.best(SYNC) or Way(NOBODY),)


class _Walk:
    def __init__(self, model: Model, watch: Watch) -> None:
        self.model = model
        self.into: dict[Key, list[Entered]] = {}
        self.handed: dict[Routine, list[Entered]] = {}
        self.keys = list(watch.entered)
        for entered in watch.calls():
            if entered.callee is None:
                self.handed.setdefault(entered.function, []).append(entered)
            else:
                self.into.setdefault(entered.callee, []).append(entered)
        self.found: dict[str, dict[Routine, tuple[Steps, str]]] = {}

    def go(self, routine: Routine) -> None:
        level: list[tuple[Key, Steps]] = [(k, ()) for k in self.keys if k.routine is routine]
        seen = {key for key, _ in level}
        asked = {routine}
        self._handed(routine, ())
        while level:
            following: list[tuple[Key, Steps]] = []
            for key, steps in level:
                for entered in self.into.get(key, ()):
                    caller, here = entered.caller, ((entered.caller.routine, entered.at), *steps)
                    if not self._ends(entered, here) and caller not in seen:
                        seen.add(caller)
                        following.append((caller, here))
            for key, steps in following:
                if key.routine not in asked:
                    asked.add(key.routine)
                    self._handed(key.routine, steps)
            level = following

    def _ends(self, entered: Entered, steps: Steps) -> bool:
        """Note a way that ends with its first call; whether it does."""
        if entered.through:
            where = OWN_LOOP if entered.through == SYNCED else THREAD
            self._note(where, steps, entered.through)
            return True
        caller = entered.caller.routine
        framework = "" if caller.is_async else handed.framework_of(self.model, caller)
        if caller.is_async or framework:
            self._note(LOOP, steps, framework)
            return True
        if len(steps) == 1:
            self._note(SYNC, steps)
        return False

    def _handed(self, routine: Routine, steps: Steps) -> None:
        """Note where a function is handed over, to be called by others."""
        for entered in self.handed.get(routine, ()):
            self._note(THREAD, ((entered.caller.routine, entered.at), *steps), entered.through)

    def _note(self, where: str, steps: Steps, through: str = "") -> None:
        known = self.found.setdefault(where, {})
        first = steps[0][0]
        if first not in known or _rank(steps) < _rank(known[first][0]):
            known[first] = (steps, through)

    def best(self, where: str) -> Way | None:
        known = self.found.get(where)
        if not known:
            return None
        steps, through = min(known.values(), key=lambda way: _rank(way[0]))
        return Way(where, steps, len(known) - 1, through)


def _rank(steps: Steps) -> tuple[int, list[tuple[tuple[str, int], int]]]:
    """Short ways before long ones, then as the source has them."""
    return len(steps), [(routine.order, at) for routine, at in steps]


def direct(watch: Watch, keys: Iterable[Key]) -> list[Entered]:
    """The calls that run a function with one of these arguments, one for each place."""
    wanted = set(keys)
    found: dict[tuple[Routine, int], Entered] = {}
    for entered in watch.calls():
        if entered.callee is not None and entered.callee in wanted:
            found.setdefault((entered.caller.routine, entered.at), entered)
    return sorted(found.values(), key=lambda e: (e.caller.routine.order, e.at))
