"""Settings, odd documents, bad messages, and the end."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from editing_client import capabilities
from lsprotocol import types

SLEEPY = "import time\n\n\nasync def view(request):\n    time.sleep(1)\n"
QUIET = '[tool.asynclint]\nignore = ["ASL302"]\n'


# Settings


def test_settings_of_the_project_are_read_again_when_they_change(editor, folder):
    root = folder({"views.py": SLEEPY})
    uri, settings = (root / "views.py").as_uri(), root / "pyproject.toml"
    editor.open(uri, SLEEPY)
    editor.shows(uri, ["ASL302"])
    settings.write_text(QUIET)
    editor.on_disk(settings)
    editor.shows(uri, [])
    settings.write_text("[tool.asynclint\n")
    editor.on_disk(settings)
    editor.shows(uri, ["ASL302"])
    editor.until(lambda: any("not valid TOML" in m for m in editor.messages), "no message")
    editor.close(uri)


def test_each_folder_has_its_own_settings(started, folder):
    root = folder(
        {
            "one/pyproject.toml": QUIET,
            "one/views.py": SLEEPY,
            "two/pyproject.toml": "",
            "two/views.py": SLEEPY,
        }
    )
    editor = started(root / "one", root / "two")
    one, two = ((root / name / "views.py").as_uri() for name in ("one", "two"))
    editor.open(one, SLEEPY)
    editor.open(two, SLEEPY)
    editor.shows(two, ["ASL302"])
    editor.shows(one, [])


def test_settings_of_the_editor_go_on_top(started, folder):
    root = folder({"views.py": SLEEPY})
    uri = (root / "views.py").as_uri()
    given = {"settings": {"ignore": ["ASL302"], "djangoVersion": "4.2", "preview": "yes"}}
    editor = started(root, initialization_options=given)
    editor.open(uri, SLEEPY)
    editor.shows(uri, [])
    editor.until(lambda: editor.messages, "no message")
    assert "asynclint.preview must be true or false, not 'yes'" in editor.messages[0]
    editor.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams({"asynclint": {}})
    )
    editor.shows(uri, ["ASL302"])
    editor.client.workspace_did_change_configuration(
        types.DidChangeConfigurationParams({"asynclint": {"enable": False}})
    )
    editor.shows(uri, [])


def test_a_client_that_keeps_settings_is_asked_for_them(started, folder):
    root = folder({"views.py": SLEEPY})
    uri = (root / "views.py").as_uri()
    workspace = types.WorkspaceClientCapabilities(
        configuration=True,
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
            dynamic_registration=True
        ),
    )
    editor = started(root, able=capabilities(workspace=workspace))
    editor.open(uri, SLEEPY)
    editor.shows(uri, ["ASL302"])
    assert editor.watched == ["workspace/didChangeWatchedFiles"]
    editor.settings = {"select": ["ASL2"]}
    editor.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    editor.shows(uri, [])


# Odd documents


def test_a_document_without_a_path_is_checked_by_itself(editor):
    editor.open("untitled:Untitled-1", SLEEPY)
    editor.shows("untitled:Untitled-1", ["ASL302"])
    editor.change("untitled:Untitled-1", "x = 1\n")
    editor.shows("untitled:Untitled-1", [])
    editor.close("untitled:Untitled-1")


def test_a_cell_of_a_notebook_may_await(editor):
    uri = "vscode-notebook-cell:/n.ipynb#W1"
    editor.open(uri, "import asyncio\nawait asyncio.sleep(1)\n")
    editor.shows(uri, [])
    editor.change(uri, SLEEPY)
    editor.shows(uri, ["ASL302"])
    editor.close(uri)


def test_files_that_are_not_on_the_disk_or_outside_of_all_folders(editor, tmp_path):
    uri = (tmp_path / "nowhere" / "new.py").as_uri()
    editor.open(uri, SLEEPY)
    editor.shows(uri, ["ASL302"])
    editor.close(uri)


def test_files_that_the_settings_exclude_are_left_alone(editor, folder):
    root = folder({"pyproject.toml": '[tool.asynclint]\nexclude = ["old"]\n', "old/a.py": SLEEPY})
    uri = (root / "old" / "a.py").as_uri()
    editor.open(uri, SLEEPY)
    editor.shows(uri, [])
    editor.close(uri)


def test_a_broken_text_says_where(editor, folder):
    uri = (folder({}) / "views.py").as_uri()
    editor.open(uri, "async def view(:\n")
    editor.shows(uri, ["ASL001"])
    editor.close(uri)


def test_a_huge_file_is_named_and_left_alone(editor, folder):
    uri = (folder({}) / "data.py").as_uri()
    editor.open(uri, "x = 1\n" * 700_000)
    editor.shows(uri, [])
    editor.until(lambda: any("data.py is not checked" in m for m in editor.messages), "no message")
    editor.close(uri)


def test_a_text_that_declares_another_encoding(editor, folder):
    text = "# coding: latin-1\n" + SLEEPY.replace("time.sleep(1)", "'é'; time.sleep(1)")
    uri = (folder({}) / "views.py").as_uri()
    editor.open(uri, text)
    (shown,) = editor.diagnostics(uri)
    assert shown.range.start == types.Position(5, 9)
    editor.close(uri)


# Bad messages, and the end


def framed(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


@pytest.mark.parametrize(
    "message",
    [
        framed(b"{not json"),
        framed(b'{"jsonrpc": "2.0", "method": "nothing/known", "params": {}}'),
        framed(b'{"jsonrpc": "2.0", "id": 77, "method": "textDocument/hover", "params": 3}'),
        framed(b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {}}'),
    ],
    ids=["no-json", "unknown", "wrong-parameters", "incomplete"],
)
def test_malformed_messages_do_not_end_the_server(editor, message):
    writer = editor.process.stdin

    async def send():
        writer.write(message)
        await writer.drain()

    editor.wait(send())
    editor.open("untitled:after", SLEEPY)
    editor.shows("untitled:after", ["ASL302"])
    editor.close("untitled:after")
    editor.shows("untitled:after", [])


def test_the_server_ends_when_its_client_is_gone(started, folder):
    editor = started(folder({}))
    editor.open("untitled:one", SLEEPY)
    editor.shows("untitled:one", ["ASL302"])
    editor.process.stdin.close()
    assert editor.wait(asyncio.wait_for(editor.process.wait(), 30)) == 1


def test_nothing_of_the_server_is_loaded_for_other_commands():
    code = "import sys, asynclint.cli.app; print([m for m in sys.modules if 'pygls' in m])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_parser_is_not_loaded_before_it_is_needed():
    code = "import sys, asynclint.server.features; print('libcst' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
