"""Safe fixes are safe: what they make of the suites' programs runs clean on Django, and gives what
the same program gives in sync code.

Cases with a fixed block are proven with their suites; here it is all others that have safe fixes,
a quarter of them unless ASYNCLINT_ALL_FIXES is set.
"""

from __future__ import annotations

import os
from zlib import crc32

import pytest
from suites import Case, all_cases

from .fixed_programs import after_safe_fixes, misbehaviour_after, unlike_sync_original
from .harness import observe

SHARE = 1 if os.environ.get("ASYNCLINT_ALL_FIXES") else 4
CASES = [
    case
    for case in all_cases()
    if case.oracle and case.expected and not case.fixed and crc32(case.name.encode()) % SHARE == 0
]
# Programs that await what is none of ours to give as soon as the mistake before it is mended.
OTHERWISE = (
    "asl105/helpers: An HTTP client's answer",
    "coroutines/handed: To functions and objects of the project",
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_safe_fixes_do_what_was_meant(case: Case) -> None:
    after = after_safe_fixes(case)
    if not after or case.name in OTHERWISE:
        return
    seen = observe(after)
    assert misbehaviour_after(case, after, seen) == []
    assert unlike_sync_original(case, after, seen) == []
