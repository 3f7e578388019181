"""Which files a run is about: the project's root, and the Python files below the paths named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from asynclint.diagnostics import Problem
from asynclint.sources.ignore import Patterns
from asynclint.sources.paths import absolute, below, join, parent, shown

if TYPE_CHECKING:
    from asynclint.config import Settings
    from asynclint.sources.filesystem import Entry, FileSystem

SUFFIXES = (".py", ".pyi")
_OWN_TABLE = re.compile(rb"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*[\"']?asynclint[\"']?[ \t]*[.\]]", re.M)


class Found(NamedTuple):
    """The outcome of a search."""

    files: tuple[str, ...]  # absolute, sorted, each once
    problems: tuple[Problem, ...]  # what could not be searched, in the order of the paths


def find_root(start: str, fs: FileSystem) -> str:
    """The root of the project that the absolute path `start` belongs to.

    The folders from `start` up to the top of its git repository are looked at, and of those the
    nearest that configures asynclint is taken; if there is none, the nearest with a
    pyproject.toml; then with a manage.py; then the repository's top; at last `start` itself.
    """
    found = fs.stat(start)
    folder = start if found is not None and found.is_dir else parent(start)
    weaker: dict[str, str] = {}  # marker → nearest folder that has it
    above = folder
    while True:
        if _configures(above, fs):
            return above
        for marker in ("pyproject.toml", "manage.py", ".git"):
            if marker not in weaker and fs.stat(join(above, marker)) is not None:
                weaker[marker] = above
        if ".git" in weaker or parent(above) == above:
            break
        above = parent(above)
    return next(
        (weaker[name] for name in ("pyproject.toml", "manage.py", ".git") if name in weaker), folder
    )


def _configures(folder: str, fs: FileSystem) -> bool:
    if fs.stat(join(folder, "asynclint.toml")) is not None:
        return True
    try:
        return has_settings(fs.read(join(folder, "pyproject.toml")))
    except OSError:
        return False


def has_settings(pyproject: bytes) -> bool:
    """Whether these bytes have a `[tool.asynclint]` table, without parsing them."""
    return _OWN_TABLE.search(pyproject) is not None


def discover(paths: Iterable[str], root: str, settings: Settings, fs: FileSystem) -> Found:
    """The Python files that `paths` name: files, and folders to be searched.

    Paths are absolute or count from `root`. A named file or folder is taken even if it is
    excluded, unless the settings say `force-exclude`. A path that cannot be taken makes a problem,
    and the others are searched all the same.
    """
    search = _Search(root, settings, fs)
    for path in paths:
        search.take(absolute(path, root))
    return Found(tuple(sorted(search.files.values())), tuple(search.problems))


class _Folder(NamedTuple):
    """A folder that is still to be searched."""

    path: str
    real: str
    ignores: tuple[tuple[str, Patterns], ...]  # .gitignore files that apply, the innermost first


class _Search:
    """One run of `discover`: what has been found so far."""

    def __init__(self, root: str, settings: Settings, fs: FileSystem) -> None:
        self.root = root
        self.fs = fs
        self.exclude = Patterns((*settings.exclude, *settings.extend_exclude))
        self.force_exclude = settings.force_exclude
        self.files: dict[str, str] = {}  # real path → path as it was reached
        self.problems: list[Problem] = []
        self._seen: set[str] = set()  # real paths of folders
        self._folder_links: list[_Folder] = []
        self._file_links: list[str] = []
        self._real_folders: dict[str, str] = {}
        self._top = ""  # the folder named last, and what was seen in it:
        self._python_seen = self._skipped = False

    # Named paths

    def take(self, path: str) -> None:
        """Add what the absolute `path` names."""
        found = self.fs.stat(path)
        if found is None:
            self._report(path, "there is no such file or folder", self._advice(path))
        elif self.force_exclude and self._is_excluded_by_settings(path, found.is_dir):
            return
        elif found.is_dir:
            self._take_folder(path)
        else:
            self._take_file(path)

    def _is_excluded_by_settings(self, path: str, is_dir: bool) -> bool:
        return self.exclude.excludes(below(path, self.root) or "", is_dir)

    def _take_file(self, path: str) -> None:
        name = path.rpartition("/")[2]
        if "." in name and not name.endswith((*SUFFIXES, ".pyw")):  # scripts have no suffix
            self._report(path, "this is not a Python file", "Name .py and .pyi files, or folders.")
            return
        folder = parent(path)
        if folder not in self._real_folders:
            self._real_folders[folder] = self.fs.real(folder)
        self.files.setdefault(join(self._real_folders[folder], name), path)

    def _take_folder(self, path: str) -> None:
        real = self.fs.real(path)
        if real in self._seen:
            return
        self._top = path
        self._python_seen = self._skipped = False
        problems = len(self.problems)
        self._walk([_Folder(path, real, self._ignores_above(path))])
        self._follow_links(real)
        if self._python_seen or len(self.problems) > problems:
            return
        if self._skipped:
            message = "no Python file is left in this folder after the exclusions"
            remedy = "Look at `exclude`, `extend-exclude` and .gitignore, or name the files."
        else:
            message = "there is no Python file in this folder"
            remedy = "Name a folder that holds .py files."
        self._report(path, message, remedy)

    def _ignores_above(self, path: str) -> tuple[tuple[str, Patterns], ...]:
        """The .gitignore files of the folders above `path`, up to the top of its repository.

        Outside of a repository none applies: who knows what they were written for.
        """
        ignores = []
        folder = path
        while self.fs.stat(join(folder, ".git")) is None:
            if parent(folder) == folder:
                return ()
            folder = parent(folder)
            if self.fs.stat(join(folder, ".gitignore")) is not None:
                ignores += self._read_ignore(folder)
        return tuple(ignores)

    # The walk

    def _walk(self, pending: list[_Folder]) -> None:
        while pending:
            folder = pending.pop()
            if folder.real in self._seen:
                self._python_seen = True  # or not: that was reported when it was searched
                continue
            self._seen.add(folder.real)
            try:
                entries = self.fs.scan(folder.path)
            except OSError as error:
                remedy = "Make it readable, or add it to `extend-exclude`."
                self._report(folder.path, f"cannot be searched: {_reason(error)}", remedy)
                continue
            pending += self._search(folder, entries)

    def _search(self, folder: _Folder, entries: list[Entry]) -> list[_Folder]:
        """Add the Python files among the entries; return the folders to enter."""
        names = {entry.name for entry in entries}
        if "pyvenv.cfg" in names and folder.path != self._top:
            self._skipped = True  # a virtual environment, whatever it is called
            return []
        ignores = folder.ignores
        if ".gitignore" in names:
            ignores = (*self._read_ignore(folder.path), *ignores)
        judges = [(self._prefix(folder.path, self.root), self.exclude)]
        judges += [(self._prefix(folder.path, base), patterns) for base, patterns in ignores]
        inner = []
        for name, is_dir, is_symlink in entries:
            if not is_dir and not name.endswith(SUFFIXES):
                continue
            if _is_excluded(judges, name, is_dir):
                self._skipped = True
                continue
            path = join(folder.path, name)
            if is_dir and is_symlink:
                self._folder_links.append(_Folder(path, "", ignores))
            elif is_dir:
                inner.append(_Folder(path, join(folder.real, name), ignores))
            elif is_symlink:
                self._file_links.append(path)
            else:
                self._python_seen = True
                self.files.setdefault(join(folder.real, name), path)
        return inner

    def _prefix(self, folder: str, base: str) -> str | None:
        """What stands before a name in `folder` on the way from `base`; None if not below it."""
        relative = below(folder, base)
        return relative + "/" if relative else relative

    def _follow_links(self, top: str) -> None:
        """Search the links found on the walk, after all real folders: so a file that is reached
        both ways goes by its real name, in whatever order the names sort."""
        while self._folder_links:
            links, self._folder_links = sorted(self._folder_links, key=lambda link: link.path), []
            for link in links:
                real = self.fs.real(link.path)
                if below(top, real) is None:  # a link upwards would drag in the whole machine
                    self._walk([link._replace(real=real)])
        for path in sorted(self._file_links):
            self._python_seen = True
            self.files.setdefault(self.fs.real(path), path)
        self._file_links = []

    # Reading and reporting

    def _read_ignore(self, folder: str) -> list[tuple[str, Patterns]]:
        path = join(folder, ".gitignore")
        try:
            data = self.fs.read(path)
        except OSError as error:
            self._report(path, f"cannot be read: {_reason(error)}", "Make it readable.")
            return []
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
        return [(folder, Patterns(text.split("\n")))]

    def _report(self, path: str, message: str, remedy: str) -> None:
        self.problems.append(Problem(shown(path, self.root), message, remedy))

    def _advice(self, path: str) -> str:
        """What to do about a path that does not exist: the most similar name in its folder."""
        folder, _, name = path.rpartition("/")
        try:
            names = [entry.name for entry in self.fs.scan(folder or "/")]
        except OSError:
            return f"Check the path; there is no folder {folder} either."
        from difflib import get_close_matches  # only for this message

        nearest = get_close_matches(name, names, 1)
        return f"Did you mean {nearest[0]}?" if nearest else "Check the spelling of the path."


def _is_excluded(judges: list[tuple[str | None, Patterns]], name: str, is_dir: bool) -> bool:
    """Whether a name is out: by the settings, which come first, or by the innermost .gitignore
    that says anything about it."""
    for number, (prefix, patterns) in enumerate(judges):
        verdict = patterns.verdict("" if prefix is None else prefix + name, name, is_dir)
        if verdict is not None and (verdict or number > 0):
            return verdict
    return False


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
