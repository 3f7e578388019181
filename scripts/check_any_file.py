"""Run all rules over every Python file below some folders: nothing may crash or be slow.

    python scripts/check_any_file.py [FOLDER …] [--slower-than SECONDS] [--backwards]

Without folders it takes the standard library and the packages of the running interpreter. Each
package (a named one, or a folder with Python files directly below a named folder; loose files
together) is a project of its own. With `--backwards` each package is checked a second time in the
opposite order, and both reports must be the same. Prints every crash with its trace and the slowest
files; exits with 1 if there was a crash or a difference.
"""

from __future__ import annotations

import argparse
import sys
import sysconfig
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import asynclint.engine as engine
from asynclint.config import Settings
from asynclint.diagnostics import Report
from asynclint.engine import Project
from asynclint.sources.discovery import Found, discover
from asynclint.sources.filesystem import Disk

SETTINGS = Settings(select=("ALL",), exclude=("__pycache__",), preview=True)
SLOWEST = 15  # files are named at the end
FRAMES = 6  # of a trace


class Package(NamedTuple):
    """What is checked as one project."""

    root: Path
    files: tuple[str, ...]


class Timed(NamedTuple):
    seconds: float
    path: str


def packages(folder: Path) -> Iterator[Package]:
    """The projects directly below a folder."""
    if (folder / "__init__.py").exists():
        yield Package(folder, discover([str(folder)], str(folder), SETTINGS, Disk()).files)
        return
    loose = sorted(str(path) for path in folder.glob("*.py"))
    if loose:
        yield Package(folder, tuple(loose))
    for path in sorted(folder.iterdir()):
        if not path.is_dir() or path.is_symlink() or path.name in ("__pycache__", "site-packages"):
            continue
        files = discover([str(path)], str(path), SETTINGS, Disk()).files
        if files:
            yield Package(path, files)


def check(package: Package, slow: list[Timed]) -> tuple[Report, int]:
    """Check one package; its report, and the number of crashes."""
    project = Project(str(package.root), SETTINGS, Disk())
    crashes: list[Exception] = []
    project.on_crash = crashes.append
    times: list[float] = []
    report = project.check(package.files, lambda number, total: times.append(time.perf_counter()))
    for path, begin, end in zip(package.files, times, times[1:]):
        slow.append(Timed(end - begin, path))
    for crash in crashes:
        traceback.print_exception(crash, limit=-FRAMES, file=sys.stdout)
    for path, message, _ in report.problems:
        if message.startswith("internal error"):
            print(f"{package.root}/{path}: {message}")
    return report, len(crashes)


def check_backwards(package: Package) -> Report:
    """The report on a package of which the last file was checked first."""

    def turned_round(*arguments: object) -> Found:
        found = discover(*arguments)  # type: ignore[arg-type]
        return found._replace(files=found.files[::-1])

    engine.discover = turned_round  # type: ignore[assignment]
    try:
        return Project(str(package.root), SETTINGS, Disk()).check(package.files)
    finally:
        engine.discover = discover


def differences(report: Report, other: Report) -> list[str]:
    """What one of two reports says and the other does not."""
    one, two = set(report.findings), set(other.findings)
    return [
        f"{sign} {f.path}:{f.start.row}:{f.start.column}: {f.code} {f.message}"
        for sign, found in (("-", one - two), ("+", two - one))
        for f in sorted(found, key=lambda f: (f.path, f.span))
    ]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--slower-than", type=float, default=1.0, metavar="SECONDS")
    parser.add_argument("--backwards", action="store_true")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    paths = sysconfig.get_paths()
    folders = [f.resolve() for f in options.folders] or [
        Path(paths["stdlib"]),
        Path(paths["purelib"]),
    ]
    slow: list[Timed] = []
    crashed = checked = different = 0
    findings: dict[str, int] = {}
    begin = time.perf_counter()
    for package in (package for folder in folders for package in packages(folder)):
        report, crashes = check(package, slow)
        crashed += crashes
        checked += report.checked
        for finding in report.findings:
            findings[finding.code] = findings.get(finding.code, 0) + 1
        if options.backwards:
            differing = differences(report, check_backwards(package))
            different += bool(differing)
            if differing:
                print(f"{package.root}: depends on the order:", *differing, sep="\n  ")
        print(f"{package.root.name}: {report.checked} files, {len(report.findings)} findings")
    print(f"{checked} files in {time.perf_counter() - begin:.0f} s, {crashed} crashes")
    print("findings: " + ", ".join(f"{code} {findings[code]}" for code in sorted(findings)))
    for seconds, path in sorted(slow, reverse=True)[:SLOWEST]:
        if seconds > options.slower_than:
            print(f"{seconds:.1f} s  {path}")
    return 1 if crashed or different else 0


if __name__ == "__main__":
    raise SystemExit(main())
