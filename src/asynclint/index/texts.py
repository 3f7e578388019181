"""The texts of a project's modules, searched without parsing them.

What was asked is noted as a fact for each text, or for each word, so that a changed text is
compared with what it was alone: no other is read again.
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from asynclint.index.facts import Fact, Facts, Readable
from asynclint.index.parts import Searcher, is_in
from asynclint.index.words import WORD, Vocabulary, renamed_in

# The questions about all texts.
HOLDING, NAMING, RENAMED = "holding", "naming", "renamed"


class Texts:
    """The texts of the modules called `names` (sorted); `read` gives them, or None."""

    def __init__(
        self, names: Iterable[str], read: Callable[[str], str | None], facts: Facts | None = None
    ) -> None:
        self._names = list(names)
        self._read = read
        self._facts = facts
        self._each: dict[str, _Text] = {}
        self._vocabulary = Vocabulary(self._names, read)
        self._holding: dict[tuple[str, ...], Fact] = {}
        self._naming: dict[str, Fact] = {}
        self._renamed: dict[str, Fact] = {}

    # --- one text -----------------------------------------------------------------------------

    def findall(self, name: str, pattern: re.Pattern[str]) -> tuple[Any, ...]:
        """What the pattern finds in a text, as `re.findall` gives it."""
        return self._text(name).findall(pattern)

    def says(self, name: str, pattern: Searcher | str) -> bool:
        """Whether a text holds these characters, or the pattern is found in it."""
        return self._text(name).says(pattern)

    def _text(self, name: str) -> _Text:
        known = self._each.get(name)
        if known is None:
            known = self._each[name] = _Text(self._read(name) or "", self._facts)
        return known

    # --- all texts ----------------------------------------------------------------------------

    def holding(self, *parts: str) -> tuple[str, ...]:
        """The names of the modules whose text holds one of the parts, in order."""
        return self._noted(self._holding, parts, self._find_holding)  # type: ignore[no-any-return]

    def naming(self, word: str) -> tuple[str, ...]:
        """The names of the modules in whose text the word stands, and not as a part of another."""
        return self._noted(self._naming, word, self._vocabulary.holding)  # type: ignore[no-any-return]

    def other_names(self, word: str) -> frozenset[str]:
        """The names that `word as name` gives it anywhere."""
        return self._noted(self._renamed, word, self._vocabulary.other_names)  # type: ignore[no-any-return]

    def _noted(self, facts: dict[Any, Fact], about: Hashable, find: Callable[[Any], Any]) -> Any:
        fact = facts.get(about)
        if fact is None:
            fact = facts[about] = Fact(find(about))
        if self._facts is not None:
            self._facts.note(fact)
        return fact.value

    def _find_holding(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        texts = ((name, self._read(name)) for name in self._names)
        return tuple(
            name for name, text in texts if text is not None and any(p in text for p in parts)
        )

    # --- another text -------------------------------------------------------------------------

    def renew(self, name: str, old: str, new: str) -> list[Fact]:
        """A text is another one now; gives the facts that are not what they were."""
        changed = list(self._each[name].renew(new)) if name in self._each else []
        for parts, fact in self._holding.items():
            held = any(part in old for part in parts)
            if held != any(part in new for part in parts):
                fact.value = _changed(fact.value, name, is_in=not held)
                changed.append(fact)
        before, after = set(WORD.findall(old)), set(WORD.findall(new))
        self._vocabulary.renew(name, before, after)
        for word in before ^ after:
            fact = self._naming.get(word)  # type: ignore[assignment]
            if fact is not None:
                fact.value = _changed(fact.value, name, is_in=word in after)
                changed.append(fact)
        if renamed_in(old) != renamed_in(new):
            self._vocabulary.forget_renamed()
            for word, fact in self._renamed.items():
                value = self._vocabulary.other_names(word)
                if value != fact.value:
                    fact.value = value
                    changed.append(fact)
        return changed

    # --- what was asked -----------------------------------------------------------------------

    def asked_of(self) -> dict[str, Readable]:
        """The single texts that were searched, by the names of their modules."""
        return dict(self._each)

    def asked_of_all(self) -> Iterator[tuple[str, str, Fact]]:
        """What was asked of all texts: which question, about what, and the fact."""
        for parts, fact in self._holding.items():
            yield HOLDING, "\n".join(parts), fact
        for word, fact in self._naming.items():
            yield NAMING, word, fact
        for word, fact in self._renamed.items():
            yield RENAMED, word, fact

    def sweep(self) -> None:
        """Forget the facts that no answer rests on."""
        self._holding = {about: fact for about, fact in self._holding.items() if fact.users}
        self._naming = {about: fact for about, fact in self._naming.items() if fact.users}
        self._renamed = {about: fact for about, fact in self._renamed.items() if fact.users}


def _changed(names: tuple[str, ...], name: str, *, is_in: bool) -> tuple[str, ...]:
    """The sorted names with one more, or without one."""
    changed = [each for each in names if each != name]
    if is_in:
        insort(changed, name)
    return tuple(changed)


class _Text(Readable):
    """One text."""

    def __init__(self, text: str, facts: Facts | None) -> None:
        super().__init__(facts)
        self._text = text

    def findall(self, pattern: re.Pattern[str]) -> tuple[Any, ...]:
        return self._read("_findall", pattern)  # type: ignore[no-any-return]

    def says(self, pattern: Searcher | str) -> bool:
        return self._read("_says", pattern)  # type: ignore[no-any-return]

    def renew(self, text: str) -> Iterable[Fact]:
        self._text = text
        return self._changed()

    def _findall(self, pattern: re.Pattern[str]) -> tuple[Any, ...]:
        return tuple(pattern.findall(self._text))

    def _says(self, pattern: Searcher | str) -> bool:
        return is_in(self._text, pattern)
