"""The project's template files: found by name when code renders one, and never before.

A template lies in a `templates` folder beside Python files of the project, or above them up to its
root, as `APP_DIRS` has it; other folders are those that the settings name. Which of several files
of one name Django takes depends on the order of its settings: all of them are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.sources.paths import below, join, parent, shown
from asynclint.sources.text import UndecodableError, decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from asynclint.sources.filesystem import FileSystem

APP_FOLDER = "templates"


class TemplateFiles:
    """The templates of the project whose Python files are `files` and whose root is `root`.

    `asked` holds the paths that answers rest on, those included where nothing was found.
    """

    def __init__(self, files: Sequence[str], root: str, fs: FileSystem) -> None:
        self.asked: dict[str, None] = {}
        self._files = files
        self._root = root
        self._fs = fs
        self._above: tuple[str, ...] | None = None
        self._folders: dict[str, tuple[str, ...]] = {}
        self._texts: dict[str, str | None] = {}

    def find(self, name: str, folders: Iterable[str] = ()) -> tuple[str, ...]:
        """The paths of the files that a template's name may mean, sorted. `folders` are those of
        the settings, as they end: "web/pages"."""
        if not name or name.startswith("/") or ".." in name.split("/"):
            return ()  # Django refuses such names
        found: set[str] = set()
        for ending in dict.fromkeys((APP_FOLDER, *folders)):
            for folder in self._that_end_with(ending):
                path = join(folder, name)
                self.asked[path] = None
                stat = self._fs.stat(path)
                if stat is not None and not stat.is_dir:
                    found.add(path)
        return tuple(sorted(found))

    def text(self, path: str) -> str | None:
        """What a template holds; None where it cannot be read."""
        if path not in self._texts:
            try:
                self._texts[path] = decode(self._fs.read(path)).text
            except (OSError, UndecodableError):
                self._texts[path] = None
        return self._texts[path]

    def _that_end_with(self, ending: str) -> tuple[str, ...]:
        """The folders of that name in or above the folders of Python files."""
        known = self._folders.get(ending)
        if known is None:
            known = self._folders[ending] = tuple(self._existing(ending))
        return known

    def _existing(self, ending: str) -> Iterable[str]:
        for folder in self._places():
            path = join(folder, ending)
            self.asked[path] = None
            stat = self._fs.stat(path)
            if stat is not None and stat.is_dir:
                yield path

    def _places(self) -> tuple[str, ...]:
        """The folders of the Python files, and those above them up to the project's root."""
        if self._above is None:
            found = {self._root}
            for folder in {parent(path) for path in self._files}:
                while folder not in found and below(folder, self._root) is not None:
                    found.add(folder)
                    folder = parent(folder)
            self._above = tuple(sorted(found))
        return self._above

    def shown(self, path: str) -> str:
        """A template's path as messages show it."""
        return shown(path, self._root)
