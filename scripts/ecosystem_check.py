"""One run of asynclint over one package: its findings, and what the run cost."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ecosystem_packages import SETTINGS

ROOT = Path(__file__).resolve().parent.parent
LINTER = (sys.executable, "-m", "asynclint", "check", "--format", "json")
TIME_LIMIT = 900  # seconds
EXIT_CODES = (0, 1)  # nothing found, something found; all others mean that something went wrong


class Found(NamedTuple):
    """A finding, with what lets it be recognised after the code around it has changed."""

    file: str  # relative to the package's content, with forward slashes
    line: int  # counts from 1
    column: int  # counts from 1
    code: str
    message: str
    function: str  # the functions and classes around the line: "Consumer.receive"; "" at top level
    text: str  # the line, without white space at its ends
    chain: tuple[str, ...] = ()  # one line for each frame


class Outcome(NamedTuple):
    """What came of checking one package."""

    findings: tuple[Found, ...]
    failure: str = ""  # why the run cannot be trusted; empty if it can
    files: int = 0
    lines: int = 0
    seconds: float = 0.0  # by the clock on the wall
    cpu: float = 0.0  # seconds of processor time
    megabytes: float = 0.0  # the most memory that was held


class Ran(NamedTuple):
    """A program that has ended."""

    exit_code: int  # negative: the signal that ended it
    output: str
    complaints: str
    seconds: float
    cpu: float
    megabytes: float


def check(
    content: Path, folder: Path, rules: Sequence[str] = (), linter: Sequence[str] = LINTER
) -> Outcome:
    """Run asynclint without its cache over `folder`, a part of the unpacked `content`."""
    options = ["--no-cache", "--no-progress", "--color", "never"]
    options += ["--config", str(content / SETTINGS)]
    options += ["--select", ",".join(rules)] if rules else []
    ran = run([*linter, *options, str(folder)], TIME_LIMIT)
    files, lines = measure(folder)
    failure, found = _read(ran, content)
    return Outcome(found, failure, files, lines, ran.seconds, ran.cpu, ran.megabytes)


def run(command: Sequence[str], limit: float) -> Ran:
    """Run a program from this repository's root, at most for `limit` seconds, and measure it."""
    # Not from the package's folder: Python would import the package's modules before its own.
    path = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=output, stderr=complaints, cwd=ROOT, env=environment
        )
        clock = threading.Timer(limit, process.kill)
        clock.start()
        try:
            exit_code, cpu, megabytes = _wait(process)
        except BaseException:
            process.kill()
            raise
        finally:
            clock.cancel()
        seconds = time.perf_counter() - begun
        texts = []
        for file in (output, complaints):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    return Ran(exit_code, texts[0], texts[1], seconds, cpu, megabytes)


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, float, float]:
    """Exit code, seconds of processor time and megabytes; the last two are 0 on Windows."""
    if not hasattr(os, "wait4"):
        return process.wait(), 0.0, 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)  # it cannot be waited for again
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6


def measure(folder: Path) -> tuple[int, int]:
    """The number of Python files at or below the folder, and of their lines."""
    files = [path for suffix in ("py", "pyi") for path in folder.rglob(f"*.{suffix}")]
    return len(files), sum(path.read_bytes().count(b"\n") for path in files)


def _read(ran: Ran, content: Path) -> tuple[str, tuple[Found, ...]]:
    """Why the run failed, if it did, and what it found all the same."""
    try:
        entries = json.loads(ran.output)
    except ValueError:
        entries = None
    failure = ""
    if ran.exit_code not in EXIT_CODES:
        failure = f"exit code {ran.exit_code} after {ran.seconds:.0f} s"
    elif entries is None:
        failure = "the output is not JSON"
    elif ran.exit_code != bool(entries):  # an uncaught exception ends with 1, like findings
        failure = f"exit code {ran.exit_code} with {len(entries)} findings"
    if failure:
        failure = "\n".join([failure, *ran.complaints.strip().splitlines()[-20:]])
    return failure, tuple(sorted(_findings(entries or [], content)))


def _findings(entries: Iterable[dict[str, Any]], content: Path) -> Iterable[Found]:
    sources: dict[str, list[str]] = {}
    for entry in entries:
        path = entry["filename"]
        if path not in sources:
            sources[path] = read_lines(Path(path))
        row = entry["location"]["row"]
        lines = sources[path]
        yield Found(
            _relative(path, content),
            row,
            entry["location"]["column"],
            entry["code"],
            entry["message"],
            enclosing(lines, row),
            lines[row - 1].strip() if row <= len(lines) else "",
            tuple(_frame(frame, content) for frame in entry["chain"]),
        )


def _frame(frame: dict[str, Any], content: Path) -> str:
    place = f"{_relative(frame['filename'], content)}:{frame['row']}"
    return f"{place} in {frame['function']}: {frame['text']}"


def _relative(path: str, content: Path) -> str:
    return Path(os.path.relpath(path, content)).as_posix()


def read_lines(path: Path) -> list[str]:
    """The lines as asynclint counts them; what is not UTF-8 is replaced."""
    return re.split(r"\r\n|\r|\n", path.read_bytes().decode("utf-8-sig", "replace"))


_HEADER = re.compile(r"(?:async\s+def|def|class)\s+(\w+)")


def enclosing(lines: Sequence[str], row: int) -> str:
    """The names of the functions and classes that a row lies in, joined by dots.

    Told from the indentation alone, so that it does not hang on the Python that runs this.
    """
    names: list[str] = []
    limit = _indent(lines[row - 1]) if row <= len(lines) else 0
    for line in reversed(lines[: row - 1]):
        stripped = line.lstrip()
        # `) -> str:` ends a header that began above it.
        if not stripped or stripped[0] in "#)]}" or _indent(line) >= limit:
            continue
        limit = _indent(line)
        if header := _HEADER.match(stripped):
            names.append(header[1])
    return ".".join(reversed(names))


def _indent(line: str) -> int:
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())
