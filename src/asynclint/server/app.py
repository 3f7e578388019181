"""The language server: the texts of open documents, the settings, and the answers to questions.

The thread that speaks the protocol only keeps the texts; all else is done by the engine's thread
(`worker`). When what is checked is the business of `checks`.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from asynclint import __version__
from asynclint.explanation import Unexplained
from asynclint.server import actions, hover
from asynclint.server.checks import Checks
from asynclint.server.conversions import Refused, conversion, function_named_at
from asynclint.server.diagnostics import SOURCE, Client
from asynclint.server.marks import Marks
from asynclint.server.options import SECTION, WORKSPACE, read
from asynclint.server.places import Places
from asynclint.server.projects import Checked, Projects
from asynclint.server.protocol import Protocol
from asynclint.server.worker import Worker
from asynclint.sources.paths import absolute

log = logging.getLogger(__name__)
CHECK_WORKSPACE = "asynclint.checkWorkspace"
WATCHED = (
    "**/*.py", "**/*.pyi", "**/pyproject.toml", "**/asynclint.toml", "**/*.lock",
    "**/requirements*.txt", "**/templates/**",
)  # fmt: skip


class Server(LanguageServer):
    """The server of one client."""

    def __init__(self, cache_dir: str | None) -> None:
        super().__init__(
            "asynclint",
            __version__,
            # Whole texts: they are small, and a lost change can never set server and client apart.
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
            protocol_cls=Protocol,
        )
        self.worker = Worker()
        self.projects = Projects(cache_dir, self.tell)
        self.texts: dict[str, tuple[int, str]] = {}  # URI of an open document → version, text
        self.paths: dict[str, str] = {}  # path → URI, as the client spells it
        self.pending: dict[str, str | None] = {}  # path → text; None: read from the disk again
        self.client = Client(types.ClientCapabilities(), types.PositionEncodingKind.Utf16, self.uri)
        self.checks = Checks(self)
        self.marks = Marks(self)
        self.was_shut_down = False
        self.initial: object = None  # the initialization options
        self.loop: asyncio.AbstractEventLoop | None = None

    # --- names --------------------------------------------------------------------------------

    def path(self, uri: str) -> str:
        """The absolute path of a document; its URI where it is no file."""
        found = to_fs_path(uri) if uri.startswith("file:") else None
        return uri if not found else absolute(found, "/")

    def uri(self, path: str) -> str:
        return self.paths.get(path) or from_fs_path(path) or path

    # --- talking ------------------------------------------------------------------------------

    def tell(self, message: str) -> None:
        """A message for the user, from whatever thread."""
        log.warning(message)
        if self.loop is not None and not self.worker.is_ending:
            self.loop.call_soon_threadsafe(
                self.window_show_message,
                types.ShowMessageParams(types.MessageType.Warning, f"asynclint: {message}"),
            )

    def report_server_error(self, error: Exception, source: Any) -> None:
        log.error("%s: %s", source, error)

    # --- what changes -------------------------------------------------------------------------

    def put(self, uri: str, version: int | None, text: str) -> None:
        path = self.path(uri)
        self.paths[path] = uri
        self.texts[uri] = (version or 0, text)
        self.pending[path] = text
        self.touch(uri)

    def remove(self, uri: str) -> None:
        path = self.path(uri)
        self.texts.pop(uri, None)
        self.paths.pop(path, None)
        self.pending[path] = None
        self.checks.forget(uri)
        self.marks.forget(uri)
        self.touch()

    def touch(self, *uris: str) -> None:
        """These documents have changed; what is known of others may be different now."""
        self.checks.touch(*uris)
        self.marks.touch()

    def settle(self) -> None:
        """Tell the projects what has changed; in the engine's thread, before each job."""
        while self.pending:
            path, text = self.pending.popitem()
            if text is not None:
                self.projects.open(path, text)
            elif path in self.paths:
                pass  # the buffer lies over what has changed on the disk
            else:
                self.projects.close(path)

    # --- settings -----------------------------------------------------------------------------

    async def set_options(self, data: object) -> None:
        options, complaints = read(data)
        for complaint in complaints:
            self.tell(complaint)
        await self.worker.run(lambda: self.projects.set_options(options))
        self.touch()
        self.marks.switch(options)
        await self.refresh()
        if options.diagnostics == WORKSPACE:
            await self.checks.workspace()

    async def pull_options(self) -> None:
        """Ask the client for its settings, if it can tell."""
        workspace = self.client_capabilities.workspace
        if workspace is None or not workspace.configuration:
            return
        asked = types.ConfigurationParams([types.ConfigurationItem(section=SECTION)])
        values = await self.workspace_configuration_async(asked)
        if values and values[0] is not None:
            await self.set_options(values[0])

    def folders(self) -> list[str]:
        """The folders that the editor has open."""
        folders = [self.path(folder.uri) for folder in self.workspace.folders.values()]
        if not folders and self.workspace.root_uri:
            folders = [self.path(self.workspace.root_uri)]
        return folders

    async def set_folders(self) -> None:
        folders = self.folders()
        await self.worker.run(lambda: self.projects.set_folders(folders))

    async def watch(self) -> None:
        """Have the client tell of files that change on the disk, if it can."""
        workspace = self.client_capabilities.workspace
        watching = workspace and workspace.did_change_watched_files
        if not watching or not watching.dynamic_registration:
            return
        options = types.DidChangeWatchedFilesRegistrationOptions(
            [types.FileSystemWatcher(glob_pattern=pattern) for pattern in WATCHED]
        )
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        await self.client_register_capability_async(
            types.RegistrationParams([types.Registration(f"{SOURCE}-watch", method, options)])
        )

    async def refresh(self) -> None:
        """Have a client that pulls diagnostics ask again."""
        workspace = self.client_capabilities.workspace
        if self.client.pulls and workspace and workspace.diagnostics:
            if workspace.diagnostics.refresh_support:
                await self.workspace_diagnostic_refresh_async(None)

    # --- answers ------------------------------------------------------------------------------

    def places(self, checked: Checked) -> Places:
        return Places(checked.text, self.client.encoding)

    async def actions(self, asked: types.CodeActionParams) -> list[types.CodeAction]:
        uri = asked.text_document.uri
        checked = await self.checks.current(uri)
        if checked is None:
            return []
        version, places = self.texts[uri][0], self.places(checked)
        project = await self.worker.run(lambda: self.projects.project(checked.path))
        is_lazy = self._resolves()
        found = actions.offered(checked, project, asked, places, version, is_lazy)
        if is_lazy:
            return found
        for action in found:
            with suppress(JsonRpcException):  # what was refused is not offered; the user was told
                await self.resolve(action)
        return [action for action in found if action.edit or action.command]

    def _resolves(self) -> bool:
        document = self.client_capabilities.text_document
        support = document and document.code_action and document.code_action.resolve_support
        return bool(support and "edit" in support.properties)

    async def resolve(self, action: types.CodeAction) -> types.CodeAction:
        """Fill in what the action changes."""
        data: Any = action.data
        if not isinstance(data, dict) or action.edit is not None:
            return action
        uri = data["uri"]
        checked = await self.checks.current(uri)
        unsafe = self.projects.options.unsafe_fixes
        if checked is not None:
            places, is_same = self.places(checked), data["version"] == self.texts[uri][0]
            if data["do"] == "asyncify":
                path = data.get("path", checked.path)
                action.edit = await self._asyncified(path, data["name"])
                return action
            found = await self.worker.run(
                lambda: actions.edits(
                    checked, self.projects.project(checked.path), data, places, unsafe
                )
            )
            if found is not None and (is_same or data["do"] == "all"):
                action.edit = self._edits({uri: found})
                return action
        raise JsonRpcException(
            "the document has changed since", types.LSPErrorCodes.ContentModified
        )

    async def _asyncified(self, path: str, name: str) -> types.WorkspaceEdit:
        def plan() -> dict[str, list[types.TextEdit]]:
            self.settle()
            project = self.projects.project(path)
            done = conversion(project, path, name)
            return {
                self.uri(absolute(each.path, project.root)): actions.between(
                    each.before, each.after, Places(each.before, self.client.encoding)
                )
                for each in done.edited
            }

        try:
            return self._edits(await self.worker.run(plan))
        except Refused as refused:
            self.tell(str(refused))
            raise JsonRpcException(str(refused), types.LSPErrorCodes.RequestFailed) from None

    def _edits(self, found: dict[str, list[types.TextEdit]]) -> types.WorkspaceEdit:
        """The edits of files as the client takes them."""
        workspace = self.client_capabilities.workspace
        editing = workspace and workspace.workspace_edit
        if not editing or not editing.document_changes:
            return types.WorkspaceEdit(changes=found)
        changes = []
        for uri, edits in found.items():
            version = self.texts[uri][0] if uri in self.texts else None
            document = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=version)
            changes.append(types.TextDocumentEdit(document, list(edits)))
        return types.WorkspaceEdit(document_changes=list(changes))

    async def hover(self, uri: str, place: types.Position) -> types.Hover | None:
        checked = await self.checks.current(uri)
        if checked is None:
            return None
        places = self.places(checked)
        at = places.position(place)
        here = [f for f in checked.findings if f.start <= at <= f.end]
        text = hover.of_findings(here)
        if not here and function_named_at(checked.text, at):
            text = await self.marks.at(uri, at)
        if not text:
            text = await self.worker.run(lambda: self._explained(checked.path, at))
        if not text:
            return None
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text))

    def _explained(self, path: str, at: Any) -> str:
        self.settle()
        project = self.projects.project(path)
        if project.root.startswith("/untitled"):
            return ""
        try:
            return hover.of_explanation(project.explain(path, at.row, at.column, callers=False))
        except Unexplained:
            return ""
