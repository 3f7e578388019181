"""Which functions of a file run on the event loop, and what in them keeps it from going on.

Async functions do, and what a framework is known to call there. Any other sync function does where
one that is on the loop calls it; its callers are looked for by its name, a few calls deep, and not
where everybody uses that name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.explaining import LONGEST, blocking
from asynclint.explanation import Call, OnLoop
from asynclint.index import tree
from asynclint.semantic import given, handed
from asynclint.semantic.kinds import Bound, Def, members
from asynclint.semantic.roles import role
from asynclint.semantic.sites import CallSite
from asynclint.sources.text import LineTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asynclint.engine import Project
    from asynclint.index.module import Module
    from asynclint.semantic.kinds import Kind
    from asynclint.semantic.routines import Routine
    from asynclint.world import World

    Cells = tuple[object, ...]
    Step = tuple[Routine, int]  # a function, and a place in it

MANY_MODULES = 12  # a name that stands in more of them is everybody's: `save`, `get`
LONGEST_WAY = 4  # calls between a function and the one on the loop
_DEF = re.compile(r"\bdef\b")


def on_loop(
    project: Project, world: World, path: str, pause: Callable[[], None]
) -> tuple[OnLoop, ...]:
    """The functions of a file that run on the loop, in the order of their places; `pause` is called
    before each."""
    text, module = project.text(path), world.resolver.at_path(path)
    if text is None or module is None:
        return ()
    return tuple(_Marker(project, world, path, module, text.text).marks(pause))


class _Marker:
    def __init__(
        self, project: Project, world: World, path: str, module: Module, text: str
    ) -> None:
        self.world = world
        self.model = world.model
        self.module = module
        self.text = text
        self.lines = LineTable(text)
        repaired = world.repaired(path)
        self.back = repaired.back if repaired.repairs else None
        self.known: dict[Routine, tuple[Step, ...]] = {}  # the calls of functions

    def marks(self, pause: Callable[[], None]) -> list[OnLoop]:
        found: dict[Routine, OnLoop] = {}
        checker = self.world.checker
        for routine, cells in checker.routines(self.module, self.world.matters):
            pause()
            framework = handed.framework_of(self.model, routine)
            if routine.is_async or framework:
                found[routine] = self._mark(routine, cells, framework, ())
        for routine, _ in checker.routines(self.module, _DEF, nested=False):
            pause()
            way = () if routine in found or routine.is_async else self._way_to(routine)
            if way:
                found[routine] = self._mark(routine, (), "", way)
        return sorted(found.values(), key=lambda mark: mark.name_start)

    def _mark(
        self, routine: Routine, cells: Cells, framework: str, way: tuple[Step, ...]
    ) -> OnLoop:
        node = routine.node
        assert isinstance(node, tree.Function)
        name_start, name_end = self._places(routine, node.name_at)
        return OnLoop(
            routine.qualname,
            name_start,
            name_end,
            self._places(routine, node.at)[1],
            routine.is_async,
            role(self.model, routine),
            framework,
            self.world.checker.frames(way),
            tuple(self._calls(routine, cells)),
        )

    def _calls(self, routine: Routine, cells: Cells) -> Iterator[Call]:
        """What blocks in a function, one for each place: what it does itself before what it
        reaches, and short chains before long ones."""
        calls: dict[int, Call] = {}
        for site in self.world.checker.behaviour(routine, cells).sites:
            start, end = (self._offset(at) for at in routine.span(site.at))
            words = " ".join(self.text[start:end].split())
            text = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
            for each in blocking(site, routine, text, self.world.checker.frames):
                known = calls.get(site.at)
                if known is None or len(each.chain) < len(known.blocking.chain):
                    places = (self.lines.position(start), self.lines.position(end))
                    calls[site.at] = Call(*places, each)
        yield from sorted(calls.values(), key=lambda call: call[:2])

    def _places(self, routine: Routine, at: int):  # type: ignore[no-untyped-def]
        return tuple(self.lines.position(self._offset(each)) for each in routine.span(at))

    def _offset(self, offset: int) -> int:
        return offset if self.back is None else self.back(offset)

    # --- callers ------------------------------------------------------------------------------

    def _way_to(self, routine: Routine) -> tuple[Step, ...]:
        """The shortest calls that lead to a sync function from one that is on the loop."""
        level: list[tuple[Routine, tuple[Step, ...]]] = [(routine, ())]
        seen = {routine}
        for _ in range(LONGEST_WAY):
            following: list[tuple[Routine, tuple[Step, ...]]] = []
            for called, steps in level:
                for caller, at in self._callers(called):
                    way = ((caller, at), *steps)
                    if caller.is_async or handed.framework_of(self.model, caller):
                        return way
                    if caller not in seen:
                        seen.add(caller)
                        following.append((caller, way))
            level = following
        return ()

    def _callers(self, routine: Routine) -> tuple[Step, ...]:
        """The calls of a function by its name, those of async functions first."""
        if routine.outer is not None or routine.name.startswith("__"):
            return ()
        if routine not in self.known:
            self.known[routine] = self._found_callers(routine)
        return self.known[routine]

    def _found_callers(self, routine: Routine) -> tuple[Step, ...]:
        names, modules = given.mentioned(self.model, routine.name)
        if len(modules) > MANY_MODULES:
            return ()
        called = re.compile(rf"\b(?:{'|'.join(sorted(names))})[ \t]*\(")
        found: dict[Step, None] = {}
        for name in modules:
            module = self.model.resolver.module(name)
            callers = () if module is None else self.world.checker.routines(module, called)
            for caller, cells in callers:
                for site in self.world.checker.behaviour(caller, cells).sites:
                    if isinstance(site, CallSite) and site.how == "call" and _is_of(site, routine):
                        found[caller, site.at] = None
        return tuple(sorted(found, key=lambda s: (not s[0].is_async, s[0].order, s[1])))


def _is_of(site: CallSite, routine: Routine) -> bool:
    """Whether a call runs a function right there."""
    return not site.in_thread and any(_routine(o) is routine for o in members(site.callee))


def _routine(kind: Kind) -> Routine | None:
    function = kind.function if isinstance(kind, Bound) else kind
    return function.routine if isinstance(function, Def) else None
