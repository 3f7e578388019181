"""Every case is true on real Django: what is marked misbehaves, and the rest does not."""

from __future__ import annotations

import pytest
from suites import Case, all_cases

from .agreement import disagreements

PROVEN = [case for case in all_cases() if case.oracle]


@pytest.mark.parametrize("case", PROVEN, ids=lambda case: case.name)
def test_marked_lines_misbehave_and_nothing_else_does(case: Case) -> None:
    assert disagreements(case.files) == []


@pytest.mark.parametrize(
    "case", [case for case in PROVEN if case.fixed], ids=lambda case: case.name
)
def test_safe_fixes_mend_what_they_touch(case: Case) -> None:
    assert disagreements({**case.files, **case.fixed}) == []


@pytest.mark.parametrize(
    "case", [case for case in PROVEN if case.fixed_unsafe], ids=lambda case: case.name
)
def test_unsafe_fixes_mend_what_they_touch(case: Case) -> None:
    assert disagreements({**case.files, **case.fixed_unsafe}) == []
