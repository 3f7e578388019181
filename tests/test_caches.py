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
    for case in CASES[part::24]:
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
