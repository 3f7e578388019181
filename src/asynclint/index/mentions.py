"""Whether a piece of source can matter at all, told from its text."""

from __future__ import annotations

import re
import sys

_CALLED = re.compile(r"\b(\w+)[ \t]*\(")


class Mentions:
    """Finds async code, calls by name of any of the coroutine functions of the project, and words
    that tell of code which runs on the loop without being async.

    It is searched with as a regular expression is. One with an alternative for each name would ask
    all of them at every character.
    """

    def __init__(self, names: frozenset[str], words: frozenset[str] = frozenset()) -> None:
        self.names = names
        self.words = words

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mentions) and self._all == other._all

    def __hash__(self) -> int:
        return hash(self._all)

    @property
    def _all(self) -> tuple[frozenset[str], frozenset[str]]:
        return self.names, self.words

    def search(self, text: str, start: int = 0, end: int = sys.maxsize, /) -> bool:
        """Whether the characters from `start` up to `end` hold something that matters."""
        if text.find("async", start, end) >= 0 or text.find("await", start, end) >= 0:
            return True
        if any(text.find(word, start, end) >= 0 for word in self.words):
            return True
        return not self.names.isdisjoint(_CALLED.findall(text, start, end))
