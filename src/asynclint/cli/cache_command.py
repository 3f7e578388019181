"""`asynclint cache`: where the cache is, what is in it, and how to be rid of it."""

from __future__ import annotations

import contextlib
import os
from typing import NamedTuple

import click

from asynclint.cli import messages
from asynclint.cli.cache import cache_folder
from asynclint.cli.remembered import FOLDER

FAILED = 2


class _Part(NamedTuple):
    """What is kept of one sort: files with these beginnings and ends in one folder."""

    folder: str  # below the cache's
    beginning: str
    ending: str
    name: str


# An ending may be followed by what tells drafts apart that an interrupted run left behind.
_PARTS = (
    _Part("", "lowered", ".pack", "parsed code"),
    _Part("ledgers", "", ".ledger", "findings by file"),
    _Part("reports", "", ".report", "findings"),
    _Part(FOLDER, "", ".run", "whole runs"),
)


@click.group("cache", short_help="Say where the cache is and what it holds, or empty it.")
def cache() -> None:
    """What asynclint keeps between runs. It can be removed at any time, copied to another place,
    and shared by runs at the same time; `--no-cache` does without."""


_option = click.option(
    "--cache-dir",
    type=click.Path(file_okay=False),
    envvar="ASYNCLINT_CACHE_DIR",
    show_envvar=True,
    help="Where the cache is kept.",
)


@cache.command("path")
@_option
def path(cache_dir: str | None) -> None:
    """Print the folder of the cache."""
    click.echo(_folder(cache_dir))


@cache.command("info")
@_option
def info(cache_dir: str | None) -> None:
    """Print the folder and the size of what is in it."""
    folder = _folder(cache_dir)
    click.echo(folder)
    for part in _PARTS:
        sizes = [_size(file) for file in _files(folder, part)]
        number = f"{len(sizes)} file{'' if len(sizes) == 1 else 's'}"
        click.echo(f"  {part.name + ':':<13}{number:>9}, {sum(sizes) / 1e6:.1f} MB")


@cache.command("clean")
@_option
def clean(cache_dir: str | None) -> None:
    """Remove what asynclint keeps there; other files in the folder stay."""
    folder = _folder(cache_dir)
    freed = 0
    for part in _PARTS:
        for file in _files(folder, part):
            size = _size(file)
            try:
                os.unlink(file)
            except FileNotFoundError:  # another run was quicker
                continue
            except OSError as error:
                messages.error(f"{file}: cannot be removed: {(error.strerror or '').lower()}")
                click.get_current_context().exit(FAILED)
            freed += size
        with contextlib.suppress(OSError):  # something else is in it
            os.rmdir(os.path.join(folder, part.folder))
    with contextlib.suppress(OSError):
        os.rmdir(folder)
    click.echo(f"Removed {freed / 1e6:.1f} MB from {folder}")


def _folder(given: str | None) -> str:
    folder = os.path.abspath(given) if given else cache_folder()
    if folder is None:
        raise click.UsageError("there is no home to keep a cache in: name a folder by --cache-dir")
    return folder


def _files(folder: str, part: _Part) -> list[str]:
    """The paths of the files of one sort, drafts included."""
    inner = os.path.join(folder, part.folder)
    try:
        names = sorted(os.listdir(inner))
    except OSError:
        return []
    return [
        os.path.join(inner, name)
        for name in names
        if name.startswith(part.beginning)
        and (name.endswith(part.ending) or f"{part.ending}." in name)
    ]


def _size(file: str) -> int:
    try:
        return os.stat(file).st_size
    except OSError:
        return 0
