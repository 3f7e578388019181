"""Turning a function async from within the editor: which one is meant, and its edits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.conversion import Conversion, Unconvertible, Wish
from asynclint.sources.text import LineTable

if TYPE_CHECKING:
    from asynclint.diagnostics import Position
    from asynclint.engine import Project

_HEADER = re.compile(r"(?P<indent>[ \t]*)(?P<word>(?:async[ \t]+)?def|class)[ \t]+(?P<name>\w+)")


class Refused(Exception):
    """Why a function cannot be converted, for the user."""


def function_named_at(text: str, place: Position) -> bool:
    """Whether the name of a function stands there, in its header."""
    lines = LineTable(text)
    header = _HEADER.match(lines.line(place.row))
    if header is None or header["word"] == "class":
        return False
    return header.start("name") < place.column <= header.end("name") + 1


def sync_function_at(text: str, row: int) -> str | None:
    """The qualified name of the sync function whose header stands on a row (from 1), as far as the
    indentation tells; None for another line, and for functions inside functions."""
    lines = text.splitlines()
    header = _HEADER.match(lines[row - 1]) if row <= len(lines) else None
    if header is None or header["word"] != "def":
        return None
    names, indent = [header["name"]], len(header["indent"])
    for line in reversed(lines[: row - 1]):
        outer = _HEADER.match(line)
        if outer is not None and len(outer["indent"]) < indent:
            if outer["word"] != "class":
                return None
            names.insert(0, outer["name"])
            indent = len(outer["indent"])
    return ".".join(names)


def conversion(project: Project, path: str, name: str) -> Conversion:
    """What turning a function of a file async changes. Raises Refused."""
    try:
        done = project.asyncify(Wish(path, name), write=False)
    except Unconvertible as wrong:
        raise Refused(" ".join(filter(None, (wrong.message, wrong.remedy)))) from None
    if done.refusals:
        raise Refused("; ".join(_told(done)))
    return done


def _told(done: Conversion) -> list[str]:
    told = []
    for refusal in done.refusals:
        places = ", ".join(f"{spot.path}:{spot.line}" for spot in refusal.spots[:3])
        told.append(f"{refusal.reason} ({places})" if places else refusal.reason)
    return told
