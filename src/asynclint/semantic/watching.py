"""Runs that are watched: what each expression of a file gave, and which function ran which.

Rules need neither, so that ordinary runs keep nothing of it. A `Watch` is put in place before the
first question is asked (`Model.runner`), and every function that is asked about from then on tells
it what it does. Functions are told apart by the kinds of their arguments, as behaviours are: what
calls a helper with a callback is not mixed up with what calls it with another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asynclint.index import tree
from asynclint.semantic.flow import Flow
from asynclint.semantic.kinds import Bound, Def, External, Kind, members, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Module, Unit
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

# Before the name of a variable: the statements that may have bound the value that it has now. They
# are kept among the variables, as constants of a kind, and so go the ways that the kinds go.
BOUND_AT = "@"


class Key(NamedTuple):
    """A function with what it was run with."""

    routine: Routine
    arguments: tuple[Kind, ...]
    cells: tuple[tuple[str, Kind], ...]


class Entered(NamedTuple):
    """A place at which a function runs another one.

    `through` names the wrapper or runner that takes the call elsewhere; "" for one that is made
    right there. `callee` is None where the function is only handed over.
    """

    caller: Key
    at: int
    through: str
    function: Routine
    callee: Key | None


class Watch:
    """What was seen: `places` says for which unit of a file the kinds are kept."""

    def __init__(self, model: Model, path: str) -> None:
        self.path = path
        self.kinds: dict[Key, dict[int, Kind]] = {}
        self.bound_at: dict[int, frozenset[int]] = {}  # id of a Name → places of statements
        self.entered: dict[Key, dict[Entered, None]] = {}
        model.runner = self._runner

    def _runner(
        self,
        model: Model,
        module: Module,
        unit: Unit,
        routine: Routine | None = None,
        cls: str | None = None,
        cells: tuple[tuple[str, Kind], ...] = (),
    ) -> Watched:
        run = Watched(model, module, unit, routine, cls, cells)
        run.watch, run.given = self, cells
        return run

    def keys(self, routine: Routine) -> list[Key]:
        """What a function was run with, in the order in which it was."""
        return [key for key in self.entered if key.routine is routine]

    def calls(self) -> Iterator[Entered]:
        for found in self.entered.values():
            yield from found


class Watched(Flow):
    """A run that tells what it sees."""

    watch: Watch
    given: tuple[tuple[str, Kind], ...] = ()
    key: Key | None = None
    seen: dict[int, Kind] | None = None

    def begin(self) -> None:
        """Take down from now on; a run that is repeated begins anew."""
        if self.routine is not None:
            arguments = tuple(self.env[param.name] for param in self.routine.node.params)
            self.key = Key(self.routine, arguments, self.given)
            self.watch.entered[self.key] = {}
        if self.module.path == self.watch.path:
            self.seen = {}
            if self.key is not None:
                self.watch.kinds[self.key] = self.seen

    def run(self):  # type: ignore[no-untyped-def]
        self.begin()
        return super().run()

    def eval(self, node: tree.Expr, parent: str = "") -> Kind:
        kind = super().eval(node, parent)
        if self.seen is not None:
            self.seen[node.at] = kind
            if isinstance(node, tree.Name):
                self.watch.bound_at[id(node)] = self._bound_at(node.id)
        return kind

    def assign(self, target: tree.Expr, kind: Kind, value: tree.Expr | None = None) -> None:
        super().assign(target, kind, value)
        if self.seen is not None and isinstance(target, tree.Name):
            self.seen[target.at] = self.env.get(target.id, kind)
            self.env[BOUND_AT + target.id] = External(str(self.statement))
            self.watch.bound_at[id(target)] = self._bound_at(target.id)

    def _bound_at(self, name: str) -> frozenset[int]:
        kind = self.env.get(BOUND_AT + name)
        options = () if kind is None else members(kind)
        return frozenset(int(o.name) for o in options if isinstance(o, External))

    def enters(self, function: Def, arguments: tuple[Kind, ...], at: int) -> None:
        if self.key is None or (self.quiet and not self.through):
            return
        if function.routine.name in self.mocked:
            return
        kinds = tuple(trim(argument) for argument in arguments)
        callee = Key(function.routine, kinds, function.cells)
        self._note(Entered(self.key, at, self.through, function.routine, callee))

    def hands_over(self, target: Kind, through: str) -> None:
        for option in members(target):
            function = option.function if isinstance(option, Bound) else option
            if isinstance(function, Def) and self.key is not None and not self.quiet:
                self._note(Entered(self.key, self.statement, through, function.routine, None))

    def _note(self, entered: Entered) -> None:
        self.watch.entered[entered.caller][entered] = None
