"""Prints a report in the format that was asked for."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from asynclint.cli import messages
from asynclint.cli.out import Out, opened
from asynclint.output.cells import visible
from asynclint.output.summary import summary

if TYPE_CHECKING:
    from typing import TextIO

    from asynclint.cli.session import Session
    from asynclint.diagnostics import Report


def print_report(session: Session, report: Report, standard: TextIO | None) -> None:
    """Write the findings, or their statistics, to the output file or the `standard` stream."""
    with opened(session.options, standard) as out:
        if session.options.statistics:
            _print_statistics(session, report, out)
        else:
            _print_findings(session, report, out)


def print_problems(session: Session, report: Report) -> bool:
    """Say on standard error what kept a part of the run from being done; whether there is any."""
    problems = dict.fromkeys(session.problems + report.problems)
    for path, message, remedy in problems:
        place = f"{visible(session.files.shown(path))}: " if path else ""
        messages.error(place + visible(message), remedy)
    return bool(problems)


def print_summary(session: Session, report: Report, done: str) -> None:
    """Say how the run went: below the findings where people read them, else on standard error."""
    options, form = session.options, _format(session)
    if options.quiet or form in ("json", "sarif"):
        return
    problems = dict.fromkeys(session.problems + report.problems)
    said = summary(report._replace(problems=tuple(problems)), done)
    has_source = options.reads_stdin and (options.fix or options.fix_only)  # on standard output
    is_below = form == "full" and not (options.output_file or has_source)
    if not is_below:
        messages.say(said)
    elif sys.stdout is not None:
        messages.say(said, sys.stdout)


def _format(session: Session) -> str:
    return session.options.form or session.settings.output_format


def _print_statistics(session: Session, report: Report, out: Out) -> None:
    from asynclint.output import statistics

    if _format(session) == "json":
        out.text([statistics.as_json(report)])
    else:
        out.styled(statistics.lines(report))


def _print_findings(session: Session, report: Report, out: Out) -> None:
    """Each format is imported where it is used: a run needs one of them."""
    form, files = _format(session), session.files
    if form == "full":
        from asynclint.output import full

        out.styled(full.lines(report, files, out.width))
    elif form == "concise":
        from asynclint.output import concise

        out.lines(concise.lines(report, files))
    elif form == "json":
        from asynclint.output import json_array

        out.text(json_array.parts(report, files))
    elif form == "github":
        from asynclint.output import github

        out.text(github.parts(report, files, os.environ))
    else:
        from asynclint.output import sarif
        from asynclint.rules.registry import RULES

        out.text([sarif.text(report, files, RULES)])
