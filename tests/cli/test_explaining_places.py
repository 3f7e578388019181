"""`asynclint explain FILE:LINE`: what is known at a place of the code."""

from __future__ import annotations

import json

import pytest

TOTALS = '''\
"""Totals."""

import time


def waiting(seconds):
    # a while
    time.sleep(seconds)


def unused():
    return 1
'''
VIEWS = """\
import asyncio

from shop.totals import waiting


async def offer(request):
    seconds = 3
    waiting(seconds)


async def other(request):
    waiting(2)


async def later(request):
    await asyncio.to_thread(waiting, 1)
"""
FILES = {"shop/__init__.py": "", "shop/totals.py": TOTALS, "shop/views.py": VIEWS}


@pytest.fixture(autouse=True)
def shop(project):
    return project(FILES)


def test_a_line_that_blocks(asynclint):
    run = asynclint("explain", "shop/totals.py:8")
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines() == [
        "shop/totals.py:8 in waiting",
        "8 | time.sleep(seconds)",
        "",
        "values",
        "  time.sleep(seconds): None",
        "      from what is known of time.sleep",
        "  time: time, of a library",
        "      imported at shop/totals.py:3: import time",
        "  seconds: int",
        "      parameter at shop/totals.py:6: seconds",
        "      given at shop/views.py:8: waiting(seconds)",
        "      given at shop/views.py:12: waiting(2)",
        "      given at shop/views.py:16: asyncio.to_thread(waiting, 1)",
        "",
        "runs",
        "  on the event loop, called by: offer → waiting",
        "      1. shop/views.py:8 in offer: waiting(seconds)",
        "      and by 1 other async function",
        "  in a thread, by asyncio.to_thread: later → waiting",
        "      1. shop/views.py:16 in later: asyncio.to_thread(waiting, 1)",
        "",
        "blocks",
        "  time.sleep(seconds): time.sleep (sleep; instead: `asyncio.sleep`)",
    ]


def test_a_line_with_a_finding(asynclint):
    run = asynclint("explain", "shop/views.py:8")
    assert "  on the event loop, as an async function\n" in run.out
    assert "  waiting(seconds) leads to time.sleep (sleep" in run.out
    assert "      2. shop/totals.py:8 in waiting: time.sleep(seconds)" in run.out
    assert "  ASL311 blocking-helper  `waiting(seconds)` reaches " in run.out


def test_a_column_asks_about_the_smallest_expression_there(asynclint):
    run = asynclint("explain", "shop/views.py:8:14")
    assert "  seconds: Literal[3], a constant\n" in run.out
    assert "      bound at shop/views.py:7: seconds = 3\n" in run.out
    assert "  waiting: " not in run.out


def test_lines_outside_functions(asynclint):
    run = asynclint("explain", "shop/views.py:3")
    assert "shop/views.py:3 outside functions\n" in run.out
    assert "  waiting: function shop.totals.waiting, a sync function\n" in run.out
    assert "  as the module is imported\n" in run.out


def test_a_function_that_nobody_calls(asynclint):
    run = asynclint("explain", "shop/totals.py:12")
    assert "  nobody calls it, as far as can be seen\n" in run.out
    assert "  nothing that is known\n" in run.out


def test_as_json(asynclint):
    told = json.loads(asynclint("explain", "shop/views.py:8", "--format", "json").out)
    assert (told["row"], told["column"], told["function"]) == (8, None, "offer")
    assert told["is_async"] is True
    values = {value["text"]: value for value in told["values"]}
    assert values["seconds"]["location"] == {"row": 8, "column": 13}
    assert values["seconds"]["origins"][0]["row"] == 7
    assert [way["where"] for way in told["running"]] == ["loop"]
    assert told["blocking"][0]["chain"][-1]["text"] == "time.sleep(seconds)"
    assert [finding["code"] for finding in told["findings"]] == ["ASL311"]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("shop/nothing.py:1", "shop/nothing.py: there is no such file"),
        ("shop:1", "shop: there is no such file"),
        ("pyproject.toml:1", "pyproject.toml is no Python file"),
        ("shop/totals.py:13", "shop/totals.py has 12 lines: there is no line 13"),
        ("shop/totals.py:0", "shop/totals.py has 12 lines: there is no line 0"),
        ("shop/totals.py:8:99", "shop/totals.py:8 has 23 columns: there is no 99"),
        ("shop/totals.py:7", "shop/totals.py:7 has no code"),
        ("shop/totals.py:1", "shop/totals.py:1 has no code"),
        ("shop/totals.py:2", "shop/totals.py:2 has no code"),
        ("shop/totals.py", "which line of shop/totals.py? Write it like shop/totals.py:12"),
    ],
)
def test_places_of_which_nothing_can_be_said(asynclint, place, message):
    run = asynclint("explain", place)
    assert (run.code, run.out) == (2, "")
    assert f"error: {message}\n" in run.err


def test_a_line_without_code_is_told_where_it_stands(asynclint):
    assert "it stands in `waiting`" in asynclint("explain", "shop/totals.py:7").err
    assert "it stands in no function" in asynclint("explain", "shop/totals.py:2").err


def test_a_file_that_cannot_be_parsed(asynclint, project):
    project({**FILES, "shop/broken.py": "x = 1\ndef f(:\n    pass\n"})
    run = asynclint("explain", "shop/broken.py:1")
    assert (run.code, run.out) == (2, "")
    assert "shop/broken.py:2:6: the file cannot be parsed: " in run.err


def test_a_file_of_another_project(asynclint, tmp_path_factory):
    # It is read as part of the project that it belongs to.
    other = tmp_path_factory.mktemp("other")
    (other / "pyproject.toml").write_text("")
    (other / "alone.py").write_text("async def view(request):\n    return request\n")
    run = asynclint("explain", f"{other / 'alone.py'}:2")
    assert run.code == 0
    assert "as an async function" in run.out


def test_options_for_places_are_refused_for_rules(asynclint):
    run = asynclint("explain", "ASL302", "--format", "json")
    assert run.code == 2
    assert "--format and --config are for places: FILE:LINE" in run.err


def test_in_colour(asynclint):
    assert "\x1b[" in asynclint("explain", "shop/views.py:8", "--color", "always").out
