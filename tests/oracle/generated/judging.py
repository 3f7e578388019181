"""Whether linter and runtime agree on generated programs, line by line and in both directions."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from suite_runs import lint

from ..agreement import CONSEQUENCES, kinds_of
from ..recorder import BLOCKS, NEVER_AWAITED, RAISES, UNSAFE, Event
from .programs import Batch, Program, batch_of
from .running import events_of

MISSED, FALSE = "missed", "false alarm"
# Codes about what goes wrong on the line where it goes wrong. Others are about bridges that work
# and could be shorter, threads that Django does not know, and what could be done better.
JUDGED = ("ASL1", "ASL2", "ASL3", "ASL401", "ASL402")
# These tell of the same mistakes, and of others that show elsewhere or later.
TELLING = (*JUDGED, "ASL505", "ASL507")

Place = tuple[str, int]  # path, row


class Disagreement(NamedTuple):
    program: Program
    direction: str
    what: str  # the code of the finding, or the kind and detail of the event
    place: Place

    @property
    def sort(self) -> tuple[str, str]:
        """Two disagreements of one sort are taken for the same."""
        return self.direction, self.what


class Count(NamedTuple):
    """What was compared."""

    misbehaving: int = 0  # lines
    findings: int = 0

    def plus(self, other: Count) -> Count:
        return Count(self.misbehaving + other.misbehaving, self.findings + other.findings)


def disagreements(programs: Sequence[Program]) -> tuple[list[Disagreement], Count]:
    """Run and lint some programs together."""
    batch = batch_of(programs)
    events, ran = events_of(batch.files, calls_of(batch))
    found: dict[Place, set[str]] = {}
    for finding in lint(batch.files).findings:
        if finding.code.startswith(TELLING):
            found.setdefault((finding.path, finding.start.row), set()).add(finding.code)
    extents = {path: coroutine_functions(text) for path, text in batch.files.items()}
    told: list[Disagreement] = []
    count = Count()
    for number, program in enumerate(programs):
        rows = batch.rows[number]
        own = [e for e in events if any(f.line in rows.get(f.path, ()) for f in e.frames)]
        marked = {place: codes for place, codes in found.items() if place[1] in rows[place[0]]}
        seen = [(event, places_of(event, extents)) for event in own]
        told += missed(program, seen, marked)
        told += [Disagreement(program, FALSE, c, p) for p, c in unproven(seen, marked) if p in ran]
        count = count.plus(Count(len({min(p) for _, p in seen if p}), len(marked)))
    return told, count


def calls_of(batch: Batch) -> list[tuple[str, dict[str, bool]]]:
    many = len(batch.programs) > 1
    return [
        (f"view{number}" if many else "view", given)
        for number, program in enumerate(batch.programs)
        for given in program.calls()
    ]


def missed(
    program: Program, seen: list[tuple[Event, set[Place]]], marked: dict[Place, set[str]]
) -> Iterator[Disagreement]:
    """The events that no finding tells of. What follows from a mistake needs none of its own: an
    exception, and coroutines that are not awaited any more because of it."""
    explained = {event for event, places in seen if any(at in marked for at in places)}
    raised = any(event.kind in CONSEQUENCES for event in explained) or any(
        event.kind == NEVER_AWAITED for event in explained
    )
    for event, places in seen:
        follows = event.kind not in (UNSAFE, BLOCKS) and raised
        if event not in explained and not follows:
            detail = event.detail if event.kind in (UNSAFE, BLOCKS) else event.detail[:24]
            if event.kind == RAISES and event.exception is not None:
                detail = event.exception.__name__
            yield Disagreement(
                program, MISSED, f"{event.kind}: {detail}", min(places, default=("", 0))
            )


def fits(event: Event, code: str) -> bool:
    return event.kind in kinds_of(code)


def unproven(
    seen: list[tuple[Event, set[Place]]], marked: dict[Place, set[str]]
) -> Iterator[tuple[Place, str]]:
    """The findings at whose places nothing fitting happens."""
    for place, codes in marked.items():
        for code in sorted(codes):
            is_judged = code.startswith(JUDGED)
            if is_judged and not any(place in p and fits(event, code) for event, p in seen):
                yield place, code


def places_of(event: Event, extents: dict[str, list[tuple[str, range]]]) -> set[Place]:
    """Where an event is to be reported. A blocking operation: in the innermost coroutine function
    on the stack. Anything else: anywhere on the way."""
    if event.kind not in (UNSAFE, BLOCKS):
        return {(frame.path, frame.line) for frame in event.frames}
    for frame in event.frames:
        holding = [r for n, r in extents[frame.path] if n == frame.function and frame.line in r]
        if holding:
            inside = min(holding, key=len)
            return {
                (f.path, f.line) for f in event.frames if f.path == frame.path and f.line in inside
            }
    return {(frame.path, frame.line) for frame in event.frames}


def coroutine_functions(text: str) -> list[tuple[str, range]]:
    return [
        (node.name, range(node.lineno, (node.end_lineno or 0) + 1))
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.AsyncFunctionDef)
    ]
