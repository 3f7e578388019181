"""A scope in parts that are lowered one by one, when somebody asks about them.

What a part binds is known from its chunk in most cases; a part that does not say is first searched
for the name as text, so that a question about one name lowers few parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple, Protocol

from asynclint.diagnostics import Span
from asynclint.index.bindings import bound_names, level
from asynclint.index.chunks import ASSIGN, IMPORT, OTHER, Chunk
from asynclint.index.tree import Bind, Class, Function, ImportFrom, Lowered, Stmt
from asynclint.index.words import Stretches

_STAR = re.compile(r"\bimport\b[\s\\(]*\*")


class Unit:
    """A stretch of a file that was lowered at once; it turns numbers of places into spans."""

    __slots__ = ("base", "end", "lowered", "members", "scopes")

    def __init__(
        self, lowered: Lowered, base: int, end: int, members: list[Chunk] | None = None
    ) -> None:
        self.lowered = lowered
        self.base = base  # offset in the file that places are relative to
        self.end = end
        self.members = members  # of the class that the unit is the header of
        self.scopes: dict[int, Scope] = {}  # members of classes in here that were asked about

    def span(self, at: int) -> Span:
        """The place of number `at` in offsets of the file."""
        start, end = self.lowered.place(at)
        return Span(self.base + start, self.base + end)

    def definitions(self) -> tuple[Definition, ...]:
        return tuple(Definition(statement, self) for statement in self.lowered.body)


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


class Part:
    """One chunk of a scope, or one statement of a scope that was lowered as a whole."""

    __slots__ = ("_bindings", "_definitions", "_load", "_walrus", "chunk")

    def __init__(self, text: str, chunk: Chunk, load: Callable[[], tuple[Definition, ...]]) -> None:
        self.chunk = chunk
        self._load = load
        self._walrus = text.find(":=", chunk.start, chunk.end) >= 0
        self._definitions: tuple[Definition, ...] | None = None
        self._bindings: dict[str, list[Definition]] | None = None

    def definitions(self) -> tuple[Definition, ...]:
        """The statements of the part; none if it cannot be parsed."""
        if self._definitions is None:
            self._definitions = self._load()
        return self._definitions

    @property
    def is_loaded(self) -> bool:
        return self._definitions is not None

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


class Scope:
    """What stands at the top level of a module, or in the body of a class."""

    def __init__(self, text: str, parts: Iterable[Part]) -> None:
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

    def names(self) -> frozenset[str]:
        """All names bound here, without those that star imports bring."""
        names = set(self._known)
        for number in self._unknown:
            names.update(self.parts[number].bindings())
        return frozenset(names)

    def find(self, name: str) -> tuple[Definition, ...]:
        """All statements that bind the name, in order; in nested blocks the innermost ones."""
        numbers = set(self._known.get(name, ()))
        numbers.update(number for number in self._unknown if self._may_bind(number, name))
        found: list[Definition] = []
        for number in sorted(numbers):
            found.extend(self.parts[number].bindings().get(name, ()))
        return tuple(found)

    def statements(self) -> tuple[Definition, ...]:
        """All statements, in order; those that cannot be parsed are left out."""
        return tuple(definition for part in self.parts for definition in part.definitions())

    def star_imports(self) -> tuple[Definition, ...]:
        """All `from module import *`, those in nested blocks included."""
        return tuple(
            Definition(statement, definition.unit)
            for part in self.parts
            if self._may_import_all(part.chunk)
            for definition in part.definitions()
            for statement in level((definition.statement,))
            if isinstance(statement, ImportFrom) and statement.star
        )

    def definitions_with(self, pattern: Searcher) -> tuple[Definition, ...]:
        """The statements in whose text the pattern is found."""
        return tuple(
            definition
            for part in self.parts
            if pattern.search(self._text, part.chunk.start, part.chunk.end)
            for definition in part.definitions()
        )

    def definitions_naming(self, words: Iterable[str]) -> tuple[Definition, ...]:
        """The statements in whose text one of the words stands."""
        if self._stretches is None:
            spans = [Span(part.chunk.start, part.chunk.end) for part in self.parts]
            self._stretches = Stretches(self._text, spans)
        return tuple(
            definition
            for number in self._stretches.holding(words)
            for definition in self.parts[number].definitions()
        )

    def assignments_with(self, pattern: re.Pattern[str]) -> tuple[Definition, ...]:
        """The assignments in whose text the pattern is found; those in blocks are left out."""
        return tuple(
            definition
            for part in self.parts
            if part.chunk.kind in (ASSIGN, OTHER)
            and pattern.search(self._text, part.chunk.start, part.chunk.end)
            for definition in part.definitions()
            if isinstance(definition.statement, Bind)
        )

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


def parts_of(text: str, body: list[Stmt], unit: Unit, start: int, end: int) -> list[Part]:
    """The statements of a lowered body as parts of the text from `start` to `end`."""
    begins = [start, *(_begin(statement, unit) for statement in body[1:]), end]
    return [
        Part(text, Chunk(OTHER, None, begin, stop), partial(_ready, Definition(statement, unit)))
        for statement, begin, stop in zip(body, begins, begins[1:], strict=False)
    ]


def _ready(definition: Definition) -> tuple[Definition, ...]:
    return (definition,)


def _begin(statement: Stmt, unit: Unit) -> int:
    """Where the text of a statement begins, decorators included."""
    begin = unit.span(statement.at).start
    if isinstance(statement, (Function, Class)) and statement.decorators:
        begin = min(begin, unit.span(statement.decorators[0].at).start - 1)
    return begin
