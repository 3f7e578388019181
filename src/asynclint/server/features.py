"""Which message of the protocol is answered by what, and the start of it all."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import redirect_stdout
from typing import Any

from lsprotocol import types

from asynclint.server import actions
from asynclint.server.app import CHECK_WORKSPACE, Server
from asynclint.server.diagnostics import SOURCE, Client


def build(cache_dir: str | None) -> Server:
    """A server with all that it answers registered; `cache_dir` as of `Project`."""
    server = Server(cache_dir)
    _lifecycle(server)
    _documents(server)
    _questions(server)
    return server


def run(cache_dir: str | None) -> int:
    """Speak the protocol over standard input and output until the client ends it, or is gone; the
    exit code that the protocol asks for: 0 after a request to shut down, else 1."""
    server = build(cache_dir)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out, redirect_stdout(sys.stderr):
        try:
            server.start_io(stdout=out)
        finally:
            server.worker.end()
    return 0 if server.was_shut_down else 1


def _lifecycle(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.loop = asyncio.get_running_loop()
        encoding = types.PositionEncodingKind(
            server.workspace.position_encoding or types.PositionEncodingKind.Utf16
        )
        server.client = Client(params.capabilities, encoding, server.uri)
        server.initial = params.initialization_options

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        await server.set_folders()
        if server.initial is not None:
            await server.set_options(server.initial)
        await server.watch()
        await server.pull_options()

    @server.feature(types.SHUTDOWN)
    def shutdown(params: None) -> None:
        server.was_shut_down = True
        server.worker.end()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        await server.set_folders()
        server.touch()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configuration(params: types.DidChangeConfigurationParams) -> None:
        if params.settings:
            await server.set_options(params.settings)
        else:
            await server.pull_options()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(params: types.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            server.pending.setdefault(server.path(change.uri), None)
        server.touch()
        await server.refresh()


def _documents(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        server.put(document.uri, document.version, document.text)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        document = params.text_document
        text = server.workspace.get_text_document(document.uri).source
        server.put(document.uri, document.version, text)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.touch()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        server.remove(params.text_document.uri)


def _questions(server: Server) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(
            identifier=SOURCE, inter_file_dependencies=True, workspace_diagnostics=False
        ),
    )
    async def pulled(
        params: types.DocumentDiagnosticParams,
    ) -> types.RelatedFullDocumentDiagnosticReport:
        shown = await server.checks.pulled(params.text_document.uri)
        return types.RelatedFullDocumentDiagnosticReport(shown)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=list(actions.KINDS), resolve_provider=True),
    )
    async def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return await server.actions(params)

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolved(action: types.CodeAction) -> types.CodeAction:
        return await server.resolve(action)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        return await server.hover(params.text_document.uri, params.position)

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT, types.InlayHintOptions(resolve_provider=False))
    async def hinted(params: types.InlayHintParams) -> list[types.InlayHint]:
        return await server.marks.hints(params.text_document.uri, params.range)

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS, types.CodeLensOptions(resolve_provider=False))
    async def lenses(params: types.CodeLensParams) -> list[types.CodeLens]:
        return await server.marks.lenses(params.text_document.uri)

    @server.command(actions.EXPLAIN)
    async def explain(code: str) -> str:
        return await _explain(server, code)

    @server.command(CHECK_WORKSPACE)
    async def check_workspace(*arguments: Any) -> int:
        return await server.checks.workspace()


async def _explain(server: Server, code: str) -> str:
    """The page of a rule as text; where the client can, it is opened as well."""
    from asynclint.rules.documentation import document
    from asynclint.rules.registry import RULES

    rule = next((rule for rule in RULES if rule.code == code), None)
    if rule is None:
        return ""
    window = server.client_capabilities.window
    if window is not None and window.show_document is not None and window.show_document.support:
        from asynclint.diagnostics import DOCUMENTATION

        page = f"{DOCUMENTATION}{rule.code.lower()}-{rule.name}.md"
        await server.window_show_document_async(types.ShowDocumentParams(uri=page, external=True))
    return document(rule)
