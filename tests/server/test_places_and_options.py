"""The protocol's places, the editor's settings, small changes of text, and the projects."""

from __future__ import annotations

import gc
import tracemalloc

import pytest
from editing_client import applied
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from asynclint.checking import Checker
from asynclint.server.editing import replacements
from asynclint.server.options import Options, read
from asynclint.server.places import Places
from asynclint.server.projects import Projects

TEXTS = st.text(st.sampled_from("aé🐢\r\n\t\f\u2028 "), max_size=30)
ENCODINGS = st.sampled_from(list(types.PositionEncodingKind))
SLEEPY = "import time\n\n\nasync def view(request):\n    time.sleep(1)\n"


@given(TEXTS, ENCODINGS)
def test_places_lead_back_to_their_offsets(text, encoding):
    places = Places(text, encoding)
    for offset in range(len(text) + 1):
        inside_of_line_end = text[offset - 1 : offset + 1] == "\r\n"
        if not inside_of_line_end:
            assert places.offset(places.at(offset)) == offset


@given(TEXTS, ENCODINGS, st.integers(0, 99), st.integers(0, 99))
def test_any_place_of_a_client_is_somewhere_in_the_text(text, encoding, line, character):
    offset = Places(text, encoding).offset(types.Position(line, character))
    assert 0 <= offset <= len(text)


def test_columns_count_the_units_of_the_encoding():
    text = "é🐢x"
    columns = {
        encoding.value: Places(text, encoding).at(2).character
        for encoding in types.PositionEncodingKind
    }
    assert columns == {"utf-8": 6, "utf-16": 3, "utf-32": 2}


@given(TEXTS, TEXTS)
def test_replacements_lead_from_one_text_to_the_other(before, after):
    text = before
    for start, end, new in sorted(replacements(before, after), reverse=True):
        text = text[:start] + new + text[end:]
    assert text == after


def test_only_lines_that_differ_are_replaced():
    before = "a\nb\nc\nd\n"
    assert list(replacements(before, "a\nB\nc\nd\ne\n")) == [(2, 4, "B\n"), (8, 8, "e\n")]


def test_edits_are_applied_as_editors_do():
    at = types.Range(types.Position(0, 2), types.Position(0, 3))
    assert applied("🐢x\n", [types.TextEdit(at, "y")]) == "🐢y\n"


@pytest.mark.parametrize(
    "sent",
    [
        {"select": ["ASL2"], "djangoVersion": "4.2"},
        {"settings": {"select": ["ASL2"], "django-version": "4.2.*"}},
        {"settings": {"select": ["ASL2"], "django-version": 4.2}},
        {"asynclint": {"select": ["ASL2"], "django_version": "4.2", "trace": {"server": "off"}}},
        {"settings": {"asynclint": {"select": ["ASL2"], "djangoVersion": "4.2", "python": ""}}},
    ],
)
def test_settings_are_taken_as_clients_send_them(sent):
    options, complaints = read(sent)
    assert options == Options(select=("ASL2",), django_version=(4, 2))
    assert complaints == []


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"select": "ASL2"}, "asynclint.select must be a list of strings, not 'ASL2'"),
        ({"djangoVersion": True}, 'asynclint.djangoVersion must be a version like "5.2", not True'),
        ({"diagnostics": "all"}, 'asynclint.diagnostics must be "openFiles" or "workspace"'),
        ([1], "the settings of asynclint must be an object, not [1]"),
    ],
)
def test_settings_that_cannot_be_taken_are_told(sent, told):
    options, complaints = read(sent)
    assert options == Options()
    assert told in complaints[0]


def test_a_crash_in_a_rule_is_told_once_and_survived(monkeypatch, tmp_path):
    told = []
    projects = Projects(None, told.append)
    path = f"{tmp_path}/views.py"
    projects.open(path, SLEEPY)

    def crash(checker, file):
        raise RuntimeError("no such luck")

    with monkeypatch.context() as patched:
        patched.setattr(Checker, "check", crash)
        for _ in range(2):
            assert projects.check([path])[path].findings == ()
    assert len(told) == 1
    assert "no such luck" in told[0]
    assert len(projects.check([path])[path].findings) == 1


def test_memory_stays_flat_over_many_edits(tmp_path):
    projects = Projects(None, print)
    path = f"{tmp_path}/views.py"

    def edit(count):
        for number in range(count):
            projects.open(path, f"{SLEEPY}# {number % 7}\n")
            assert len(projects.check([path])[path].findings) == 1

    edit(60)
    tracemalloc.start()
    edit(20)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    edit(200)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 100_000
