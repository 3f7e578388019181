"""Relations that one branch of an `if` has loaded, and the other has not.

Behind the `if` such a relation is perhaps in memory, and rules are silent about what is perhaps so:
mostly a later condition asks the same again. Where no condition stands between, and nothing has
left the block since, the way through the other branch does lead on, and reading it there queries.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic.kinds import NOTHING, Kind, ModelInstance, members
from asynclint.semantic.loading import LAZY, PERHAPS, relation_state
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asynclint.semantic.environments import Env


class Branching:
    """What a run knows of them: (variable, relation) → the block in which the branches met."""

    def __init__(self) -> None:
        self.block = 0
        self.statement: tree.Stmt | None = None
        self._handling = 0
        self._open: dict[tuple[str, str], int] = {}

    def enter(self, block: int) -> int:
        """A block begins; gives the one around it, to be handed to `leave`."""
        before, self.block = self.block, block
        for key in [key for key, other in self._open.items() if other == block]:
            del self._open[key]
        return before

    def leave(self, around: int) -> None:
        self.block = around

    def ended(self) -> None:
        """A way has left the block: the branches that are behind may be told from each other."""
        if not self._handling:
            self._open.clear()

    @contextmanager
    def handling(self) -> Iterator[None]:
        """In a handler of exceptions: whether it leaves is told by no condition of the branches."""
        self._handling += 1
        try:
            yield
        finally:
            self._handling -= 1

    def forget(self, names: Iterable[str]) -> None:
        """The variables are something else now, or others had their hands on them."""
        if self._open:
            gone = set(names)
            self._open = {key: block for key, block in self._open.items() if key[0] not in gone}

    def met(self, env: Env, ways: Iterable[Env]) -> None:
        """Branches, all of which lead on, have met."""
        for variable, kind in env.items():
            for name in _perhaps(kind):
                if any(
                    relation_state(row.loaded, name) == LAZY
                    for way in ways
                    for row in _rows(way.get(variable, NOTHING))
                ):
                    self._open[variable, name] = self.block

    def is_open(self, variable: str, name: str) -> bool:
        """Whether a way leads here on which the relation is not loaded."""
        if self._open.get((variable, name)) != self.block or self.statement is None:
            return False
        return not any(isinstance(n, _CONDITIONS) for n in walk(self.statement))


_CONDITIONS = (tree.Conditional, tree.Logical, tree.Lambda, tree.Comprehension)


def _rows(kind: Kind) -> Iterator[ModelInstance]:
    return (option for option in members(kind) if isinstance(option, ModelInstance))


def _perhaps(kind: Kind) -> Iterator[str]:
    for row in _rows(kind):
        for path in row.loaded or ():
            if path.startswith(PERHAPS) and path[1:].isidentifier():
                yield path[1:]
