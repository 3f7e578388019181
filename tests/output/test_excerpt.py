from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asynclint.diagnostics import Position
from asynclint.output.cells import drawn, visible, width
from asynclint.output.excerpt import MAX_LINES, excerpt


def one(line: str, start: int, end: int, limit: int = 100):
    (row,) = excerpt(Position(1, start), Position(1, end), lambda row: line, limit)
    return row.text, " " * row.indent + "^" * row.carets


def test_the_range_is_underlined():
    assert one("x = get(1)", 5, 11) == (
        "x = get(1)",
        "    ^^^^^^",
    )


def test_tabs_become_blanks_up_to_the_next_stop():
    assert one("\tx\t= get(1)", 6, 12) == (
        "    x   = get(1)",
        "          ^^^^^^",
    )


def test_wide_characters_take_two_cells_and_combining_ones_none():
    assert one('名 = "é" + get()', 11, 16) == (
        '名 = "é" + get()',
        "           ^^^^^",
    )
    assert one('x = "e\u0301" + get()', 12, 17)[1] == " " * 10 + "^" * 5


def test_an_empty_range_has_one_caret():
    assert one("x = (", 6, 6) == (
        "x = (",
        "     ^",
    )


def test_a_range_beyond_the_line_has_one_caret_at_its_end():
    assert one("x = 1", 40, 50) == (
        "x = 1",
        "     ^",
    )


def test_a_long_line_is_cut_around_the_range():
    line = "a" * 500 + "get(1)" + "b" * 500
    assert one(line, 501, 507, limit=60) == (
        "..." + "a" * 17 + "get(1)" + "b" * 31 + "...",
        " " * 20 + "^" * 6,
    )


def test_a_long_range_is_cut_at_its_end():
    line = "x = " + "a" * 500
    assert one(line, 5, 505, limit=60) == (
        "x = " + "a" * 53 + "...",
        "    " + "^" * 53,
    )


def test_a_range_of_many_lines_shows_the_first_two_and_the_last():
    rows = excerpt(Position(1, 1), Position(MAX_LINES + 5, 2), lambda row: f"row{row}", 100)
    assert [row.text for row in rows] == ["row1", "row2", "...", f"row{MAX_LINES + 5}"]
    assert [row.number for row in rows] == [1, 2, None, MAX_LINES + 5]


def test_a_range_that_ends_at_the_beginning_of_a_line_leaves_that_line_out():
    rows = excerpt(Position(1, 1), Position(2, 1), lambda row: f"row{row}", 100)
    assert [row.text for row in rows] == ["row1"]


def test_lines_that_cannot_be_had_are_left_out():
    assert excerpt(Position(1, 1), Position(2, 3), lambda row: None, 100) == []


def test_controls_and_direction_marks_are_spelled_out():
    assert one("x = '\x1b[2J\u202e'", 1, 2)[0] == "x = '\\x1b[2J\\u202e'"


@given(st.text(max_size=300), st.integers(1, 320), st.integers(0, 320), st.integers(60, 120))
def test_no_line_is_drawn_wider_than_its_limit(line, start, length, limit):
    line = line.replace("\n", " ")
    text, mark = one(line, start, start + length, limit)
    assert width(text) <= limit
    assert len(mark) <= width(text) + 1
    assert text.isprintable() or all(
        width(c) == 0 or c.isspace() or c not in "\n\r\x1b" for c in text
    )


@given(st.text())
def test_visible_text_is_one_line_and_stays_so(text):
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert "\x1b" not in shown and "\t" not in shown
    assert visible(shown) == shown


@given(st.text())
def test_each_character_is_drawn_once(line):
    assert len(drawn(line)) == len(line)
