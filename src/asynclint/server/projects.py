"""The projects of the files that are open, with the editor's buffers laid over the disk.

Only the engine's thread may use what is here. Buffers and projects change between its jobs, so that
each job sees one state of everything.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from asynclint.config import check_codes, load
from asynclint.engine import Project
from asynclint.rules.registry import NAMES
from asynclint.server.options import Options
from asynclint.sources.discovery import discover, find_root
from asynclint.sources.filesystem import Disk, Memory, Overlay
from asynclint.sources.paths import absolute, below, join, parent
from asynclint.sources.text import as_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from asynclint.diagnostics import Finding, Problem
    from asynclint.explanation import OnLoop

SETTINGS_FILES = ("pyproject.toml", "asynclint.toml")
PROJECT_SIGNS = (*SETTINGS_FILES, "manage.py", ".git")
LARGE = 4_000_000  # characters of a buffer: larger ones are data


class Checked(NamedTuple):
    """What was found in a file."""

    path: str
    text: str  # of the file, as it was checked
    findings: tuple[Finding, ...]


class Projects:
    """All projects that open files belong to, by their root."""

    def __init__(self, cache_dir: str | None, tell: Callable[[str], None]) -> None:
        self.options = Options()
        self._cache_dir = cache_dir
        self._tell = tell  # a message for the user
        self._told: set[str] = set()
        self._fs = Overlay(Disk())
        self._projects: dict[str, Project] = {}
        self._roots: dict[str, str] = {}  # folder → the root that its files belong to
        self._alone: dict[str, Project] = {}  # documents that are no files, by their name
        self._folders: tuple[str, ...] = ()

    # --- what changes -------------------------------------------------------------------------

    def set_options(self, options: Options) -> None:
        self.options = options
        self.forget_settings()

    def set_folders(self, folders: Iterable[str]) -> None:
        """The folders that the editor has open."""
        self._folders = tuple(sorted(folders, key=len, reverse=True))
        self._roots.clear()

    def forget_settings(self) -> None:
        """Read settings anew, and find out anew where projects begin."""
        self._projects.clear()
        self._roots.clear()
        self._told.clear()

    def open(self, path: str, text: str) -> None:
        """A buffer lies over the file, or has changed."""
        if path.startswith("/"):
            self._fs.open(path, as_bytes(text))
            self.forget(path)
        else:
            self._alone[path] = self._by_itself(path, text)

    def close(self, path: str) -> None:
        """What is on the disk counts again."""
        if self._alone.pop(path, None) is None:
            self._fs.close(path)
            self.forget(path)

    def forget(self, path: str) -> None:
        """The file has changed."""
        if path.rpartition("/")[2] in SETTINGS_FILES:
            self.forget_settings()
        for project in self._projects.values():
            project.forget(path)

    # --- what is asked ------------------------------------------------------------------------

    def project(self, path: str) -> Project:
        """The project that a file belongs to."""
        alone = self._alone.get(path)
        if alone is not None:
            return alone
        folder = parent(path)
        root = self._roots.get(folder)
        if root is None:
            root = self._roots[folder] = self._root(folder)
        project = self._projects.get(root)
        if project is None:
            project = self._projects[root] = self._opened(root)
        return project

    def _root(self, folder: str) -> str:
        """Where the project begins that files in a folder belong to: without any sign of one, the
        folder that the editor has open."""
        root = find_root(folder, self._fs)
        if root != folder or any(self._fs.stat(join(root, sign)) for sign in PROJECT_SIGNS):
            return root
        return next((f for f in self._folders if below(root, f) is not None), root)

    def check(
        self, paths: Iterable[str], progress: Callable[[int, int], None] | None = None
    ) -> dict[str, Checked]:
        """What is found in these files, each as part of its project."""
        by_project: dict[int, tuple[Project, list[str]]] = {}
        for path in paths:
            project = self.project(path)
            by_project.setdefault(id(project), (project, []))[1].append(path)
        found: dict[str, Checked] = {}
        for project, named in by_project.values():
            for checked in self._check(project, named, progress):
                found[checked.path] = checked
        return found

    def check_whole(self, root: str, progress: Callable[[int, int], None]) -> dict[str, Checked]:
        """What is found in all files of the project that the folder `root` belongs to."""
        project = self.project(f"{root}/*")
        return {c.path: c for c in self._check(project, [project.root], progress)}

    def on_loop(self, path: str, pause: Callable[[], None]) -> tuple[OnLoop, ...]:
        """The functions of a file that run on the event loop (see `Project.on_loop`), if it is one
        that is checked."""
        project, place = self.project(path), _named(path)
        named = discover([place], project.root, project.settings, project.fs)
        return project.on_loop(place, pause) if named.files else ()

    def _check(
        self, project: Project, paths: list[str], progress: Callable[[int, int], None] | None
    ) -> list[Checked]:
        places = {_named(path): path for path in paths}
        wanted = [
            place
            for place, path in places.items()
            if (project.fs.stat(place) or project) and not self._is_large(project, place, path)
        ]
        report = project.check(wanted, progress)
        self._tell_of(report.problems)
        by_path: dict[str, list[Finding]] = {place: [] for place in wanted}
        for finding in report.findings:
            by_path.setdefault(absolute(finding.path, project.root), []).append(finding)
        checked = []
        for place, findings in by_path.items():
            text = project.text(place)
            if text is not None:
                checked.append(Checked(places.get(place, place), text.text, tuple(findings)))
        return checked

    def _is_large(self, project: Project, place: str, path: str) -> bool:
        found = project.fs.stat(place)
        if found is None or found.size <= LARGE:
            return False
        self._say(f"{path} is not checked: it holds more than {LARGE:,} bytes")
        return True

    # --- opening ------------------------------------------------------------------------------

    def _opened(self, root: str) -> Project:
        config = self.options.config
        file = None if config is None else absolute(config, root)
        if file is not None and self._fs.stat(file) is None:
            self._say(f"asynclint.config: there is no file {file}")
            file = None
        overrides = self.options.overrides()
        if self.options.python is not None:
            overrides["python"] = absolute(self.options.python, root)
        loaded = load(root, self._fs, overrides, file)
        wrong = check_codes(loaded.settings, NAMES, NAMES.values(), loaded.path or "")
        self._tell_of((*loaded.problems, *wrong))
        settings = loaded.settings._replace(force_exclude=True)
        project = Project(root, settings, self._fs, self._cache_dir, keeps_reports=False)
        project.stays = True
        return project

    def _by_itself(self, path: str, text: str) -> Project:
        """A project for a document that is no file: it is looked at alone."""
        name = _named(path)
        fs = Memory({name: as_bytes(text)})
        overrides = {k: v for k, v in self.options.overrides().items() if k != "python"}
        settings = load(parent(name), fs, overrides).settings
        if path.startswith("vscode-notebook-cell:"):
            # A cell may await at its top level, and is no whole module.
            settings = settings._replace(ignore=(*settings.ignore, "ASL0", "ASL110"))
        return Project(parent(name), settings, fs, None)

    def _tell_of(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self._say(f"{problem.path}: {problem.message}; {problem.remedy}")

    def _say(self, message: str) -> None:
        """Tell the user once, until settings change."""
        if message not in self._told:
            self._told.add(message)
            self._tell(message)


def _named(path: str) -> str:
    """The path that the engine has for a document."""
    if path.startswith("/") or os.path.isabs(path):
        return path
    return "/untitled/" + "".join(c if c.isalnum() else "_" for c in path) + ".py"
