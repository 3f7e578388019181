"""Changes of text for the editor: small ones, so that cursors and folds stay where they are."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding

# What has to stand in the first two lines of a file: how to run it, and its encoding.
_HEAD = re.compile(r"(?:#!.*(?:\r\n|[\r\n]))?(?:#.*coding[:=].*(?:\r\n|[\r\n]))?")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def replacements(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """What changes in a text, line by line: (start, end, new text) by offsets before."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, first, last, begin, end in matcher.get_opcodes():
        if tag != "equal":
            yield starts[first], starts[last], "".join(new[begin:end])


def ignoring(text: str, finding: Finding) -> str:
    """The text with a comment that keeps the finding quiet; the same where none can."""
    from asynclint.fixes.ignore_comments import Wanted, add_ignores  # brings the parser along

    wanted = Wanted(finding.code, finding.span, finding.statement)
    return add_ignores(text, [wanted], newline=_newline(text))[0]


def ignoring_file(text: str, finding: Finding) -> str:
    """The text with a comment at its top that keeps the rule quiet in all of it."""
    head = _HEAD.match(text)
    at = head.end() if head is not None else 0
    return f"{text[:at]}# asynclint: ignore-file[{finding.code}]{_newline(text)}{text[at:]}"


def _newline(text: str) -> str:
    found = re.search(r"\r\n|\r|\n", text)
    return found.group() if found else "\n"
