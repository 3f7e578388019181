"""Where absolute imports start: the source roots of a project, found from how its folders lie.

Nothing is read and nothing is imported: the names of the files tell. A project (a folder with a
manage.py, pyproject.toml or setup.py, or the root of the run) counts as a root itself, and if it
has a `src` folder that is not a package, that one too, alone for all that lies in it. Elsewhere the
folder above a topmost package is a root as well, since projects do put such folders on `sys.path`
(`apps/shop` imported as `shop`); through the project's own folder the same file can also be
imported by its long name (`apps.shop`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from asynclint.sources.paths import absolute, below, join, parent

if TYPE_CHECKING:
    from asynclint.config import Settings
    from asynclint.sources.filesystem import FileSystem

MARKERS = ("manage.py", "pyproject.toml", "setup.py")


def source_roots(
    files: Iterable[str], root: str, settings: Settings, fs: FileSystem
) -> tuple[str, ...]:
    """The absolute folders that absolute imports of the given files start from, sorted.

    `files` are absolute and sorted; `root` is the project's root. The setting `source-roots`
    (folders that count from `root`) replaces all that would be found, in the order given.
    """
    if settings.source_roots:
        return tuple(absolute(folder, root) for folder in settings.source_roots)
    layout = _Layout(frozenset(files), root, fs)
    found: set[str] = set()
    for folder in {parent(path) for path in layout.files}:
        found.update(layout.roots_of(folder))
    return tuple(sorted(found))


def root_of(path: str, roots: Iterable[str]) -> str | None:
    """The longest of the roots that the file at `path` lies below; None if there is none."""
    best: str | None = None
    for root in roots:
        if (best is None or len(root) > len(best)) and below(path, root):
            best = root
    return best


def module_name(path: str, roots: Iterable[str]) -> tuple[str, bool] | None:
    """The dotted name of the module at `path` and whether it is a package (an `__init__` file).

    Counted from the longest root that it lies below. None for a file below no root, for one whose
    name no dotted name can express, and for an `__init__` file directly in a root.
    """
    root = root_of(path, roots)
    relative = below(path, root) if root is not None else None
    if relative is None:
        return None
    stem = relative.removesuffix(".pyi").removesuffix(".py")
    parts = stem.split("/")
    is_package = parts[-1] == "__init__"
    if is_package:
        parts.pop()
    if not parts or any("." in part for part in parts):
        return None
    return ".".join(parts), is_package


def module_files(files: Sequence[str], roots: Iterable[str]) -> dict[str, str]:
    """Dotted name → path, for all the files.

    Of several files for one name the one that Python would run is taken: source before a stub, a
    package before a module; then the first in the order of the files.
    """
    roots = tuple(roots)
    chosen: dict[str, tuple[bool, bool, int, str]] = {}
    for number, path in enumerate(files):
        named = module_name(path, roots)
        if named is None:
            continue
        name, is_package = named
        candidate = (path.endswith(".pyi"), not is_package, number, path)
        if name not in chosen or candidate < chosen[name]:
            chosen[name] = candidate
    return {name: path for name, (_, _, _, path) in chosen.items()}


class _Layout:
    """What is known of folders, each asked about once."""

    def __init__(self, files: frozenset[str], root: str, fs: FileSystem) -> None:
        self.files = files
        self.root = root
        self.fs = fs
        self._packages: dict[str, bool] = {}
        self._projects: dict[str, str | None] = {}

    def roots_of(self, folder: str) -> set[str]:
        """The source roots that a file directly in `folder` asks for."""
        top = self.above_packages(folder)
        project = self.project_of(top)
        if project is None:  # the root of the run lies in a package, or the file elsewhere
            inside = below(folder, self.root) is not None and self.is_project(self.root)
            return {top, self.root} if inside else {top}
        if self.is_package(top):  # Django starts in a package, whose own name may be used as well
            return {top, self.above_all_packages(top)}
        source = join(project, "src")
        if below(top, source) is not None and not self.is_package(source):
            return {project, source}
        if top == folder:  # in no package: a part of a namespace, if its name can be one
            return {project, self.nameable(folder, project)}
        return {project, top}

    def above_packages(self, folder: str) -> str:
        """The folder above the topmost package that `folder` is part of; itself if it is none."""
        while self.is_package(folder) and parent(folder) != folder:
            if join(folder, "manage.py") in self.files:
                return folder  # Django starts here, with or without an __init__.py
            folder = parent(folder)
        return folder

    def above_all_packages(self, folder: str) -> str:
        """The folder above the topmost package, wherever Django starts."""
        while self.is_package(folder) and parent(folder) != folder:
            folder = parent(folder)
        return folder

    def nameable(self, folder: str, project: str) -> str:
        """The topmost folder from which dotted names can lead to `folder`.

        No import statement can name `my-service`: what lies in it is imported from there.
        """
        start = project
        at = project
        for part in (below(folder, project) or "").split("/"):
            at = join(at, part) if part else at
            if part and not part.isidentifier():
                start = at
        return start

    def is_package(self, folder: str) -> bool:
        known = self._packages.get(folder)
        if known is None:
            known = self._packages[folder] = any(
                path in self.files or self.fs.stat(path) is not None
                for path in (join(folder, "__init__.py"), join(folder, "__init__.pyi"))
            )
        return known

    def project_of(self, folder: str) -> str | None:
        """The nearest folder from `folder` up to the root that is a project; None outside."""
        if folder not in self._projects:
            if folder == self.root:
                self._projects[folder] = folder
            elif below(folder, self.root) is None:
                self._projects[folder] = None
            elif self.is_project(folder):
                self._projects[folder] = folder
            else:
                self._projects[folder] = self.project_of(parent(folder))
        return self._projects[folder]

    def is_project(self, folder: str) -> bool:
        paths = [join(folder, marker) for marker in MARKERS]
        return any(path in self.files or self.fs.stat(path) is not None for path in paths)
