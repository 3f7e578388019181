"""What `asynclint asyncify` does: plan, print, write."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from asynclint.cli import messages
from asynclint.cli.options import Options
from asynclint.cli.out import opened
from asynclint.cli.session import UsageError, open_session
from asynclint.conversion import Unconvertible, Wish
from asynclint.output import converted

if TYPE_CHECKING:
    from asynclint.cli.asyncify import Target

DONE, REFUSED, FAILED = 0, 1, 2  # exit codes


def run(target: Target, wanted: dict[str, Any]) -> int:
    """Do what was asked; the exit code."""
    options = Options((target.path,), **wanted)
    try:
        session = open_session(options)
        wish = Wish(
            session.paths[0], target.name, target.deep, target.keep_sync, target.ignore_unknown
        )
        done = session.project.asyncify(wish, target.write)
    except (UsageError, Unconvertible) as wrong:
        messages.error(wrong.message, wrong.remedy)
        return FAILED
    except OSError as error:
        where = getattr(error, "path", "")
        shown = f"{session.files.shown(where)}: " if where else ""
        remedy = getattr(error, "remedy", "")
        messages.error(f"{shown}{error.strerror}; no file was changed", remedy)
        return FAILED
    with opened(options, sys.stdout) as out:
        out.styled_text(converted.pieces(done, session.files))
    return REFUSED if done.refusals else DONE
