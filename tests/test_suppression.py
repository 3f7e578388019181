"""Comments that keep findings quiet: what the suites of tests/fixtures/suppression cannot say."""

from __future__ import annotations

import pytest
from suite_runs import ROOT

from asynclint.config import Settings
from asynclint.engine import Project
from asynclint.sources.filesystem import Memory

ABOUT_COMMENTS = ("ASL003", "ASL004")  # their suites are tests/fixtures/asl003 and asl004
SLEEPY = """\
import time


async def wait():
    time.sleep(1){comment}
    time.sleep(2)
"""


def rows(text: str | bytes) -> list[int]:
    """The rows on which something is found in a file."""
    path = f"{ROOT}/views.py"
    report = Project(ROOT, Settings(), Memory({path: text})).check([path])
    assert report.problems == ()
    return [f.start.row for f in report.findings if f.code not in ABOUT_COMMENTS]


def quiet(comment: str) -> bool:
    """Whether a comment at the end of its line keeps ASL302 quiet there, and only there."""
    found = rows(SLEEPY.format(comment=f"  {comment}"))
    assert found in ([5, 6], [6])
    return found == [6]


def test_without_a_comment_both_lines_are_found() -> None:
    assert rows(SLEEPY.format(comment="")) == [5, 6]


@pytest.mark.parametrize(
    "comment",
    [
        "# asynclint: ignore",
        "# asynclint: ignore[ASL302]",
        "# asynclint: ignore [ ASL302 ]",
        "# asynclint: ignore[ASL201,ASL302] why",
        "# asynclint: ignore[ASL201 ASL302]",
        "#  asynclint:  ignore[ASL302]",
        "# noqa",
        "# noqa:ASL302",
        "# noqa: ASL201,E501,ASL302",
        "# noqa: because the device needs it",
    ],
)
def test_a_comment_that_names_the_rule_or_none_counts(comment: str) -> None:
    assert quiet(comment)


@pytest.mark.parametrize(
    "comment",
    [
        "# asynclint: ignore[ASL301]",
        "# asynclint: ignore[]",
        "# asynclint: ignore[ASL3020]",
        "# asynclint: ignore[302]",
        "# asynclint: ignore[sleep]",
        "# asynclint: ignored",
        "# asynclint",
        "# noqa: E501",
        "# noqa: E501,W291 blocking",
        "# noqa: blocking-http",
        "# ruff: noqa",
        "# nosec",
    ],
)
def test_a_comment_that_names_other_rules_or_other_tools_does_not_count(comment: str) -> None:
    assert not quiet(comment)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_do_not_matter(newline: str, start: bytes) -> None:
    text = SLEEPY.format(comment="  # noqa: ASL302").replace("\n", newline)
    assert rows(start + text.encode()) == [6]


def test_a_comment_on_the_last_line_needs_no_line_end() -> None:
    text = SLEEPY.format(comment="").rstrip("\n")
    assert rows(f"{text}  # noqa") == [5]
    assert rows(f"{text}\n# noqa") == [5, 6]


def test_a_form_feed_or_a_tab_before_a_comment_is_white_space() -> None:
    lines = SLEEPY.format(comment="").split("\n")
    for white in ("\t", "\f    ", ""):
        above = [*lines[:4], f"{white}# noqa: ASL302", *lines[4:]]
        assert rows("\n".join(above)) == [7]


def test_a_comment_in_a_file_that_does_not_parse_keeps_the_error_quiet() -> None:
    broken = "def wait(:\n    pass\n"
    assert rows(broken) == [1]
    assert rows(broken.replace(":\n", ":  # asynclint: ignore[ASL001]\n", 1)) == []
    assert rows(f"# asynclint: ignore-file[ASL001]\n{broken}") == []


def test_very_many_comments_are_no_trouble() -> None:
    lines = ["    # noqa: E501 a comment\n"] * 20_000
    text = SLEEPY.format(comment="").replace(
        "    time.sleep(2)\n", "".join(lines) + "    time.sleep(2)\n"
    )
    assert rows(text) == [5, 20_006]
