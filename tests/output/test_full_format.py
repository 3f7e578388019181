from __future__ import annotations

import io

import pytest

from asynclint.diagnostics import Applicability, Fix, Position
from asynclint.output import full
from asynclint.output.layout import plain
from asynclint.output.terminal import Painter


def printed(report, view, limit=100):
    return [plain(line) for line in full.lines(report, view, limit)]


def test_a_finding_shows_source_range_chain_help_and_documentation(report, view):
    assert printed(report, view)[:12] == [
        "shop/views.py:4:12: ASL311 blocking-helper  `total()` runs a query on the event loop",
        "  |",
        "4 |     return total(pk)",
        "  |            ^^^^^^^^^",
        "   1. shop/views.py:4 in detail: total(pk)",
        "   2. shop/totals.py:2 in total: Order.objects.get(pk=pk)",
        "   help: Run `total` in a thread (unsafe: --fix --unsafe-fixes applies it)",
        "   or: make `total` async: `asynclint asyncify shop/totals.py::total` shows the plan",
        f"   docs: {report.findings[0].url}",
        "",
        "shop/views.py:7:12: ASL201 sync-query  "
        "`Order.objects.get(pk=x[0])` raises `SynchronousOnlyOperation`",
        "  |",
    ]


@pytest.mark.parametrize(
    ("applicability", "said"),
    [
        (Applicability.SAFE, "safe: --fix applies it"),
        (Applicability.UNSAFE, "unsafe: --fix --unsafe-fixes applies it"),
        (Applicability.DISPLAY, "suggestion: to be done by hand"),
    ],
)
def test_the_help_line_says_how_far_the_fix_may_be_trusted(report, view, applicability, said):
    finding = report.findings[0]._replace(fix=Fix("Do it", applicability))
    lines = printed(report._replace(findings=(finding,)), view)
    assert f"   help: Do it ({said})" in lines


def test_a_finding_without_source_shows_the_rest(report, view):
    lines = printed(report, view._replace(files={}))
    assert lines[1] == "   1. shop/views.py:4 in detail: total(pk)"


def test_a_range_over_two_lines_is_underlined_on_both(report, view):
    source = "async def f():\n    return total(\n        1,\n    )\n"
    finding = report.findings[0]._replace(
        path="a.py", start=Position(2, 12), end=Position(4, 6), chain=(), fix=None
    )
    lines = printed(report._replace(findings=(finding,)), view._replace(files={"a.py": source}))
    assert lines[1:8] == [
        "  |",
        "2 |     return total(",
        "  |            ^^^^^^",
        "3 |         1,",
        "  |         ^^",
        "4 |     )",
        "  |     ^",
    ]


def test_nothing_in_a_message_or_a_path_can_steer_the_terminal(report, view):
    finding = report.findings[0]._replace(path="a\nb.py", message="\x1b[2J and \u202e", chain=())
    first = printed(report._replace(findings=(finding,)), view)[0]
    assert first == "a\\nb.py:4:12: ASL311 blocking-helper  \\x1b[2J and \\u202e"


def painted(report, view):
    stream = io.StringIO()
    painter = Painter(stream, is_terminal=False)
    for line in full.lines(report, view, 100):
        painter.line(line)
    return stream.getvalue()


def test_painting_adds_colours_and_a_link_and_changes_no_text(report, view):
    import re

    text = painted(report, view)
    assert "\x1b[1;31mASL201" in text, "an error's code is bold red"
    assert f";{report.findings[0].url}\x1b\\" in text, "the address is a link"
    bare = re.sub(r"\x1b\]8;[^\x1b]*\x1b\\|\x1b\[[0-9;]*m", "", text)
    assert [line.rstrip() for line in bare.splitlines()] == printed(report, view)


def test_brackets_colons_and_long_messages_survive_painting(report, view, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    message = "`x[0]` and [bold]this[/bold] and :smile: " + "word " * 60 + "end"
    finding = report.findings[0]._replace(message=message)
    text = painted(report._replace(findings=(finding,)), view)
    assert message in text


def test_colours_are_painted_when_asked_for_though_the_environment_says_no(
    report, view, monkeypatch
):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b[1;31mASL201" in painted(report, view)
