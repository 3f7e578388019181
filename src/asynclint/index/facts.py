"""What answers rest on, noted while they are being found.

A fact is something that a file says (the statements that bind a name, whether a word stands in a
text) or an answer that was made from such. Whoever works something out opens a set; every fact
that is used meanwhile goes into it. When a file has changed, its facts are asked for again, and
only what rests on one that has another value now has to be worked out anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet


NOBODY: frozenset[Any] = frozenset()


class Fact:
    """Something that is known, and which answers rest on it: `users`, where a project stays."""

    __slots__ = ("users", "value")

    def __init__(self, value: Any = None) -> None:
        self.value = value
        self.users: AbstractSet[Any] = NOBODY  # there are many facts, and an empty set is large

    def add_user(self, user: object) -> None:
        """An answer rests on the fact."""
        if isinstance(self.users, set):
            self.users.add(user)
        else:
            self.users = {user}

    def drop_user(self, user: object) -> None:
        """An answer that rested on the fact is forgotten."""
        if isinstance(self.users, set):
            self.users.discard(user)


class Facts:
    """The notes of one project: `open` holds the facts that the present work has used, and is None
    while nobody wants to know. Who uses a fact is noted where the project `stays`."""

    __slots__ = ("open", "stays")

    def __init__(self, stays: bool = False) -> None:
        self.open: set[Fact] | None = None
        self.stays = stays

    def note(self, fact: Fact) -> None:
        """The present work rests on a fact."""
        if self.open is not None:
            self.open.add(fact)


class Readable:
    """Something that is asked questions by the names of its methods, and may change later.

    `facts` is None for what never changes: then nothing is noted or kept.
    """

    def __init__(self, facts: Facts | None) -> None:
        self._facts = facts
        self._noted: dict[tuple[object, ...], Fact] = {}

    def _read(self, how: str, *about: object) -> Any:
        """The answer of the method `how`, noted as a fact; the method's `self` is all that it may
        rest on besides `about`."""
        facts = self._facts
        if facts is None or facts.open is None:
            return getattr(self, how)(*about)
        key = (how, *about)
        fact = self._noted.get(key)
        if fact is None:
            fact = self._noted[key] = Fact(getattr(self, how)(*about))
        facts.open.add(fact)
        return fact.value

    def noted(self) -> Iterable[tuple[tuple[object, ...], Fact]]:
        """All that was asked: the method's name and its arguments, with the fact."""
        return self._noted.items()

    def _changed(self) -> Iterator[Fact]:
        """The facts that are not what they were, brought up to date; none that nobody uses."""
        for key, fact in list(self._noted.items()):
            if not fact.users:
                del self._noted[key]
                continue
            how, *about = key
            value = getattr(self, str(how))(*about)
            if value != fact.value:
                fact.value = value
                yield fact
