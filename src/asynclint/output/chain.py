"""The chain of calls that leads from code on the loop to the line that really blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.output.cells import visible
from asynclint.output.layout import GUTTER, LABEL, PATH, Line, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Frame
    from asynclint.output.view import View


def chain_lines(chain: tuple[Frame, ...], view: View, indent: int) -> Iterator[Line]:
    """A numbered line for each call, `indent` columns from the margin."""
    digits = len(str(len(chain)))
    for number, frame in enumerate(chain, 1):
        yield (
            Piece(f"{' ' * indent}{number:>{digits}}. ", GUTTER),
            Piece(f"{visible(frame.library or view.shown(frame.path))}:{frame.line}", PATH),
            Piece(f"{frame.owner} in {visible(frame.function)}: ", LABEL),
            Piece(visible(frame.text)),
        )
