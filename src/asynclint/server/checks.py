"""When the server checks what: open documents after every change, the whole workspace when asked.

After every change the open documents are checked anew, the changed ones first; what comes out for a
text that has changed meanwhile is dropped.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from asynclint.server.diagnostics import diagnostics
from asynclint.server.projects import Checked
from asynclint.server.worker import Stopped

if TYPE_CHECKING:
    from asynclint.server.app import Server

log = logging.getLogger(__name__)


class _Known(NamedTuple):
    state: int  # of all documents and files, counted
    checked: Checked


class _Running(NamedTuple):
    state: int
    task: asyncio.Task[None]


class Checks:
    """What was found in open documents, and what is to be looked at again."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.state = 0  # counts the changes
        self._known: dict[str, _Known] = {}  # by URI
        self._dirty: dict[str, None] = {}  # URIs to check, those that changed last at the end
        self._running: dict[str, _Running] = {}
        self._drain: asyncio.Task[None] | None = None
        self._published: set[str] = set()  # URIs of files that are not open

    def forget(self, uri: str) -> None:
        """The document is no longer open."""
        self._known.pop(uri, None)
        self._dirty.pop(uri, None)
        self._running.pop(uri, None)
        if not self.server.client.pulls:
            self._publish(uri, None, [])

    def touch(self, *uris: str) -> None:
        """These documents have changed; others may have other findings because of that."""
        self.state += 1
        for uri in (*self.server.texts, *uris):
            self._dirty.pop(uri, None)
            self._dirty[uri] = None
        if not self.server.client.pulls and (self._drain is None or self._drain.done()):
            self._drain = asyncio.ensure_future(self._drained())

    # --- open documents -----------------------------------------------------------------------

    async def _drained(self) -> None:
        while self._dirty and not self.server.worker.is_ending:
            last = next(reversed(self._dirty))
            is_first = len(self._dirty) == len(self.server.texts)
            uris = [last] if is_first else list(self._dirty)
            try:
                await self._begun(uris, is_urgent=uris == [last])
            except Stopped:
                self._dirty = {**dict.fromkeys(uris), **self._dirty}
            except Exception as error:
                log.exception("cannot check %s", uris)
                self.server.tell(f"internal error: {type(error).__name__}: {error}")

    def _begun(self, uris: list[str], is_urgent: bool = True) -> asyncio.Task[None]:
        """The task that checks documents. Nobody's giving up of a request ends it: others may wait
        for it as well."""
        task = asyncio.ensure_future(self._check(uris, is_urgent))
        for uri in uris:
            self._dirty.pop(uri, None)
            self._running[uri] = _Running(self.state, task)
        return task

    async def _check(self, uris: list[str], is_urgent: bool) -> None:
        """Check open documents, and publish what is found in those that did not change meanwhile.
        What is not urgent is left (`Stopped`) when something changes."""
        state, server = self.state, self.server
        texts = {uri: server.texts[uri] for uri in uris if uri in server.texts}
        if not texts:
            return
        found = await server.worker.run(lambda: self._checked(list(texts), is_urgent))
        for uri, (checked, shown) in found.items():
            if server.texts.get(uri) is texts[uri]:
                self._known[uri] = _Known(state, checked)
                if not server.client.pulls:
                    self._publish(uri, texts[uri][0], shown)

    def _checked(
        self, uris: list[str], is_urgent: bool
    ) -> dict[str, tuple[Checked, list[types.Diagnostic]]]:
        server = self.server
        server.settle()

        def progress(done: int, total: int) -> None:
            server.worker.progress()
            if server.pending and not is_urgent:
                raise Stopped

        paths = {server.path(uri): uri for uri in uris}
        if not server.projects.options.enable:
            return {uri: (Checked(path, "", ()), []) for path, uri in paths.items()}
        found = server.projects.check(paths, progress)
        outcome = {uri: found.get(path, Checked(path, "", ())) for path, uri in paths.items()}
        return {uri: (checked, self._shown(checked)) for uri, checked in outcome.items()}

    def _shown(self, checked: Checked) -> list[types.Diagnostic]:
        project = self.server.projects.project(checked.path)
        return diagnostics(checked, project, self.server.client)

    def _publish(self, uri: str, version: int | None, shown: list[types.Diagnostic]) -> None:
        self.server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=shown, version=version)
        )

    async def current(self, uri: str) -> Checked | None:
        """What is found in an open document as everything is now; None where it is not open."""
        for _ in range(3):
            if uri not in self.server.texts:
                return None
            known = self._known.get(uri)
            if known is not None and known.state == self.state:
                return known.checked
            running = self._running.get(uri)
            if running is None or running.state != self.state or running.task.done():
                running = _Running(self.state, self._begun([uri]))
            try:
                await asyncio.shield(running.task)
            except Stopped:
                continue
        raise changing()

    def is_current(self, uri: str, checked: Checked) -> bool:
        """Whether nothing has changed since a document was checked."""
        known = self._known.get(uri)
        return known is not None and known.checked is checked and known.state == self.state

    async def pulled(self, uri: str) -> list[types.Diagnostic]:
        """The diagnostics of a document for a client that asks."""
        checked = await self.current(uri)
        if checked is None:
            return []
        return await self.server.worker.run(lambda: self._shown(checked))

    # --- the workspace ------------------------------------------------------------------------

    async def workspace(self) -> int:
        """Check all files of all projects, and publish what is found; how many files have
        findings."""
        server = self.server
        found: dict[str, list[types.Diagnostic]] = {}
        async with self._progress("Checking the workspace") as token:
            for folder in filter(None, server.folders()):
                try:
                    found.update(await server.worker.run(partial(self._whole, folder, token)))
                except Stopped:
                    code = types.LSPErrorCodes.RequestCancelled
                    raise JsonRpcException("the user has stopped it", code) from None
        for uri in self._published - found.keys():
            self._publish(uri, None, [])
        for uri, shown in found.items():
            if uri not in server.texts:
                self._publish(uri, None, shown)
        self._published = set(found) - server.texts.keys()
        return len(found)

    @asynccontextmanager
    async def _progress(self, title: str) -> AsyncIterator[str | None]:
        """Show the user that work goes on, if the client can; gives the token for reports of it."""
        server = self.server
        window = server.client_capabilities.window
        if window is None or not window.work_done_progress:
            yield None
            return
        token, shown = uuid4().hex, server.work_done_progress
        await shown.create_async(token)
        shown.begin(token, types.WorkDoneProgressBegin(title, cancellable=True, percentage=0))
        try:
            yield token
        finally:
            shown.end(token, types.WorkDoneProgressEnd())
            shown.tokens.pop(token, None)

    def _whole(self, folder: str, token: str | None) -> dict[str, list[types.Diagnostic]]:
        server = self.server
        server.settle()
        asked = server.work_done_progress.tokens.get(token) if token is not None else None

        def progress(done: int, total: int) -> None:
            server.worker.progress()
            if asked is not None and asked.cancelled():
                raise Stopped
            if token is not None and server.loop is not None and done % 20 == 0:
                step = types.WorkDoneProgressReport(
                    message=f"{done} of {total} files", percentage=100 * done // max(total, 1)
                )
                server.loop.call_soon_threadsafe(server.work_done_progress.report, token, step)

        found = server.projects.check_whole(folder, progress)
        return {server.uri(path): self._shown(c) for path, c in found.items() if c.findings}


def changing() -> JsonRpcException:
    """The answer to a request that is out of date before it is answered."""
    return JsonRpcException("the document keeps changing", types.LSPErrorCodes.ContentModified)
