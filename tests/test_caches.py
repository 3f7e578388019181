"""A run over what is kept says the same as a run that finds nothing kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from respelling import python_only
from suite_runs import ROOT, SHARED
from suites import Case, all_cases, plain

from asynclint.config import load
from asynclint.diagnostics import Report
from asynclint.engine import Project
from asynclint.sources.filesystem import Memory

CASES = all_cases()


def report(case: Case, cache_dir: str | None) -> Report:
    files = {f"{ROOT}/{path}": plain(text) for path, text in case.files.items()}
    fs = Memory({**{f"{ROOT}/{path}": text for path, text in SHARED.items()}, **files})
    if case.settings:
        fs.write(f"{ROOT}/asynclint.toml", case.settings)
    named = [path for path in files if python_only(path)]
    return Project(ROOT, load(ROOT, fs).settings, fs, cache_dir).check(named)


@pytest.mark.parametrize("part", range(8))
def test_a_cold_store_a_warm_one_kept_reports_and_none_say_the_same(
    tmp_path: Path, part: int
) -> None:
    folder = str(tmp_path)
    for case in CASES[part::48]:
        none, cold, kept = (report(case, where) for where in (None, folder, folder))
        for file in (tmp_path / "reports").glob("*"):  # the store of lowered code stays
            file.unlink()
        warm = report(case, folder)
        assert [cold, kept, warm] == [none] * 3, case.name


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40, b"not what it should be", None])
def test_a_damaged_cache_is_no_cache(tmp_path: Path, damage: bytes | None) -> None:
    case = max(CASES, key=lambda case: len(case.files))
    first = report(case, str(tmp_path))
    for file in tmp_path.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            file.write_bytes(data[: len(data) // 2] if damage is None else damage)
    assert report(case, str(tmp_path)) == first
    assert report(case, str(tmp_path)) == first


def test_a_cache_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    case = CASES[0]
    (tmp_path / "file").write_text("a file stands where the folder should be")
    assert report(case, str(tmp_path / "file")) == report(case, None)
    assert report(case, str(tmp_path / "file" / "below")) == report(case, None)


def test_a_kept_report_rests_on_the_templates_that_were_looked_for(tmp_path: Path) -> None:
    view = (
        "from django.shortcuts import render\n"
        "from shop.models import Book\n\n\n"
        "async def books(request):\n"
        '    return render(request, "books.html", {"books": Book.objects.all()})\n'
    )
    files = {f"{ROOT}/{path}": text for path, text in SHARED.items()}
    fs = Memory({**files, f"{ROOT}/views.py": view})

    def codes() -> list[str]:
        found = Project(ROOT, load(ROOT, fs).settings, fs, str(tmp_path)).check([ROOT])
        return [finding.code for finding in found.findings]

    asking = "{% for book in books %}{{ book.title }}{% endfor %}"
    assert codes() == codes() == []
    fs.write(f"{ROOT}/shop/templates/books.html", asking)
    assert codes() == codes() == ["ASL209"]
    fs.write(f"{ROOT}/shop/templates/books.html", "{{ title }}")
    assert codes() == codes() == []
    fs.write(f"{ROOT}/templates/books.html", asking)  # which of the two is not known
    assert codes() == codes() == []
    fs.write(f"{ROOT}/shop/templates/books.html", "{% extends 'base.html' %}")
    fs.write(f"{ROOT}/templates/base.html", asking)
    assert codes() == codes() == ["ASL209"]
