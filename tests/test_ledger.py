"""After a change only files that it reaches are checked again, and the report is that of a run that
finds nothing kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from edited import Editor
from suite_runs import ROOT, SHARED
from suites import all_cases, plain

from asynclint.config import load
from asynclint.diagnostics import Report
from asynclint.engine import Project
from asynclint.sources.filesystem import Memory
from asynclint.world import World

CASES = [case for case in all_cases() if len(case.files) > 1][::25]
SHOP = {
    "shop/__init__.py": "",
    "shop/models.py": """\
from django.db import models


class Book(models.Model):
    title = models.CharField(max_length=200)


class Author(models.Model):
    name = models.CharField(max_length=200)
""",
    "shop/stock.py": """\
from shop.models import Book


def first_title():
    return Book.objects.first().title


def shelf():
    return "A"
""",
    "shop/views.py": """\
from shop.stock import first_title


async def front(request):
    return first_title()
""",
    "shop/shelves.py": """\
import time

from shop.stock import shelf


async def find(request):
    time.sleep(1)
    return shelf()
""",
    "shop/clock.py": """\
import time


async def tick():
    time.sleep(1)
""",
}


class Runs:
    """Runs over files in memory with one cache; `checked` are the files that the last one asked
    the rules about."""

    def __init__(
        self, files: Mapping[str, str], cache: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.fs = Memory({f"{ROOT}/{path}": text for path, text in files.items()})
        self.cache = str(cache)
        self.checked: list[str] = []
        self.monkeypatch = monkeypatch

    def run(self, cache: str | None = None) -> Report:
        checked = self.checked = []
        found = Project._found

        def noted(project: Project, world: World, path: str) -> object:
            checked.append(path.removeprefix(f"{ROOT}/"))
            return found(project, world, path)

        with self.monkeypatch.context() as patched:
            patched.setattr(Project, "_found", noted)
            settings = load(ROOT, self.fs).settings
            return Project(ROOT, settings, self.fs, cache).check([ROOT])

    def both(self) -> tuple[Report, Report]:
        """The report with the cache and the one without; `checked` is about the former."""
        plain = self.run()
        return self.run(self.cache), plain


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    runs = Runs(SHOP, tmp_path, monkeypatch)
    kept, plain = runs.both()
    assert kept == plain
    assert {finding.path for finding in kept.findings} == {
        "shop/views.py", "shop/shelves.py", "shop/clock.py",
    }  # fmt: skip
    assert sorted(runs.checked) == sorted(SHOP)
    return runs


EDITS = {
    "a leaf": ("clock.py", "sleep(1)", "sleep(2)", {"clock.py"}),
    "a function that one file calls": (
        "stock.py", "Book.objects.first().title", '"none"', {"stock.py", "views.py"},
    ),
    "a function that another calls": (
        # The chain of the finding in views.py names a line of the file that changed.
        "stock.py", '"A"', '"B"', {"stock.py", "shelves.py", "views.py"},
    ),
    "a model that nobody reaches": (
        "models.py", "name =", "full_name =", {"models.py"},
    ),
    "a new function beside": (
        "clock.py", "async def tick", "def rest():\n    pass\n\n\nasync def tick", {"clock.py"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_only_what_a_change_reaches_is_checked_again(shop: Runs, edit: str) -> None:
    name, old, new, expected = EDITS[edit]
    path = f"{ROOT}/shop/{name}"
    text = SHOP[f"shop/{name}"]
    assert old in text
    shop.fs.write(path, text.replace(old, new))
    kept, plain = shop.both()
    assert kept == plain
    assert {path.removeprefix("shop/") for path in shop.checked} == expected
    shop.run(shop.cache)
    assert shop.checked == []


def test_a_new_coroutine_function_is_looked_for_where_it_is_named(shop: Runs) -> None:
    """`shelf` is async now: a sync caller matters that did not before."""
    caller = "from shop.stock import shelf\n\n\ndef label():\n    shelf()\n    return 1\n"
    shop.fs.write(f"{ROOT}/shop/labels.py", caller)
    shop.both()
    text = SHOP["shop/stock.py"].replace("def shelf", "async def shelf")
    shop.fs.write(f"{ROOT}/shop/stock.py", text)
    kept, plain = shop.both()
    assert kept == plain
    assert "shop/labels.py" in {finding.path for finding in kept.findings}
    assert "shop/clock.py" not in shop.checked


def test_many_edits_after_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = Runs(SHOP, tmp_path, monkeypatch)
    texts = dict(SHOP)
    editor = Editor(7, list(SHOP.values()))
    for number in range(40):
        path = editor.random.choice(sorted(SHOP))
        is_taken_back = editor.random.random() < 0.3
        texts[path] = SHOP[path] if is_taken_back else editor.edited(texts[path])
        runs.fs.write(f"{ROOT}/{path}", texts[path])
        kept, plain = runs.both()
        assert kept == plain, f"{number}: {path} holds\n{texts[path]}"


@pytest.mark.parametrize("number", range(len(CASES)))
def test_a_program_of_the_suites_is_edited(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = CASES[number]
    files = {path: plain(text) for path, text in case.files.items()}
    if any("shop" in text for text in files.values()):
        files = {**SHARED, **files}
    if case.settings:
        files["asynclint.toml"] = case.settings
    runs = Runs(files, tmp_path, monkeypatch)
    paths = sorted(path for path in files if path.endswith(".py"))
    editor = Editor(number, [files[path] for path in paths])
    for _ in range(4):
        kept, expected = runs.both()
        assert kept == expected, files
        path = editor.random.choice(paths)
        files[path] = editor.edited(files[path])
        runs.fs.write(f"{ROOT}/{path}", files[path])
