"""The rows agree with the table of Django's releases, and the table with the Django at hand.

The table is made from every release by `make tables`; here it is derived anew from one.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from asynclint.knowledge import django_releases, releases
from asynclint.knowledge.computing import ON_LOOP
from asynclint.knowledge.halves import HALVES, Half
from asynclint.knowledge.releases import Range
from asynclint.knowledge.schema import Callable
from asynclint.knowledge.tables import TABLES, modules
from asynclint.rules import fetching
from asynclint.rules.blocking import ITERATES_SINCE

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from django_tables import NATURES, member_words, run_probe, words  # noqa: E402
from knowledge_exceptions import COVERED, GONE_FROM_DJANGO, NOT_VISIBLE  # noqa: E402

ROWS: list[Callable] = [
    row
    for module in modules()
    for row in getattr(module, "ROWS", ())
    if row.name.startswith("django.") and "*" not in row.name
]
VISIBLE = [row for row in ROWS if row.name not in NOT_VISIBLE]


# --- the rows against the table -----------------------------------------------------------------


def test_a_row_is_as_old_as_what_it_is_about() -> None:
    wrong = {
        row.name: (row.since, releases.of_name(row.name))
        for row in VISIBLE
        if (row.since or releases.OLDEST) != releases.of_name(row.name)[0].since
    }
    assert wrong == {}


def test_what_is_gone_is_gone_since_the_version_that_is_said() -> None:
    ends = {row.name: releases.of_name(row.name)[-1].until for row in VISIBLE}
    assert {name: end for name, end in ends.items() if end is not None} == GONE_FROM_DJANGO


def test_classes_fields_values_and_aliases_are_as_old_as_the_exceptions_say() -> None:
    known = releases.read(django_releases.NAMES)
    said = {name: since for name, since in COVERED.since.items() if name in known}
    assert {name: known[name][0].since for name in said} == said
    assert len(said) > 8


@pytest.mark.parametrize("row", [row for row in ROWS if row.twin], ids=lambda row: row.name)
def test_a_twin_is_async_from_the_version_on_that_the_row_says(row: Callable) -> None:
    owner, _, _ = row.name.rpartition(".")
    if "." in row.twin:
        owner, _, name = row.twin.rpartition(".")
    else:
        name = row.twin
    asynchronous = releases.of_member(owner, name).get("async", ())
    assert asynchronous == (Range(row.twin_since or releases.OLDEST),)


def members() -> list[tuple[str, str, str]]:
    return [
        (owner, name, nature)
        for owner, natures in django_releases.MEMBERS.items()
        for nature, its in natures.items()
        for name in releases.read(its)
    ]


def test_what_queries_has_a_row_that_says_so() -> None:
    rows = {(o, n): TABLES.row(f"{o}.{n}") for o, n, nature in members() if nature == "evaluating"}
    assert [key for key, row in rows.items() if row is None or not (row.does or row.consumed)] == []
    assert len(rows) > 90


def test_no_row_says_that_something_lazy_or_async_queries() -> None:
    found = [TABLES.row(f"{o}.{n}") for o, n, nature in members() if nature in ("lazy", "async")]
    rows = [row for row in found if row is not None]
    assert [row.name for row in rows if row.does or row.consumed] == []
    assert len(rows) > 150


def test_what_computes_on_the_loop_is_there_in_those_versions() -> None:
    for name, (since, until) in ON_LOOP.items():
        assert releases.of_name(name)[0].since <= since < until


@pytest.mark.parametrize("half", HALVES, ids=lambda half: f"{half.cls}.{half.twin}")
def test_a_twin_that_passes_its_half_by_is_there_since_the_version_that_is_said(half: Half) -> None:
    assert releases.of_member(half.cls, half.twin)["async"] == (Range(half.since),)


def test_versions_in_rules_are_those_of_the_table() -> None:
    iteration = releases.of_member("django.db.models.QuerySet", "__aiter__")["async"]
    assert iteration == (Range(ITERATES_SINCE),)
    sessions = releases.of_member("django.contrib.sessions.backends.base.SessionBase", "aget")
    assert sessions["async"] == (Range(fetching._SESSION_SINCE),)


def test_the_newest_series_is_the_one_that_is_assumed_where_no_file_tells() -> None:
    from asynclint.django_version import SERIES

    assert tuple(one for one in SERIES if one >= releases.OLDEST) == releases.SERIES


# --- the table against what is installed --------------------------------------------------------


@cache
def told() -> dict[str, Any]:
    return run_probe(sys.executable)


def series() -> tuple[int, int]:
    major, minor = told()["version"].split(".")[:2]
    return int(major), int(minor)


def names_in(text: str) -> set[str]:
    """The names of a text of the table that hold in the installed Django."""
    found = releases.read(text).items()
    return {name for name, ranges in found if any(one.holds(series()) for one in ranges)}


def test_names_come_and_go_as_the_table_says() -> None:
    for name, there in told()["names"].items():
        assert there == any(one.holds(series()) for one in releases.of_name(name)), name


def test_members_are_what_the_table_says() -> None:
    fresh = member_words({series(): told()})
    for owner, natures in fresh.items():
        for nature in NATURES:
            for name in natures.get(nature, "").split():
                name = name.partition("@")[0]
                assert releases.nature(owner, name, series()) == nature, f"{owner}.{name}"
    for owner, name, nature in members():
        if releases.nature(owner, name, series()) == nature and owner in told()["members"]:
            assert told()["members"][owner].get(name) == nature, f"{owner}.{name}"


def test_decorators_middleware_and_guarded_functions_are_what_the_table_says() -> None:
    decorators = told()["decorators"]
    assert names_in(django_releases.ASYNC_DECORATORS) == {n for n, a in decorators.items() if a}
    assert names_in(django_releases.SYNC_DECORATORS) == {n for n, a in decorators.items() if not a}
    for able, text in (
        ([True, True], django_releases.BOTH_MIDDLEWARE),
        ([True, False], django_releases.ONLY_SYNC_MIDDLEWARE),
        ([False, True], django_releases.ONLY_ASYNC_MIDDLEWARE),
    ):
        assert names_in(text) == {n for n, its in told()["middleware"].items() if its == able}
    assert names_in(django_releases.ASYNC_UNSAFE) == set(told()["async_unsafe"])


# --- reading and writing ------------------------------------------------------------------------


def test_words_are_written_as_they_are_read() -> None:
    known = {(3, 1): None, (4, 0): None, (4, 1): None, (5, 0): None}
    holds = {
        "always": set(known),
        "young": {(4, 1), (5, 0)},
        "gone": {(3, 1), (4, 0)},
        "back": {(3, 1), (5, 0)},
    }
    text = words(known, holds)
    assert text == "always back<4.0 back@5.0 gone<4.1 young@4.1"
    assert releases.read(text) == {
        "always": (Range(),),
        "back": (Range(until=(4, 0)), Range((5, 0))),
        "gone": (Range(until=(4, 1)),),
        "young": (Range((4, 1)),),
    }


def test_versions_outside_the_table_count_as_the_nearest_in_it() -> None:
    assert Range().holds((2, 2))
    assert not Range((4, 0)).holds((2, 2))
    assert Range((4, 0)).holds((99, 0))
    assert not Range((4, 0), (5, 0)).holds((99, 0))


def test_decorators_say_from_when_on_they_keep_a_view_async() -> None:
    name = "django.contrib.auth.decorators.login_required"
    assert releases.async_since(name) == (5, 1)
    assert releases.keeps_async(name, (5, 0)) is False
    assert releases.keeps_async(name, (5, 1)) is True
    assert releases.async_since("django.db.transaction.atomic") is None
    csp = "django.views.decorators.csp.csp_override"
    assert releases.keeps_async(csp, (5, 2)) is None
    assert releases.keeps_async(csp, (6, 0)) is True
    assert releases.keeps_async("shop.decorators.own", (6, 0)) is None
