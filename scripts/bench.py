"""Measure asynclint beside the tools that people would run instead, on the same code.

    python scripts/bench.py [--project NAME]... [--tool NAME]... [--runs N] [--write]

Whole processes are measured: processor time (which other work on the machine changes least) and
the most memory held; the median of some runs. The code is copied, since one run is about a changed
file. Packages are those of scripts/ecosystem.py; `1x`, `4x` and `16x` are written by
scripts/make_project.py. Tools that are not in .cache/bench/venv are installed there first; one
that cannot be had is left out. `--write` puts the table into docs/performance.md.
"""

from __future__ import annotations

import argparse
import compileall
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ecosystem_check import ROOT, Ran, measure, run
from ecosystem_packages import EcosystemError, prepare, read_packages
from make_project import make

CACHE = ROOT / ".cache" / "bench"
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end of what was measured -->\n"
TIME_LIMIT = 1200  # seconds
GENERATED = {"1x": (100_000, 40), "4x": (400_000, 160), "16x": (1_600_000, 640)}
PACKAGES = ("khoj", "procrastinate", "Django")
ASYNCLINT = (sys.executable, "-m", "asynclint", "-q", "--no-progress", "--exit-zero")


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
    Tool("pyright", ("pyright",), ("pyright",)),
    Tool("blockpath", ("blockpath",), ("blockpath",)),
)  # fmt: skip


class Row(NamedTuple):
    """What a tool took for a project; None where it was not measured."""

    tool: str
    cold: float
    warm: float | None
    changed: float | None
    megabytes: float


def main(arguments: Sequence[str]) -> int:
    options = read_options(arguments)
    compileall.compile_dir(ROOT / "src", quiet=1)  # as an installed package is
    tables = []
    for name in options.project or (*PACKAGES, *GENERATED):
        with tempfile.TemporaryDirectory() as folder:
            try:
                code = code_of(name, Path(folder))
            except EcosystemError as error:
                print(f"{name} is left out: {error}", file=sys.stderr)
                continue
            tables.append(table(name, code, options.tool, options.runs))
            print(tables[-1], flush=True)
    if options.write:
        page = PAGE.read_text("utf-8")
        head, _, rest = page.partition(BEGIN)
        PAGE.write_text(head + BEGIN + "\n" + "\n".join(tables) + "\n" + END
                        + rest.partition(END)[2], "utf-8")  # fmt: skip
    return 0


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--project", action="append", default=[], metavar="NAME", help="only this code")
    add("--tool", action="append", default=[], metavar="NAME", help="beside asynclint, only this")
    add("--runs", type=int, default=3, metavar="N", help="runs that are measured (3)")
    add("--write", action="store_true", help="put the table into docs/performance.md")
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


def table(name: str, code: Path, wanted: Sequence[str], runs: int) -> str:
    """The rows of all tools for some code, as Markdown."""
    files, lines = measure(code)
    own = own_row(code, runs)
    rows = [own]
    for tool in TOOLS:
        if (not wanted or tool.name in wanted) and (program := installed(tool)):
            rows.append(row_of(tool, program, code, runs))
    told = [f"### {name}: {files:,} files, {lines:,} lines\n"]
    told.append("| tool | cold, CPU s | unchanged | one file changed | MB | cold ÷ asynclint's |")
    told.append("| --- | ---: | ---: | ---: | ---: | ---: |")
    for row in rows:
        cells = (row.tool, seconds(row.cold), seconds(row.warm), seconds(row.changed),
                 f"{row.megabytes:.0f}", f"{row.cold / own.cold:.2f}")  # fmt: skip
        told.append(f"| {' | '.join(cells)} |")
    return "\n".join(told) + "\n"


def seconds(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def own_row(code: Path, runs: int) -> Row:
    """asynclint's row: cold, warm, and after a change of the file that comes last by its path."""
    leaf = max(code.rglob("*.py"))
    cold: list[Ran] = []
    warm: list[Ran] = []
    changed: list[Ran] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(runs):
            command = (*ASYNCLINT, "--cache-dir", f"{folder}/{number}", str(code))
            cold.append(measured(command))
            warm.append(measured(command))
            with leaf.open("a", encoding="utf-8") as file:
                file.write(f"# {number}\n")
            changed.append(measured(command))
    return Row("asynclint", median(cold), median(warm), median(changed), memory(cold))


def row_of(tool: Tool, program: str, code: Path, runs: int) -> Row:
    cold: list[Ran] = []
    warm: list[Ran] = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            rest = (part.format(cache=folder) for part in tool.command[1:])
            command = (program, *rest, str(code))
            cold.append(measured(command))
            if tool.is_caching:
                warm.append(measured(command))
    return Row(tool.name, median(cold), median(warm) if warm else None, None, memory(cold))


def measured(command: Sequence[str]) -> Ran:
    done = run(command, TIME_LIMIT)
    if done.exit_code not in (0, 1):
        print(f"{Path(command[0]).name}: exit code {done.exit_code}", file=sys.stderr)
    return done


def median(runs: Sequence[Ran]) -> float:
    return statistics.median(ran.cpu for ran in runs)


def memory(runs: Sequence[Ran]) -> float:
    return statistics.median(ran.megabytes for ran in runs)


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
    return str(program)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
