"""Every case of every suite: findings where they are marked and nowhere else, and their fixes."""

from __future__ import annotations

from pathlib import Path

import pytest
from comparison import mismatches, unlike_reveals
from suite_runs import fixed, lint, reveal, running
from suites import FIXTURES, Case, all_cases, cases, plain, suites

from asynclint.diagnostics import Applicability

CASES = all_cases()
RUNNING = [case for case in CASES if case.running]
REVEALING = [case for case in CASES if case.revealed]
FIXED = [case for case in CASES if case.fixed]
FIXED_UNSAFE = [case for case in CASES if case.fixed_unsafe]


def name_of(case: Case) -> str:
    return case.name


@pytest.mark.parametrize(
    "suite", suites(), ids=lambda suite: suite.relative_to(FIXTURES).as_posix()
)
def test_suite_can_be_read(suite: Path) -> None:
    assert cases(suite)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_findings_are_exactly_the_marked_ones(case: Case) -> None:
    assert mismatches(case.files, lint(case.files, case.settings)) == []


@pytest.mark.parametrize("case", REVEALING, ids=name_of)
def test_values_are_taken_for_what_is_marked(case: Case) -> None:
    assert unlike_reveals(case.revealed, reveal(case.files, case.settings)) == []


@pytest.mark.parametrize("case", RUNNING, ids=name_of)
def test_lines_come_to_run_as_is_marked(case: Case) -> None:
    assert unlike_reveals(case.running, running(case.files, case.settings, case.running)) == []


@pytest.mark.parametrize("case", FIXED, ids=name_of)
def test_safe_fixes_give_the_written_text(case: Case) -> None:
    after = fixed(case.files, case.settings, Applicability.SAFE)
    assert after == written(case, case.fixed)


@pytest.mark.parametrize("case", FIXED_UNSAFE, ids=name_of)
def test_all_fixes_give_the_written_text(case: Case) -> None:
    after = fixed(case.files, case.settings, Applicability.UNSAFE)
    assert after == written(case, case.fixed_unsafe)


@pytest.mark.parametrize("case", FIXED, ids=name_of)
def test_what_safe_fixes_leave_is_reported_where_it_is_marked(case: Case) -> None:
    files = {**case.files, **case.fixed}
    assert mismatches(files, lint(files, case.settings)) == []


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_fixing_a_second_time_changes_nothing(case: Case) -> None:
    found = lint(case.files, case.settings).findings
    offered = {f.fix.applicability for f in found if f.fix} - {Applicability.DISPLAY}
    if offered:
        level = min(offered)
        once = fixed(case.files, case.settings, level)
        assert fixed(once, case.settings, level) == once


def written(case: Case, changed: dict[str, str]) -> dict[str, str]:
    """The files as the case says that they are after fixing."""
    return {path: plain(changed.get(path, text)) for path, text in case.files.items()}
