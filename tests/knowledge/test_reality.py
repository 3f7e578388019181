"""The rows hold for the Django, the Python and the libraries that are installed here.

`scripts/check_knowledge.py` does the same for any version in a folder of its own.
"""

from __future__ import annotations

import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "check_knowledge.py"


def check(part: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *options, part]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=ROOT)


@pytest.mark.parametrize("part", ["django", "python", "libraries"])
def test_the_rows_hold_for_what_is_installed(part: str) -> None:
    done = check(part)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 wrong" in done.stdout


def test_a_library_that_is_not_as_its_rows_say_is_reported(tmp_path: pathlib.Path) -> None:
    package = tmp_path / "httplib2"
    package.mkdir()
    source = "class Http:\n    async def request(self): ...\n"
    (package / "__init__.py").write_text(source, encoding="utf-8")
    done = check("libraries", "--in", str(tmp_path))
    assert done.returncode == 1
    assert "httplib2.Http.request: is a coroutine function" in done.stdout
    assert "httplib2.Http.close: does not exist" in done.stdout
