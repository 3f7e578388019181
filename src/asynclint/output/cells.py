"""How text looks on a terminal: which characters show, and how many cells each of them takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TAB_SIZE = 4
# Characters that change the direction of the text around them and so can hide what a line says.
_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    """`text` with everything that does not show (controls, lone surrogates) spelled as an escape.

    What comes out is one line and cannot move the cursor, colour the terminal or turn the text.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def drawn(line: str) -> list[str]:
    """What to draw for each character of a source line: tabs as blanks, controls as escapes."""
    if line.isascii() and line.isprintable():
        return list(line)
    return list(_drawn(line))


def width(text: str) -> int:
    """The number of terminal cells that `text`, as it came from `drawn` or `visible`, takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _drawn(line: str) -> Iterator[str]:
    column = 0
    for character in line:
        picture = _shown(character)
        if character == "\t":
            picture = " " * (TAB_SIZE - column % TAB_SIZE)
        elif character == "\f":  # allowed at the beginning of a line, where it means nothing
            picture = ""
        column += width(picture)
        yield picture


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    import unicodedata  # not needed for the ASCII text that most lines are

    is_hidden = unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
    if is_hidden or character in _DIRECTIONS:
        return character.encode("unicode_escape").decode("ascii")
    return character


def _cells(character: str) -> int:
    if character < "\u0300":
        return 0 if character == "\u00ad" else 1
    import unicodedata  # as above

    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
