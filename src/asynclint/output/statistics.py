"""How often each rule found something."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from asynclint.diagnostics import Applicability
from asynclint.output.layout import CODE, GUTTER, NAME, Line, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Report


class Tally(NamedTuple):
    total: int
    code: str
    name: str
    severity: str
    fixable: int  # how many of them --fix would mend


def tallies(report: Report) -> list[Tally]:
    """One tally for each rule with findings: the most frequent first, then by code."""
    counts = Counter((f.code, f.name, f.severity) for f in report.findings)
    fixable = Counter(
        f.code for f in report.findings if f.fix and f.fix.applicability is Applicability.SAFE
    )
    found = [Tally(counts[key], *key, fixable[key[0]]) for key in counts]
    return sorted(found, key=lambda tally: (-tally.total, tally.code))


def lines(report: Report) -> Iterator[Line]:
    """`count  CODE  [*] name`: `[*]` where --fix would mend all, `[-]` where it would mend some."""
    found = tallies(report)
    digits = max((len(str(tally.total)) for tally in found), default=0)
    for tally in found:
        mark = "[*]" if tally.fixable == tally.total else "[-]" if tally.fixable else "[ ]"
        yield (
            Piece(f"{tally.total:>{digits}}  "),
            Piece(tally.code, f"{CODE} {tally.severity}"),
            Piece(f"  {mark} ", GUTTER),
            Piece(tally.name, NAME),
        )


def as_json(report: Report) -> str:
    """The same as a JSON array."""
    listed = [
        {
            "count": tally.total,
            "code": tally.code,
            "name": tally.name,
            "severity": tally.severity,
            "fixable": tally.fixable,
        }
        for tally in tallies(report)
    ]
    return json.dumps(listed, indent=2) + "\n"
