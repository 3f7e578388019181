"""What `asynclint check` does: check or fix, print, and say how it went."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from asynclint.cli import messages, remembered
from asynclint.cli.copied import Copied
from asynclint.cli.observed import Observed
from asynclint.cli.out import opened, write_bytes
from asynclint.cli.progress import Progress
from asynclint.cli.questions import asker
from asynclint.cli.report import print_problems, print_report, print_summary
from asynclint.cli.session import Session, UsageError, open_session
from asynclint.diagnostics import Applicability
from asynclint.engine import Change, FixReport
from asynclint.output import diff
from asynclint.output.summary import counted
from asynclint.sources.text import UndecodableError, UnwritableError, decode

if TYPE_CHECKING:
    from asynclint.cli.options import Options
    from asynclint.diagnostics import Report

CLEAN, FOUND, FAILED = 0, 1, 2  # exit codes


def run(options: Options) -> int:
    """Do what was asked and return the exit code."""
    if options.watch:
        from asynclint.cli.watch import watch

        return watch(options, lambda session: _printed(session, _checked(session)))
    begin = time.monotonic()
    try:
        session = open_session(options)
    except UsageError as wrong:
        messages.error(wrong.message, wrong.remedy)
        return FAILED
    code = _run_on_stdin(session) if options.reads_stdin else _run_on_files(session)
    if options.verbose:
        messages.note(f"took {time.monotonic() - begin:.2f} s")
    return code


def _run_on_files(session: Session) -> int:
    options = session.options
    if options.add_ignore:
        return _ignore_in_files(session)
    if options.fixes:
        return _fix_files(session)
    report = _checked(session)
    with Copied() as copied:
        code = _printed(session, report)
    if code != FAILED and not (session.is_noted or options.output_file):
        _keep(session, code, copied)
    return code


def _checked(session: Session) -> Report:
    with Progress(session.options) as progress:
        return session.project.check(session.paths, progress)


def _printed(session: Session, report: Report) -> int:
    """Print a report; the exit code of a run that ends with it."""
    print_report(session, report, sys.stdout)
    return _end(session, report)


def _keep(session: Session, code: int, copied: Copied) -> None:
    """Remember the run, for the next one of the same command line."""
    folder, disk = session.project.cache_dir, session.disk
    if folder is not None and isinstance(disk, Observed) and disk.is_settled:
        remembered.keep(folder, disk.seen, code, copied.out, copied.err)


def _fix_files(session: Session) -> int:
    options = session.options
    with Progress(options) as progress:
        ask = asker(session, progress) if options.interactive else None
        done = session.project.fix(session.paths, _level(session), not options.diff, progress, ask)
    if not options.quiet:
        for path, title, reason in done.refused:
            messages.warning(f"{session.files.shown(path)}: not applied: {title}: {reason}")
    if options.diff:
        return _end_of_diff(session, done, ("fix", "fixes"))
    return _end_of_changes(session, done, ("fix", "fixes"), shows_left=not options.fix_only)


def _ignore_in_files(session: Session) -> int:
    options = session.options
    with Progress(options) as progress:
        reason, write = options.reason or "", not options.diff
        done = session.project.ignore(session.paths, reason, write, progress)
    if options.diff:
        return _end_of_diff(session, done, ("comment", "comments"))
    return _end_of_changes(session, done, ("comment", "comments"))


def _end_of_changes(
    session: Session, done: FixReport, words: tuple[str, str], *, shows_left: bool = True
) -> int:
    """Say what was written into files, and what is left to say about them."""
    count = sum(len(change.titles) for change in done.changes)
    if shows_left:
        print_report(session, done.report, sys.stdout)
        return _end(session, done.report, count, words)
    failed = print_problems(session, done.report)
    if not session.options.quiet:
        said = f"Applied {counted(count, *words)} in {counted(len(done.changes), 'file')}"
        messages.say(said if count else "Nothing to fix")
    return FAILED if failed else CLEAN


def _run_on_stdin(session: Session) -> int:
    options, path = session.options, session.paths[0]
    data = sys.stdin.buffer.read() if sys.stdin is not None else b""
    try:
        source = decode(data)
    except UndecodableError as error:
        return _give_back(session, data, str(error))
    session.lay(path, data)
    if not options.fixes:
        report = session.project.check_text(path, source.text, data)
        print_report(session, report, sys.stdout)
        return _end(session, report)
    text, report = session.project.fix_text(path, source.text, _level(session))
    if options.diff:
        changes = (Change(path, source.text, text, ("",)),) if text != source.text else ()
        return _end_of_diff(session, FixReport(report, changes), ("fix", "fixes"))
    try:
        fixed = source.encode(text)
    except UnwritableError as error:
        return _give_back(session, data, f"cannot be fixed: {error}")
    write_bytes(fixed)
    session.lay(path, fixed)
    if options.fix_only:
        return FAILED if print_problems(session, report) else CLEAN
    print_report(session, report, sys.stderr)  # standard output has the source
    return _end(session, report)


def _give_back(session: Session, data: bytes, reason: str) -> int:
    """Standard input cannot be treated: whoever waits for a fixed source gets what they sent."""
    if session.options.fixes and not session.options.diff:
        write_bytes(data)
    messages.error(f"{session.files.shown(session.paths[0])}: {reason}", "save it as UTF-8")
    return FAILED


def _level(session: Session) -> Applicability:
    wants_unsafe = session.options.unsafe_fixes or session.settings.unsafe_fixes
    return Applicability.UNSAFE if wants_unsafe else Applicability.SAFE


def _end(
    session: Session, report: Report, done: int = 0, words: tuple[str, str] = ("fix", "fixes")
) -> int:
    failed = print_problems(session, report)
    print_summary(session, report, counted(done, *words) if done else "")
    return (
        FAILED if failed else FOUND if report.findings and not session.options.exit_zero else CLEAN
    )


def _end_of_diff(session: Session, done: FixReport, words: tuple[str, str]) -> int:
    """Print the differences; the exit code says whether there are any."""
    with opened(session.options, sys.stdout) as out:
        for change in done.changes:
            path = session.files.shown(change.path)
            out.styled_text(diff.pieces(path, change.before, change.after))
    failed = print_problems(session, done.report)
    files, fixes = len(done.changes), sum(len(change.titles) for change in done.changes)
    if not session.options.quiet:
        verb = "apply" if words[0] == "fix" else "add"
        said = f"Would {verb} {counted(fixes, *words)} in {counted(files, 'file')}"
        messages.say(said if files else f"Nothing to {'fix' if verb == 'apply' else 'add'}")
    return FAILED if failed else FOUND if files and not session.options.exit_zero else CLEAN
