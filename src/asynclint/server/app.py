"""The language server: what it answers, and when it checks what.

The thread that speaks the protocol only keeps the texts of open documents; all else is done by the
engine's thread (`worker`). After every change the open documents are checked anew, the changed ones
first; what comes out for a text that has changed meanwhile is dropped.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any
from uuid import uuid4

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from asynclint import __version__
from asynclint.explanation import Unexplained
from asynclint.server import actions, hover
from asynclint.server.conversions import Refused, conversion
from asynclint.server.diagnostics import SOURCE, Client, diagnostics
from asynclint.server.options import SECTION, WORKSPACE, read
from asynclint.server.places import Places
from asynclint.server.projects import Checked, Projects
from asynclint.server.worker import Stopped, Worker
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
        )
        self.worker = Worker()
        self.projects = Projects(cache_dir, self._tell)
        self.texts: dict[str, tuple[int, str]] = {}  # URI of an open document → version, text
        self.paths: dict[str, str] = {}  # path → URI, as the client spells it
        self.checked: dict[str, tuple[int, Checked]] = {}  # URI → version, what was found
        self.pending: dict[str, str | None] = {}  # path → text; None: read from the disk again
        self.dirty: dict[str, None] = {}  # URIs to check, those that changed last at the end
        self.published: set[str] = set()  # URIs of files that are not open
        self.client = Client(types.ClientCapabilities(), types.PositionEncodingKind.Utf16, self.uri)
        self.drain: asyncio.Task[None] | None = None
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

    def _tell(self, message: str) -> None:
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
        self.checked.pop(uri, None)
        self.dirty.pop(uri, None)
        self.paths.pop(path, None)
        self.pending[path] = None
        if not self.client.pulls:
            self._publish(uri, None, [])
        self.touch()

    def touch(self, *uris: str) -> None:
        """These documents have changed; others may have other findings because of that."""
        for uri in (*self.texts, *uris):
            self.dirty.pop(uri, None)
            self.dirty[uri] = None
        if not self.client.pulls and (self.drain is None or self.drain.done()):
            self.drain = asyncio.ensure_future(self._drain())

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

    # --- checking -----------------------------------------------------------------------------

    async def _drain(self) -> None:
        while self.dirty and not self.worker.is_ending:
            last = next(reversed(self.dirty))
            first = [last] if len(self.dirty) == len(self.texts) else list(self.dirty)
            try:
                await self.check(first, is_urgent=first == [last])
            except Stopped:
                self.dirty = {**dict.fromkeys(first), **self.dirty}
            except Exception as error:
                log.exception("cannot check %s", first)
                self._tell(f"internal error: {type(error).__name__}: {error}")
                for uri in first:
                    self.dirty.pop(uri, None)

    async def check(self, uris: list[str], is_urgent: bool = True) -> None:
        """Check open documents, and publish what is found in those that did not change meanwhile.
        What is not urgent is left (`Stopped`) when something changes."""
        for uri in uris:
            self.dirty.pop(uri, None)
        versions = {uri: self.texts[uri] for uri in uris if uri in self.texts}
        if not versions:
            return
        found = await self.worker.run(lambda: self._checked(list(versions), is_urgent))
        for uri, (checked, shown) in found.items():
            if self.texts.get(uri) is versions[uri]:
                self.checked[uri] = (versions[uri][0], checked)
                if not self.client.pulls:
                    self._publish(uri, versions[uri][0], shown)

    def _checked(
        self, uris: list[str], is_urgent: bool
    ) -> dict[str, tuple[Checked, list[types.Diagnostic]]]:
        self.settle()

        def progress(done: int, total: int) -> None:
            self.worker.progress()
            if self.pending and not is_urgent:
                raise Stopped

        paths = {self.path(uri): uri for uri in uris}
        if not self.projects.options.enable:
            return {uri: (Checked(path, "", ()), []) for path, uri in paths.items()}
        found = self.projects.check(paths, progress)
        outcome = {uri: found.get(path, Checked(path, "", ())) for path, uri in paths.items()}
        return {
            uri: (checked, diagnostics(checked, self.projects.project(checked.path), self.client))
            for uri, checked in outcome.items()
        }

    def _publish(self, uri: str, version: int | None, shown: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=shown, version=version)
        )

    async def current(self, uri: str) -> Checked | None:
        """What is found in an open document as it is now; None where it is not open."""
        for _ in range(3):
            if uri not in self.texts:
                return None
            if uri in self.dirty or uri not in self.checked:
                await self.check([uri])
            known = self.checked.get(uri)
            if known is not None and uri not in self.dirty:
                return known[1]
        raise JsonRpcException("the document keeps changing", types.LSPErrorCodes.ContentModified)

    async def check_workspace(self) -> int:
        """Check all files of all projects, and publish what is found; how many files have
        findings."""
        folders = [self.path(folder.uri) for folder in self.workspace.folders.values()]
        folders = folders or [self.path(self.workspace.root_uri or "")]
        found: dict[str, list[types.Diagnostic]] = {}
        async with self._progress("Checking the workspace") as token:
            for folder in filter(None, folders):
                found.update(await self.worker.run(partial(self._whole, folder, token)))
        for uri in self.published - found.keys():
            self._publish(uri, None, [])
        for uri, shown in found.items():
            if uri not in self.texts:
                self._publish(uri, None, shown)
        self.published = set(found) - self.texts.keys()
        return len(found)

    @asynccontextmanager
    async def _progress(self, title: str) -> AsyncIterator[str | None]:
        """Show the user that work goes on, if the client can; gives the token for reports of it."""
        window = self.client_capabilities.window
        if window is None or not window.work_done_progress:
            yield None
            return
        token = uuid4().hex
        await self.work_done_progress.create_async(token)
        self.work_done_progress.begin(token, types.WorkDoneProgressBegin(title, percentage=0))
        try:
            yield token
        finally:
            self.work_done_progress.end(token, types.WorkDoneProgressEnd())

    def _whole(self, folder: str, token: str | None) -> dict[str, list[types.Diagnostic]]:
        self.settle()

        def progress(done: int, total: int) -> None:
            self.worker.progress()
            if token is not None and self.loop is not None and done % 20 == 0:
                step = types.WorkDoneProgressReport(
                    message=f"{done} of {total} files", percentage=100 * done // max(total, 1)
                )
                self.loop.call_soon_threadsafe(self.work_done_progress.report, token, step)

        found = self.projects.check_whole(folder, progress)
        return {
            self.uri(path): diagnostics(checked, self.projects.project(path), self.client)
            for path, checked in found.items()
            if checked.findings
        }

    # --- settings -----------------------------------------------------------------------------

    async def set_options(self, data: object) -> None:
        options, complaints = read(data)
        for complaint in complaints:
            self._tell(complaint)
        await self.worker.run(lambda: self.projects.set_options(options))
        self.touch()
        if options.diagnostics == WORKSPACE:
            await self.check_workspace()

    async def pull_options(self) -> None:
        """Ask the client for its settings, if it can tell."""
        workspace = self.client_capabilities.workspace
        if workspace is None or not workspace.configuration:
            return
        asked = types.ConfigurationParams([types.ConfigurationItem(section=SECTION)])
        values = await self.workspace_configuration_async(asked)
        if values and values[0] is not None:
            await self.set_options(values[0])

    async def set_folders(self) -> None:
        folders = [self.path(folder.uri) for folder in self.workspace.folders.values()]
        if not folders and self.workspace.root_uri:
            folders = [self.path(self.workspace.root_uri)]
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
        checked = await self.current(uri)
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
        checked = await self.current(uri)
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
            self._tell(str(refused))
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
        checked = await self.current(uri)
        if checked is None:
            return None
        places = self.places(checked)
        at = places.position(place)
        here = [f for f in checked.findings if f.start <= at <= f.end]
        text = hover.of_findings(here)
        if not here:
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
