"""What the printers may ask about a run beside its report."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asynclint.diagnostics import Finding, Position


class Edit(NamedTuple):
    """One replacement that a fix makes: the text from `start` up to `end` becomes `content`."""

    start: Position
    end: Position
    content: str


class View(Protocol):
    """The project as the printers see it. Paths given are those of findings and frames."""

    @property
    def root(self) -> str:
        """The absolute path of the project's root."""
        ...

    def absolute(self, path: str) -> str:
        """The absolute path of the file."""
        ...

    def shown(self, path: str) -> str:
        """The path as people should see it: as they would type it where they are."""
        ...

    def line(self, path: str, row: int) -> str | None:
        """The text of one line, without its end; None where it cannot be had."""
        ...

    def row(self, path: str, offset: int) -> int | None:
        """The row that holds a character offset of the file; None where it cannot be had."""
        ...

    def edits(self, finding: Finding) -> Sequence[Edit]:
        """What the finding's fix would change in its file; empty for a suggestion."""
        ...
