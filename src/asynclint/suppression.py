"""Comments by which the user keeps a finding quiet.

`# asynclint: ignore[ASL201] reason` and `# noqa: ASL201` count for the statement on whose first or
last line they stand, or, on a line of their own, for the statement below them. Without codes they
count for all rules. `# asynclint: ignore-file[ASL201]` counts for the whole file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index.chunks import comments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from asynclint.diagnostics import Finding
    from asynclint.sources.text import LineTable

_COMMENT = re.compile(
    r"#\s*asynclint:\s*(?P<word>ignore-file|ignore)\b(?:\s*\[(?P<codes>[^\]]*)\])?"
    r"|#\s*(?P<flake>flake8:\s*)?noqa\b(?::\s*(?P<noqa>[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*))?",
    re.IGNORECASE,
)


class Suppression(NamedTuple):
    """One comment: the row it stands on, and the selectors it names (None: all rules)."""

    row: int
    selectors: frozenset[str] | None
    whole_file: bool
    own_line: bool

    def names(self, finding: Finding) -> bool:
        if self.selectors is None:
            return True
        return any(
            finding.code.startswith(selector) or selector == finding.name.upper()
            for selector in self.selectors
        )


class Suppressions:
    """The suppressing comments of one file."""

    def __init__(self, text: str, lines: LineTable) -> None:
        self._lines = lines
        self._all = list(_read(text, lines)) if _may_hold(text) else []
        self._by_row = {s.row: s for s in self._all if not s.whole_file}
        self._file = [s for s in self._all if s.whole_file]

    def kept(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings that no comment suppresses."""
        if not self._all:
            return list(findings)
        return [f for f in findings if not self._suppresses(f)]

    def _suppresses(self, finding: Finding) -> bool:
        if any(comment.names(finding) for comment in self._file):
            return True
        first = self._lines.position(finding.statement.start).row
        last = self._lines.position(finding.statement.end).row
        for row in {first, last, finding.start.row, finding.end.row}:
            comment = self._by_row.get(row)
            if comment is not None and not comment.own_line and comment.names(finding):
                return True
        row = first - 1
        while (above := self._by_row.get(row)) is not None and above.own_line:
            if above.names(finding):
                return True
            row -= 1
        return False


def _may_hold(text: str) -> bool:
    return "asynclint" in text or "noqa" in text.lower()


def _read(text: str, lines: LineTable):  # type: ignore[no-untyped-def]
    for start, end in comments(text):
        found = _COMMENT.match(text, start, end) or _COMMENT.search(text, start, end)
        if found is None:
            continue
        position = lines.position(start)
        own_line = not lines.line(position.row)[: position.column - 1].strip()
        word, codes = found["word"], found["codes"]
        if word is None:
            codes = found["noqa"]
            if found["flake"] and codes is None:
                continue  # `# flake8: noqa` speaks to flake8 alone
        selectors = None
        if codes is not None:
            selectors = frozenset(c.upper() for c in re.split(r"[,\s]+", codes.strip()) if c)
        whole = (word or "").lower() == "ignore-file" or bool(found["flake"])
        yield Suppression(position.row, selectors, whole, own_line)
