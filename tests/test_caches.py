"""A run over what is kept says the same as a run that finds nothing kept."""

from __future__ import annotations

from pathlib import Path

import pytest
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
    named = [path for path in files if path.endswith((".py", ".pyi"))]
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
