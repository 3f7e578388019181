"""Decoding follows PEP 263, writing back loses nothing, and places are counted as people count."""

from __future__ import annotations

import io
import time
import tokenize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from asynclint.diagnostics import Position
from asynclint.sources.text import LineTable, Text, UndecodableError, UnwritableError, decode

BOM = b"\xef\xbb\xbf"


def test_plain_bytes_are_utf8() -> None:
    assert decode("größe = 1\n".encode()) == Text("größe = 1\n", "utf-8", False, "\n")


def test_an_empty_file_is_empty_text() -> None:
    assert decode(b"") == Text("", "utf-8", False, "\n")


def test_a_byte_order_mark_is_no_part_of_the_text_and_comes_back() -> None:
    text = decode(BOM + b"a = 1\n")
    assert (text.text, text.bom) == ("a = 1\n", True)
    assert text.encode("b = 2\n") == BOM + b"b = 2\n"


@pytest.mark.parametrize(
    "head",
    [
        b"# -*- coding: latin-1 -*-\n",
        b"# vim: set fileencoding=latin-1 :\n",
        b"#!/usr/bin/env python\n# coding=latin-1\n",
        b"\n# coding: latin-1\n",
        b"\t\f # coding: latin-1\r\n",
        b"# first\r# coding: latin-1\r",
    ],
)
def test_a_cookie_in_the_first_two_lines_names_the_encoding(head: bytes) -> None:
    text = decode(head + b"name = '\xe9'\n")
    assert text.encoding == "latin-1"
    assert text.text.endswith("'é'\n")


@pytest.mark.parametrize(
    "data",
    [
        b"a = 1\n# coding: latin-1\n",
        b"#\n#\n# coding: latin-1\n",
        b"a = 1  # coding: latin-1\n",
        b"'''\n# coding: latin-1\n'''\n",
    ],
)
def test_a_cookie_elsewhere_is_a_comment_like_any_other(data: bytes) -> None:
    assert decode(data).encoding == "utf-8"


@pytest.mark.parametrize("name", ["utf-8", "UTF-8", "utf8", "utf_8", "utf-8-unix", "utf-8-sig"])
def test_the_spellings_of_utf8_are_one_encoding(name: str) -> None:
    assert decode(f"# coding: {name}\nä".encode()).encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "row", "part"),
    [
        (b"a = 1\nb = '\xe9'\n", 2, "the byte 0xe9 is not utf-8, which Python expects"),
        (b"a\r\nb\rc\n\xff", 4, "0xff"),
        (b"# coding: utf-8\n\xe9", 2, "the byte 0xe9 is not utf-8"),
        (b"# coding: ascii\n\n\xe9", 3, "the byte 0xe9 is not ascii"),
        (b"#\n# coding: klingon\n", 2, "the encoding klingon is unknown"),
        (b"# coding: rot13\n", 1, "the encoding rot13 is unknown"),
        (b"# coding: hex\n", 1, "the encoding hex is unknown"),
        (b"# coding: utf-16\na = 1\n", 1, "cannot be written in the encoding utf-16"),
        (b"# coding: punycode\n" + b"a" * 500_000, 1, "cannot be written in the encoding punycode"),
        (b"# coding: undefined\n", 1, "cannot be written in the encoding undefined"),
        (BOM + b"# coding: latin-1\n", 1, "byte order mark contradicts the encoding latin-1"),
        ("a = 1\n".encode("utf-16"), 1, "UTF-16"),
    ],
)
def test_what_cannot_be_decoded_is_told_with_its_row_and_reason(
    data: bytes, row: int, part: str
) -> None:
    with pytest.raises(UndecodableError) as caught:
        decode(data)
    assert caught.value.row == row
    assert part in caught.value.reason
    assert str(caught.value) == f"line {row}: {caught.value.reason}"


@pytest.mark.parametrize(
    ("text", "newline"),
    [
        ("a", "\n"),
        ("a\nb\n", "\n"),
        ("a\r\nb\r\n", "\r\n"),
        ("a\rb\r", "\r"),
        ("a\r\nb\r\nc\n", "\r\n"),
        ("a\r\nb\n", "\n"),
    ],
)
def test_the_line_end_that_is_used_most_is_the_files_own(text: str, newline: str) -> None:
    assert decode(text.encode()).newline == newline


PIECES = st.sampled_from(
    [
        "a = 1",
        "é",
        "日本",
        "\n",
        "\r\n",
        "\r",
        "\f",
        "\t",
        " ",
        "#",
        "# coding: ",
        "\u2028",
        "😀",
        "\0",
    ]
)


@given(st.lists(PIECES).map("".join), st.booleans())
def test_untouched_utf8_comes_back_byte_for_byte(text: str, bom: bool) -> None:
    data = (BOM if bom else b"") + text.encode()
    try:
        decoded = decode(data)
    except UndecodableError:  # a cookie with nonsense in it
        return
    assert decoded.encode(decoded.text) == data


@given(
    st.binary(), st.sampled_from(["latin-1", "cp1252", "koi8-r", "shift_jis", "cp932", "gb18030"])
)
@example(b"\xfa\x54", "cp932")  # one of two spellings of the same character
@example(b"\r\x0c\r\n\x85", "latin-1")
def test_untouched_bytes_of_other_encodings_come_back(data: bytes, encoding: str) -> None:
    data = f"# coding: {encoding}\n".encode() + data
    try:
        decoded = decode(data)
    except UndecodableError:
        return
    assert decoded.encoding == encoding
    assert decoded.encode(decoded.text) == data


@given(
    st.lists(
        st.sampled_from(
            [b"#", b" ", b"\n", b"\r\n", b"\f", b"coding: utf-8", b"coding=latin-1", b"x", BOM]
        )
    ).map(b"".join)
)
def test_the_cookie_is_read_as_python_reads_it(data: bytes) -> None:
    try:
        expected, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError:
        with pytest.raises(UndecodableError):
            decode(data)
        return
    encoding = {"utf-8-sig": "utf-8", "iso-8859-1": "latin-1"}.get(expected, expected)
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert decoded.bom == (expected == "utf-8-sig")


def test_an_encoding_that_would_change_other_bytes_refuses_an_edit_but_not_the_original() -> None:
    data = b"# coding: cp932\n'\xfa\x54'\n"
    text = decode(data)
    assert text.encode(text.text) == data
    with pytest.raises(UnwritableError, match="cp932 would change bytes"):
        text.encode(text.text + "a")


def test_a_character_that_the_encoding_lacks_is_refused() -> None:
    with pytest.raises(UnwritableError, match="latin-1"):
        decode(b"# coding: latin-1\n").encode("日")


TEXT = "ab\r\nc😀d\rlast\n"


def test_rows_and_columns_count_from_one() -> None:
    table = LineTable(TEXT)
    assert table.position(0) == Position(1, 1)
    assert table.position(2) == Position(1, 3)  # the \r
    assert table.position(3) == Position(1, 4)  # the \n that belongs to it
    assert table.position(4) == Position(2, 1)
    assert table.position(6) == Position(2, 3)  # after one character outside of the plane
    assert table.position(len(TEXT)) == Position(4, 1)
    assert len(table) == 4


def test_lines_come_without_their_ends() -> None:
    table = LineTable(TEXT)
    assert [table.line(row) for row in range(6)] == ["", "ab", "c😀d", "last", "", ""]


def test_form_feeds_and_unicode_separators_do_not_end_a_line() -> None:
    table = LineTable("a\fb\u2028c\x85d\x0be\nf")
    assert len(table) == 2
    assert table.line(2) == "f"


def test_a_column_past_the_end_means_the_end_of_its_line() -> None:
    table = LineTable(TEXT)
    assert table.offset(Position(1, 99)) == 2
    assert table.offset(Position(2, 99)) == 7
    assert table.offset(Position(9, 1)) == len(TEXT)
    assert table.offset(Position(0, 1)) == 0


def test_editors_count_from_zero_in_utf16() -> None:
    table = LineTable(TEXT)
    assert table.utf16(4) == (1, 0)
    assert table.utf16(6) == (1, 3)  # the face takes two units
    assert table.from_utf16(1, 3) == 6
    assert table.from_utf16(1, 2) == 5  # between its halves: before it
    assert table.from_utf16(1, 99) == 7
    assert table.from_utf16(99, 0) == len(TEXT)
    assert table.from_utf16(0, -1) == 0


@given(st.lists(PIECES).map("".join), st.data())
def test_places_go_there_and_back(text: str, data: st.DataObject) -> None:
    table = LineTable(text)
    offset = data.draw(st.integers(0, len(text)))
    position = table.position(offset)
    inside_crlf = text[offset - 1 : offset + 1] == "\r\n"
    if not inside_crlf:
        assert table.offset(position) == offset
        assert table.from_utf16(*table.utf16(offset)) == offset
    normal = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [table.line(row + 1) for row in range(len(table))] == normal


def test_a_long_text_is_cheap() -> None:
    text = "    value = function(argument)\n" * 50_000
    begin = time.process_time()
    table = LineTable(text)
    for offset in range(0, len(text), 300):
        table.position(offset)
    assert time.process_time() - begin < 1
