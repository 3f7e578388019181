"""The arguments of a call, and what it gives and does."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from asynclint.semantic.filling import Fills
    from asynclint.semantic.kinds import Coroutine, Kind
    from asynclint.semantic.sites import Effect, Operation


class Arguments(NamedTuple):
    """The arguments of a call: kinds and places, in the order of the source."""

    positional: tuple[Kind, ...] = ()
    places: tuple[int, ...] = ()
    keywords: tuple[tuple[str | None, Kind], ...] = ()
    keyword_places: tuple[int, ...] = ()
    starred: bool = False  # holds `*args` (its items' kind): how many there are is not known

    def keyword(self, name: str) -> Kind | None:
        for key, kind in self.keywords:
            if key == name:
                return kind
        return None

    def get(self, position: int, name: str | None = None) -> Kind | None:
        """The argument at a position, or under a name; at -1 where it can only have a name."""
        if 0 <= position < len(self.positional) and not self.starred:
            return self.positional[position]
        return None if name is None else self.keyword(name)

    def behind(self, count: int) -> Arguments:
        """These arguments without the first `count`."""
        return self._replace(positional=self.positional[count:], places=self.places[count:])


class Outcome(NamedTuple):
    """What a call gives and does."""

    result: Kind
    operation: Operation | None = None
    effects: tuple[Effect, ...] = ()
    uses: bool = False  # needs its arguments' values
    passes: bool = True  # may keep or hand on its arguments
    elsewhere: bool = False  # works in a thread: what its arguments are afterwards is not known
    misused: tuple[Coroutine, ...] = ()  # arguments that the callee takes for their results
    lost: frozenset[int] = frozenset()  # origins of those that it does nothing else with
    reads: frozenset[str] = frozenset()  # see Behaviour
    warms: frozenset[str] = frozenset()
    fills: Fills | None = frozenset()  # querysets that it evaluates; None where that is not known
    stores: tuple[tuple[str, Kind], ...] = ()
    away: tuple[Effect, ...] = ()  # see CallSite
