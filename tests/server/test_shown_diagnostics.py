"""What an editor shows while files are opened, changed and closed."""

from __future__ import annotations

from editing_client import capabilities
from lsprotocol import types

SLEEPY = "import time\n\n\nasync def view(request):\n    time.sleep(1)\n"
CALM = SLEEPY.replace("time.sleep(1)", "return request")
CALLING = "from helpers import load\n\n\nasync def view(request):\n    return load()\n"
BLOCKING = 'import requests\n\n\ndef load():\n    return requests.get("https://example.org")\n'
HARMLESS = "def load():\n    return 1\n"


def test_a_finding_has_its_place_its_code_and_the_page_of_its_rule(editor, folder):
    root = folder({"views.py": SLEEPY})
    editor.add_folder(root)
    uri = (root / "views.py").as_uri()
    editor.open(uri, SLEEPY)
    (shown,) = editor.diagnostics(uri)
    assert shown.code == "ASL302"
    assert shown.source == "asynclint"
    assert shown.severity is types.DiagnosticSeverity.Warning
    assert shown.range == types.Range(types.Position(4, 4), types.Position(4, 17))
    assert shown.code_description.href.endswith("asl302-blocking-sleep.md")
    editor.close(uri)
    editor.shows(uri, [])


def test_the_chain_leads_to_the_lines_of_other_files(editor, folder):
    root = folder({"views.py": CALLING, "helpers.py": BLOCKING})
    uri = (root / "views.py").as_uri()
    editor.open(uri, CALLING)
    (shown,) = editor.diagnostics(uri)
    caller, blocking = shown.related_information
    assert caller.location.uri == uri
    assert blocking.location.uri == (root / "helpers.py").as_uri()
    assert blocking.location.range == types.Range(types.Position(4, 4), types.Position(4, 46))
    assert blocking.message == 'in load: requests.get("https://example.org")'
    editor.close(uri)


def test_editing_a_helper_updates_the_open_files_that_call_it(editor, folder):
    root = folder({"views.py": CALLING, "helpers.py": HARMLESS})
    views, helpers = ((root / name).as_uri() for name in ("views.py", "helpers.py"))
    editor.open(views, CALLING)
    editor.shows(views, [])
    editor.open(helpers, HARMLESS)
    editor.change(helpers, BLOCKING)  # not saved
    editor.shows(views, ["ASL311"])
    editor.change(helpers, HARMLESS)
    editor.shows(views, [])
    editor.change(helpers, BLOCKING)
    editor.shows(views, ["ASL311"])
    editor.close(helpers)  # without saving: the disk counts again
    editor.shows(views, [])
    editor.close(views)


def test_a_helper_that_changes_on_the_disk_updates_the_open_files(editor, folder):
    root = folder({"views.py": CALLING, "helpers.py": HARMLESS})
    views, helpers = (root / "views.py").as_uri(), root / "helpers.py"
    editor.open(views, CALLING)
    editor.shows(views, [])
    helpers.write_text(BLOCKING)
    editor.on_disk(helpers)
    editor.shows(views, ["ASL311"])
    helpers.unlink()
    editor.on_disk(helpers, kind=types.FileChangeType.Deleted)
    editor.shows(views, [])
    editor.close(views)


def test_what_is_shown_last_belongs_to_the_newest_text(editor, folder):
    root = folder({"views.py": CALM})
    uri = (root / "views.py").as_uri()
    editor.open(uri, CALM)
    for number in range(30):
        editor.change(uri, (SLEEPY, CALM)[number % 2] + f"# {number}\n")
    editor.change(uri, SLEEPY)
    assert editor.codes(uri) == ["ASL302"]
    versions = [params.version for params in editor.shown[uri]]
    assert versions == sorted(versions)
    editor.close(uri)


def test_characters_beyond_the_basic_plane_and_carriage_returns(editor, folder):
    text = "import time\r\n\r\n\r\nasync def view(request):\r\n    '🐢 slow 🐢'; time.sleep(1)\r\n"
    root = folder({"views.py": text})
    uri = (root / "views.py").as_uri()
    editor.open(uri, text)
    (shown,) = editor.diagnostics(uri)
    assert shown.range == types.Range(types.Position(4, 18), types.Position(4, 31))
    editor.close(uri)


def test_columns_in_the_encoding_that_the_client_prefers(started, folder):
    text = "import time\n\n\nasync def view(request):\n    '🐢 slow 🐢'; time.sleep(1)\n"
    root = folder({"views.py": text})
    uri = (root / "views.py").as_uri()
    for encoding, column in (("utf-8", 22), ("utf-32", 16)):
        general = types.GeneralClientCapabilities(
            position_encodings=[types.PositionEncodingKind(encoding)]
        )
        editor = started(root, able=capabilities(general=general))
        assert editor.started.capabilities.position_encoding == encoding
        editor.open(uri, text)
        assert editor.diagnostics(uri)[0].range.start.character == column


def test_a_client_that_pulls_is_not_pushed_to(started, folder):
    root = folder({"views.py": CALLING, "helpers.py": HARMLESS})
    views, helpers = ((root / name).as_uri() for name in ("views.py", "helpers.py"))
    document = types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())
    editor = started(root, able=capabilities(text_document=document))
    editor.open(views, CALLING)
    assert editor.pull(views) == []
    editor.open(helpers, BLOCKING)
    assert editor.pull(views) == ["ASL311"]
    assert editor.pull((root / "other.py").as_uri()) == []
    assert editor.shown == {}


def test_a_client_that_can_little_reads_the_chain_in_the_message(started, folder):
    root = folder({"views.py": CALLING, "helpers.py": BLOCKING})
    uri = (root / "views.py").as_uri()
    editor = started(root, able=types.ClientCapabilities())
    editor.open(uri, CALLING)
    (shown,) = editor.diagnostics(uri)
    assert shown.related_information is None
    assert shown.code_description is None
    assert "helpers.py:5 in load: requests.get" in shown.message
    assert shown.range.start == types.Position(4, 11)


def test_all_files_of_the_workspace_when_asked(started, folder):
    files = {"views.py": CALLING, "helpers.py": BLOCKING, "calm.py": CALM}
    root = folder({**files, "a/pyproject.toml": "", "a/b.py": SLEEPY})
    window = types.WindowClientCapabilities(work_done_progress=True)
    editor = started(root, able=capabilities(window=window))
    assert editor.run("asynclint.checkWorkspace") == 2
    first, *steps, last = editor.progress
    assert first["title"] == "Checking the workspace"
    assert steps[0]["message"] == "0 of 4 files"
    assert last["kind"] == "end"
    editor.shows((root / "views.py").as_uri(), ["ASL311"])
    editor.shows((root / "a" / "b.py").as_uri(), ["ASL302"])
    (root / "views.py").write_text(CALM)
    editor.on_disk(root / "views.py")
    assert editor.run("asynclint.checkWorkspace") == 1
    editor.shows((root / "views.py").as_uri(), [])
