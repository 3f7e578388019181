"""Opens the project that the named paths belong to, with the settings that hold for this run."""

from __future__ import annotations

import os
import traceback
from typing import TYPE_CHECKING, NamedTuple

from asynclint.cli import messages, remembered
from asynclint.cli.cache import cache_folder
from asynclint.cli.files import Files
from asynclint.cli.observed import Observed
from asynclint.cli.options import NAME_OF_STDIN
from asynclint.config import Loaded, Selection, check_codes, load
from asynclint.django_version import series
from asynclint.engine import Project
from asynclint.rules.registry import RULES
from asynclint.settings_file import read_settings
from asynclint.sources.discovery import find_root
from asynclint.sources.environment import environment_at
from asynclint.sources.filesystem import Disk, Overlay
from asynclint.sources.paths import absolute, below, parent, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asynclint.cli.options import Options
    from asynclint.config import Settings
    from asynclint.diagnostics import Problem
    from asynclint.sources.filesystem import FileSystem

FRAMES = 12  # of a trace: the model's questions nest deeply, and its end is what matters


class Session(NamedTuple):
    """One run of `check`: what was asked, and what is needed to do it."""

    options: Options
    settings: Settings
    project: Project
    fs: Overlay
    files: Files
    paths: tuple[str, ...]  # absolute: the files and folders to check, or the name of stdin
    problems: tuple[Problem, ...]  # of the settings
    disk: Disk  # below all that is laid over it
    is_noted: bool = False  # something was said already

    def lay(self, path: str, data: bytes) -> None:
        """Let the file at the absolute path hold these bytes, whatever is on disk."""
        self.fs.open(path, data)
        self.project.forget(path)
        self.files.forget(path)


class UsageError(Exception):
    """A command line that cannot be followed: what is wrong and what to do about it."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy


def open_session(options: Options) -> Session:
    """Find the project and read its settings. Raises UsageError."""
    folder = absolute(os.getcwd(), "/")
    named = (options.stdin_filename or NAME_OF_STDIN,) if options.reads_stdin else options.paths
    paths = tuple(absolute(path, folder) for path in named or (".",))
    disk = Disk() if remembered.wanted is None or options.watch else Observed()
    fs = Overlay(disk)
    root = find_root(_common_folder(paths, folder), fs)
    config = absolute(options.config, folder) if options.config else None
    if config is not None and below(paths[0], parent(config)) is not None:
        root = parent(config)
    loaded = _load(root, config, options, fs)
    problems = loaded.problems + _unknown_codes(loaded, root)
    cache = None if options.no_cache else _cache(options, folder)
    project = Project(root, loaded.settings, fs, cache)
    project.stays = options.watch
    if not options.quiet:
        for note in loaded.notes:
            messages.warning(note)
    if options.verbose:
        where = shown(loaded.path, root) if loaded.path else "the defaults"
        messages.note(f"project {root}, settings from {where}, cache {cache or 'off'}")
        messages.note(_told_of_libraries(project))
        project.on_crash = _print_end_of_trace
    files = Files(project, root, folder, fs)
    is_noted = options.verbose or bool(loaded.notes)
    return Session(options, loaded.settings, project, fs, files, paths, problems, disk, is_noted)


def _told_of_libraries(project: Project) -> str:
    environment, (version, source) = project.environment, project.django
    libraries = "no environment: libraries are known by their names alone"
    if environment is not None:
        libraries = f"libraries of {environment.folder} ({environment.source})"
    return f"{libraries}; Django {'.'.join(map(str, version))} (by {source})"


def _print_end_of_trace(error: Exception) -> None:
    traceback.print_exception(error, limit=-FRAMES)


def _common_folder(paths: Sequence[str], folder: str) -> str:
    """The path that all paths lie at or below; where there is none, the user's folder."""
    try:
        return absolute(os.path.commonpath(paths), folder)
    except ValueError:  # they lie on several drives
        return folder


def _load(root: str, config: str | None, options: Options, fs: FileSystem) -> Loaded:
    """The settings in the `config` file, else in the root's own, under those of the options."""
    loaded = load(root, fs) if config is None else _read(root, config, fs)
    selection = Selection(options.select or None, options.extend_select, options.ignore)
    settings = loaded.settings._replace(overrides=selection)
    if options.preview:
        settings = settings._replace(preview=True)
    if options.force_exclude:
        settings = settings._replace(force_exclude=True)
    if options.django_version:
        settings = settings._replace(django_version=_version(options.django_version))
    if options.python:
        settings = settings._replace(python=_environment(options.python, fs))
    return loaded._replace(settings=settings)


def _read(root: str, config: str, fs: FileSystem) -> Loaded:
    if fs.stat(config) is None:
        raise UsageError(f"--config: there is no file {config}")
    loaded = read_settings(root, config, fs)
    if loaded.path is None and not loaded.problems:
        raise UsageError(
            f"--config: {config} has no settings for asynclint",
            "write them below `[tool.asynclint]`, or name the file asynclint.toml",
        )
    return loaded


def _version(text: str) -> tuple[int, int]:
    version = series(text)
    if version is None:
        raise UsageError(f"--django-version: {text!r} is not a version", "write it like 5.2")
    return version


def _environment(path: str, fs: FileSystem) -> str:
    """The absolute path of the environment that `--python` names."""
    whole = absolute(path, absolute(os.getcwd(), "/"))
    if environment_at(whole, "", fs) is None:
        raise UsageError(
            f"--python: no packages are installed at {path}",
            "name the folder of a virtual environment, or its interpreter",
        )
    return whole


def _unknown_codes(loaded: Loaded, root: str) -> tuple[Problem, ...]:
    """What the settings select and does not exist; raises UsageError for the command line's."""
    place = shown(loaded.path, root) if loaded.path else ""
    codes, names = (rule.code for rule in RULES), (rule.name for rule in RULES)
    problems = check_codes(loaded.settings, codes, names, place)
    for path, message, remedy in problems:
        if path.startswith("--"):
            raise UsageError(f"{path}: {message}", remedy)
    return problems


def _cache(options: Options, folder: str) -> str | None:
    return absolute(options.cache_dir, folder) if options.cache_dir else cache_folder()
