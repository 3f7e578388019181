"""Apply all safe fixes to copies of the pinned packages, and look at what came of it.

    python scripts/fix_ecosystem.py [--package NAME]... [--unsafe-fixes] [--diff] [--run]
                                    [--cache FOLDER]

The packages are those of scripts/ecosystem.py. Each is copied, fixed there, and must then hold
these: every file that Python could compile before it can still compile; only files with a fix have
changed; no finding is new; and fixing a second time changes nothing. With `--run` the packages of
scripts/ecosystem_runs.py only, whose modules are imported and whose own tests are run before and
after, which must come to the same; without it nothing of them is run. Exit code 0: all of it holds;
1: something does not; 2: wrong usage.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ecosystem import PLACE, chosen
from ecosystem_packages import SETTINGS, EcosystemError, Package, prepare, read_packages
from ecosystem_runs import Run, compared, read_runs

from asynclint.config import load
from asynclint.diagnostics import Applicability, Report
from asynclint.engine import FixReport, Project
from asynclint.output import diff
from asynclint.sources.filesystem import Disk

COLUMNS = "{:32} {:>6} {:>6} {:>6} {:>6}  {}"


class Outcome(NamedTuple):
    """One package, fixed."""

    package: Package
    files: int  # that changed
    before: int  # findings
    after: int
    seconds: float
    applied: Counter[str]  # code → number of fixes
    wrong: list[str]  # one sentence for each thing that does not hold
    refused: list[str]
    diff: str
    runs: list[str]  # what was run, with figures


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--package", action="append", default=[], metavar="NAME", help="only this package")
    add("--unsafe-fixes", action="store_true", help="apply unsafe fixes as well")
    add("--diff", action="store_true", help="print what changes")
    add("--run", action="store_true", help="import and test before and after: runs their code")
    add("--cache", type=Path, default=PLACE.cache, help="where the packages are")
    options = parser.parse_args(arguments)
    level = Applicability.UNSAFE if options.unsafe_fixes else Applicability.SAFE
    print(COLUMNS.format("package", "files", "found", "left", "s", "applied by rule"))
    failed = False
    try:
        runs = read_runs() if options.run else {}
        names = options.package or list(runs)
        for package in chosen(read_packages(PLACE.packages), names):
            prepare(package, options.cache)
            outcome = fixed(package, options.cache, level, runs.get(package.name))
            print("\n".join(told(outcome, options.diff)), flush=True)
            failed |= bool(outcome.wrong)
    except EcosystemError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 1 if failed else 0


def told(outcome: Outcome, with_diff: bool) -> Iterator[str]:
    """The lines about a package."""
    rules = " ".join(f"{code}:{count}" for code, count in sorted(outcome.applied.items()))
    name = f"{outcome.package.name} {outcome.package.version}"
    counts = (outcome.files, outcome.before, outcome.after, f"{outcome.seconds:.1f}")
    yield COLUMNS.format(name, *counts, rules or "nothing")
    yield from (f"  refused: {line}" for line in outcome.refused)
    yield from (f"  {line}" for line in outcome.runs)
    yield from (f"  WRONG: {line}" for line in outcome.wrong)
    if with_diff and outcome.diff:
        yield outcome.diff


def fixed(package: Package, cache: Path, level: Applicability, run: Run | None) -> Outcome:
    """Fix a copy of the package and look at it; run what `run` says."""
    with tempfile.TemporaryDirectory(prefix="fixed-") as folder:
        copy = Path(folder, "package")
        shutil.copytree(cache / f"{package.name}-{package.version}", copy)
        compiled = dict(compilable(copy))
        begin = time.process_time()
        before, done = fix(copy, package, level, f"{folder}/cache")
        seconds = time.process_time() - begin
        wrong = list(faults(copy, compiled, before, done))
        _, again = fix(copy, package, level, f"{folder}/cache")
        wrong += [f"fixed again: {change.path}" for change in again.changes]
        runs = []
        if run is not None:
            changed = {each.path: (copy / each.path).read_bytes() for each in done.changes}
            comparison = compared(run, package, cache.resolve(), changed, Path(folder))
            runs, wrong = list(comparison.told()), wrong + list(comparison.worse())
        codes = Counter(code for change in done.changes for code in change.codes)
        pieces = (diff.pieces(each.path, each.before, each.after) for each in done.changes)
        return Outcome(
            package,
            len(done.changes),
            len(before.findings),
            len(done.report.findings),
            seconds,
            codes,
            wrong,
            [f"{each.path}: {each.title}: {each.reason}" for each in done.refused],
            "".join(piece.text for file in pieces for piece in file),
            runs,
        )


def fix(copy: Path, package: Package, level: Applicability, kept: str) -> tuple[Report, FixReport]:
    """What is found in the copy, and what fixing it comes to; `kept` is a folder for a cache."""
    root = copy.as_posix()
    loaded = load(root, Disk(), file=f"{root}/{SETTINGS}")
    project = Project(root, loaded.settings, Disk(), kept)
    paths = [(copy / package.folder).as_posix()]
    before = project.check(paths)
    return before, project.fix(paths, level, True)


def faults(
    copy: Path, compiled: dict[Path, bytes], before: Report, done: FixReport
) -> Iterator[str]:
    """What is wrong after fixing, sentence by sentence."""
    changed = {change.path for change in done.changes}
    for path, data in compiled.items():
        now, shown = path.read_bytes(), path.relative_to(copy).as_posix()
        if (now != data) != (shown in changed):
            yield f"{shown}: changed without a word, or said to be and not changed"
        if now != data and not compiles(path):
            yield f"{shown}: cannot be compiled any more"
    for problem in done.report.problems:
        if problem not in before.problems:
            yield f"{problem.path}: {problem.message}"
    known = Counter((each.path, each.code) for each in before.findings)
    now = Counter((each.path, each.code) for each in done.report.findings)
    for (file, code), count in sorted((now - known).items()):
        yield f"{file}: {count} findings of {code} that were not there before"


def compilable(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """The Python files that can be compiled, and their bytes."""
    for path in sorted(folder.rglob("*.py")):
        if compiles(path):
            yield path, path.read_bytes()


def compiles(path: Path) -> bool:
    """Whether Python can compile a file; it is not run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
        except (SyntaxError, ValueError, RecursionError):
            return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
