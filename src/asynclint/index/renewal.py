"""From one text of a module to its next: what stands as it stood is carried over, moved.

A statement whose text is the same keeps its very object, and so does what is known about it. Of a
class whose header is the same this holds for each member. Nothing is carried over into another
order: what is known of one statement may rest on standing before another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from asynclint.index.chunks import CLASS, Chunk, ClassChunks, split_class
from asynclint.index.facts import Fact
from asynclint.index.parts import Part, Scope, Unit

# Gives the parts of a class whose header is the unit.
MemberParts = Callable[[Unit], list[Part]]


class Renewal:
    """What a new text changes: `facts` are those that are not what they were, `units` what stands
    in the module no longer."""

    def __init__(self, old_text: str, text: str, members: MemberParts) -> None:
        self.facts: list[Fact] = []
        self.units: list[Unit] = []
        self._old_text = old_text
        self._text = text
        self._members = members

    def renew(self, scope: Scope, parts: Sequence[Part], *, carries: bool = True) -> None:
        """Give a scope its new parts, of which those that it has had mean what they meant."""
        if carries:
            for old, new in self._pairs(scope.parts, parts):
                if new is None:
                    self._drop(old)
                elif self._said(old.chunk) == self._says(new.chunk):
                    self._carry(old, new)
                else:
                    self._carry_class(old, new)
        else:
            for old in scope.parts:
                self._drop(old)
        self.facts.extend(scope.renew(self._text, parts))

    def _said(self, chunk: Chunk) -> str:
        return self._old_text[chunk.start : chunk.end]

    def _says(self, chunk: Chunk) -> str:
        return self._text[chunk.start : chunk.end]

    # --- which parts are the same -------------------------------------------------------------

    def _pairs(
        self, old: Sequence[Part], new: Sequence[Part]
    ) -> Iterator[tuple[Part, Part | None]]:
        """Each old part, and the new one that it becomes."""
        first = 0
        most = min(len(old), len(new))
        while first < most and self._said(old[first].chunk) == self._says(new[first].chunk):
            yield old[first], new[first]
            first += 1
        last = 0
        most -= first
        while last < most and self._said(old[-1 - last].chunk) == self._says(new[-1 - last].chunk):
            last += 1
            yield old[-last], new[-last]
        yield from self._pairs_between(old[first : len(old) - last], new[first : len(new) - last])

    def _pairs_between(
        self, old: Sequence[Part], new: Sequence[Part]
    ) -> Iterator[tuple[Part, Part | None]]:
        before = [self._said(part.chunk) for part in old]
        after = [self._says(part.chunk) for part in new]
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        for how, start, end, new_start, new_end in matcher.get_opcodes():
            if how == "equal":
                yield from zip(old[start:end], new[new_start:new_end])
            else:
                yield from self._same_classes(old[start:end], new[new_start:new_end])

    def _same_classes(
        self, old: Sequence[Part], new: Sequence[Part]
    ) -> Iterator[tuple[Part, Part | None]]:
        """Pairs of classes whose headers are the same, in order; other parts become nothing."""
        start = 0
        for part in old:
            header = self._header(part)
            numbers = range(start, len(new)) if header else ()
            same = next((n for n in numbers if self._new_header(new[n]) == header), None)
            yield part, None if same is None else new[same]
            if same is not None:
                start = same + 1

    def _header(self, part: Part) -> str:
        """The text of the header of a class that was read by its members, else ""."""
        if part.chunk.kind != CLASS or not any(u.members is not None for u in part.units()):
            return ""
        return _header_text(self._old_text, split_class(self._old_text, part.chunk))

    def _new_header(self, part: Part) -> str:
        is_class = part.chunk.kind == CLASS
        return _header_text(self._text, split_class(self._text, part.chunk)) if is_class else ""

    # --- what becomes of them -----------------------------------------------------------------

    def _carry(self, old: Part, new: Part) -> None:
        new.take(old)
        for unit in old.units():
            self._move(unit, new.chunk.start - old.chunk.start)

    def _move(self, unit: Unit, by: int) -> None:
        unit.move(by)
        for scope in unit.scopes.values():
            scope.move(self._text, by)
            for inner in _units_in(scope, unit):
                self._move(inner, by)

    def _carry_class(self, old: Part, new: Part) -> None:
        (unit,) = old.units()
        parts = split_class(self._text, new.chunk)
        assert parts is not None
        new.take(old)
        unit.base, unit.end = parts.header[0], new.chunk.end
        unit.members = parts.members
        for scope in unit.scopes.values():
            self.renew(scope, self._members(unit))

    def _drop(self, part: Part) -> None:
        for unit in part.units():
            self._drop_unit(unit)

    def _drop_unit(self, unit: Unit) -> None:
        self.units.append(unit)
        for scope in unit.scopes.values():
            self.facts.extend(fact for _, fact in scope.noted())
            for inner in _units_in(scope, unit):
                self._drop_unit(inner)


def _header_text(text: str, parts: ClassChunks | None) -> str:
    return "" if parts is None else text[parts.header[0] : parts.header[1]]


def _units_in(scope: Scope, outer: Unit) -> Iterator[Unit]:
    """The units that the parts of a class were read in, where that is not the class's own."""
    for part in scope.parts:
        for unit in part.units():
            if unit is not outer:
                yield unit
