"""What is imported when: the quick answers must stay quick."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

SHOW = "; import json, sys; print(json.dumps(sorted(sys.modules)))"


def modules(code, *arguments):
    """The modules that are there after running the code, in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", code + SHOW, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def absent(found, *names):
    return not [name for name in found if name.split(".")[0] in names]


def test_version_needs_nothing():
    found = modules("from asynclint._entry import main; main()", "--version")
    heavy = (
        "click",
        "rich",
        "libcst",
        "msgspec",
        "pathspec",
        "typing",
        "re",
        "json",
        "dataclasses",
    )
    bare = modules("pass")
    assert absent(found - bare, *(name for name in heavy if name != "json"))
    own = {name for name in found if name.startswith("asynclint")}
    assert own == {"asynclint", "asynclint._entry"}


HEAVY = (
    "click", "rich", "libcst", "msgspec", "pathspec", "platformdirs", "pygls", "asyncio", "typing",
    "re", "dataclasses", "hashlib", "tempfile", "shutil", "subprocess", "threading",
)  # fmt: skip


@pytest.mark.parametrize("files", [1, 20, 200])
def test_to_say_that_nothing_changed_needs_next_to_nothing(tmp_path, files):
    project = tmp_path / "project"
    project.mkdir()
    for number in range(files):
        (project / f"plain{number}.py").write_text("x = 1\n")
    for path in (*project.iterdir(), project):
        os.utime(path, (1_000, 1_000))
    code = "from asynclint._entry import main; assert main() == 0"
    arguments = ["--cache-dir", str(tmp_path / "cache"), "-q"]
    arguments += [str(project / f"plain{number}.py") for number in range(files)]
    bare, first = modules("pass"), modules(code, *arguments)
    again = modules(code, *arguments)
    assert "asynclint.engine" in first
    assert absent(again - bare, *HEAVY)
    assert {name for name in again if name.startswith("asynclint")} == {
        "asynclint", "asynclint._entry", "asynclint.cli", "asynclint.cli.remembered",
    }  # fmt: skip


def test_a_run_that_parses_nothing_does_not_load_the_parser(tmp_path):
    (tmp_path / "models.py").write_text("x = 1\n")
    code = "from asynclint._entry import main; assert main() == 0"
    assert absent(modules(code, str(tmp_path), "--no-cache"), "libcst", "rich", "asyncio")


def test_the_commands_are_there_without_the_engine():
    found = modules("import asynclint.cli.app")
    assert absent(found, "rich", "libcst", "msgspec", "pygls", "pathspec")
    assert "asynclint.engine" not in found


@pytest.mark.parametrize(
    "printer", ["concise", "json_array", "github", "sarif", "statistics", "summary", "full", "diff"]
)
def test_no_printer_brings_rich_along(printer):
    assert absent(modules(f"import asynclint.output.{printer}"), "rich", "libcst", "msgspec")


def test_a_run_that_prints_plain_text_never_loads_rich(tmp_path):
    (tmp_path / "views.py").write_text("import time\n\n\nasync def f():\n    time.sleep(1)\n")
    code = "from asynclint.cli.app import run; assert run(sys.argv[1:]) == 1"
    found = modules(f"import sys; {code}", str(tmp_path), "--no-cache")
    assert absent(found, "rich", "pygls")
