"""Which words stand where: in stretches of one text, and in all texts of a project.

A word is what `\\w+` matches. Few questions are answered by searching; when there are many, reading
everything once and keeping which words were there takes less time.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable, Iterable, Sequence

from asynclint.diagnostics import Span

WORD = re.compile(r"\w+")
_RENAMED = re.compile(r"[ \t]+as[ \t]+(\w+)")

# A pass that keeps all words takes as long as this many searches for one: of a whole text at a
# time, and of one cut into stretches.
MANY_SEARCHES = 64
SOME_SEARCHES = 16


def holds_word(text: str, word: str, start: int, end: int) -> bool:
    """Whether the word stands, as a whole one, among the characters from `start` up to `end`."""
    at = text.find(word, start, end)
    while at >= 0:
        after = at + len(word)
        is_begun = at == start or not _is_part(text[at - 1])
        if is_begun and (after == end or not _is_part(text[after])):
            return True
        at = text.find(word, at + 1, end)
    return False


def _is_part(character: str) -> bool:
    return character == "_" or character.isalnum()


def _word_before(text: str, end: int) -> str:
    start = end
    while start and _is_part(text[start - 1]):
        start -= 1
    return text[start:end]


class Stretches:
    """Stretches of one text, by the words in them."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text = text
        self._spans = spans
        self._searches = 0
        self._by_word: dict[str, list[int]] | None = None

    def holding(self, words: Iterable[str]) -> list[int]:
        """The numbers of the stretches that hold one of the words, in order."""
        if self._by_word is None and self._searches < SOME_SEARCHES:
            self._searches += 1
            return self._search(tuple(words))
        if self._by_word is None:
            self._by_word = {}
            for number, (start, end) in enumerate(self._spans):
                for word in set(WORD.findall(self._text, start, end)):
                    self._by_word.setdefault(word, []).append(number)
        return sorted({n for word in words for n in self._by_word.get(word, ())})

    def _search(self, words: tuple[str, ...]) -> list[int]:
        text = self._text
        return [
            number
            for number, (start, end) in enumerate(self._spans)
            if any(holds_word(text, word, start, end) for word in words)
        ]


class Vocabulary:
    """The words of many texts, which are known by names."""

    def __init__(self, names: Iterable[str], texts: Callable[[str], str | None]) -> None:
        self._names = names
        self._texts = texts
        self._searches = 0
        self._by_word: dict[str, list[str]] | None = None
        self._renamed: dict[str, set[str]] | None = None

    def holding(self, word: str) -> tuple[str, ...]:
        """The names of the texts that hold the word as a whole one, in order."""
        if self._by_word is None and self._searches < MANY_SEARCHES:
            self._searches += 1
            texts = ((name, self._texts(name) or "") for name in self._names)
            return tuple(name for name, text in texts if holds_word(text, word, 0, len(text)))
        if self._by_word is None:
            self._by_word = {}
            for name in self._names:
                for found in set(WORD.findall(self._texts(name) or "")):
                    self._by_word.setdefault(found, []).append(name)
        return tuple(self._by_word.get(word, ()))

    def other_names(self, word: str) -> frozenset[str]:
        """The names that `word as name` gives it anywhere."""
        if self._renamed is None:
            self._renamed = {}
            for name in self._names:
                for old, new in renamed_in(self._texts(name) or ""):
                    self._renamed.setdefault(old, set()).add(new)
        return frozenset(self._renamed.get(word, ()))

    def renew(self, name: str, before: set[str], after: set[str]) -> None:
        """A text that held the words `before` holds those `after` now."""
        if self._by_word is not None:
            for word in before - after:
                self._by_word[word].remove(name)
            for word in after - before:
                insort(self._by_word.setdefault(word, []), name)

    def forget_renamed(self) -> None:
        """Other names are given now."""
        self._renamed = None


def renamed_in(text: str) -> set[tuple[str, str]]:
    """The words of a text that `word as name` gives names, with these."""
    found = ((_word_before(text, r.start()), r[1]) for r in _RENAMED.finditer(text))
    return {(old, new) for old, new in found if old}
