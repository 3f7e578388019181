"""The reviewed verdicts: one TOML file for each package, one entry for each finding."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ecosystem_check import Found
from ecosystem_packages import EcosystemError, read_toml

TRUE = "true"  # it is as the finding says
FALSE_ALARM = "false alarm"  # it is not: to be mended in asynclint
BY_DESIGN = "by design"  # it is, and the authors meant it: a test of the mistake, for instance
UNREVIEWED = "unreviewed"
VERDICTS = (TRUE, FALSE_ALARM, BY_DESIGN, UNREVIEWED)


class Entry(NamedTuple):
    """A verdict on a finding. `line` and `message` help the reader and may be out of date."""

    file: str
    line: int
    code: str
    function: str
    text: str
    message: str
    verdict: str  # one of VERDICTS
    reason: str  # one line; may be empty while unreviewed

    @property
    def fingerprint(self) -> tuple[str, str, str, str]:
        """What a finding is recognised by: lines may move, and messages be worded anew."""
        return self.file, self.code, self.function, self.text


class Comparison(NamedTuple):
    """Findings beside the entries that there were for them."""

    reviewed: list[tuple[Found, Entry]]
    unreviewed: list[Found]  # without an entry, or with one that waits for its verdict
    vanished: list[Entry]  # entries whose finding is no more


def read_verdicts(path: Path) -> list[Entry]:
    """The entries in the file; none if there is no file. Raises EcosystemError."""
    if not path.exists():
        return []
    entries = []
    for number, table in enumerate(read_toml(path).get("finding", []), 1):
        place = f"{path}: entry {number} (line {table.get('line', '?')} of {table.get('file')})"
        try:
            entry = Entry(**table)
        except TypeError as error:
            raise EcosystemError(f"{place}: {str(error).replace('Entry.__new__() ', '')}") from None
        if entry.verdict not in VERDICTS:
            raise EcosystemError(f"{place}: the verdict must be one of: {', '.join(VERDICTS)}")
        if entry.verdict != UNREVIEWED and not entry.reason.strip():
            raise EcosystemError(f"{place}: a verdict needs its reason")
        entries.append(entry)
    return entries


def write_verdicts(path: Path, entries: Iterable[Entry]) -> None:
    """Write the entries in the order of files and lines; without any, remove the file."""
    tables = []
    for entry in sorted(entries):
        pairs = [f"{key} = {_toml(value)}" for key, value in entry._asdict().items()]
        tables.append("\n".join(["[[finding]]", *pairs]) + "\n")
    if tables:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(tables), encoding="utf-8", newline="\n")
    else:
        path.unlink(missing_ok=True)


def compare(findings: Iterable[Found], entries: Iterable[Entry]) -> Comparison:
    """Find the entry of each finding. Of equal ones, those with equal messages belong together,
    and what is left then is taken in the order of lines."""
    waiting: dict[tuple[str, str, str, str], list[Entry]] = defaultdict(list)
    for entry in sorted(entries):
        waiting[entry.fingerprint].append(entry)
    grouped: dict[tuple[str, str, str, str], list[Found]] = defaultdict(list)
    for found in sorted(findings):
        grouped[_new(found).fingerprint].append(found)
    comparison = Comparison([], [], [])
    for fingerprint, group in grouped.items():
        _pair(group, waiting[fingerprint], comparison)
    for rest in waiting.values():
        comparison.vanished.extend(rest)
    return comparison


def updated(comparison: Comparison, prune: bool) -> list[Entry]:
    """The entries to be kept: with new ones for what is unreviewed; vanished ones unless pruned."""
    kept = [
        entry._replace(line=found.line, message=found.message)
        for found, entry in comparison.reviewed
    ]
    new = [_new(found) for found in comparison.unreviewed]
    return kept + new + ([] if prune else comparison.vanished)


def _pair(group: Sequence[Found], entries: list[Entry], comparison: Comparison) -> None:
    """Give each finding its entry, and take that entry out of `entries`."""
    pairs: dict[int, Entry] = {}
    criteria: list[Callable[[Found, Entry], bool]] = [
        lambda found, entry: found.message == entry.message and found.line == entry.line,
        lambda found, entry: found.message == entry.message,
        lambda found, entry: True,
    ]
    for fits in criteria:
        for number, found in enumerate(group):
            entry = next((entry for entry in entries if fits(found, entry)), None)
            if number not in pairs and entry is not None:
                pairs[number] = entry
                entries.remove(entry)
    for number, found in enumerate(group):
        if number in pairs and pairs[number].verdict != UNREVIEWED:
            comparison.reviewed.append((found, pairs[number]))
        else:
            comparison.unreviewed.append(found)


def _new(found: Found) -> Entry:
    return Entry(
        found.file,
        found.line,
        found.code,
        found.function,
        found.text,
        found.message,
        UNREVIEWED,
        "",
    )


def _toml(value: str | int) -> str:
    """A string of JSON is one of TOML, but for the characters that TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
