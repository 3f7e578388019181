"""`asynclint asyncify`: what is printed, what is written, and the exit codes."""

from __future__ import annotations

import os

import pytest

PRICES = """\
import time


def price(pk):
    time.sleep(pk)
    return pk
"""
VIEWS = """\
from shop.prices import price


async def show(request):
    return price(1)
"""
FILES = {"shop/__init__.py": "", "shop/prices.py": PRICES, "shop/views.py": VIEWS}
PLAN = """\
async
  shop/prices.py:4: price (asked for)

callers
  shop/views.py:5 in show: price(1): await it

"""
DIFFERENCES = """\
--- shop/prices.py
+++ shop/prices.py
@@ -1,6 +1,6 @@
-import time
+import asyncio
 
 
-def price(pk):
-    time.sleep(pk)
+async def price(pk):
+    await asyncio.sleep(pk)
     return pk
--- shop/views.py
+++ shop/views.py
@@ -2,4 +2,4 @@
 
 
 async def show(request):
-    return price(1)
+    return await price(1)

"""


@pytest.fixture
def shop(project):
    return project(FILES)


def test_the_plan_is_printed_and_nothing_is_written(asynclint, shop):
    run = asynclint("asyncify", "shop/prices.py::price")
    end = "Would make 1 function in 2 files async: --write changes the files.\n"
    assert run == (0, PLAN + DIFFERENCES + end, "")
    assert (shop / "shop/prices.py").read_text() == PRICES
    assert (shop / "shop/views.py").read_text() == VIEWS


@pytest.mark.parametrize("option", ["--write", "-y"])
def test_the_files_are_written(asynclint, shop, option):
    run = asynclint("asyncify", "shop/prices.py::price", option)
    end = "Made 1 function in 2 files async.\n"
    assert run == (0, PLAN + DIFFERENCES + end, "")
    assert "await price(1)" in (shop / "shop/views.py").read_text()
    again = asynclint("asyncify", "shop/prices.py::price", option)
    assert again == (0, "`price` is async already.\n", "")
    assert asynclint(".").code == 0


def test_line_ends_and_marks_stay(asynclint, shop):
    (shop / "shop/views.py").write_bytes(b"\xef\xbb\xbf" + VIEWS.replace("\n", "\r\n").encode())
    assert asynclint("asyncify", "shop/prices.py::price", "-y").code == 0
    expected = VIEWS.replace("price(1)", "await price(1)").replace("\n", "\r\n")
    assert (shop / "shop/views.py").read_bytes() == b"\xef\xbb\xbf" + expected.encode()


def test_a_refusal_says_where_and_why(asynclint, shop):
    (shop / "shop/reports.py").write_text(VIEWS.replace("async ", ""))
    run = asynclint("asyncify", "shop/prices.py::price", "-y")
    assert (run.code, run.err) == (1, "")
    assert run.out.splitlines() == [
        "`price` cannot be made async; nothing was changed.",
        "",
        "`price`: sync code calls it",
        "  shop/reports.py:5 in show: price(1)",
        "  help: make them async as well, or `--keep-sync` lets them run it with `async_to_sync`",
    ]
    assert (shop / "shop/prices.py").read_text() == PRICES
    kept = asynclint("asyncify", "shop/prices.py::price", "-y", "--keep-sync")
    assert kept.code == 0
    assert "return async_to_sync(price)(1)" in (shop / "shop/reports.py").read_text()


@pytest.mark.skipif(os.name == "nt", reason="permissions work in another way")
def test_one_file_that_cannot_be_written_keeps_all_as_they_are(asynclint, shop):
    (shop / "shop/views.py").chmod(0o444)
    run = asynclint("asyncify", "shop/prices.py::price", "-y")
    assert (run.code, run.out) == (2, "")
    assert "shop/views.py: the file is read-only; no file was changed" in run.err
    assert (shop / "shop/prices.py").read_text() == PRICES


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("shop/prices.py", "which function of shop/prices.py?"),
        ("shop/prices.py::", "which function of"),
        ("shop/none.py::price", "there is no such file"),
        ("shop::price", "this is no Python file"),
        ("shop/prices.py::prise", "shop/prices.py defines no `prise`"),
        ("shop/prices.py::price.inner", "`price` is no class"),
    ],
)
def test_wrong_usage(asynclint, shop, target, message):
    run = asynclint("asyncify", target)
    assert (run.code, run.out) == (2, "")
    assert message in run.err


def test_the_nearest_name_is_told(asynclint, shop):
    run = asynclint("asyncify", "shop/prices.py::prise")
    assert "did you mean `price`?" in run.err


def test_a_file_that_cannot_be_parsed(asynclint, shop):
    (shop / "shop/prices.py").write_text("def price(:\n")
    run = asynclint("asyncify", "shop/prices.py::price")
    assert run.code == 2
    assert "shop/prices.py cannot be parsed" in run.err


def test_the_command_is_in_the_help(asynclint):
    assert "asyncify" in asynclint("--help").out
    assert "FILE::Class.method" in asynclint("asyncify", "--help").out


def test_a_blocking_helper_points_to_the_command(asynclint, shop):
    wanted = "   or: make `price` async: `asynclint asyncify shop/prices.py::price` shows the plan"
    first, kept = asynclint("."), asynclint(".")  # the second comes out of the cache
    assert wanted in first.out.splitlines()
    assert first.out == kept.out


@pytest.mark.parametrize(
    "prices",
    [
        PRICES.replace("def price", "@staticmethod\ndef price"),  # whatever decorates it
        PRICES.replace("def price(pk)", "class price:\n  def __init__(self, pk)"),
        "import time\n\n\ndef price(pk):\n    return sorted([pk], key=time.sleep)\n",
    ],
)
def test_nothing_else_does(asynclint, shop, prices):
    (shop / "shop/prices.py").write_text(prices)
    assert "   or:" not in asynclint(".").out.replace("price.__init__", "")
