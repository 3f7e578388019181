"""An editor for tests: a client that speaks to a real server process over its standard streams."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

T = TypeVar("T")
REFRESHING = (
    types.WORKSPACE_INLAY_HINT_REFRESH,
    types.WORKSPACE_CODE_LENS_REFRESH,
    types.WORKSPACE_DIAGNOSTIC_REFRESH,
)
SERVER = (sys.executable, "-m", "asynclint", "server", "--no-cache")
PATIENCE = 60  # seconds until something has to have come; machines may be busy


def capabilities(**changed: Any) -> types.ClientCapabilities:
    """What a modern editor can do; `changed` replaces whole sections."""
    document = types.TextDocumentClientCapabilities(
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(
            related_information=True,
            code_description_support=True,
            tag_support=types.ClientDiagnosticsTagOptions([types.DiagnosticTag.Unnecessary]),
        ),
        code_action=types.CodeActionClientCapabilities(
            resolve_support=types.ClientCodeActionResolveOptions(["edit"])
        ),
    )
    workspace = types.WorkspaceClientCapabilities(
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
        workspace_folders=True,
    )
    sections: dict[str, Any] = {"text_document": document, "workspace": workspace, **changed}
    return types.ClientCapabilities(**sections)


class Editor:
    """One editor with its server process. Its methods block until there is an answer."""

    def __init__(
        self,
        *folders: Path,
        able: types.ClientCapabilities | None = None,
        command: tuple[str, ...] = SERVER,
        **initialize: Any,
    ):
        self._command = command
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True).start()
        self.client = LanguageClient("test editor", "1")
        self.shown: dict[str, list[types.PublishDiagnosticsParams]] = {}
        self.messages: list[str] = []
        self.log: list[str] = []  # what the server writes to standard error
        self.watched: list[str] = []
        self.progress: list[Any] = []
        self.settings: Any = None
        self.stops = False  # whether the user stops what shows its progress
        self.refreshed: list[str] = []  # what the server wants to be asked for again
        self._versions: dict[str, int] = {}
        self._news = threading.Condition()
        self._listen()
        self.started = self.wait(self._start(folders, able or capabilities(), initialize))

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def _listen(self) -> None:
        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            with self._news:
                self.shown.setdefault(params.uri, []).append(params)
                self._news.notify_all()

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def message(params: types.ShowMessageParams) -> None:
            with self._news:
                self.messages.append(params.message)
                self._news.notify_all()

        @self.client.feature(types.WINDOW_WORK_DONE_PROGRESS_CREATE)
        def create(params: types.WorkDoneProgressCreateParams) -> None:
            if self.stops:  # after the answer to this, with which the server knows the token
                token = types.WorkDoneProgressCancelParams(params.token)
                self._loop.call_soon(self.client.window_work_done_progress_cancel, token)

        @self.client.feature(types.PROGRESS)
        def progress(params: types.ProgressParams) -> None:
            self.progress.append(params.value)

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def register(params: types.RegistrationParams) -> None:
            self.watched += [registration.method for registration in params.registrations]

        @self.client.feature(types.WORKSPACE_CONFIGURATION)
        def configuration(params: types.ConfigurationParams) -> list[Any]:
            return [self.settings for _ in params.items]

        for method in REFRESHING:

            @self.client.feature(method)
            def refresh(params: None, method: str = method) -> None:
                with self._news:
                    self.refreshed.append(method)
                    self._news.notify_all()

    async def _start(
        self, folders: tuple[Path, ...], able: types.ClientCapabilities, extra: dict[str, Any]
    ) -> types.InitializeResult:
        await self.client.start_io(*self._command)
        self._reading = asyncio.ensure_future(self._read_log())
        started = await self.client.initialize_async(
            types.InitializeParams(
                capabilities=able,
                workspace_folders=[folder_of(folder) for folder in folders] or None,
                **extra,
            )
        )
        self.client.initialized(types.InitializedParams())
        return started

    async def _read_log(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            self.log.append(line.decode().rstrip())

    def end(self) -> int | None:
        """Leave as editors do; the exit code of the server."""

        async def leave() -> int | None:
            await self.client.shutdown_async(None)
            self.client.exit(None)
            return await self.process.wait()

        code = self.wait(leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        return code

    @property
    def process(self) -> asyncio.subprocess.Process:
        return self.client._server  # type: ignore[return-value, attr-defined]

    # --- documents ----------------------------------------------------------------------------

    def open(self, uri: str, text: str, language: str = "python") -> None:
        self._versions[uri] = 1
        document = types.TextDocumentItem(uri, language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))

    def change(self, uri: str, text: str) -> None:
        self._versions[uri] += 1
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=uri, version=self._versions[uri]),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    def close(self, uri: str) -> None:
        identifier = types.TextDocumentIdentifier(uri)
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))

    def on_disk(self, *paths: Path, kind: types.FileChangeType = types.FileChangeType.Changed):
        changes = [types.FileEvent(path.as_uri(), kind) for path in paths]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(changes))

    # --- what is shown ------------------------------------------------------------------------

    def until(self, is_so: Any, what: str) -> None:
        """Wait until a condition on what the server told holds."""
        with self._news:
            assert self._news.wait_for(is_so, PATIENCE), (
                f"{what}; told: {self.messages}; {self.log}"
            )

    def codes(self, uri: str) -> list[str]:
        """The codes of the diagnostics shown for the newest text of a document."""
        return [str(diagnostic.code) for diagnostic in self.diagnostics(uri)]

    def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        version = self._versions.get(uri)

        def newest() -> bool:
            return bool(self.shown.get(uri)) and self.shown[uri][-1].version == version

        self.until(newest, f"nothing was published for {uri}")
        return list(self.shown[uri][-1].diagnostics)

    def shows(self, uri: str, codes: list[str]) -> None:
        """Wait until exactly these codes are shown for a document."""

        def now() -> list[str]:
            shown = self.shown.get(uri)
            return [str(d.code) for d in shown[-1].diagnostics] if shown else ["nothing yet"]

        self.until(lambda: now() == codes, f"{uri} has {now()}, not {codes}")

    # --- questions ----------------------------------------------------------------------------

    def actions(
        self, uri: str, asked: types.Range, only: list[str] | None = None
    ) -> list[types.CodeAction]:
        here = list(self.shown[uri][-1].diagnostics) if uri in self.shown else []
        context = types.CodeActionContext(diagnostics=here, only=only)
        identifier = types.TextDocumentIdentifier(uri)
        return self.wait(
            self.client.text_document_code_action_async(
                types.CodeActionParams(identifier, asked, context)
            )
        )

    def resolved(self, action: types.CodeAction) -> list[types.TextEdit]:
        edit = self.wait(self.client.code_action_resolve_async(action)).edit
        if edit.document_changes:
            return list(edit.document_changes[0].edits)
        (edits,) = edit.changes.values()
        return list(edits)

    def hover(self, uri: str, line: int, character: int) -> str:
        identifier = types.TextDocumentIdentifier(uri)
        found = self.wait(
            self.client.text_document_hover_async(
                types.HoverParams(identifier, types.Position(line, character))
            )
        )
        return found.contents.value if found is not None else ""

    def hints(self, uri: str, first: int = 0, last: int = 1000) -> list[tuple[int, str]]:
        """The inlay hints between two lines: the line of each, from 0, and its label."""
        asked = types.Range(types.Position(first, 0), types.Position(last, 0))
        params = types.InlayHintParams(types.TextDocumentIdentifier(uri), asked)
        found = self.wait(self.client.text_document_inlay_hint_async(params))
        return [(hint.position.line, hint.label) for hint in found or ()]

    def lenses(self, uri: str) -> list[tuple[int, str]]:
        params = types.CodeLensParams(types.TextDocumentIdentifier(uri))
        found = self.wait(self.client.text_document_code_lens_async(params))
        return [(lens.range.start.line, lens.command.title) for lens in found or ()]

    def pull(self, uri: str) -> list[str]:
        identifier = types.TextDocumentIdentifier(uri)
        report = self.wait(
            self.client.text_document_diagnostic_async(types.DocumentDiagnosticParams(identifier))
        )
        return [str(item.code) for item in report.items]

    def run(self, command: str, *arguments: Any) -> Any:
        return self.wait(
            self.client.workspace_execute_command_async(
                types.ExecuteCommandParams(command, arguments=list(arguments))
            )
        )

    def add_folder(self, path: Path) -> None:
        event = types.WorkspaceFoldersChangeEvent([folder_of(path)], [])
        self.client.workspace_did_change_workspace_folders(
            types.DidChangeWorkspaceFoldersParams(event)
        )


def folder_of(path: Path) -> types.WorkspaceFolder:
    return types.WorkspaceFolder(path.as_uri(), path.name)


def applied(text: str, edits: list[types.TextEdit]) -> str:
    """The text after an editor made the edits, columns in UTF-16 units."""
    lines = text.splitlines(keepends=True) + [""]

    def offset(place: types.Position) -> int:
        before = "".join(lines[: place.line])
        units = lines[place.line].encode("utf-16-le")[: 2 * place.character]
        return len(before) + len(units.decode("utf-16-le"))

    spans = [(offset(e.range.start), offset(e.range.end), e.new_text) for e in edits]
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text
