"""Measure asynclint beside the tools that people would run instead, on the same code.

    python scripts/bench.py [--project NAME]... [--tool NAME]... [--runs N] [--limit SECONDS]
                            [--minutes N] [--write]

Whole processes are measured: processor time (which other work on the machine changes least) and
the most memory held. What takes less than five seconds is measured some times, and the median
told. The code is copied, since one run is about a changed file. Packages are those of
scripts/ecosystem.py; `1x`, `4x` and `16x` are written by scripts/make_project.py. Tools that are
not in .cache/bench/venv are installed there first; one that cannot be had is left out. A command
that does not end within its limit is told of, and after `--minutes` nothing more is begun.
`--write` puts the tables into docs/performance.md.

asynclint runs by itself; of the other tools two run at a time, as there are two cores.
"""

from __future__ import annotations

import argparse
import compileall
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from ecosystem_check import ROOT, Ran, measure, run
from ecosystem_packages import EcosystemError, prepare, read_packages
from make_project import make

CACHE = ROOT / ".cache" / "bench"
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end of what was measured -->\n"
OWN_LIMIT = 240.0  # seconds for a run of asynclint's
QUICK = 5.0  # seconds of a command that is worth measuring again
GENERATED = {"1x": (100_000, 40), "4x": (400_000, 160), "16x": (1_600_000, 640)}
# In the order in which they are measured: what fits least into the time comes last.
PROJECTS = ("procrastinate", "khoj", "1x", "django-bolt", "4x", "Django", "16x", "Weblate")
ASYNCLINT = (sys.executable, "-m", "asynclint")
CHECKING = (*ASYNCLINT, "-q", "--no-progress", "--exit-zero")


class Tool(NamedTuple):
    """A tool: what to install, and its command line; `{cache}` stands for a folder to keep what it
    keeps between runs."""

    name: str
    packages: tuple[str, ...]
    command: tuple[str, ...]
    is_caching: bool = False


TOOLS = (
    Tool("ruff", ("ruff",), ("ruff", "check", "-q", "-e", "--select", "ASYNC", "--cache-dir",
         "{cache}"), True),
    Tool("flake8-async", ("flake8", "flake8-async"), ("flake8", "--select", "ASYNC", "-j1")),
    Tool("pylint", ("pylint",), ("pylint", "-E", "--exit-zero", "--recursive=y", "-j1")),
    Tool("mypy", ("mypy", "django-stubs"), ("mypy", "--ignore-missing-imports",
         "--explicit-package-bases", "--no-error-summary", "--cache-dir", "{cache}"), True),
    Tool("pyright", ("pyright[nodejs]",), ("pyright",)),
    Tool("blockpath", ("blockpath",), ("blockpath",)),
)  # fmt: skip


class Measured(NamedTuple):
    """What a command took: the medians of its runs."""

    cpu: float
    megabytes: float
    failure: str = ""  # why there are no figures


class Row(NamedTuple):
    """What a tool took for a project; None where it was not measured."""

    tool: str
    cold: Measured
    warm: Measured | None = None
    changed: Measured | None = None


class Clock:
    """The time that all of it may take."""

    def __init__(self, minutes: float) -> None:
        self._end = time.monotonic() + minutes * 60

    def left(self, limit: float) -> float:
        """The seconds that a command may take, at most `limit`; none if the time is over."""
        return min(limit, self._end - time.monotonic())


class Bench(NamedTuple):
    """How to measure."""

    clock: Clock
    runs: int
    limit: float
    tools: Sequence[str]

    def measured(
        self,
        command: Callable[[int], Sequence[str]],
        limit: float,
        before: Callable[[int], object] = lambda number: None,
    ) -> Measured:
        """Run the commands for 0, 1, …; as often as it is worth it. `before` is called first."""
        done: list[Ran] = []
        for number in range(self.runs):
            left = self.clock.left(limit)
            if left < 1:
                break
            before(number)
            ran = run(command(number), left)
            if ran.seconds >= left:
                # A run that was good tells more than one which the end of all time cut off.
                return _median(done) if done else Measured(0, 0, f"> {left:.0f}")
            if ran.exit_code not in (0, 1):
                return Measured(0, 0, f"exit code {ran.exit_code}")
            done.append(ran)
            if ran.cpu > QUICK:
                break
        return _median(done) if done else Measured(0, 0, "no time left")


def _median(runs: Sequence[Ran]) -> Measured:
    return Measured(
        statistics.median(ran.cpu for ran in runs), statistics.median(ran.megabytes for ran in runs)
    )


def main(arguments: Sequence[str]) -> int:
    options = read_options(arguments)
    bench = Bench(Clock(options.minutes), options.runs, options.limit, options.tool)
    compileall.compile_dir(ROOT / "src", quiet=1)  # as an installed package is
    programs = {
        tool: installed(tool) for tool in TOOLS if not bench.tools or tool.name in bench.tools
    }
    told = [start_table(bench)]
    print(told[0], flush=True)
    for name in options.project or PROJECTS:
        with tempfile.TemporaryDirectory() as folder:
            try:
                code = code_of(name, Path(folder))
            except EcosystemError as error:
                print(f"{name} is left out: {error}", file=sys.stderr)
                continue
            told.append(table(name, code, bench, programs))
            print(told[-1], flush=True)
    if options.write:
        page = PAGE.read_text("utf-8")
        head, _, rest = page.partition(BEGIN)
        PAGE.write_text(head + BEGIN + "\n" + "\n".join(told) + "\n" + END
                        + rest.partition(END)[2], "utf-8")  # fmt: skip
    return 0


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--project", action="append", default=[], metavar="NAME", help="only this code")
    add("--tool", action="append", default=[], metavar="NAME", help="beside asynclint, only this")
    add("--runs", type=int, default=3, metavar="N", help="runs of quick commands (3)")
    add("--limit", type=float, default=45, metavar="SECONDS", help="for another tool's run (45)")
    add("--minutes", type=float, default=19, metavar="N", help="for all of it (19)")
    add("--write", action="store_true", help="put the tables into docs/performance.md")
    return parser.parse_args(arguments)


def code_of(name: str, folder: Path) -> Path:
    """A copy of the code of that name in a folder, all of it some time old."""
    target = folder / "code"
    if name in GENERATED:
        make(target, *GENERATED[name])
        return target
    packages = read_packages(ROOT / "tests" / "ecosystem" / "packages.toml")
    package = next((p for p in packages if p.name.lower() == name.lower()), None)
    if package is None:
        raise EcosystemError(f"there is no package {name} in packages.toml")
    shutil.copytree(prepare(package, ROOT / ".cache" / "ecosystem"), target)
    return target


def start_table(bench: Bench) -> str:
    """How long it takes to say something quick, beside an interpreter that does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        rows = list(_starts(bench._replace(runs=9), Path(folder)))
    told = ["### To start\n", "| command | CPU s |", "| --- | ---: |"]
    told += [f"| {name} | {shown(took, 3)} |" for name, took in rows]
    return "\n".join(told) + "\n"


def _starts(bench: Bench, folder: Path) -> Iterator[tuple[str, Measured]]:
    yield "`python -c pass`", bench.measured(lambda _: (sys.executable, "-c", "pass"), 9)
    yield "`asynclint --version`", bench.measured(lambda _: (*ASYNCLINT, "--version"), 9)
    for count in (1, 20, 200):
        paths = [folder / f"{count}" / f"module{number}.py" for number in range(count)]
        paths[0].parent.mkdir()
        for path in paths:
            path.write_text("import os\n\n\ndef name():\n    return os.name\n", encoding="utf-8")
        command = (*CHECKING, "--cache-dir", str(folder / "cache"), *map(str, paths))
        time.sleep(0.1)  # files that are changed right now are looked at once more
        run(command, 60)
        said = f"{count} file{'s' if count > 1 else ''} without async code, unchanged"
        yield said, bench.measured(lambda _, command=command: command, 9)  # type: ignore[misc]


def table(name: str, code: Path, bench: Bench, programs: dict[Tool, str | None]) -> str:
    """The rows of all tools for some code, as Markdown."""
    files, lines = measure(code)
    own = own_row(code, bench)
    with ThreadPoolExecutor(2) as pool:
        others = list(
            pool.map(
                lambda tool: row_of(tool, programs[tool] or "", code, bench),
                [tool for tool, program in programs.items() if program],
            )
        )
    told = [f"### {name}: {files:,} files, {lines:,} lines\n"]
    told.append("| tool | cold, CPU s | unchanged | one file changed | MB | cold ÷ asynclint's |")
    told.append("| --- | ---: | ---: | ---: | ---: | ---: |")
    for row in (own, *others):
        cells = (row.tool, shown(row.cold), shown(row.warm), shown(row.changed),
                 "" if row.cold.failure else f"{row.cold.megabytes:.0f}",
                 ratio(row.cold, own.cold))  # fmt: skip
        told.append(f"| {' | '.join(cells)} |")
    return "\n".join(told) + "\n"


def shown(took: Measured | None, digits: int = 2) -> str:
    return "" if took is None else took.failure or f"{took.cpu:.{digits}f}"


def ratio(other: Measured, own: Measured) -> str:
    if own.failure or not own.cpu:
        return ""
    if other.failure.startswith(">"):
        return f"> {float(other.failure[1:]) / own.cpu:.1f}"
    return "" if other.failure else f"{other.cpu / own.cpu:.2f}"


def own_row(code: Path, bench: Bench) -> Row:
    """asynclint's row: cold, warm, and after a change of the file that comes last by its path."""
    leaf = max(code.rglob("*.py"))

    def change(number: int) -> None:
        with leaf.open("a", encoding="utf-8") as file:
            file.write(f"# {number}\n")

    with tempfile.TemporaryDirectory() as folder:

        def command(number: int) -> Sequence[str]:
            return (*CHECKING, "--cache-dir", f"{folder}/{number}", str(code))

        cold = bench.measured(command, OWN_LIMIT)
        if cold.failure:
            return Row("asynclint", cold)
        warm = bench.measured(lambda _: command(0), OWN_LIMIT)
        changed = bench.measured(lambda _: command(0), OWN_LIMIT, change)
    return Row("asynclint", cold, warm, changed)


def row_of(tool: Tool, program: str, code: Path, bench: Bench) -> Row:
    with tempfile.TemporaryDirectory() as folder:

        def command(number: int) -> Sequence[str]:
            rest = (part.format(cache=f"{folder}/{number}") for part in tool.command[1:])
            return (program, *rest, str(code))

        cold = bench.measured(command, bench.limit)
        is_warm = tool.is_caching and not cold.failure
        warm = bench.measured(lambda _: command(0), bench.limit) if is_warm else None
    return Row(tool.name, cold, warm)


def installed(tool: Tool) -> str | None:
    """The path of a tool's program in the environment of the tools; None if it cannot be had."""
    folder = CACHE / "venv"
    if not folder.exists():
        venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    program = programs / tool.command[0]
    if not program.exists():
        pip = [str(programs / "python"), "-m", "pip", "install", "-q", *tool.packages]
        if subprocess.run(pip, check=False, capture_output=True).returncode:
            print(f"{tool.name} cannot be installed and is left out", file=sys.stderr)
            return None
    if tool.name == "pyright":  # fetches what it runs when it is first called
        subprocess.run([str(program), "--version"], check=False, capture_output=True, timeout=120)
    return str(program)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
