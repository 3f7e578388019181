"""What is marked in open documents, if the user wants it: as inlay hints, as code lenses, or both.

Marks are made when the client asks for them, and once for each state of everything. They are left
when something changes meanwhile; the client is told to ask again when the changes have ended.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from lsprotocol import types

from asynclint.server import hover
from asynclint.server.checks import changing
from asynclint.server.worker import Stopped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Position
    from asynclint.explanation import OnLoop
    from asynclint.server.app import Server
    from asynclint.server.options import Options
    from asynclint.server.places import Places
    from asynclint.server.projects import Checked

    Marked = tuple[OnLoop, ...]

log = logging.getLogger(__name__)
CALM = 0.4  # seconds without a change after which clients are told to ask again


class Marks:
    """The marks of open documents."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._made: dict[str, tuple[Checked, Marked]] = {}  # by URI
        self._shown = (False, False)  # hints, lenses: as the client was told last
        self._telling: asyncio.TimerHandle | None = None

    # --- when they are asked for --------------------------------------------------------------

    def forget(self, uri: str) -> None:
        """The document is no longer open."""
        self._made.pop(uri, None)

    def switch(self, options: Options) -> None:
        """The user has other settings: what is shown goes or comes."""
        before, self._shown = self._shown, (options.inlay_hints, options.code_lens)
        self._refresh(*(old or new for old, new in zip(before, self._shown)))

    def touch(self) -> None:
        """Something has changed: have the client ask again, once it is calm."""
        if self._telling is not None:
            self._telling.cancel()
        if any(self._shown) and self.server.loop is not None:
            self._telling = self.server.loop.call_later(CALM, self._refresh, *self._shown)

    def _refresh(self, hints: bool, lenses: bool) -> None:
        workspace = self.server.client_capabilities.workspace
        if workspace is None or self.server.worker.is_ending:
            return
        if hints and workspace.inlay_hint and workspace.inlay_hint.refresh_support:
            self.server.workspace_inlay_hint_refresh(None)
        if lenses and workspace.code_lens and workspace.code_lens.refresh_support:
            self.server.workspace_code_lens_refresh(None)

    async def of(self, uri: str) -> tuple[Checked, Marked] | None:
        """The marks of an open document as everything is now; None where there can be none."""
        server = self.server
        checked = await server.checks.current(uri)
        if checked is None or not checked.text:
            return None
        try:
            marks = await server.worker.run(lambda: self._found(uri, checked))
        except Stopped:
            raise changing() from None
        if not server.checks.is_current(uri, checked):
            raise changing()
        return checked, marks

    def _found(self, uri: str, checked: Checked) -> Marked:
        known = self._made.get(uri)
        if known is not None and known[0] is checked:
            return known[1]

        def pause() -> None:
            self.server.worker.progress()
            if self.server.pending:
                raise Stopped

        pause()
        try:
            marks = self.server.projects.on_loop(checked.path, pause)
        except Stopped:
            raise
        except Exception as error:
            log.exception("cannot mark %s", uri)
            self.server.tell(f"internal error: {type(error).__name__}: {error}")
            marks = ()
        self._made[uri] = (checked, marks)
        return marks

    # --- how they are shown -------------------------------------------------------------------

    async def hints(self, uri: str, asked: types.Range) -> list[types.InlayHint]:
        """The inlay hints in a range of a document."""
        if not self.server.projects.options.inlay_hints:
            return []
        found = await self.of(uri)
        if found is None:
            return []
        places = self.server.places(found[0])
        first, last = places.position(asked.start).row, places.position(asked.end).row
        return [
            _hint(at, label, tooltip, places)
            for at, label, tooltip in _labels(found[1])
            if first <= at.row <= last
        ]

    async def lenses(self, uri: str) -> list[types.CodeLens]:
        """The code lenses of a document: one for each function on the loop."""
        if not self.server.projects.options.code_lens:
            return []
        found = await self.of(uri)
        if found is None:
            return []
        places = self.server.places(found[0])
        return [
            types.CodeLens(
                places.between(mark.name_start, mark.name_end),
                types.Command(_lens(mark), ""),  # a text; nothing happens when it is clicked
            )
            for mark in found[1]
        ]

    async def at(self, uri: str, place: Position) -> str:
        """What is to be said of the function whose name stands at a place; "" for any other."""
        found = await self.of(uri)
        marks = () if found is None else found[1]
        here = (m for m in marks if m.name_start <= place <= m.name_end)
        return next((hover.of_mark(mark) for mark in here), "")


def _labels(marks: Marked) -> Iterator[tuple[Position, str, str]]:
    for mark in marks:
        yield mark.header_end, hover.where(mark), hover.of_mark(mark)
        for call in mark.calls:
            yield call.end, "blocks the loop", hover.of_blocking(call.blocking)


def _hint(at: Position, label: str, tooltip: str, places: Places) -> types.InlayHint:
    return types.InlayHint(
        places.place(at),
        label,
        tooltip=types.MarkupContent(types.MarkupKind.Markdown, tooltip),
        padding_left=True,
    )


def _lens(mark: OnLoop) -> str:
    count = len(mark.calls)
    if not count:
        return hover.where(mark)
    return f"{hover.where(mark)}; {count} {'call blocks' if count == 1 else 'calls block'} it"
