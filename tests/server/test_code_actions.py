"""What an editor offers to do about findings, and what becomes of the text."""

from __future__ import annotations

import pytest
from editing_client import applied, capabilities
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from asynclint.server.conversions import sync_function_at

TEXT = """\
import time


async def view(request):
    time.sleep(1)
    time.sleep(2)
"""
LINE_5 = types.Range(types.Position(4, 6), types.Position(4, 6))
QUERY = """\
from django.contrib.auth.models import User


async def view(request):
    user = User.objects.get(pk=1)
    return user.username
"""


@pytest.fixture
def document(editor, folder):
    """Opens a text in a project of its own; its URI."""
    opened = []

    def open_(text):
        uri = (folder({"views.py": text}) / "views.py").as_uri()
        editor.open(uri, text)
        editor.diagnostics(uri)
        opened.append(uri)
        return uri

    yield open_
    for uri in opened:
        editor.close(uri)


def titled(actions, title):
    return next(action for action in actions if action.title == title)


def test_the_safe_fix_comes_first(editor, document):
    uri = document(TEXT)
    actions = editor.actions(uri, LINE_5)
    assert [action.title for action in actions] == [
        "Use `await asyncio.sleep()` (ASL302)",
        "Fix all ASL302 in this file",
        "Ignore ASL302 for this line",
        "Ignore ASL302 for this file",
        "Explain ASL302 (blocking-sleep)",
        "Fix all that asynclint can fix safely",
    ]
    assert [action.is_preferred for action in actions[:2]] == [True, None]
    assert actions[0].diagnostics[0].code == "ASL302"


def test_one_finding_is_fixed(editor, document):
    uri = document(TEXT)
    after = applied(TEXT, editor.resolved(editor.actions(uri, LINE_5)[0]))
    assert after == TEXT.replace("import time", "import asyncio\nimport time").replace(
        "time.sleep(1)", "await asyncio.sleep(1)"
    )


@pytest.mark.parametrize(
    "title", ["Fix all ASL302 in this file", "Fix all that asynclint can fix safely"]
)
def test_all_are_fixed(editor, document, title):
    uri = document(TEXT)
    edits = editor.resolved(titled(editor.actions(uri, LINE_5), title))
    after = applied(TEXT, edits)
    assert after.count("await asyncio.sleep") == 2
    assert "import time" not in after or "time.sleep" not in after.replace("asyncio.sleep", "")
    assert len(edits) > 1, "lines that stay are not replaced"


def test_all_are_fixed_in_a_text_that_declares_another_encoding(editor, document):
    text = "# coding: latin-1\n" + TEXT.replace("sleep(1)", "sleep(1)  # après")
    uri = document(text)
    edits = editor.resolved(editor.actions(uri, LINE_5, ["source.fixAll"])[0])
    assert "    await asyncio.sleep(1)  # après\n" in applied(text, edits)


def test_fix_all_of_one_rule_leaves_the_others(editor, document):
    text = TEXT + QUERY.partition("\n")[2].replace("async def view", "async def other")
    text = "from django.contrib.auth.models import User\n" + text
    uri = document(text)
    line = types.Range(types.Position(5, 6), types.Position(5, 6))
    action = titled(editor.actions(uri, line), "Fix all ASL302 in this file")
    after = applied(text, editor.resolved(action))
    assert after.count("await asyncio.sleep") == 2
    assert "User.objects.get(pk=1)" in after


def test_a_query_is_awaited(editor, document):
    uri = document(QUERY)
    actions = editor.actions(uri, LINE_5)
    after = applied(QUERY, editor.resolved(actions[0]))
    assert "user = await User.objects.aget(pk=1)" in after


def test_ignore_comments_for_a_line_and_for_the_file(editor, document):
    text = "#!/usr/bin/env python\n" + TEXT
    uri = document(text)
    line = types.Range(types.Position(5, 6), types.Position(5, 6))
    actions = editor.actions(uri, line)
    after = applied(text, editor.resolved(titled(actions, "Ignore ASL302 for this line")))
    assert after == text.replace("(1)\n", "(1)  # asynclint: ignore[ASL302]\n")
    after = applied(text, editor.resolved(titled(actions, "Ignore ASL302 for this file")))
    assert after.splitlines()[:2] == [
        "#!/usr/bin/env python",
        "# asynclint: ignore-file[ASL302]",
    ]


def test_only_the_kinds_that_are_asked_for(editor, document):
    uri = document(TEXT)
    whole = types.Range(types.Position(0, 0), types.Position(6, 0))
    (action,) = editor.actions(uri, whole, ["source.fixAll"])
    assert action.kind == "source.fixAll.asynclint"
    assert editor.actions(uri, whole, ["source.organizeImports"]) == ()
    titles = [action.title for action in editor.actions(uri, whole, ["quickfix"])]
    assert "Fix all ASL302 in this file" in titles
    assert "Fix all that asynclint can fix safely" not in titles


def test_nothing_is_offered_where_nothing_is_found(editor, document):
    uri = document(TEXT.replace("time.sleep", "print"))
    assert editor.actions(uri, LINE_5) == ()


def test_an_action_for_a_text_that_has_changed_is_refused(editor, document):
    uri = document(TEXT)
    action = editor.actions(uri, LINE_5)[0]
    editor.change(uri, "# new\n" + TEXT)
    with pytest.raises(JsonRpcException, match="changed"):
        editor.resolved(action)


def test_a_client_that_cannot_ask_again_gets_the_edits_at_once(started, folder):
    root = folder({"views.py": TEXT})
    uri = (root / "views.py").as_uri()
    editor = started(root, able=capabilities(text_document=None, workspace=None))
    editor.open(uri, TEXT)
    editor.diagnostics(uri)
    first = editor.actions(uri, LINE_5)[0]
    (edits,) = first.edit.changes.values()
    assert "await asyncio.sleep(1)" in applied(TEXT, edits)


def test_a_rules_page_is_given_as_text(editor):
    assert editor.run("asynclint.explainRule", "ASL302").startswith("# blocking-sleep (ASL302)")
    assert editor.run("asynclint.explainRule", "ASL999") == ""


MODELS = "from django.contrib.auth.models import User\n\n\n"
HELPER = MODELS + "def first():\n    return User.objects.first()\n"
CALLER = "from people import first\n\n\nasync def view(request):\n    return first()\n"
DEF = types.Range(types.Position(3, 5), types.Position(3, 5))


def test_a_function_and_its_callers_in_other_files_become_async(editor, folder):
    root = folder({"people.py": HELPER, "views.py": CALLER})
    people, views = ((root / name).as_uri() for name in ("people.py", "views.py"))
    editor.open(people, HELPER)
    assert editor.diagnostics(people) == []
    (action,) = editor.actions(people, DEF, ["refactor"])
    assert action.title == "Turn `first` and its callers async"
    edits = {
        change.text_document.uri: change.edits
        for change in editor.wait(
            editor.client.code_action_resolve_async(action)
        ).edit.document_changes
    }
    assert "async def first():\n    return await User.objects.afirst()" in applied(
        HELPER, edits[people]
    )
    assert "return await first()" in applied(CALLER, edits[views])
    editor.close(people)


def test_a_helper_becomes_async_from_where_it_is_called(editor, folder):
    root = folder({"people.py": HELPER, "views.py": CALLER})
    people, views = ((root / name).as_uri() for name in ("people.py", "views.py"))
    editor.open(views, CALLER)
    (shown,) = editor.diagnostics(views)
    assert "\nor: make `first` async: `asynclint asyncify people.py::first`" in shown.message
    assert "\nOr: make `first` async" in editor.hover(views, 4, 12)
    call = types.Range(types.Position(4, 12), types.Position(4, 12))
    action = titled(editor.actions(views, call), "Turn `first` and its callers async (ASL311)")
    edit = editor.wait(editor.client.code_action_resolve_async(action)).edit
    edits = {change.text_document.uri: change.edits for change in edit.document_changes}
    assert "async def first():" in applied(HELPER, edits[people])
    assert "return await first()" in applied(CALLER, edits[views])
    editor.close(views)


def test_a_client_that_cannot_ask_again_is_not_troubled_by_a_refusal(started, folder):
    caller = "from people import first\n\n\ndef command():\n    return first()\n"
    root = folder({"people.py": HELPER, "command.py": caller, "views.py": CALLER})
    editor = started(root, able=capabilities(text_document=None, workspace=None))
    people, views = ((root / name).as_uri() for name in ("people.py", "views.py"))
    editor.open(people, HELPER)
    assert editor.actions(people, DEF, ["refactor"]) == ()
    assert any("command.py:5" in message for message in editor.messages)
    editor.open(views, CALLER)
    editor.diagnostics(views)
    call = types.Range(types.Position(4, 12), types.Position(4, 12))
    titles = [action.title for action in editor.actions(views, call)]
    assert titles and not any("callers" in title for title in titles)


def test_a_function_that_cannot_become_async_is_refused_with_the_reason(editor, folder):
    caller = "from people import first\n\n\ndef command():\n    return first()\n"
    root = folder({"people.py": HELPER, "command.py": caller})
    people = (root / "people.py").as_uri()
    editor.open(people, HELPER)
    (action,) = editor.actions(people, DEF, ["refactor"])
    with pytest.raises(JsonRpcException, match=r"command\.py:5"):
        editor.wait(editor.client.code_action_resolve_async(action))
    editor.close(people)


def test_the_light_bulb_does_not_shine_on_every_function(editor, document):
    uri = document(HELPER)
    assert editor.actions(uri, DEF) == ()


@pytest.mark.parametrize(
    ("row", "name"), [(1, "a"), (2, None), (4, "B.c"), (6, "B.D.e"), (8, None), (9, None)]
)
def test_which_function_is_meant(row, name):
    text = (
        "def a():\n    x = 1\nclass B:\n    def c(self): ...\n    class D:\n"
        "        def e(self): ...\nasync def f():\n    def g(): ...\n"
    )
    assert sync_function_at(text, row) == name


def test_a_hover_says_why_a_line_is_flagged(editor, document):
    uri = document(TEXT)
    text = editor.hover(uri, 4, 8)
    assert text.startswith("**[ASL302](https://")
    assert "puts the event loop to sleep" in text
    assert editor.hover(uri, 2, 0) == ""


def test_a_hover_says_what_a_value_is(editor, document):
    uri = document(QUERY.replace(".get(pk=1)", ".filter(pk=1)"))
    assert "queryset" in editor.hover(uri, 4, 6).lower()
