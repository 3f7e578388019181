"""`asynclint --watch`: check, and check again when something changes that the answer hangs on."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from asynclint.cli import messages
from asynclint.cli.session import Session, UsageError, open_session
from asynclint.config import DEFAULT_EXCLUDE
from asynclint.output.cells import visible
from asynclint.output.summary import counted
from asynclint.sources.discovery import SUFFIXES
from asynclint.sources.paths import absolute, below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from asynclint.cli.options import Options

    Check = Callable[[Session], object]  # checks, and prints what there is to say

CLEAN, FAILED = 0, 2
SETTINGS = ("asynclint.toml", "pyproject.toml")
# Besides Python: settings, what says which files to leave out and which Django it is, templates.
_OTHERS = (".toml", ".cfg", ".lock", ".txt", ".html", ".htm", ".xml", ".gitignore")
# Milliseconds: as soon as nothing has changed for one step, what has changed is checked. Editors
# write a new file and rename it; a change of branch writes many.
_STEP, _LONGEST = 30, 1_000
_LOOK = 100  # after which the library comes back without changes


def watch(options: Options, check: Check) -> int:
    """Check until the user ends it."""
    try:
        session = open_session(options)
    except UsageError as wrong:
        messages.error(wrong.message, wrong.remedy)
        return FAILED
    try:
        for changed in _changes(session):
            session = _told(session, changed) if changed else session
            check(session)
            _say_waiting(session)
    except KeyboardInterrupt:
        messages.say("\nasynclint: no longer watching")
    return CLEAN


def _changes(session: Session) -> Iterator[list[str]]:
    """The absolute paths that have changed, each time that some have; none at first, when what
    changes from then on is noticed."""
    from watchfiles import watch as watched  # brings a runtime of its own along

    root, options = session.project.root, session.options
    folders = [root]
    if options.config:  # it may lie elsewhere
        config = absolute(options.config, absolute(os.getcwd(), "/"))
        folders += [config] if below(config, root) is None else []
    output = os.path.abspath(options.output_file) if options.output_file else None

    def matters(_: object, path: str) -> bool:
        return path != output and is_relevant(path.replace(os.sep, "/"), root)

    is_first = True
    for changes in watched(
        *folders,
        watch_filter=matters,
        step=_STEP,
        debounce=_LONGEST,
        rust_timeout=_LOOK,
        yield_on_timeout=True,
    ):
        if changes or is_first:
            yield [] if is_first else sorted({path.replace(os.sep, "/") for _, path in changes})
        is_first = False


def is_relevant(path: str, root: str) -> bool:
    """Whether what is found may hang on the file at an absolute path: of the project in the folder
    `root`, or one that is watched by its name."""
    inner = below(path, root)
    folders = () if inner is None else inner.split("/")[:-1]
    if any(folder in DEFAULT_EXCLUDE for folder in folders):
        return False
    name = path.rpartition("/")[2]
    return name.endswith((*SUFFIXES, *_OTHERS)) or inner is None


def _told(session: Session, changed: list[str]) -> Session:
    """The session after these files have changed: a new one where settings are among them."""
    _say_changed(session, changed)
    if any(_is_of_settings(path, session) for path in changed):
        try:
            return open_session(session.options)
        except UsageError as wrong:  # half written: go on with the old ones until it is mended
            messages.error(wrong.message, wrong.remedy)
    for path in changed:
        session.project.forget(path)
        session.files.forget(path)
    return session


def _is_of_settings(path: str, session: Session) -> bool:
    return path.rpartition("/")[2] in SETTINGS or below(path, session.project.root) is None


def _say_changed(session: Session, changed: Iterable[str]) -> None:
    first, *others = (visible(session.files.shown(path)) for path in changed)
    more = f" and {counted(len(others), 'other file')}" if others else ""
    messages.say(f"\nasynclint: {_now()} {first}{more} changed")


def _say_waiting(session: Session) -> None:
    if not session.options.quiet:
        root = visible(session.files.shown(session.project.root))
        where = "this folder" if root == "." else root
        messages.say(f"asynclint: {_now()} watching {where}, Ctrl-C ends")


def _now() -> str:
    return time.strftime("%H:%M:%S")
