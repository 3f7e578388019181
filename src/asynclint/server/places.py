"""Offsets of a text as the protocol's places, and back, in the encoding agreed on with the client.

The protocol counts rows and columns from 0, columns in UTF-8, UTF-16 or UTF-32 code units; a line
ends at `\\r\\n`, `\\n` or `\\r` only.
"""

from __future__ import annotations

from lsprotocol import types

from asynclint.diagnostics import Position, Span
from asynclint.sources.text import LineTable

_ENCODINGS = {
    types.PositionEncodingKind.Utf8: "utf-8",
    types.PositionEncodingKind.Utf16: "utf-16-le",
    types.PositionEncodingKind.Utf32: "utf-32-le",
}
_UNIT = {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}  # bytes of a code unit


class Places:
    """The places of one text."""

    def __init__(self, text: str, encoding: types.PositionEncodingKind) -> None:
        self._lines = LineTable(text)
        self._codec = _ENCODINGS[encoding]
        self._unit = _UNIT[self._codec]

    def place(self, position: Position) -> types.Position:
        """A row and column of the engine (from 1, in characters) as the protocol has it."""
        before = self._lines.line(position.row)[: position.column - 1]
        return types.Position(position.row - 1, self._units(before))

    def at(self, offset: int) -> types.Position:
        return self.place(self._lines.position(offset))

    def range(self, span: Span) -> types.Range:
        return types.Range(self.at(span.start), self.at(span.end))

    def between(self, start: Position, end: Position) -> types.Range:
        return types.Range(self.place(start), self.place(end))

    def line(self, row: int) -> types.Range:
        """A row, from 1, without its indentation."""
        line = self._lines.line(row)
        indent = len(line) - len(line.lstrip())
        start, end = Position(row, indent + 1), Position(row, len(line.rstrip()) + 1)
        return types.Range(self.place(start), self.place(max(start, end)))

    def position(self, place: types.Position) -> Position:
        """A place of the protocol as row and column from 1, in characters; a place inside a
        character means before it, and one outside the text the nearest in it."""
        row = min(max(place.line, 0), len(self._lines) - 1) + 1
        line = self._lines.line(row)
        data = line.encode(self._codec, "surrogatepass")[: max(place.character, 0) * self._unit]
        return Position(row, len(data.decode(self._codec, "ignore")) + 1)

    def offset(self, place: types.Position) -> int:
        return self._lines.offset(self.position(place))

    def _units(self, text: str) -> int:
        if text.isascii():
            return len(text)
        return len(text.encode(self._codec, "surrogatepass")) // self._unit
