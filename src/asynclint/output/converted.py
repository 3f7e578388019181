"""The plan of a conversion, the differences, and what became of it, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.output import diff
from asynclint.output.cells import visible
from asynclint.output.layout import LABEL, NAME, PATH, PLAIN, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.conversion import Conversion, Refusal, Spot
    from asynclint.output.view import View


def pieces(done: Conversion, view: View) -> Iterator[Piece]:
    """What to print; each piece ends its line."""
    if done.refusals:
        yield from _refused(done, view)
    elif not done.edited:
        yield Piece(f"`{visible(done.name)}` is async already.\n")
    else:
        yield from _plan(done, view)
        for path, before, after in done.edited:
            yield from diff.pieces(view.shown(path), before, after)
        yield Piece("\n")
        yield Piece(f"{_summary(done)}\n")


def _refused(done: Conversion, view: View) -> Iterator[Piece]:
    yield Piece(f"`{visible(done.name)}` cannot be made async; nothing was changed.\n", NAME)
    for refusal in done.refusals:
        yield Piece("\n")
        yield from _refusal(refusal, view)


def _refusal(refusal: Refusal, view: View) -> Iterator[Piece]:
    yield Piece(f"{visible(refusal.reason)}\n")
    for spot in refusal.spots:
        yield Piece(f"  {_place(spot, view)}\n", PATH)
    if refusal.remedy:
        yield Piece(f"  help: {visible(refusal.remedy)}\n", LABEL)


def _plan(done: Conversion, view: View) -> Iterator[Piece]:
    yield Piece("async\n", NAME)
    for spot, name, why in done.converted:
        where = f"{visible(view.shown(spot.path))}:{spot.line}"
        yield Piece(f"  {where}: {visible(name)} ({why})\n")
    if done.uses:
        yield Piece("\ncallers\n", NAME)
        for spot, what in done.uses:
            yield Piece(f"  {_place(spot, view)}: {what}\n")
    if done.notes:
        yield Piece("\nnotes\n", NAME)
        for note in done.notes:
            yield Piece(f"  {visible(note)}\n", PLAIN)
    yield Piece("\n")


def _place(spot: Spot, view: View) -> str:
    where = f"{visible(view.shown(spot.path))}:{spot.line}"
    function = f" in {visible(spot.function)}" if spot.function else ""
    text = f": {visible(spot.text)}" if spot.text else ""
    return where + function + text


def _summary(done: Conversion) -> str:
    functions, files = len(done.converted), len(done.edited)
    what = f"{functions} function{'s' * (functions != 1)} in {files} file{'s' * (files != 1)}"
    if done.is_written:
        return f"Made {what} async."
    return f"Would make {what} async: --write changes the files."
