"""Looking at the converted project once more, before anything is written."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from asynclint.asyncify import obstacles, targets
from asynclint.asyncify.uses import UNKNOWN, Judge, Trouble, Use
from asynclint.conversion import Refusal, Spot
from asynclint.semantic.naming import Namer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asynclint.asyncify.bodies import Name
    from asynclint.asyncify.drafts import Reading
    from asynclint.diagnostics import Finding

_LINE_NUMBERS = re.compile(r":\d+")


def unfinished(
    reading: Reading, names: Iterable[Name], unbridged: Counter[str], ignores_unknown: bool
) -> Iterator[Refusal]:
    """The places that name one of the functions and do not work with a coroutine function.

    `unbridged` counts by file the places that had a bridge: there the coroutine, or the function,
    goes where the bridge's went, and whether that is right the rules about awaiting tell.
    """
    spared = unbridged.copy()
    model = reading.world.model
    namer = Namer(model)
    for name in names:
        file = targets.file_at(reading, name.path)
        found = targets.named(reading, file, name.qualname)
        assert isinstance(found, list)
        routine = found[-1]
        bridged = bool(obstacles.removed(model, routine))
        takes_any = ignores_unknown or targets.view_of(model, routine) is not None
        judge = Judge(model, routine, lambda other: other.is_async, bridged)
        for naming in namer.of(routine):
            verdict = judge.of(naming)
            if isinstance(verdict, Use) and not verdict.steps:
                continue
            if verdict is None or (
                isinstance(verdict, Trouble) and verdict.sort == UNKNOWN and takes_any
            ):
                continue
            if spared[naming.module.path] > 0:
                spared[naming.module.path] -= 1
                continue
            where = reading.project.shown(naming.module.path)
            row = naming.module.text.count("\n", 0, naming.span.start) + 1
            reason = f"`{name.qualname}` would not be awaited everywhere"
            yield Refusal(reason, (Spot(where, row, "", ""),))


def new_findings(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """The findings that were not there before, wherever their lines have gone."""
    known, counts = Counter(map(_told, before)), Counter((f.path, f.code) for f in before)
    found = list(after)
    more = Counter((f.path, f.code) for f in found)
    fresh = []
    for finding in found:
        if known[_told(finding)] > 0:
            known[_told(finding)] -= 1
        elif more[finding.path, finding.code] > counts[finding.path, finding.code]:
            fresh.append(finding)
    return fresh


def _told(finding: Finding) -> tuple[str, str, str]:
    return finding.path, finding.code, _LINE_NUMBERS.sub("", finding.message)
