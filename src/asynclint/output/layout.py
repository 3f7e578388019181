"""Lines of styled text: what the printers for people make, before it is painted or stripped."""

from __future__ import annotations

from typing import NamedTuple

# The styles, named by what they mean. `asynclint.output.terminal` says how each looks.
PLAIN = ""
PATH = "path"
CODE = "code"  # followed by a severity: "code error"
NAME = "name"
GUTTER = "gutter"
MARK = "mark"  # followed by a severity
LABEL = "label"
LINK = "link"
REMOVED = "removed"
ADDED = "added"


class Piece(NamedTuple):
    text: str
    style: str = PLAIN


Line = tuple[Piece, ...]


def plain(line: Line) -> str:
    """The line without its styles."""
    return "".join(piece.text for piece in line).rstrip()
