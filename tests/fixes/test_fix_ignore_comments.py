from __future__ import annotations

import pytest
from fix_programs import find

from asynclint.fixes.ignore_comments import Wanted, add_ignores


def ignored(text: str, snippet: str, statement: str = "", code: str = "ASL302") -> str:
    """The text with a comment for a finding at the snippet, in that statement."""
    wanted = Wanted(code, find(text, snippet), find(text, statement or snippet))
    after, done = add_ignores(text, [wanted])
    assert done == [wanted]
    return after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("f()\n", "f()  # asynclint: ignore[ASL302]\n"),
        ("f()", "f()  # asynclint: ignore[ASL302]"),
        ("f() \t\r\ng()\r\n", "f()  # asynclint: ignore[ASL302] \t\r\ng()\r\n"),
        ("f()  # why\n", "f()  # why  # asynclint: ignore[ASL302]\n"),
        ("f()  # asynclint: ignore[ASL2] why\n", "f()  # asynclint: ignore[ASL2, ASL302] why\n"),
        ("f()  # asynclint: ignore[]\n", "f()  # asynclint: ignore[ASL302]\n"),
    ],
)  # fmt: skip
def test_a_comment_goes_to_the_end_of_the_line(before: str, after: str) -> None:
    assert ignored(before, "f()") == after


def test_where_the_line_ends_in_a_string_the_statement_s_last_line_is_taken() -> None:
    text = 'x = f"""\n{f()}\n"""\n'

    assert ignored(text, "f()", text[:-1]) == text[:-1] + "  # asynclint: ignore[ASL302]\n"


def test_where_all_lines_are_continued_a_line_above_is_taken() -> None:
    text = "if a:\n    x = f() + \\\n        '''b\n'''.c(f()) ; y = '''\n'''\n"
    wanted = Wanted("ASL302", find(text, "f()"), find(text, "x = f() + \\\n        '''b"))

    after, _ = add_ignores(text, [wanted])

    assert after.startswith("if a:\n    # asynclint: ignore[ASL302]\n    x = f() + \\\n")


def test_findings_of_one_line_share_a_comment_with_its_reason() -> None:
    text = "f(); g()\n"
    wanted = [
        Wanted("ASL302", find(text, "f()"), find(text, "f()")),
        Wanted("ASL201", find(text, "g()"), find(text, "g()")),
    ]

    after, done = add_ignores(text, wanted, "before 2.0")

    assert after == "f(); g()  # asynclint: ignore[ASL201, ASL302] before 2.0\n"
    assert sorted(done) == sorted(wanted)
