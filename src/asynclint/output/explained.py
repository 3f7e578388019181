"""What is known at a place, for people and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from asynclint.output.cells import visible
from asynclint.output.chain import chain_lines
from asynclint.output.json_array import finding_data, frame_data, position_data
from asynclint.output.layout import CODE, GUTTER, LABEL, NAME, PATH, Line, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asynclint.diagnostics import Finding
    from asynclint.explanation import Blocking, Explanation, Origin, Running, Value
    from asynclint.output.view import View

HOW = {
    "bound": "bound at",
    "parameter": "parameter at",
    "given": "given at",
    "imported": "imported at",
    "defined": "defined at",
    "declared": "declared at",
    "stored": "set in",
    "returned": "returned by",
    "known": "from what is known of",
}
WHERE = {
    "loop": "on the event loop",
    "thread": "in a thread",
    "own loop": "on a loop that sync code runs for it",
    "sync": "from sync code",
    "nobody": "nobody calls it, as far as can be seen",
    "import": "as the module is imported",
}
OTHERS = {
    "loop": "async function",
    "thread": "function that hands it over",
    "own loop": "function that runs it so",
    "sync": "function",
}


def lines(explanation: Explanation, view: View) -> Iterator[Line]:
    """The lines to print."""
    shown = visible(view.shown(explanation.path))
    column = "" if explanation.column is None else f":{explanation.column}"
    word = "async " if explanation.is_async else ""
    where = f" in {word}{explanation.function}" if explanation.function else " outside functions"
    yield (Piece(f"{shown}:{explanation.row}{column}", PATH), Piece(where, LABEL))
    text = view.line(explanation.path, explanation.row)
    if text is not None:
        yield (Piece(f"{explanation.row} | ", GUTTER), Piece(visible(text.strip())))
    yield from _section("values", (_value(value, view) for value in explanation.values))
    running = (_running(way, explanation, view) for way in explanation.running)
    yield from _section("runs", running)
    blocking = [list(_blocking(each, view)) for each in explanation.blocking]
    nothing = [[(Piece("  nothing that is known"),)]] if explanation.function else []
    yield from _section("blocks", blocking or nothing)
    yield from _section("findings", ([_finding(each)] for each in explanation.findings))


def _section(title: str, parts: Iterable[Iterable[Line]]) -> Iterator[Line]:
    begun = False
    for part in parts:
        if not begun:
            yield ()
            yield (Piece(title, NAME),)
            begun = True
        yield from part


def _value(value: Value, view: View) -> Iterator[Line]:
    said = f", {value.gloss}" if value.gloss else ""
    yield (Piece(f"  {visible(value.text)}: "), Piece(visible(value.kind), PATH), Piece(said))
    for origin in value.origins:
        yield _origin(origin, view)


def _origin(origin: Origin, view: View) -> Line:
    if origin.how == "more":
        return (Piece(f"      and by {origin.text} more calls", LABEL),)
    how = Piece(f"      {HOW[origin.how]} ", LABEL)
    if not origin.path:
        return (how, Piece(visible(origin.text)))
    place = f"{visible(view.shown(origin.path))}:{origin.line}"
    return (how, Piece(place, PATH), Piece(f": {visible(origin.text)}"))


def _running(way: Running, explanation: Explanation, view: View) -> Iterator[Line]:
    said = WHERE[way.where]
    if way.where == "loop" and explanation.is_async:
        said += ", as an async function"
        said += ", called by" if way.chain else ""
    elif way.through:
        said += f", by {way.through}"
    elif way.chain:
        said += ", called by"
    names = " → ".join((*(frame.function for frame in way.chain), explanation.function))
    yield (Piece(f"  {said}"), Piece(f": {visible(names)}" if way.chain else ""))
    yield from chain_lines(way.chain, view, 6)
    if way.others:
        word = OTHERS[way.where]
        yield (Piece(f"      and by {way.others} other {_many(word, way.others)}", LABEL),)


def _many(word: str, count: int) -> str:
    head, space, tail = word.partition(" that ")
    return word if count == 1 else f"{head}s{space}{tail}"


def _blocking(blocking: Blocking, view: View) -> Iterator[Line]:
    verb = " leads to" if blocking.chain else ":"
    instead = f"; instead: {blocking.instead}" if blocking.instead else ""
    text = f"  {visible(blocking.text)}{verb} {visible(blocking.label)} ({blocking.does}{instead})"
    yield (Piece(text),)
    yield from chain_lines(blocking.chain, view, 6)


def _finding(finding: Finding) -> Line:
    return (
        Piece("  "),
        Piece(finding.code, f"{CODE} {finding.severity}"),
        Piece(f" {finding.name}", NAME),
        Piece(f"  {visible(finding.message)}"),
    )


# --- JSON ------------------------------------------------------------------------------------


def as_json(explanation: Explanation, view: View) -> str:
    """The same as one JSON object; ASCII only, as the findings are."""
    data = {
        "filename": view.absolute(explanation.path),
        "row": explanation.row,
        "column": explanation.column,
        "function": explanation.function or None,
        "is_async": explanation.is_async,
        "values": [_value_data(value, view) for value in explanation.values],
        "running": [_running_data(way, view) for way in explanation.running],
        "blocking": [_blocking_data(each, view) for each in explanation.blocking],
        "findings": [finding_data(finding, view) for finding in explanation.findings],
    }
    return json.dumps(data, indent=2) + "\n"


def _value_data(value: Value, view: View) -> dict[str, Any]:
    return {
        "text": value.text,
        "location": position_data(value.start),
        "end_location": position_data(value.end),
        "kind": value.kind,
        "gloss": value.gloss,
        "origins": [_origin_data(origin, view) for origin in value.origins],
    }


def _origin_data(origin: Origin, view: View) -> dict[str, Any]:
    return {
        "how": origin.how,
        "filename": view.absolute(origin.path) if origin.path else None,
        "row": origin.line or None,
        "text": origin.text,
    }


def _running_data(way: Running, view: View) -> dict[str, Any]:
    return {
        "where": way.where,
        "through": way.through or None,
        "chain": [frame_data(frame, view) for frame in way.chain],
        "others": way.others,
    }


def _blocking_data(blocking: Blocking, view: View) -> dict[str, Any]:
    return {
        "text": blocking.text,
        "does": blocking.does,
        "label": blocking.label,
        "instead": blocking.instead or None,
        "chain": [frame_data(frame, view) for frame in blocking.chain],
    }
