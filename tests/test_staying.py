"""A project that stays and is told what has changed says what one says that begins anew.

Programs of the suites are edited at random, and each state is checked both ways. All of them are
where EVERY_PROGRAM is set.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from edited import Editor
from suite_runs import ROOT, SHARED
from suites import Case, all_cases, plain

from asynclint.config import load
from asynclint.diagnostics import Report
from asynclint.engine import Project
from asynclint.sources.filesystem import Memory

EVERY = 1 if os.environ.get("EVERY_PROGRAM") else 40
EDITS = 5
CASES = all_cases()[::EVERY]
SHOP = Path(__file__).parents[1] / "examples" / "shop" / "mistakes"


class Both:
    """A project that stays, beside new ones over the same files."""

    def __init__(self, files: Mapping[str, str], settings: str = "") -> None:
        self.fs = Memory({f"{ROOT}/{path}": text for path, text in files.items()})
        if settings:
            self.fs.write(f"{ROOT}/asynclint.toml", settings)
        self.settings = load(ROOT, self.fs).settings
        self.staying = Project(ROOT, self.settings, self.fs)
        self.staying.stays = True

    def write(self, path: str, text: str) -> None:
        self.fs.write(f"{ROOT}/{path}", text)
        self.staying.forget(f"{ROOT}/{path}")

    def reports(self) -> tuple[Report, Report]:
        new = Project(ROOT, self.settings, self.fs)
        return self.staying.check([ROOT]), new.check([ROOT])


def compare_while_edited(files: dict[str, str], settings: str, seed: int, count: int) -> None:
    both = Both(files, settings)
    said, expected = both.reports()
    assert said == expected
    paths = sorted(path for path in files if path.endswith(".py"))
    editor = Editor(seed, [files[path] for path in paths])
    texts = dict(files)
    for number in range(count):
        path = editor.random.choice(paths)
        is_taken_back = editor.random.random() < 0.2
        texts[path] = files[path] if is_taken_back else editor.edited(texts[path])
        both.write(path, texts[path])
        said, expected = both.reports()
        assert said == expected, f"{number}: {path} holds\n{texts[path]}"


def title(case: Case) -> str:
    return f"{case.suite}-{case.title}"


@pytest.mark.parametrize("number", range(len(CASES)), ids=map(title, CASES))
def test_a_program_of_the_suites_is_edited(number: int) -> None:
    case = CASES[number]
    files = {path: plain(text) for path, text in case.files.items()}
    if any("shop" in text for text in files.values()):
        files = {**SHARED, **files}
    compare_while_edited(files, case.settings, number, EDITS)


def test_the_example_project_is_edited() -> None:
    files = {
        path.relative_to(SHOP).as_posix(): path.read_text("utf-8")
        for path in sorted(SHOP.rglob("*.py"))
    }
    compare_while_edited(files, "", 1, 12)
