"""What one module says, read from its text bit by bit as questions come in.

A module is cut into chunks, and only chunks that are asked about are parsed. Where cutting is not
certain, or a chunk does not parse by itself, the whole file is parsed instead. If that fails, the
file is broken; what can be parsed of it chunk by chunk is still there for questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from asynclint.diagnostics import Span
from asynclint.index.chunks import CLASS, Chunk, split, split_broken, split_class
from asynclint.index.errors import ParseError
from asynclint.index.facts import Facts, Readable
from asynclint.index.parts import Definition, Part, Scope, Searcher, Unit, is_in, parts_of
from asynclint.index.renewal import Renewal
from asynclint.index.store import Store
from asynclint.index.tree import Class, Lowered, Stmt
from asynclint.index.validity import is_accepted

__all__ = ["Definition", "Module", "Scope", "Unit"]

# Stands for the members where only the header of a class is parsed.
HEADER_BODY = " pass\n"


class Module(Readable):
    """One module of a project or a package.

    `name` is dotted; `text` is decoded source without a byte order mark; `store` keeps lowered
    chunks between runs; with `facts` it is noted what is read of the module.
    """

    def __init__(
        self,
        name: str,
        path: str,
        text: str,
        is_package: bool = False,
        store: Store | None = None,
        facts: Facts | None = None,
    ) -> None:
        super().__init__(facts)
        self.name = name
        self.path = path
        self._text = text
        self.is_package = is_package
        self.is_library = False  # installed beside the project: never reported in
        self._store = store
        self._scope: Scope | None = None
        self._whole: Unit | None = None  # the file lowered at once, where that was necessary
        self._was_read_whole = False  # or tried to be, in vain
        self._known_broken: ParseError | None = None

    @property
    def text(self) -> str:
        """All of the text: an answer that rests on it is asked for anew after every change, one
        that rests on what `says` tells is not."""
        return self._read("_whole_text")  # type: ignore[no-any-return]

    def says(self, pattern: Searcher | str) -> bool:
        """Whether the text holds these characters, or the pattern is found in it."""
        return self._read("_says", pattern)  # type: ignore[no-any-return]

    def excerpt(self, span: Span) -> str:
        """The text of something that was found here. That it was found there is noted, so that the
        text needs not be."""
        return self._text[span.start : span.end]

    def _whole_text(self) -> str:
        return self._text

    def _says(self, pattern: Searcher | str) -> bool:
        return is_in(self._text, pattern)

    def names(self) -> frozenset[str]:
        """All names bound at the top level, without those that star imports bring."""
        return self.scope.names()

    def find(self, name: str) -> tuple[Definition, ...]:
        """All top-level statements that bind the name, in order.

        Blocks (`if`, `try`, `with`, loops, `match`) are looked into: it is the innermost
        statement, as the `import` in a `try`, or the `for` of its target.
        """
        return self.scope.find(name)

    def statements(self) -> tuple[Definition, ...]:
        """All top-level statements, in order; those that cannot be parsed are left out."""
        return self.scope.statements()

    def star_imports(self) -> tuple[Definition, ...]:
        """All `from module import *` at the top level, those in blocks included."""
        return self.scope.star_imports()

    def definitions_with(self, pattern: Searcher) -> tuple[Definition, ...]:
        """The top-level statements in whose text the pattern is found."""
        return self.scope.definitions_with(pattern)

    def members(self, definition: Definition) -> Scope:
        """What stands in the body of a class; raises TypeError for any other statement."""
        statement, unit = definition
        if not isinstance(statement, Class):
            raise TypeError(f"no class: {type(statement).__name__}")
        scope = unit.scopes.get(id(statement))
        if scope is None:
            scope = unit.scopes[id(statement)] = self._member_scope(statement, unit)
        return scope

    @property
    def replaces(self) -> bool:
        """Whether anything in the module can replace attributes, as tests do."""
        return self.says("patch") or self.says("setattr")

    @property
    def broken(self) -> ParseError | None:
        """Why the file cannot be parsed; None if it can.

        The running interpreter is asked first (see `asynclint.index.validity`). Of what it refuses
        every chunk is parsed that was not parsed yet, in this run or (with a store) in an earlier
        one, to be certain.
        """
        store = self._store
        if store is not None and store.is_sound(self._text):
            return None
        if is_accepted(self._text):
            if store is not None:
                store.mark_sound(self._text)
            return None
        for part in self.scope.parts:
            if self._was_read_whole:
                break
            if part.chunk.kind == CLASS:
                self._check_class(part)
            else:
                self._check(part, member=False)
        if self._known_broken is None and store is not None:
            store.mark_sound(self._text)
        return self._known_broken

    @property
    def known_broken(self) -> ParseError | None:
        """As `broken`, but without parsing anything: what has turned up so far."""
        return self._known_broken

    @property
    def scope(self) -> Scope:
        """The top level of the module."""
        if self._scope is None:
            self._scope = Scope(self._text, self._parts(), self._facts)
        return self._scope

    @property
    def read_scope(self) -> Scope | None:
        """The top level, if anybody has looked at it."""
        return self._scope

    def all_scopes(self) -> Iterator[Scope]:
        """The scopes that anybody has looked at."""
        pending = [] if self._scope is None else [self._scope]
        seen: set[int] = set()
        while pending:
            scope = pending.pop()
            if id(scope) not in seen:
                seen.add(id(scope))
                yield scope
                units = (unit for part in scope.parts for unit in part.units())
                pending += (inner for unit in units for inner in unit.scopes.values())

    def renew(self, text: str) -> Renewal:
        """Hold another text. Statements that stand there as before stay the objects that they were;
        the result tells what has changed."""
        had_whole = self._whole is not None
        renewal = Renewal(self._text, text, self._member_parts)
        self._text = text
        self._whole, self._was_read_whole, self._known_broken = None, False, None
        if self._scope is not None:
            parts = self._parts()
            is_cut = not had_whole and self._whole is None
            renewal.renew(self._scope, parts, carries=is_cut)
        renewal.facts.extend(self._changed())
        return renewal

    def _parts(self) -> list[Part]:
        # A file that an earlier run had to read as a whole is best read so again.
        is_stored = self._store is not None and self._store.has(self._text)
        chunks = None if is_stored else split(self._text)
        if chunks is None:
            whole = self._read_whole()
            if whole is not None:
                return parts_of(self._text, whole.lowered.body, whole, 0, len(self._text))
            chunks = split_broken(self._text)
        return [Part(self._text, chunk, self._load) for chunk in chunks]

    def _member_scope(self, statement: Class, unit: Unit) -> Scope:
        if unit.members is None:
            start = unit.span(statement.at).end
            parts = parts_of(self._text, statement.body, unit, start, unit.end)
        else:
            parts = self._member_parts(unit)
        return Scope(self._text, parts, self._facts)

    def _member_parts(self, unit: Unit) -> list[Part]:
        """The parts of the class whose header is the unit."""
        return [
            Part(self._text, chunk, partial(self._load_member, unit))
            for chunk in unit.members or ()
        ]

    def _load(self, chunk: Chunk) -> tuple[Definition, ...]:
        """The statements of a top-level chunk; none if it does not parse in a broken file."""
        if self._whole is None:
            with suppress(ParseError):
                return self._read_chunk(chunk).definitions()
        whole = self._read_whole()
        return () if whole is None else _within(whole.lowered.body, whole, chunk)

    def _load_member(self, owner: Unit, chunk: Chunk) -> tuple[Definition, ...]:
        """The same for a chunk of the class whose header is `owner`."""
        if self._whole is None:
            with suppress(ParseError):
                lowered = self._lower(self._text[chunk.start : chunk.end], member=True)
                return Unit(lowered, chunk.start, chunk.end).definitions()
        whole = self._read_whole()
        if whole is None:
            return ()
        found: list[Definition] = []
        for statement in whole.lowered.body:
            if isinstance(statement, Class):
                found.extend(_within(statement.body, whole, chunk))
        return tuple(found)

    def _read_chunk(self, chunk: Chunk) -> Unit:
        if chunk.kind == CLASS:
            parts = split_class(self._text, chunk)
            if parts is not None:
                start, end = parts.header
                lowered = self._lower(self._text[start:end] + HEADER_BODY, member=False)
                return Unit(lowered, start, chunk.end, parts.members)
        lowered = self._lower(self._text[chunk.start : chunk.end], member=False)
        return Unit(lowered, chunk.start, chunk.end)

    def _read_whole(self) -> Unit | None:
        """The file lowered at once; None if it is broken, and then it is known why."""
        if not self._was_read_whole:
            self._was_read_whole = True
            try:
                self._whole = Unit(self._lower(self._text, member=False), 0, len(self._text))
            except ParseError as error:
                self._known_broken = error
        return self._whole

    def _lower(self, text: str, *, member: bool) -> Lowered:
        lowered = self._store.get(text, member) if self._store is not None else None
        if lowered is None:
            # Here and not above: the parser takes longer to import than a run that finds
            # everything in the store takes in all.
            from asynclint.index.lowering import lower

            lowered = lower(text, 0, len(text), member=member)
            if self._store is not None:
                self._store.put(text, member, lowered)
        return lowered

    def _check_class(self, part: Part) -> None:
        for definition in part.definitions():
            if definition.unit.members is not None:
                for member in self.members(definition).parts:
                    self._check(member, member=True)

    def _check(self, part: Part, *, member: bool) -> None:
        """Make sure that a part has been parsed, now or earlier."""
        if part.is_loaded or self._was_read_whole:
            return
        text = self._text[part.chunk.start : part.chunk.end]
        if self._store is None or not self._store.has(text, member):
            part.definitions()


def _within(body: list[Stmt], unit: Unit, chunk: Chunk) -> tuple[Definition, ...]:
    """The statements of a body that begin within a chunk."""
    return tuple(
        Definition(statement, unit)
        for statement in body
        if chunk.start <= unit.span(statement.at).start < chunk.end
    )
