"""Bytes to text and back without losing one, and places in text for people and editors.

Decoding follows PEP 263 as Python does: a UTF-8 byte order mark, a coding cookie in the first two
lines, else UTF-8. (One difference: a cookie that says `utf8` beside such a mark is no error here.)
Line ends are never translated, so that offsets count what is in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from asynclint.diagnostics import Position

BOM = b"\xef\xbb\xbf"
_HEAD = re.compile(rb"([^\r\n]*)(?:\r\n|\r|\n)?([^\r\n]*)")
_COOKIE = re.compile(rb"[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"[ \t\f]*(?:#|$)")
# Every encoding of Python source must spell these bytes as ASCII does; those that do not would hide
# the cookie itself, and some of them take very long over a long text.
_ASCII = bytes(range(32, 127)) + b"\t\n\f\r"


class UndecodableError(ValueError):
    """A file whose bytes are not text in the encoding that they declare."""

    def __init__(self, row: int, reason: str) -> None:
        super().__init__(row, reason)
        self.row = row  # the line concerned, from 1
        self.reason = reason  # a clause for people, without a full stop

    def __str__(self) -> str:
        return f"line {self.row}: {self.reason}"


class UnwritableError(ValueError):
    """A text that cannot be written back in its file's encoding."""


class Text(NamedTuple):
    """A decoded file."""

    text: str  # without the byte order mark, line ends as they are
    encoding: str  # "utf-8", or the name in the file's coding cookie
    bom: bool  # whether a UTF-8 byte order mark stands before the text
    newline: str  # the line end that the file uses most: "\n", "\r\n" or "\r"
    data: bytes | None = None  # the file's bytes, where the encoding would not give them back

    def encode(self, text: str) -> bytes:
        """The bytes of `text` as a new content of this file, with its encoding and byte order mark.

        The untouched text gives the very bytes that were decoded. Raises UnwritableError where
        the encoding has no bytes for a character, or would change bytes that nobody touched.
        """
        if self.data is not None:
            if text == self.text:
                return self.data
            raise UnwritableError(f"{self.encoding} would change bytes elsewhere in the file")
        try:
            data = text.encode(self.encoding)
        except UnicodeError as error:
            raise UnwritableError(f"not all characters exist in {self.encoding}") from error
        return BOM + data if self.bom else data


def decode(data: bytes) -> Text:
    """The text of a Python file's bytes. Raises UndecodableError, with the line and the reason."""
    bom = data.startswith(BOM)
    body = data[len(BOM) :] if bom else data
    encoding = _encoding(body, bom)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, body, encoding, error.start) from None
    except UnicodeError:
        raise UndecodableError(1, f"the bytes are not {encoding}") from None
    exact = encoding == "utf-8" or _encodes_to(text, encoding, body)
    return Text(text, encoding, bom, _newline(text), None if exact else data)


def as_bytes(text: str) -> bytes:
    """A buffer's text as the bytes of a file that holds it: in the encoding that it declares."""
    data = text.encode("utf-8", "surrogatepass")
    try:
        encoding = decode(data).encoding
    except UndecodableError:
        return data
    return data if encoding == "utf-8" else text.encode(encoding, "replace")


def _encoding(body: bytes, bom: bool) -> str:
    """The encoding that a file declares, checked; `body` is the file without its mark."""
    declared = _declared(body)
    if declared is None:
        return "utf-8"
    row, name = declared
    if re.match("utf[-_]?8(?:[-_]|$)", name, re.IGNORECASE):  # "utf-8-unix" counts, as in Python
        return "utf-8"
    if bom:
        raise UndecodableError(row, f"a UTF-8 byte order mark contradicts the encoding {name}")
    try:
        is_python = _ASCII.decode(name) == _ASCII.decode("ascii")
    except LookupError:
        raise UndecodableError(row, f"the encoding {name} is unknown") from None
    except ValueError:
        is_python = False
    if not is_python:
        raise UndecodableError(row, f"Python source cannot be written in the encoding {name}")
    return name


def _declared(body: bytes) -> tuple[int, str] | None:
    """The row and name of the coding cookie, if there is one."""
    head = _HEAD.match(body)
    if head is None or b"coding" not in head.group():
        return None
    first, second = head.groups()
    found = _COOKIE.match(first)
    if found is not None:
        return 1, found.group(1).decode()
    if _BLANK.match(first) and (found := _COOKIE.match(second)) is not None:
        return 2, found.group(1).decode()
    return None


def _undecodable(data: bytes, body: bytes, encoding: str, start: int) -> UndecodableError:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return UndecodableError(1, "the file is UTF-16 or UTF-32, which Python does not read")
    before = body[:start]
    row = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
    reason = f"the byte 0x{body[start]:02x} is not {encoding}"
    if encoding == "utf-8" and _declared(body) is None:
        reason += ", which Python expects where no other encoding is declared"
    return UndecodableError(row, reason)


def _encodes_to(text: str, encoding: str, body: bytes) -> bool:
    """Whether the encoding gives back the bytes: some have several spellings of one character."""
    try:
        return text.encode(encoding) == body
    except UnicodeError:
        return False


def _newline(text: str) -> str:
    """The line end that is used most; with as many of several, the one of the modern systems."""
    if "\r" not in text:
        return "\n"
    both = text.count("\r\n")
    counts = {"\n": text.count("\n") - both, "\r\n": both, "\r": text.count("\r") - both}
    return max(counts, key=counts.__getitem__)


class LineTable:
    """Turns offsets of a text into rows and columns, and back.

    A line ends at `\\r\\n`, `\\n` or `\\r`; form feeds and Unicode's separators stand inside lines.
    """

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        plain = text
        if "\r" in text:  # replaced by as many characters, so that the lengths stay
            plain = text.replace("\r\n", " \n").replace("\r", "\n")
        lengths = (len(line) + 1 for line in plain.split("\n")[:-1])
        self._starts = [0, *accumulate(lengths)]

    def __len__(self) -> int:
        """The number of rows; a line end at the end of the text starts one more, empty row."""
        return len(self._starts)

    def position(self, offset: int) -> Position:
        """The row and column, from 1, of an offset between 0 and the length of the text."""
        row = bisect_right(self._starts, offset)
        return Position(row, offset - self._starts[row - 1] + 1)

    def offset(self, position: Position) -> int:
        """The offset of a row and column; a column past the line's end means that end."""
        start, end = self._bounds(position.row)
        return min(max(start, start + position.column - 1), end)

    def line(self, row: int) -> str:
        """The text of a row, from 1, without its line end; "" for a row that does not exist."""
        start, end = self._bounds(row)
        return self._text[start:end]

    def utf16(self, offset: int) -> tuple[int, int]:
        """The row and column, both from 0, the column in UTF-16 code units: as editors count."""
        row = bisect_right(self._starts, offset) - 1
        return row, _units(self._text[self._starts[row] : offset])

    def from_utf16(self, row: int, column: int) -> int:
        """The offset of an editor's place; inside a surrogate pair means before its character."""
        start, end = self._bounds(row + 1)
        units = 0
        for offset in range(start, end):
            units += 2 if self._text[offset] > "\uffff" else 1
            if units > column:
                return offset
        return end

    def _bounds(self, row: int) -> tuple[int, int]:
        """Where a row starts and where its line end stands; for a row outside the nearest place."""
        if row < 1:
            return 0, 0
        if row > len(self._starts):
            return len(self._text), len(self._text)
        start = self._starts[row - 1]
        if row == len(self._starts):
            return start, len(self._text)
        end = self._starts[row] - 1
        if end > start and self._text[end] == "\n" and self._text[end - 1] == "\r":
            end -= 1
        return start, end


def _units(text: str) -> int:
    """The number of UTF-16 code units in `text`."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
