"""What `asynclint explain FILE:LINE` does."""

from __future__ import annotations

import sys

from asynclint.cli import messages
from asynclint.cli.options import Options
from asynclint.cli.out import opened
from asynclint.cli.session import UsageError, open_session
from asynclint.explanation import Unexplained
from asynclint.output import explained

CLEAN, FAILED = 0, 2  # exit codes


def explain_place(
    path: str, row: int, column: int | None, form: str | None, config: str | None, color: str
) -> int:
    """Print what is known at a place; the exit code."""
    options = Options((path,), config=config, color=color)
    try:
        session = open_session(options)
        explanation = session.project.explain(session.paths[0], row, column)
    except (UsageError, Unexplained) as wrong:
        messages.error(wrong.message, wrong.remedy)
        return FAILED
    with opened(options, sys.stdout) as out:
        if form == "json":
            out.text([explained.as_json(explanation, session.files)])
        else:
            out.styled(explained.lines(explanation, session.files))
    return CLEAN
