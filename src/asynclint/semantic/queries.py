"""Memoised questions whose answers never depend on who asked first.

A question is a function with a key; its answer is kept. Questions may be circular (two functions
that call each other): the one that is met again while it is still open answers with what is assumed
of it so far, at first its `bottom`. When the outermost of the questions in the circle has its
answer, the assumptions are compared with what came out; as long as one of them was too small, the
whole circle is asked again. Questions are monotone (assume more, answer more) and the lattice is of
finite height, so the rounds end at the least fixed point, whichever question was asked first.

Answers that rest on an assumption are drafts: they are reused within their round only and kept once
the circle has settled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

MANY_ROUNDS = 100
FEW_ROUNDS = 20


class UnsettledError(RuntimeError):
    """A circular question did not settle: it is not monotone, which is a bug in asynclint."""


class Queries:
    """The store of answers of one run over one state of the project."""

    def __init__(self, is_lenient: bool = False) -> None:
        # Code of libraries is of every sort: what does not settle there is taken as it stands.
        self._is_lenient = is_lenient
        self._kept: dict[Hashable, Any] = {}
        self._drafts: dict[Hashable, tuple[Any, int]] = {}
        self._order: list[Hashable] = []  # the drafts, in the order in which they were made
        self._depths: dict[Hashable, int] = {}  # the open questions and how deep they lie
        self._assumed: dict[Hashable, Any] = {}
        self._cut = _FAR  # depth of the outermost open question that was met again
        self._grown = 0  # how often an assumption proved too small

    def ask(self, key: Hashable, question: Callable[[], Any], bottom: Any) -> Any:
        """The answer of `question`, which is known by `key`; `bottom` where it is met again."""
        if key in self._kept:
            return self._kept[key]
        if key in self._depths:
            self._cut = min(self._cut, self._depths[key])
            return self._assumed.setdefault(key, bottom)
        if key in self._drafts:
            value, cut = self._drafts[key]
            self._cut = min(self._cut, cut)
            return value
        return self._solve(key, question)

    @property
    def is_open(self) -> bool:
        """Whether a question is being answered: what is assumed meanwhile may still grow."""
        return bool(self._depths)

    def _solve(self, key: Hashable, question: Callable[[], Any]) -> Any:
        depth, mark = len(self._depths), len(self._order)
        outer_cut = self._cut
        for number in range(MANY_ROUNDS):
            grown = self._grown
            self._cut = _FAR
            value = self._round(key, question, depth)
            cut = self._cut
            if cut < depth:
                # What rests on this draft rests on what the draft rests on.
                for name in self._order[mark:]:
                    self._drafts[name] = (self._drafts[name][0], cut)
                self._drafts[key] = (value, cut)
                self._order.append(key)
                self._cut = min(outer_cut, cut)
                return value
            gives_up = self._is_lenient and number == FEW_ROUNDS
            if self._grown == grown or cut > depth or gives_up:
                self._settle(key, value, mark)
                self._cut = outer_cut
                return value
            for name in self._order[mark:]:
                del self._drafts[name]
            del self._order[mark:]
        raise UnsettledError(f"{key} does not settle")

    def _round(self, key: Hashable, question: Callable[[], Any], depth: int) -> Any:
        self._depths[key] = depth
        try:
            value = question()
        except BaseException:
            self.forget_unfinished()
            raise
        del self._depths[key]
        if key in self._assumed and self._assumed[key] != value:
            self._assumed[key] = value
            self._grown += 1
        return value

    def _settle(self, key: Hashable, value: Any, mark: int) -> None:
        """Keep an answer, and the drafts made since `mark`: they rest on its circle alone."""
        self._kept[key] = value
        self._assumed.pop(key, None)
        for name in self._order[mark:]:
            self._kept[name] = self._drafts.pop(name)[0]
            self._assumed.pop(name, None)
        del self._order[mark:]

    def forget_unfinished(self) -> None:
        """Drop what an interrupted question left behind; kept answers stay."""
        self._drafts.clear()
        self._order.clear()
        self._depths.clear()
        self._assumed.clear()
        self._cut = _FAR


_FAR = 1 << 60
