"""The environment that a project runs in: where its installed packages lie.

It is the one that the settings name, else the one that is active, else a folder `.venv`, `venv` or
`env` at the project's root. Files are read and folders listed, nothing in it is ever run, and the
environment that asynclint itself runs in does not count for being that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.sources.paths import absolute, below, join, parent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from asynclint.sources.filesystem import FileSystem

FOLDERS = (".venv", "venv", "env")

_PYTHON = re.compile(r"(?:python|pypy)\d+(?:\.\d+)?t?")
_SCRIPTS = frozenset({"bin", "Scripts"})
_MAPPING = re.compile(r"^MAPPING\b[^=\n]*=\s*\{(.*?)\}", re.MULTILINE | re.DOTALL)
_MAPPED = re.compile(r"""(['"])([\w.]+)\1\s*:\s*(['"])(.+?)\3""")
_SETTING = re.compile(r"^\s*([\w-]+)\s*=\s*(.*?)\s*$", re.MULTILINE)
_METADATA = re.compile(r"(?P<name>.+?)-(?P<version>\d[^-]*)(?:-py[\d.]+)?\.(?:dist-info|egg-info)")


class Environment(NamedTuple):
    """What is installed beside a project."""

    folder: str  # absolute: the folder of the environment
    source: str  # how it was found: "the setting `python`", "$VIRTUAL_ENV", ".venv"
    site_packages: tuple[str, ...]  # absolute: the folders that packages are installed in
    paths: tuple[str, ...]  # those, and what their .pth files add: where imports search, in order
    mapped: tuple[tuple[str, str], ...] = ()  # packages installed to be edited: name → where

    def versions(self, distribution: str, fs: FileSystem) -> Iterator[str]:
        """The versions of a distribution that are installed, by the names of metadata folders."""
        for folder in self.site_packages:
            for name in _names(folder, fs):
                found = _METADATA.fullmatch(name)
                if found is not None and plain_name(found["name"]) == distribution:
                    yield found["version"]

    def stamp(self, fs: FileSystem) -> tuple[object, ...]:
        """What changes when something is installed or removed, without reading a file."""
        parts: list[object] = [self.folder, self.paths, self.mapped]
        for folder in self.paths:
            parts.append(fs.stat(folder))
        for folder in self.site_packages:
            for name in _names(folder, fs):
                if name.endswith((".dist-info", ".egg-info", ".pth")):
                    parts.append((name, fs.stat(join(folder, name))))
        return tuple(parts)


def find_environment(
    root: str, chosen: str | None, fs: FileSystem, variables: Mapping[str, str], own: str = ""
) -> Environment | None:
    """The environment of the project at the absolute path `root`, or None.

    `chosen` is the path of an environment or its interpreter, which alone counts if it is given;
    `variables` those of the process; `own` the folder of the environment that asynclint runs in.
    """
    if chosen is not None:
        return environment_at(absolute(chosen, root), "the setting `python`", fs)
    for path, source in _candidates(root, variables, own):
        found = environment_at(path, source, fs)
        if found is not None:
            return found
    return None


def _candidates(root: str, variables: Mapping[str, str], own: str) -> Iterator[tuple[str, str]]:
    active = variables.get("VIRTUAL_ENV")
    # A hook's own environment is active while pre-commit runs it, and has nothing of the project.
    if active and not (variables.get("PRE_COMMIT") and absolute(active, root) == own):
        yield absolute(active, root), "$VIRTUAL_ENV"
    conda = variables.get("CONDA_PREFIX")
    # conda's base is active in every shell: the project's own environment comes before it.
    is_base = variables.get("CONDA_DEFAULT_ENV") in ("base", "root")
    if conda and not is_base:
        yield absolute(conda, root), "$CONDA_PREFIX"
    for name in FOLDERS:
        yield join(root, name), name
    if conda and is_base:
        yield absolute(conda, root), "$CONDA_PREFIX"


def environment_at(path: str, source: str, fs: FileSystem) -> Environment | None:
    """The environment at an absolute path: of its folder, or of the interpreter in it."""
    for folder in _folders_of(path, fs):
        site_packages = tuple(_site_packages(folder, fs))
        if site_packages:
            inner = tuple(dict.fromkeys((*site_packages, *_outer_packages(folder, fs))))
            added, mapped = _editable(inner, fs)
            return Environment(
                folder, source, inner, tuple(dict.fromkeys((*inner, *added))), mapped
            )
    return None


def plain_name(distribution: str) -> str:
    """The name of a distribution as all its spellings have it: `Foo.Bar_baz` → `foo-bar-baz`."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def _folders_of(path: str, fs: FileSystem) -> Iterator[str]:
    """The folders that may be the environment that `path` names."""
    found = fs.stat(path)
    if found is None:
        return
    if found.is_dir:
        yield path
        if path.rpartition("/")[2] in _SCRIPTS:
            yield parent(path)
        return
    yield parent(parent(path))  # of its bin/python
    yield parent(path)  # python.exe of conda
    real = fs.real(path)
    yield parent(parent(real))


def _site_packages(folder: str, fs: FileSystem) -> Iterator[str]:
    """The folders of an environment that packages are installed in."""
    windows = join(folder, "Lib/site-packages")
    if _is_folder(windows, fs):
        yield windows
    for library in ("lib", "lib64"):
        inner = join(folder, library)
        if library == "lib64" and fs.real(inner) == fs.real(join(folder, "lib")):
            continue
        for name in _names(inner, fs):
            if _PYTHON.fullmatch(name):
                for packages in ("site-packages", "dist-packages"):
                    path = join(inner, f"{name}/{packages}")
                    if path != windows and _is_folder(path, fs):
                        yield path


def _outer_packages(folder: str, fs: FileSystem) -> Iterator[str]:
    """The packages of the Python that the environment was made with, if it may use them."""
    settings = dict(_SETTING.findall(_text(join(folder, "pyvenv.cfg"), fs)))
    if settings.get("include-system-site-packages", "").lower() == "true":
        home = settings.get("home", "")
        if home:
            yield from _site_packages(parent(absolute(home, folder)), fs)


# Packages that are installed to be edited


def _editable(
    folders: Iterable[str], fs: FileSystem
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """What the folders point to elsewhere: folders that imports search, and single packages."""
    added: list[str] = []
    mapped: list[tuple[str, str]] = []
    for folder in folders:
        for name in _names(folder, fs):
            if name.endswith(".pth"):
                added += _added(join(folder, name), folder, fs)
            elif name.startswith("__editable___") and name.endswith("_finder.py"):
                mapped += _finder(join(folder, name), folder, fs)
    return tuple(dict.fromkeys(added)), tuple(dict.fromkeys(mapped))


def _added(path: str, folder: str, fs: FileSystem) -> Iterator[str]:
    """The folders that the lines of a .pth file name; lines that are code are not run."""
    for line in _text(path, fs).splitlines():
        line = line.strip()
        if line and not line.startswith(("#", "import ", "import\t")):
            target = absolute(line, folder)
            if _is_folder(target, fs):
                yield target


def _finder(path: str, folder: str, fs: FileSystem) -> Iterator[tuple[str, str]]:
    """The packages in the table of a finder as setuptools writes it."""
    table = _MAPPING.search(_text(path, fs))
    for _, name, _, target in _MAPPED.findall(table[1] if table else ""):
        yield name, absolute(target.replace("\\\\", "/"), folder)


# Files


def _is_folder(path: str, fs: FileSystem) -> bool:
    found = fs.stat(path)
    return found is not None and found.is_dir


def _names(folder: str, fs: FileSystem) -> list[str]:
    try:
        return [entry.name for entry in fs.scan(folder)]
    except OSError:
        return []


def _text(path: str, fs: FileSystem) -> str:
    try:
        return fs.read(path).decode("utf-8-sig", "replace")
    except OSError:
        return ""


def library_path(path: str, environment: Environment) -> str:
    """The path of a library's file as seen from the folder that imports search."""
    inside = [below(path, folder) for folder in environment.paths]
    inside += [below(path, parent(target)) for _, target in environment.mapped]
    return min((part for part in inside if part), key=len, default=path)
