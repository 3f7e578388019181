"""`asynclint --watch` as a process: what it prints when files change, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from programs import CLEAN, HELPED, MENDED, SLEEPY

from asynclint.cli.watch import is_relevant

LONG = 60  # seconds that a busy machine may take
posix = pytest.mark.skipif(os.name != "posix", reason="interrupts as POSIX does")


class Watching:
    """A process that watches a folder, and all that it has printed."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "asynclint", "--watch", "--format", "concise", *arguments]
        self.process = subprocess.Popen(
            command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.lines: list[str] = []
        self._changed = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._changed:
                self.lines.append(line.rstrip("\n"))
                self._changed.notify_all()

    def round(self) -> list[str]:
        """The lines up to the next one that says that it waits."""
        end = time.monotonic() + LONG
        with self._changed:
            while not any("watching" in line for line in self.lines):
                assert self._changed.wait(end - time.monotonic()), self.lines
            place = next(n for n, line in enumerate(self.lines) if "watching" in line)
            found, self.lines = self.lines[:place], self.lines[place + 1 :]
        return found

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(LONG)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text("[tool.asynclint]\n")
    (tmp_path / "views.py").write_text(SLEEPY)
    return tmp_path


@pytest.fixture
def watching(project: Path) -> Iterator[Watching]:
    found = Watching(project, "--cache-dir", str(project / ".venv" / "cache"))
    yield found
    if found.process.poll() is None:
        found.process.kill()
        found.process.wait(LONG)


def codes(lines: list[str]) -> list[str]:
    words = [word for line in lines for word in line.split()]
    return sorted(word for word in words if word.startswith("ASL") and word[3:].isdigit())


@posix
def test_what_changes_is_checked_again(project: Path, watching: Watching) -> None:
    assert codes(watching.round()) == ["ASL302"]

    (project / "views.py").write_text(MENDED)
    told = watching.round()
    assert codes(told) == []
    assert any("views.py changed" in line for line in told)

    (project / "helped.py").write_text(HELPED)  # a new file
    assert codes(watching.round()) == ["ASL311"]

    (project / "draft.py").write_text(SLEEPY)  # as editors save
    (project / "draft.py").replace(project / "views.py")
    assert codes(watching.round())[-2:] == ["ASL302", "ASL311"]

    (project / "helped.py").unlink()
    assert codes(watching.round()) == ["ASL302"]

    assert watching.end() == 0
    assert any("no longer watching" in line for line in watching.lines)


@posix
def test_settings_are_read_again(project: Path, watching: Watching) -> None:
    assert codes(watching.round()) == ["ASL302"]
    settings = project / "pyproject.toml"

    settings.write_text('[tool.asynclint]\nignore = ["ASL302"]\n')
    assert codes(watching.round()) == []

    settings.write_text("[tool.asynclint\n")  # half written
    assert any("pyproject.toml" in line and "error" in line for line in watching.round())

    settings.write_text("[tool.asynclint]\n")
    assert codes(watching.round()) == ["ASL302"]


@posix
def test_a_helper_elsewhere_changes_what_is_said_of_a_caller(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.asynclint]\n")
    (tmp_path / "helpers.py").write_text("def pause():\n    pass\n")
    (tmp_path / "views.py").write_text(
        "from helpers import pause\n\n\nasync def wait(request):\n    pause()\n"
    )
    watching = Watching(tmp_path, "--no-cache")
    try:
        assert codes(watching.round()) == []
        (tmp_path / "helpers.py").write_text("import time\n\n\ndef pause():\n    time.sleep(1)\n")
        assert codes(watching.round()) == ["ASL311"]
    finally:
        assert watching.end() == 0


@posix
def test_ends_at_once_in_the_middle_of_a_check(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.asynclint]\n")
    for number in range(40):
        (tmp_path / f"views{number}.py").write_text(SLEEPY + HELPED * 30)
    watching = Watching(tmp_path, "--cache-dir", str(tmp_path / ".venv" / "cache"))
    time.sleep(1)
    assert watching.end() in (0, 130)
    code = subprocess.run(
        [sys.executable, "-m", "asynclint", "-q", "--exit-zero", "--cache-dir", ".venv/cache"],
        cwd=tmp_path, check=False, capture_output=True, timeout=LONG,
    ).returncode  # fmt: skip
    assert code == 0


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/p/app/views.py", True),
        ("/p/app/types.pyi", True),
        ("/p/pyproject.toml", True),
        ("/p/app/templates/list.html", True),
        ("/p/requirements/base.txt", True),
        ("/elsewhere/asynclint.toml", True),  # the file of --config
        ("/p/db.sqlite3", False),
        ("/p/app/views.py~", False),
        ("/p/.git/index", False),
        ("/p/.venv/lib/module.py", False),
        ("/p/app/__pycache__/views.py", False),
    ],
)
def test_what_matters(path: str, expected: bool) -> None:
    assert is_relevant(path, "/p") is expected


def test_nothing_is_said_that_cannot_be_done() -> None:
    for more in (["-"], ["--fix"], ["--diff"], ["--add-ignore"]):
        done = subprocess.run(
            [sys.executable, "-m", "asynclint", "--watch", *more],
            check=False, capture_output=True, text=True, timeout=LONG,
        )  # fmt: skip
        assert done.returncode == 2
        assert "--watch" in done.stderr


def test_a_run_that_does_not_watch_does_not_import_the_library(tmp_path: Path) -> None:
    (tmp_path / "views.py").write_text(CLEAN)
    code = (
        "import sys; from asynclint.cli.app import run; run(['--no-cache', '.']);"
        "sys.exit('watchfiles' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False, timeout=LONG)
    assert done.returncode == 0
