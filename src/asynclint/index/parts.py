"""A scope in parts that are lowered one by one, when somebody asks about them.

What a part binds is known from its chunk in most cases; a part that does not say is first searched
for the name as text, so that a question about one name lowers few parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple, Protocol

from asynclint.diagnostics import Span
from asynclint.index.bindings import bound_names, level
from asynclint.index.chunks import ASSIGN, IMPORT, OTHER, Chunk
from asynclint.index.facts import Fact, Facts, Readable
from asynclint.index.tree import Bind, Class, Function, ImportFrom, Lowered, Stmt
from asynclint.index.words import Stretches

_STAR = re.compile(r"\bimport\b[\s\\(]*\*")


class Unit:
    """A stretch of a file that was lowered at once; it turns numbers of places into spans."""

    __slots__ = ("base", "end", "lowered", "members", "print", "scopes")

    def __init__(
        self, lowered: Lowered, base: int, end: int, members: list[Chunk] | None = None
    ) -> None:
        self.lowered = lowered
        self.base = base  # offset in the file that places are relative to
        self.end = end
        self.members = members  # of the class that the unit is the header of
        self.print: bytes | None = None  # see `asynclint.index.prints`
        self.scopes: dict[int, Scope] = {}  # members of classes in here that were asked about

    def span(self, at: int) -> Span:
        """The place of number `at` in offsets of the file."""
        start, end = self.lowered.place(at)
        return Span(self.base + start, self.base + end)

    def definitions(self) -> tuple[Definition, ...]:
        return tuple(Definition(statement, self) for statement in self.lowered.body)

    def move(self, by: int) -> None:
        """The stretch stands elsewhere now, so many characters further on."""
        self.base += by
        self.end += by
        if self.members is not None:
            self.members = [_moved(chunk, by) for chunk in self.members]


class Definition(NamedTuple):
    """A statement and the unit that knows its places."""

    statement: Stmt
    unit: Unit

    @property
    def span(self) -> Span:
        return self.unit.span(self.statement.at)


class Searcher(Protocol):
    """A compiled regular expression, or what is searched with like one."""

    def search(self, text: str, start: int = ..., end: int = ..., /) -> object: ...


def is_in(text: str, pattern: Searcher | str) -> bool:
    """Whether a text holds these characters, or the pattern is found in it."""
    return pattern in text if isinstance(pattern, str) else bool(pattern.search(text))


class Part:
    """One chunk of a scope, or one statement of a scope that was lowered as a whole."""

    __slots__ = ("_bindings", "_definitions", "_load", "_walrus", "chunk")

    def __init__(
        self, text: str, chunk: Chunk, load: Callable[[Chunk], tuple[Definition, ...]]
    ) -> None:
        self.chunk = chunk
        self._load = load
        self._walrus = text.find(":=", chunk.start, chunk.end) >= 0
        self._definitions: tuple[Definition, ...] | None = None
        self._bindings: dict[str, list[Definition]] | None = None

    def definitions(self) -> tuple[Definition, ...]:
        """The statements of the part; none if it cannot be parsed."""
        if self._definitions is None:
            self._definitions = self._load(self.chunk)
        return self._definitions

    @property
    def is_loaded(self) -> bool:
        return self._definitions is not None

    def units(self) -> set[Unit]:
        """The units of the statements that were loaded."""
        return {definition.unit for definition in self._definitions or ()}

    def take(self, other: Part) -> None:
        """Mean the very statements that another part has loaded. One that could not be parsed by
        itself can perhaps be now, with the rest."""
        if other._definitions:
            self._definitions = other._definitions
            self._bindings = other._bindings

    def move(self, by: int) -> None:
        """Stand so many characters further on, and try again what could not be parsed."""
        self.chunk = _moved(self.chunk, by)
        if not self._definitions:
            self._definitions = self._bindings = None

    def bindings(self) -> dict[str, list[Definition]]:
        """The innermost statements that bind each name, in order."""
        if self._bindings is None:
            self._bindings = {}
            for definition in self.definitions():
                for statement in level((definition.statement,)):
                    for name in bound_names(statement, walrus=self._walrus):
                        found = self._bindings.setdefault(name, [])
                        found.append(Definition(statement, definition.unit))
        return self._bindings


class Scope(Readable):
    """What stands at the top level of a module, or in the body of a class."""

    def __init__(self, text: str, parts: Iterable[Part], facts: Facts | None = None) -> None:
        super().__init__(facts)
        self._set(text, parts)

    def _set(self, text: str, parts: Iterable[Part]) -> None:
        self.parts = tuple(parts)
        self._text = text
        self._stretches: Stretches | None = None
        self._unknown: list[int] = []  # numbers of parts that do not say what they bind
        self._known: dict[str, list[int]] = {}
        for number, part in enumerate(self.parts):
            if part.chunk.names is None:
                self._unknown.append(number)
            for name in part.chunk.names or ():
                self._known.setdefault(name, []).append(number)

    def renew(self, text: str, parts: Iterable[Part]) -> Iterator[Fact]:
        """Hold other parts, of another text; gives the facts that are not what they were."""
        self._set(text, parts)
        return self._changed()

    def move(self, text: str, by: int) -> None:
        """The same parts stand so many characters further on, in another text."""
        for part in self.parts:
            part.move(by)
        self._text = text
        self._stretches = None

    # --- what is asked ------------------------------------------------------------------------

    def found(self, name: str) -> tuple[Definition, ...]:
        """As `find`, without a note of it."""
        return self._find(name)

    def names(self) -> frozenset[str]:
        """All names bound here, without those that star imports bring."""
        return self._read("_names")  # type: ignore[no-any-return]

    def find(self, name: str) -> tuple[Definition, ...]:
        """All statements that bind the name, in order; in nested blocks the innermost ones."""
        return self._read("_find", name)  # type: ignore[no-any-return]

    def statements(self) -> tuple[Definition, ...]:
        """All statements, in order; those that cannot be parsed are left out."""
        return self._read("_statements")  # type: ignore[no-any-return]

    def star_imports(self) -> tuple[Definition, ...]:
        """All `from module import *`, those in nested blocks included."""
        return self._read("_star_imports")  # type: ignore[no-any-return]

    def definitions_with(self, pattern: Searcher) -> tuple[Definition, ...]:
        """The statements in whose text the pattern is found."""
        return self._read("_definitions_with", pattern)  # type: ignore[no-any-return]

    def definitions_naming(self, words: Iterable[str]) -> tuple[Definition, ...]:
        """The statements in whose text one of the words stands."""
        return self._read("_definitions_naming", frozenset(words))  # type: ignore[no-any-return]

    def assignments_with(self, pattern: re.Pattern[str]) -> tuple[Definition, ...]:
        """The assignments in whose text the pattern is found; those in blocks are left out."""
        return self._read("_assignments_with", pattern)  # type: ignore[no-any-return]

    def says(self, pattern: Searcher) -> bool:
        """Whether the pattern is found in the text of all its statements."""
        return self._read("_says", pattern)  # type: ignore[no-any-return]

    # --- how it is found ----------------------------------------------------------------------

    def _names(self) -> frozenset[str]:
        names = set(self._known)
        for number in self._unknown:
            names.update(self.parts[number].bindings())
        return frozenset(names)

    def _find(self, name: str) -> tuple[Definition, ...]:
        numbers = set(self._known.get(name, ()))
        numbers.update(number for number in self._unknown if self._may_bind(number, name))
        found: list[Definition] = []
        for number in sorted(numbers):
            found.extend(self.parts[number].bindings().get(name, ()))
        return tuple(found)

    def _statements(self) -> tuple[Definition, ...]:
        return tuple(definition for part in self.parts for definition in part.definitions())

    def _star_imports(self) -> tuple[Definition, ...]:
        return tuple(
            Definition(statement, definition.unit)
            for part in self.parts
            if self._may_import_all(part.chunk)
            for definition in part.definitions()
            for statement in level((definition.statement,))
            if isinstance(statement, ImportFrom) and statement.star
        )

    def _definitions_with(self, pattern: Searcher) -> tuple[Definition, ...]:
        return tuple(
            definition
            for part in self.parts
            if pattern.search(self._text, part.chunk.start, part.chunk.end)
            for definition in part.definitions()
        )

    def _definitions_naming(self, words: frozenset[str]) -> tuple[Definition, ...]:
        if self._stretches is None:
            spans = [Span(part.chunk.start, part.chunk.end) for part in self.parts]
            self._stretches = Stretches(self._text, spans)
        return tuple(
            definition
            for number in self._stretches.holding(words)
            for definition in self.parts[number].definitions()
        )

    def _assignments_with(self, pattern: re.Pattern[str]) -> tuple[Definition, ...]:
        return tuple(
            definition
            for part in self.parts
            if part.chunk.kind in (ASSIGN, OTHER)
            and pattern.search(self._text, part.chunk.start, part.chunk.end)
            for definition in part.definitions()
            if isinstance(definition.statement, Bind)
        )

    def _says(self, pattern: Searcher) -> bool:
        if not self.parts:
            return False
        start, end = self.parts[0].chunk.start, self.parts[-1].chunk.end
        return bool(pattern.search(self._text, start, end))

    def _may_bind(self, number: int, name: str) -> bool:
        part = self.parts[number]
        if part.is_loaded:
            return name in part.bindings()
        chunk = part.chunk
        return self._text.find(name, chunk.start, chunk.end) >= 0

    def _may_import_all(self, chunk: Chunk) -> bool:
        if chunk.names is not None:
            return chunk.kind == IMPORT and not chunk.names
        return _STAR.search(self._text, chunk.start, chunk.end) is not None


def _moved(chunk: Chunk, by: int) -> Chunk:
    return chunk._replace(start=chunk.start + by, end=chunk.end + by)


def parts_of(text: str, body: list[Stmt], unit: Unit, start: int, end: int) -> list[Part]:
    """The statements of a lowered body as parts of the text from `start` to `end`."""
    begins = [start, *(_begin(statement, unit) for statement in body[1:]), end]
    return [
        Part(text, Chunk(OTHER, None, begin, stop), partial(_ready, Definition(statement, unit)))
        for statement, begin, stop in zip(body, begins, begins[1:], strict=False)
    ]


def _ready(definition: Definition, _: Chunk) -> tuple[Definition, ...]:
    return (definition,)


def _begin(statement: Stmt, unit: Unit) -> int:
    """Where the text of a statement begins, decorators included."""
    begin = unit.span(statement.at).start
    if isinstance(statement, (Function, Class)) and statement.decorators:
        begin = min(begin, unit.span(statement.decorators[0].at).start - 1)
    return begin
