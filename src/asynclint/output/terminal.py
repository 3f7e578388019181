"""Painting on a terminal with rich: the only module that imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.style import Style
from rich.text import Text
from rich.theme import Theme

from asynclint.output.layout import LINK

if TYPE_CHECKING:
    from typing import IO

    from asynclint.output.layout import Line

# Sixteen-colour styles only: they follow the user's own palette, dark or light.
STYLES = {
    "path": "bold",
    "code error": "bold red",
    "code warning": "bold yellow",
    "code info": "bold cyan",
    "name": "dim",
    "gutter": "cyan",
    "mark error": "bold red",
    "mark warning": "bold yellow",
    "mark info": "bold cyan",
    "label": "dim",
    "link": "blue underline",
    "removed": "red",
    "added": "green",
}


class Painter:
    """Writes styled lines to `stream`, in colour whatever the environment says."""

    def __init__(self, stream: IO[str], is_terminal: bool) -> None:
        self.console = Console(
            file=stream,
            theme=Theme(STYLES, inherit=True),
            force_terminal=True,
            color_system="auto" if is_terminal else "standard",
            no_color=False,
            soft_wrap=True,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def line(self, line: Line) -> None:
        """Write one line; pieces are taken literally, and long lines are left to the terminal."""
        text = Text(end="")
        for piece in line:
            style = piece.style
            if style == LINK:
                text.append(piece.text, self.console.get_style(style) + Style(link=piece.text))
            else:
                text.append(piece.text, style)
        self.console.print(text)

    def markdown(self, source: str) -> None:
        """Write a Markdown document, wrapped to the terminal's width."""
        from rich.markdown import Markdown  # brings a parser and Pygments along

        self.console.print(Markdown(source, code_theme="ansi_dark"), soft_wrap=False)


class Bar:
    """A progress bar on `stream` that removes itself."""

    def __init__(self, stream: IO[str], words: str) -> None:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("files"),
            console=Console(file=stream),
            transient=True,
        )
        self._task = self._progress.add_task(words, total=None)
        self._progress.start()

    def show(self, done: int, total: int) -> None:
        self._progress.update(self._task, completed=done, total=total)

    def close(self) -> None:
        self._progress.stop()
