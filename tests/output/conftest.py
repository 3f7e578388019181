"""A small project and a report about it, made by hand: what the printers are given."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from asynclint.diagnostics import (
    ERROR,
    WARNING,
    Applicability,
    Finding,
    Fix,
    Frame,
    Position,
    Problem,
    Report,
    Span,
)
from asynclint.output.view import Edit

VIEWS = """\
from shop.totals import total

async def detail(request, pk):
    return total(pk)

async def first(request, x):
    return Order.objects.get(pk=x[0])
"""
TOTALS = """\
def total(pk):
    return Order.objects.get(pk=pk)
"""


class HandMade(NamedTuple):
    """A view of files that exist only here."""

    files: dict[str, str]
    made: tuple[Edit, ...] = ()
    root: str = "/project"

    def absolute(self, path: str) -> str:
        return f"{self.root}/{path}"

    def shown(self, path: str) -> str:
        return path

    def line(self, path: str, row: int) -> str | None:
        lines = self.files.get(path, "").split("\n")
        return lines[row - 1] if row <= len(lines) else None

    def row(self, path: str, offset: int) -> int | None:
        text = self.files.get(path)
        return None if text is None else text.count("\n", 0, offset) + 1

    def edits(self, finding: Finding) -> tuple[Edit, ...]:
        return self.made if finding.fix and finding.fix.steps else ()


OTHER_WAY = "make `total` async: `asynclint asyncify shop/totals.py::total` shows the plan"


def place(text: str, wanted: str) -> tuple[Span, Position, Position]:
    start = text.index(wanted)
    row = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    end = start + len(wanted)
    return Span(start, end), Position(row, column), Position(row, column + len(wanted))


def helper_finding() -> Finding:
    span, start, end = place(VIEWS, "total(pk)")
    return Finding(
        path="shop/views.py",
        span=span,
        code="ASL311",
        name="blocking-helper",
        message="`total()` runs a query on the event loop",
        severity=WARNING,
        start=start,
        end=end,
        statement=place(VIEWS, "return total(pk)")[0],
        chain=(
            Frame("shop/views.py", 4, "detail", "total(pk)"),
            Frame("shop/totals.py", 2, "total", "Order.objects.get(pk=pk)"),
        ),
        fix=Fix("Run `total` in a thread", Applicability.UNSAFE, ("step",), OTHER_WAY),
    )


def query_finding() -> Finding:
    span, start, end = place(VIEWS, "Order.objects.get(pk=x[0])")
    return Finding(
        path="shop/views.py",
        span=span,
        code="ASL201",
        name="sync-query",
        message="`Order.objects.get(pk=x[0])` raises `SynchronousOnlyOperation`",
        severity=ERROR,
        start=start,
        end=end,
        statement=place(VIEWS, "return Order.objects.get(pk=x[0])")[0],
        fix=Fix("Await `aget()`", Applicability.SAFE, steps=("step",)),
    )


@pytest.fixture
def view() -> HandMade:
    edits = (
        Edit(Position(7, 12), Position(7, 12), "await "),
        Edit(Position(7, 26), Position(7, 29), "aget"),
    )
    return HandMade({"shop/views.py": VIEWS, "shop/totals.py": TOTALS}, edits)


@pytest.fixture
def report() -> Report:
    return Report((helper_finding(), query_finding()), (), 14)


@pytest.fixture
def empty() -> Report:
    return Report((), (), 14)


@pytest.fixture
def broken() -> Report:
    problem = Problem("shop/odd.py", "cannot be read: permission denied", "change its mode")
    return Report((), (problem,), 14)
