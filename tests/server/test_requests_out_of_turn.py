"""Requests that are cancelled, that overlap with edits, or that meet a crash."""

from __future__ import annotations

import asyncio
import sys

import pytest
from editing_client import capabilities
from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcRequestCancelled

SLEEPY = "import time\n\n\nasync def view(request):\n    time.sleep(1)\n"
CALM = "import time\n\n\nasync def view(request):\n    return 1\n"
WORKING = types.WindowClientCapabilities(work_done_progress=True)


def test_a_cancelled_request_is_answered_so_and_the_server_goes_on(editor, folder):
    root = folder({"views.py": SLEEPY, **{f"m{n}.py": SLEEPY for n in range(30)}})
    uri = (root / "views.py").as_uri()
    editor.add_folder(root)
    editor.open(uri, SLEEPY)
    editor.shows(uri, ["ASL302"])

    async def cancelled():
        params = types.ExecuteCommandParams("asynclint.checkWorkspace")
        asked = editor.client.protocol.send_request("workspace/executeCommand", params)
        (number,) = (k for k, v in editor.client.protocol._request_futures.items() if v is asked)
        editor.client.cancel_request(types.CancelParams(number))
        return await asyncio.wrap_future(asked)

    with pytest.raises(JsonRpcRequestCancelled):
        editor.wait(cancelled())
    editor.change(uri, CALM)
    editor.shows(uri, [])
    editor.close(uri)


def test_the_user_may_stop_the_check_of_the_workspace(started, folder):
    root = folder({f"m{n}.py": SLEEPY for n in range(60)})
    editor = started(root, able=capabilities(window=WORKING))
    editor.stops = True
    with pytest.raises(JsonRpcException, match="stopped"):
        editor.run("asynclint.checkWorkspace")
    assert editor.progress[0]["cancellable"] is True
    assert editor.progress[-1]["kind"] == "end"


def test_requests_right_after_an_edit_are_about_the_new_text(editor, folder):
    uri = (folder({}) / "views.py").as_uri()
    editor.open(uri, SLEEPY)
    for number in range(5):
        text = "\n" * (number % 3) + SLEEPY
        line = 4 + number % 3
        editor.change(uri, text)
        here = types.Range(types.Position(line, 6), types.Position(line, 6))
        document = types.TextDocumentIdentifier(uri)
        context = types.CodeActionContext([])

        async def both(document=document, here=here, context=context):
            return await asyncio.gather(
                editor.client.text_document_hover_async(types.HoverParams(document, here.start)),
                editor.client.text_document_code_action_async(
                    types.CodeActionParams(document, here, context)
                ),
            )

        hover, actions = editor.wait(both())
        assert "ASL302" in hover.contents.value
        first = editor.resolved(actions[0])
        assert [edit.range.start.line for edit in first] == [line - 4, line]
    editor.close(uri)


def test_a_client_that_pulls_is_asked_to_do_so_again_when_settings_change(started, folder):
    root = folder({"views.py": SLEEPY})
    uri, settings = (root / "views.py").as_uri(), root / "pyproject.toml"
    document = types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())
    workspace = types.WorkspaceClientCapabilities(
        diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    )
    editor = started(root, able=capabilities(text_document=document, workspace=workspace))
    editor.open(uri, SLEEPY)
    assert editor.pull(uri) == ["ASL302"]
    editor.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams({"asynclint": {"ignore": ["ASL302"]}})
    )
    editor.until(lambda: len(editor.refreshed) == 1, "asked for no refresh")
    assert editor.pull(uri) == []
    editor.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams({"asynclint": {}})
    )
    editor.until(lambda: len(editor.refreshed) == 2, "asked for no refresh")
    assert editor.pull(uri) == ["ASL302"]
    settings.write_text('[tool.asynclint]\nignore = ["ASL302"]\n')
    editor.on_disk(settings)
    editor.until(lambda: len(editor.refreshed) == 3, "asked for no refresh")
    assert editor.pull(uri) == []


CRASHING = """
from asynclint.rules.asl302_blocking_sleep import BlockingSleep
from asynclint.server.features import run

def crash(rule, site, place):
    if "broken" in place.path:
        raise RuntimeError("no such luck")
    return sound(rule, site, place)

sound, BlockingSleep.check_call = BlockingSleep.check_call, crash
raise SystemExit(run(None))
"""


def test_a_crash_in_a_rule_costs_the_others_nothing(started, folder):
    root = folder({"broken.py": SLEEPY, "views.py": SLEEPY})
    editor = started(root, command=(sys.executable, "-c", CRASHING))
    broken, views = ((root / name).as_uri() for name in ("broken.py", "views.py"))
    editor.open(broken, SLEEPY)
    editor.shows(broken, [])
    editor.open(views, SLEEPY)
    editor.shows(views, ["ASL302"])
    told = [message for message in editor.messages if "no such luck" in message]
    assert len(told) == 1
    assert "broken.py" in told[0]
    editor.change(broken, SLEEPY.replace("time.sleep(1)", "return 1"))
    editor.shows(broken, [])


def test_a_folder_that_is_closed_and_one_that_is_opened(started, folder):
    texts = {"one/views.py": SLEEPY, "two/views.py": SLEEPY}
    root = folder({**texts, "one/pyproject.toml": "", "two/pyproject.toml": ""})
    editor = started(root / "one")
    assert editor.run("asynclint.checkWorkspace") == 1
    editor.add_folder(root / "two")
    assert editor.run("asynclint.checkWorkspace") == 2
    one = types.WorkspaceFolder((root / "one").as_uri(), "one")
    editor.client.workspace_did_change_workspace_folders(
        types.DidChangeWorkspaceFoldersParams(types.WorkspaceFoldersChangeEvent([], [one]))
    )
    assert editor.run("asynclint.checkWorkspace") == 1
    editor.shows((root / "one" / "views.py").as_uri(), [])
