"""What `asynclint asyncify` makes of the projects in its fixtures gives on real Django what they
gave before, and nothing in it misbehaves."""

from __future__ import annotations

from typing import Any

import pytest
from conversions import Conversion, all_conversions

from .harness import Observation, observe
from .programs import functions, python_files

PROVEN = [case for case in all_conversions() if case.after and case.oracle]


def observed(files: dict[str, str]) -> Observation:
    """Every function of the project is run, sync ones outside the loop."""
    written = [f for path, text in python_files(files).items() for f in functions(path, text)]
    return observe(files, also=[function.full_name for function in written])


def async_names(files: dict[str, str]) -> set[str]:
    return {
        function.full_name
        for path, text in python_files(files).items()
        for function in functions(path, text)
        if function.is_async
    }


def comparable(value: Any) -> Any:
    if hasattr(value, "content"):
        return value.status_code, value.content
    if hasattr(value, "_meta"):
        return value._meta.label, value.pk
    if isinstance(value, (list, tuple)):
        return [comparable(item) for item in value]
    return value


def is_work_to_come(value: Any) -> bool:
    """Whether it is no result yet: a generator or queryset that nobody has asked for its items."""
    return any(hasattr(value, name) for name in ("__next__", "__await__", "query"))


@pytest.mark.parametrize("case", PROVEN, ids=lambda case: case.name)
def test_what_is_async_gives_what_was_given_before(case: Conversion) -> None:
    before, after = observed(case.files), observed(case.result)
    coroutines = async_names(case.result)
    assert [event for event in after.events if event.entry in coroutines] == []
    assert set(after.skipped) <= set(before.skipped)
    given = {name: value for name, value in before.returned.items() if not is_work_to_come(value)}
    assert set(given) & coroutines
    for name, value in given.items():
        assert comparable(after.returned[name]) == comparable(value), name
