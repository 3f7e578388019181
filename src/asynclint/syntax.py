"""What the text of a file alone tells: whether it can be parsed, and misplaced `async`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.rules.base import Rule, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.checking import File
    from asynclint.diagnostics import Finding
    from asynclint.sources.text import LineTable


def syntax_findings(file: File, lines: LineTable, rules: tuple[Rule, ...]) -> Iterator[Finding]:
    """What the rules say about the text of a file."""
    broken, zero = file.module.broken, file.text.text.find("\0")
    place = None if broken is None else (file.repaired.back(broken.offset), broken.reason)
    if place is None and zero >= 0:  # in a comment, where libcst does not mind
        place = (zero, "a zero character, which Python does not read")
    source = Source(file.shown, file.text.text, lines, place, file.repaired.repairs)
    for rule in rules:
        yield from rule.check_source(source)
