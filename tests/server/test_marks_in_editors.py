"""Inlay hints and code lenses: functions on the event loop, and what blocks there."""

from __future__ import annotations

import pytest
from editing_client import capabilities
from lsprotocol import types

URLS = """\
from django.urls import path
from views import Prices, prices

urlpatterns = [path("prices", prices), path("all", Prices.as_view())]
"""
VIEWS = """\
import time
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.views import View
from helpers import load, in_thread


async def prices(request):
    time.sleep(1)
    await sync_to_async(in_thread)()
    user = await User.objects.aget(pk=1)
    return load()


class Prices(View):
    async def get(self, request):
        return self.rows()

    def rows(self):
        return list(User.objects.all())

    def unused(self):
        return list(User.objects.all())
"""
HELPERS = """\
import requests


def load():
    return requests.get("https://example.org")


def in_thread():
    return requests.get("https://example.org")
"""
BOTH = {"inlayHints": True, "codeLens": True}
REFRESHABLE = types.WorkspaceClientCapabilities(
    inlay_hint=types.InlayHintWorkspaceClientCapabilities(refresh_support=True),
    code_lens=types.CodeLensWorkspaceClientCapabilities(refresh_support=True),
)


@pytest.fixture
def shop(folder):
    """A small shop: the URIs of its views and of its helpers."""
    root = folder({"views.py": VIEWS, "helpers.py": HELPERS, "urls.py": URLS})
    return (root / "views.py").as_uri(), (root / "helpers.py").as_uri()


@pytest.fixture
def marking(started):
    return started(initialization_options=BOTH, able=capabilities(workspace=REFRESHABLE))


def test_nothing_is_marked_unless_the_user_wants_it(editor, shop):
    views, _ = shop
    editor.open(views, VIEWS)
    assert editor.hints(views) == []
    assert editor.lenses(views) == []
    editor.close(views)


def test_functions_on_the_loop_and_what_blocks_there(marking, shop):
    views, helpers = shop
    marking.open(views, VIEWS)
    marking.diagnostics(views)  # by then the settings have been read
    assert marking.hints(views) == [
        (7, "view, on the event loop"),
        (8, "blocks the loop"),
        (11, "blocks the loop"),
        (15, "view, on the event loop"),
        (16, "blocks the loop"),
        (18, "on the event loop: called by Prices.get"),
        (19, "blocks the loop"),
    ]
    assert marking.hints(views, 15, 16) == marking.hints(views)[3:5]
    assert marking.lenses(views) == [
        (7, "view, on the event loop; 2 calls block it"),
        (15, "view, on the event loop; 1 call blocks it"),
        (18, "on the event loop: called by Prices.get; 1 call blocks it"),
    ]
    marking.open(helpers, HELPERS)  # `in_thread` is called in a thread only
    assert marking.lenses(helpers) == [(3, "on the event loop: called by prices; 1 call blocks it")]


def test_a_hint_stands_behind_what_it_is_about_and_tells_why(marking, shop):
    views, _ = shop
    marking.open(views, VIEWS)
    marking.diagnostics(views)  # by then the settings have been read
    everything = types.Range(types.Position(0, 0), types.Position(99, 0))
    params = types.InlayHintParams(types.TextDocumentIdentifier(views), everything)
    of_function, of_call, *_ = marking.wait(marking.client.text_document_inlay_hint_async(params))
    assert of_function.position == types.Position(7, len("async def prices(request):"))
    assert of_call.position == types.Position(8, len("    time.sleep(1)"))
    assert of_function.tooltip.value.startswith("`prices`, an async view, runs on the event loop.")
    assert "Line 9: `time.sleep(1)` (`time.sleep`) blocks it." in of_function.tooltip.value
    assert "which blocks it" in of_call.tooltip.value


def test_the_hover_of_a_name_says_the_same(editor, shop):
    views, helpers = shop
    editor.open(views, VIEWS)
    editor.open(helpers, HELPERS)
    assert editor.hover(views, 7, 12).startswith("`prices`, an async view, runs on the event loop.")
    text = editor.hover(helpers, 3, 5)
    assert text.startswith("`load` runs on the event loop where async code calls it.")
    assert "views.py:12 in `prices`: `load()`" in text
    assert "event loop" not in editor.hover(helpers, 7, 5)
    assert "event loop" not in editor.hover(views, 21, 10)
    editor.close(views)
    editor.close(helpers)


def test_an_edit_of_a_caller_changes_the_marks_of_its_helper(marking, shop):
    views, helpers = shop
    marking.open(views, VIEWS)
    marking.diagnostics(views)  # by then the settings have been read
    marking.open(helpers, HELPERS)
    assert len(marking.lenses(helpers)) == 1
    refreshed = len(marking.refreshed)
    marking.change(views, VIEWS.replace("return load()", "return None"))
    assert marking.lenses(helpers) == []
    marking.until(lambda: len(marking.refreshed) >= refreshed + 2, "asked for no refresh")
    assert set(marking.refreshed) == {"workspace/inlayHint/refresh", "workspace/codeLens/refresh"}


def test_marks_come_and_go_with_the_settings(started, shop):
    views, _ = shop
    editor = started(able=capabilities(workspace=REFRESHABLE))
    editor.open(views, VIEWS)
    editor.diagnostics(views)
    assert (editor.hints(views), editor.refreshed) == ([], [])
    for wanted in (True, False):
        settings = {"asynclint": {"inlayHints": wanted}}
        editor.refreshed.clear()
        editor.client.workspace_did_change_configuration(
            types.DidChangeConfigurationParams(settings)
        )
        editor.until(lambda: editor.refreshed, "asked for no refresh")
        assert set(editor.refreshed) == {"workspace/inlayHint/refresh"}
        assert bool(editor.hints(views)) is wanted
        assert editor.lenses(views) == []


def test_a_client_that_cannot_refresh_is_not_asked_to(started, shop):
    views, _ = shop
    editor = started(initialization_options=BOTH)
    editor.open(views, VIEWS)
    assert editor.hints(views)
    editor.change(views, VIEWS + "\n")
    editor.diagnostics(views)
    assert editor.hints(views)
    assert editor.refreshed == []


def test_columns_of_hints_count_as_the_client_does(marking, folder):
    text = "import time\r\n\r\n\r\nasync def view(request):\r\n    '🐢'; time.sleep(1)\r\n"
    uri = (folder({"views.py": text}) / "views.py").as_uri()
    marking.open(uri, text)
    everything = types.Range(types.Position(0, 0), types.Position(99, 0))
    params = types.InlayHintParams(types.TextDocumentIdentifier(uri), everything)
    *_, last = marking.wait(marking.client.text_document_inlay_hint_async(params))
    assert last.position == types.Position(4, len("    '🐢'; time.sleep(1)") + 1)


def test_documents_without_code_have_no_marks(marking, folder):
    root = folder({"pyproject.toml": '[tool.asynclint]\nexclude = ["old"]\n', "old/a.py": VIEWS})
    broken = (root / "views.py").as_uri()
    marking.open(broken, "async def view(:\n")
    assert marking.hints(broken) == []
    excluded = (root / "old" / "a.py").as_uri()
    marking.open(excluded, VIEWS)
    assert marking.lenses(excluded) == []
    assert marking.lenses((root / "other.py").as_uri()) == []
    marking.open("untitled:one", VIEWS)
    assert marking.lenses("untitled:one")[0] == (7, "on the event loop; 1 call blocks it")
