"""What the user asked of `asynclint check`."""

from __future__ import annotations

import os
from typing import NamedTuple

FORMATS = ("full", "concise", "json", "github", "sarif")
STATISTICS_FORMATS = ("full", "concise", "json")
STDIN = "-"
NAME_OF_STDIN = "stdin.py"  # where --stdin-filename is not given


class Options(NamedTuple):
    """The command line of `check`, read but not yet compared with the world."""

    paths: tuple[str, ...] = ()
    form: str | None = None  # None: as the settings have it
    output_file: str | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preview: bool = False
    fix: bool = False
    fix_only: bool = False
    interactive: bool = False
    unsafe_fixes: bool = False
    add_ignore: bool = False
    reason: str | None = None
    diff: bool = False
    statistics: bool = False
    watch: bool = False
    exit_zero: bool = False
    stdin_filename: str | None = None
    config: str | None = None
    force_exclude: bool = False
    django_version: str | None = None
    python: str | None = None
    no_cache: bool = False
    cache_dir: str | None = None
    no_progress: bool = False
    color: str = "auto"
    quiet: bool = False
    verbose: bool = False

    @property
    def fixes(self) -> bool:
        """Whether fixes are to be applied, or shown."""
        return self.fix or self.fix_only or self.diff

    @property
    def reads_stdin(self) -> bool:
        return STDIN in self.paths


def contradiction(options: Options) -> str:
    """What in the options cannot be done, as a sentence; empty if all can."""
    if options.reads_stdin and len(options.paths) > 1:
        return "`-` (standard input) cannot be combined with other paths"
    if options.stdin_filename and not options.reads_stdin:
        return "--stdin-filename names what `-` reads: add `-`, or leave it out"
    if options.unsafe_fixes and not options.fixes:
        return "--unsafe-fixes says which fixes are meant: add --fix or --diff"
    if options.interactive and (options.diff or not options.fixes):
        return "--interactive asks about each fix: add --fix, and leave out --diff"
    if options.interactive and options.reads_stdin:
        return "--interactive reads its answers from standard input: name files instead of `-`"
    return (
        _watching(options)
        or _ignoring(options)
        or _printing(options)
        or _unwritable(options.output_file)
    )


def _watching(options: Options) -> str:
    if options.watch and options.reads_stdin:
        return "--watch looks at files: name them instead of `-`"
    if options.watch and (options.fixes or options.add_ignore):
        return "--watch only checks: leave out what changes files, and --diff"
    return ""


def _ignoring(options: Options) -> str:
    if options.reason is not None and not options.add_ignore:
        return "--reason is what ignore comments say: add --add-ignore"
    if options.reason is not None and not options.reason.isprintable():
        return "--reason has to fit on one line"
    if options.add_ignore and (options.fix or options.fix_only or options.unsafe_fixes):
        return "--add-ignore keeps quiet what --fix mends: run them one after the other"
    if options.add_ignore and options.reads_stdin:
        return "--add-ignore writes into files: name them instead of `-`"
    return ""


def _printing(options: Options) -> str:
    if options.diff and (options.output_file or options.statistics):
        return "--diff prints a diff: leave out --output-file and --statistics"
    if options.statistics and options.form in ("github", "sarif"):
        return f"--statistics cannot be printed as {options.form}: use {_or(STATISTICS_FORMATS)}"
    if options.quiet and options.verbose:
        return "--quiet and --verbose contradict each other"
    return ""


def _or(words: tuple[str, ...]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]])


def _unwritable(file: str | None) -> str:
    folder = os.path.dirname(os.path.abspath(file)) if file else ""
    if folder and not os.path.isdir(folder):
        return f"--output-file: there is no folder {folder}"
    return ""
