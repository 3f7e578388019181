"""The project as the printers see it: `asynclint.output.view.View` over real files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from asynclint.output.view import Edit
from asynclint.sources.paths import absolute, below
from asynclint.sources.text import LineTable, UndecodableError, decode

if TYPE_CHECKING:
    from asynclint.diagnostics import Finding
    from asynclint.engine import Project
    from asynclint.sources.filesystem import FileSystem


class Files:
    """Reads each file once, when a printer first asks about it."""

    def __init__(self, project: Project, root: str, folder: str, fs: FileSystem) -> None:
        self.root = root
        self._project = project
        self._folder = folder  # where the user is
        self._fs = fs
        self._tables: dict[str, LineTable | None] = {}

    def forget(self, path: str) -> None:
        """Read the file at the absolute path anew when it is next asked about."""
        self._tables.pop(path, None)

    def absolute(self, path: str) -> str:
        return absolute(path, self.root)

    def shown(self, path: str) -> str:
        whole = self.absolute(path)
        here = below(whole, self._folder)
        if here is not None:
            return here or "."
        if below(whole, self.root) is not None:  # the user is deeper in the project
            return os.path.relpath(whole, self._folder).replace(os.sep, "/")
        return whole

    def line(self, path: str, row: int) -> str | None:
        table = self._table(path)
        return table.line(row) if table and row <= len(table) else None

    def row(self, path: str, offset: int) -> int | None:
        table = self._table(path)
        return table.position(offset).row if table else None

    def edits(self, finding: Finding) -> list[Edit]:
        return [Edit(*edit) for edit in self._project.edits(finding)]

    def _table(self, path: str) -> LineTable | None:
        whole = self.absolute(path)
        if whole not in self._tables:
            try:
                self._tables[whole] = LineTable(decode(self._fs.read(whole)).text)
            except (OSError, UndecodableError):
                self._tables[whole] = None
        return self._tables[whole]
