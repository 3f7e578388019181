"""What fixes would change, as a unified diff that `patch -p0` and `git apply -p0` accept."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from asynclint.output.layout import ADDED, LABEL, PATH, PLAIN, REMOVED, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_NEWLINE = "\\ No newline at end of file\n"


def pieces(path: str, before: str, after: str) -> Iterator[Piece]:
    """The diff, one piece a line with its newline; nothing if the texts are equal."""
    name = path.replace("\\", "/")
    made = difflib.unified_diff(_lines(before), _lines(after), name, name)
    for number, line in enumerate(made):
        style = PATH if number < 2 else _style(line)
        yield Piece(line if line.endswith("\n") else f"{line}\n{NO_NEWLINE}", style)


def _lines(text: str) -> list[str]:
    """Lines as patch sees them: only a line feed ends one, other breaks are part of it."""
    *ended, rest = text.split("\n")
    return [f"{line}\n" for line in ended] + ([rest] if rest else [])


def _style(line: str) -> str:
    if line.startswith("@@"):
        return LABEL
    return {"-": REMOVED, "+": ADDED}.get(line[:1], PLAIN)
