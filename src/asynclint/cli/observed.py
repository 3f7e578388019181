"""A file system that remembers what was seen in it (see `asynclint.cli.remembered`)."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from asynclint.cli.remembered import is_settled, stamp_of
from asynclint.sources.filesystem import Disk, Stat

if TYPE_CHECKING:
    from asynclint.sources.filesystem import Entry

_NOTHING = "-"


class Observed(Disk):
    """The files of this machine; `seen` has for each path that was asked about what was there
    before it was read."""

    def __init__(self) -> None:
        self.seen: dict[str, str] = {}
        self._begun = time.time_ns()

    @property
    def is_settled(self) -> bool:
        """Whether nothing that was seen had changed right before."""
        return is_settled(self.seen, self._begun)

    def read(self, path: str) -> bytes:
        if path not in self.seen:
            self.stat(path)
        return super().read(path)

    def stat(self, path: str) -> Stat | None:
        found = super().stat(path)
        if found is None:
            stamp = _NOTHING
        elif found.is_dir:
            stamp = "d"
        else:
            stamp = f"f{found.mtime_ns}:{found.size}"
        self.seen.setdefault(path, stamp)
        return found

    def scan(self, path: str) -> list[Entry]:
        if self.seen.get(path, "d") == "d":
            try:
                self.seen[path] = stamp_of(os.stat(path), is_scanned=True)
            except (OSError, ValueError):
                self.seen[path] = _NOTHING
        return super().scan(path)

    def real(self, path: str) -> str:
        whole = super().real(path)
        if whole != path:
            self.seen[path + "/."] = f"l{whole}"
        return whole
