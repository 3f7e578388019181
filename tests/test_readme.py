"""README.md promises nothing that is not so: its output, commands, settings and comments."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from asynclint import __version__
from asynclint.cli.app import app
from asynclint.config import Settings, load
from asynclint.diagnostics import DOCUMENTATION
from asynclint.django_version import NEWEST
from asynclint.sources.filesystem import Memory

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
OURS = DOCUMENTATION.partition("/blob/")[0]


def blocks(language: str) -> list[str]:
    return [text for name, text in BLOCKS if name == language]


def asynclint(*arguments: str, cache: Path, text: str = "") -> subprocess.CompletedProcess[str]:
    settings = {"PYTHONPATH": str(ROOT / "src"), "ASYNCLINT_CACHE_DIR": str(cache)}
    settings |= {"PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "asynclint", *arguments],
        cwd=ROOT,
        env={**os.environ, **settings},
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_it_fits_on_one_screen() -> None:
    assert len(README.splitlines()) <= 80


def test_the_quoted_output_is_what_asynclint_prints_today(tmp_path: Path) -> None:
    [session] = blocks("console")
    command, _, quoted = session.partition("\n")
    name, *arguments = shlex.split(command.removeprefix("$ "))
    assert name == "asynclint"
    printed = asynclint(*arguments, cache=tmp_path).stdout
    excerpts = [
        part for part in quoted.split("…\n") if part
    ]  # lines of … stand for what is left out
    assert any("   4. " in excerpt for excerpt in excerpts)  # a chain is shown
    end = 0
    for excerpt in excerpts:
        start = printed.find(excerpt, end)
        assert start >= 0, f"not printed, or not in this order:\n{excerpt}"
        end = start + len(excerpt)


def commands() -> list[str]:
    """Every command that the README names: in shell blocks, in steps of CI, in running text."""
    lines = [line for text in blocks("shell") for line in text.splitlines()]
    for document in map(yaml.safe_load, blocks("yaml")):
        if isinstance(document, list):  # steps of a job
            lines += [step["run"] for step in document if "run" in step]
    prose = re.sub(r"^```.*?^```", "", README, flags=re.MULTILINE | re.DOTALL)
    lines += re.findall(r"`((?:asynclint|make|pip) [^`]+)`", prose)
    return lines


def test_all_kinds_of_commands_are_found() -> None:
    starts = {" ".join(shlex.split(command, comments=True)[:2]) for command in commands()}
    assert starts >= {
        "make run",
        "make test",
        "pip install",
        "asynclint explain",
        "asynclint check",
    }


@pytest.mark.parametrize("command", commands())
def test_every_command_exists_with_its_options(command: str) -> None:
    program, *arguments = shlex.split(command, comments=True)
    if program == "make":
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        target, *variables = arguments
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
        for variable in variables:
            assert re.search(rf"^{variable.partition('=')[0]} \?=", makefile, re.MULTILINE)
    elif program == "pip":
        assert arguments in (["install", "."], ["install", f"git+{OURS}@v{__version__}"])
    else:
        assert program == "asynclint"
        is_named = arguments[0] in app.commands
        chosen = app.commands[arguments[0] if is_named else "check"]
        rest = arguments[1:] if is_named else arguments
        with chosen.make_context(chosen.name, rest) as context:  # refuses unknown options
            assert isinstance(context, click.Context)


def test_the_hook_is_one_that_the_repository_has() -> None:
    [text] = [text for text in blocks("yaml") if text.startswith("repos:")]
    [repository] = yaml.safe_load(text)["repos"]
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    ids = {hook["id"] for hook in hooks}
    assert {hook["id"] for hook in repository["hooks"]} < ids
    assert all(f"`{name}`" in README for name in ids)
    assert repository["repo"] == OURS
    assert repository["rev"] == f"v{__version__}"


def test_the_settings_can_be_read() -> None:
    [text] = blocks("toml")
    result = load("/p", Memory({"/p/pyproject.toml": text}))
    assert result.problems == ()
    assert result.settings != Settings()


def test_the_comments_keep_findings_quiet(tmp_path: Path) -> None:
    [text] = blocks("python")
    program = "import time\n\n\n" + text
    assert asynclint("-", cache=tmp_path, text=program).returncode == 0
    bare = re.sub(r"#.*", "", program)
    loud = asynclint("-", "--format", "concise", cache=tmp_path, text=bare).stdout
    assert {line.split()[1] for line in loud.splitlines()} == set(re.findall(r"ASL\d+", text))


def test_the_files_that_it_links_to_are_there() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_versions_are_the_true_ones() -> None:
    assert f"Django version by version, from 3.1 to {NEWEST[0]}.{NEWEST[1]}" in " ".join(
        README.split()
    )
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    versions = re.findall(r"Python :: 3\.(\d+)\"", pyproject)
    assert f"runs on Python 3.{versions[0]} to 3.{versions[-1]}" in README
