"""Where a report goes: standard output, standard error or a file, in colour or not."""

from __future__ import annotations

import contextlib
import shutil
import sys
from typing import TYPE_CHECKING, TextIO

from asynclint.cli.messages import is_coloured, is_terminal
from asynclint.output.layout import Piece, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asynclint.cli.options import Options
    from asynclint.output.layout import Line

WIDTH = 160  # cells for a source line where there is no terminal


class Out:
    """A stream to write a report to. `stream` is None where the process has none."""

    def __init__(self, stream: TextIO | None, colour: str) -> None:
        self.stream = stream
        self.is_coloured = is_coloured(stream, colour)
        self.width = shutil.get_terminal_size().columns if is_terminal(stream) else WIDTH

    def text(self, parts: Iterable[str]) -> None:
        """Write text as it is."""
        if self.stream is not None:
            self.stream.writelines(parts)

    def lines(self, lines: Iterable[Line]) -> None:
        """Write lines without their styles."""
        self.text(plain(line) + "\n" for line in lines)

    def styled(self, lines: Iterable[Line]) -> None:
        """Write lines, in colour if the stream is to have it."""
        if not self.is_coloured or self.stream is None:
            self.lines(lines)
            return
        painter = None
        for line in lines:
            if painter is None:
                from asynclint.output.terminal import Painter  # brings rich along

                painter = Painter(self.stream, is_terminal(self.stream))
            painter.line(line)

    def styled_text(self, pieces: Iterable[Piece]) -> None:
        """Write pieces that hold their own line ends, in colour if the stream is to have it."""
        if self.is_coloured:
            self.styled((Piece(text.rstrip("\n"), style),) for text, style in pieces)
        else:
            self.text(piece.text for piece in pieces)


@contextlib.contextmanager
def opened(options: Options, standard: TextIO | None) -> Iterator[Out]:
    """The output file if one was asked for, else the `standard` stream; flushed at the end."""
    if options.output_file is None:
        yield Out(standard, options.color)
        if standard is not None:
            standard.flush()
        return
    colour = "always" if options.color == "always" else "never"
    with open(options.output_file, "w", encoding="utf-8", errors="backslashreplace") as file:
        yield Out(file, colour)


def write_bytes(data: bytes) -> None:
    """Write to standard output exactly these bytes."""
    if sys.stdout is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
