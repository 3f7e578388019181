"""The hooks, run by the real pre-commit.

It clones the repository and installs asynclint, with all that it depends on, in an environment of
its own: this is slow, and needs the package index.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Commit = Callable[..., subprocess.CompletedProcess[str]]

HERE = Path(__file__).parents[2]
# What a clone needs to be installed as a hook. It is taken as it lies here, committed or not.
SOURCES = (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "src")

SHOP = {
    "manage.py": "",
    "shop/__init__.py": "",
    "shop/models.py": """\
from django.db import models


class Book(models.Model):
    title = models.CharField(max_length=80)
    price = models.IntegerField()
""",
    "shop/prices.py": """\
from shop.models import Book


def dearest():
    return Book.objects.order_by("-price").first()
""",
}
BAD = """\
from django.http import JsonResponse

from shop.models import Book
from shop.prices import dearest


async def detail(request, pk):
    book = Book.objects.get(pk=pk)
    return JsonResponse({"title": book.title})


async def offer(request):
    return JsonResponse({"price": dearest().price})
"""
MENDED = BAD.replace("Book.objects.get", "await Book.objects.aget")
GOOD = """\
from django.http import JsonResponse

from shop.models import Book


async def detail(request, pk):
    book = await Book.objects.aget(pk=pk)
    return JsonResponse({"title": book.title})
"""
QUERY = "shop/views.py:8:12: ASL201 sync-query"
HELPER = "shop/views.py:13:35: ASL311 blocking-helper"  # its reason is in another file


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The asynclint that runs the tests, git's settings and kept environments play no part."""
    for name in list(os.environ):
        if name.startswith(("GIT_", "PRE_COMMIT", "ASYNCLINT_")) or name in ("PYTHONPATH", "SKIP"):
            monkeypatch.delenv(name)
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\nname = tests\nemail = tests@localhost\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "environments"))
    monkeypatch.setenv("PRE_COMMIT_COLOR", "never")
    monkeypatch.setenv("ASYNCLINT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("PIP_NO_COMPILE", "1")  # quicker


def run(*command: str, at: Path, code: int | None = 0) -> subprocess.CompletedProcess[str]:
    """Run a command, its errors among its output; `code` is what it must exit with, if not None."""
    done = subprocess.run(
        command,
        cwd=at,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=240,
        check=False,
    )
    assert code is None or done.returncode == code, done.stdout
    return done


def commit_all(folder: Path, code: int | None = 0) -> str:
    run("git", "add", "--all", at=folder)
    return run("git", "commit", "--message", "change", at=folder, code=code).stdout


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """A git repository of asynclint as it is now, with everything committed."""
    folder = tmp_path / "asynclint"
    folder.mkdir()
    for name in SOURCES:
        if (HERE / name).is_dir():
            shutil.copytree(
                HERE / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(HERE / name, folder / name)
    run("git", "init", "--quiet", at=folder)
    commit_all(folder)
    return folder


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A git repository of a Django project without any view."""
    folder = tmp_path / "project"
    for name, text in SHOP.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    run("git", "init", "--quiet", at=folder)
    commit_all(folder)
    return folder


def pre_commit(*arguments: str, at: Path, code: int | None = 0) -> str:
    return run(sys.executable, "-m", "pre_commit", *arguments, at=at, code=code).stdout


def section(output: str, hook: str) -> str:
    """What pre-commit printed about one hook."""
    before, _, after = output.partition(f"- hook id: {hook}\n")
    assert after, output
    return before.splitlines()[-1] + "\n" + after.partition("- hook id:")[0]


def test_try_repo_refuses_a_bad_file_and_the_fix_hook_mends_it(hooks: Path, shop: Path) -> None:
    views = shop / "shop/views.py"
    views.write_text(BAD)
    run("git", "add", "shop/views.py", at=shop)  # else no change to it is noticed
    output = pre_commit("try-repo", str(hooks), "--files", "shop/views.py", at=shop, code=1)

    check = section(output, "asynclint")
    assert "Failed" in check
    assert "exit code: 1" in check
    assert QUERY in check
    assert HELPER in check

    fix = section(output, "asynclint-fix")
    assert "files were modified by this hook" in fix
    assert QUERY not in fix
    assert HELPER in fix  # nothing that is safe mends this one
    assert views.read_text() == MENDED


def test_an_installed_hook_refuses_a_bad_commit_and_accepts_a_good_one(
    hooks: Path, shop: Path
) -> None:
    revision = run("git", "rev-parse", "HEAD", at=hooks).stdout.strip()
    (shop / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks}\n  rev: {revision}\n  hooks:\n  - id: asynclint\n"
    )
    commit_all(shop)
    pre_commit("install", at=shop)
    before = run("git", "rev-parse", "HEAD", at=shop).stdout

    (shop / "shop/views.py").write_text(BAD)
    refused = section(commit_all(shop, code=1), "asynclint")
    assert QUERY in refused
    assert HELPER in refused  # though the file with the reason is not part of the commit
    assert run("git", "rev-parse", "HEAD", at=shop).stdout == before

    (shop / "shop/views.py").write_text(GOOD)
    assert "Passed" in commit_all(shop)
    assert run("git", "rev-parse", "HEAD", at=shop).stdout != before
    assert run("git", "status", "--porcelain", at=shop).stdout == ""
