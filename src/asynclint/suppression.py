"""Comments by which the user keeps a finding quiet.

`# asynclint: ignore[ASL201] reason` and `# noqa: ASL201` count for the statement on whose first or
last line they stand, or, on a line of their own, for the statement below them (other comments and
decorators may stand between). Without codes they count for all rules. `# asynclint:
ignore-file[ASL201]` and `# flake8: noqa: ASL201` count for the whole file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.config import names_rule
from asynclint.diagnostics import IgnoreComment, IgnoredCode, Span
from asynclint.index.chunks import comments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from asynclint.diagnostics import Finding
    from asynclint.sources.text import LineTable

# Codes of other tools stand beside ours in `noqa`; a word without a digit or hyphen is prose.
_SELECTOR = r"(?:[a-z]+[0-9]+|[a-z]+(?:-[a-z]+)+)\b"
_COMMENT = re.compile(
    r"#\s*asynclint:\s*(?P<word>ignore-file|ignore)(?![\w-])(?:\s*\[(?P<codes>[^\]]*)\])?"
    r"|#\s*(?P<flake>flake8:\s*)?noqa\b"
    rf"(?::\s*(?P<noqa>{_SELECTOR}(?:[,\s]+{_SELECTOR})*))?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^,\s]+")
_DEFINITION = re.compile(r"(?:async|def|class)\b")


class Suppression(NamedTuple):
    """One comment: the row it stands on, and the selectors it names (None: all rules)."""

    row: int
    selectors: frozenset[str] | None
    whole_file: bool
    own_line: bool
    span: Span = Span(0, 0)  # from `#` to the end of the comment, or to the next `#` in it
    words: tuple[tuple[str, Span], ...] = ()  # the selectors as they are written
    is_ours: bool = True  # `noqa` belongs to everybody

    def names(self, finding: Finding) -> bool:
        return self.selectors is None or names_rule(self.selectors, finding.code, finding.name)


class Suppressions:
    """The suppressing comments of one file."""

    def __init__(self, text: str, lines: LineTable) -> None:
        self._text = text
        self._lines = lines
        self._by_row: dict[int, list[Suppression]] = {}
        self._of_file: list[Suppression] = []
        self._comment_rows: set[int] = set()  # those that hold nothing but a comment
        self._used: set[tuple[Span, str]] = set()  # selectors that suppressed something; "" for all
        if "asynclint" in text.lower() or "noqa" in text.lower():
            self._read()

    def kept(self, findings: Sequence[Finding]) -> list[Finding]:
        """The findings that no comment suppresses."""
        if not (self._by_row or self._of_file):
            return list(findings)
        return [f for f in findings if not self._suppresses(f)]

    def _read(self) -> None:
        for start, end in comments(self._text):
            row, column = self._lines.position(start)
            own_line = not self._lines.line(row)[: column - 1].strip()
            if own_line:
                self._comment_rows.add(row)
            for found in _COMMENT.finditer(self._text, start, end):
                following = self._text.find("#", found.end(), end)
                whole = Span(found.start(), end if following < 0 else following)
                suppression = _suppression(found, row, own_line, whole)
                if suppression is None:
                    continue
                if suppression.whole_file:
                    self._of_file.append(suppression)
                else:
                    self._by_row.setdefault(row, []).append(suppression)

    def _suppresses(self, finding: Finding) -> bool:
        fitting = [comment for comment in self._about(finding) if comment.names(finding)]
        for comment in fitting:
            self._used.add((comment.span, ""))
            for word, span in comment.words:
                if names_rule((word,), finding.code, finding.name):
                    self._used.add((span, word))
        return bool(fitting)

    def said(
        self, rules: Mapping[str, str], default: frozenset[str], enabled: frozenset[str]
    ) -> tuple[IgnoreComment, ...]:
        """The comments and what they did; to be asked after `kept`.

        `rules` are the names of all rules by their codes, `enabled` those that were run.
        """
        found = {c.span: c for row in self._by_row.values() for c in row}
        found.update({comment.span: comment for comment in self._of_file})
        return tuple(self._outcome(found[span], rules, default, enabled) for span in sorted(found))

    def _outcome(
        self,
        comment: Suppression,
        rules: Mapping[str, str],
        default: frozenset[str],
        enabled: frozenset[str],
    ) -> IgnoreComment:
        if comment.selectors is None:
            unused = comment.is_ours and default <= enabled and (comment.span, "") not in self._used
            return IgnoreComment(comment.span, self._removal(comment), None, unused)
        codes = []
        for word, span in comment.words:
            named = {code for code, name in rules.items() if names_rule((word,), code, name)}
            is_ours = comment.is_ours or bool(named) or word.upper().startswith("ASL")
            was_run = bool(named) and (named & default or named) <= enabled
            unused = was_run and (span, word) not in self._used
            codes.append(IgnoredCode(word, span, bool(named), is_ours, unused))
        is_empty = comment.is_ours and not codes
        unused = is_empty or (bool(codes) and all(code.is_unused for code in codes))
        return IgnoreComment(comment.span, self._removal(comment), tuple(codes), unused)

    def _removal(self, comment: Suppression) -> Span:
        """What goes with a comment: the space before it, or the whole line if nothing else stands
        there."""
        start, end = comment.span
        text = self._text
        if text[end : end + 1] == "#":
            return comment.span  # another comment follows
        while text[start - 1 : start] in (" ", "\t"):
            start -= 1
        if start == 0 or text[start - 1] in "\r\n":
            end += 2 if text[end : end + 2] == "\r\n" else 1
        return Span(start, min(end, len(text)))

    def _about(self, finding: Finding) -> Iterator[Suppression]:
        """The comments that count for a finding."""
        yield from self._of_file
        first, last = (self._lines.position(place).row for place in finding.statement)
        for row in sorted({first, last, finding.start.row, finding.end.row}):
            is_comment = row == finding.start.row  # which it is about, where that is its row
            yield from (s for s in self._by_row.get(row, ()) if is_comment or not s.own_line)
        for row in self._rows_above(finding.statement.start, first):
            yield from self._by_row.get(row, ())

    def _rows_above(self, start: int, first: int) -> Iterator[int]:
        """The rows of the comments on lines of their own above the statement at `start`."""
        is_definition = _DEFINITION.match(self._text, start) is not None
        row = first - 1
        while row > 0:
            if row in self._comment_rows:
                yield row
            elif is_definition and (decorator := self._decorator_above(row, first)):
                row = decorator
            else:
                return
            row -= 1

    def _decorator_above(self, row: int, first: int) -> int:
        """The row on which the decorator begins that ends on `row`; 0 if none ends there.

        `first` is the row of the definition, which is indented like its decorators.
        """
        header = self._lines.line(first)
        indent = header[: len(header) - len(header.lstrip())]
        while row > 0:
            line = self._lines.line(row)
            if line.startswith(indent + "@"):
                return row
            is_inside = line.startswith((indent + " ", indent + "\t"))
            if not line.strip() or not (is_inside or line.startswith(_closing(indent))):
                return 0
            row -= 1
        return 0


def _closing(indent: str) -> tuple[str, ...]:
    return tuple(indent + bracket for bracket in ")]}")


def _suppression(found: re.Match[str], row: int, own_line: bool, whole: Span) -> Suppression | None:
    """What a comment says; None if it speaks to another tool."""
    word = (found["word"] or "").lower()
    codes = found["codes"] if word else found["noqa"]
    if found["flake"] and codes is None:
        return None  # `# flake8: noqa` speaks to flake8 alone
    selectors = None
    words: tuple[tuple[str, Span], ...] = ()
    if codes is not None:
        start = found.start("codes" if word else "noqa")
        words = tuple(
            (each[0], Span(start + each.start(), start + each.end()))
            for each in _WORD.finditer(codes)
        )
        selectors = frozenset(text for text, _ in words)
    of_file = word == "ignore-file" or bool(found["flake"])
    if not word and codes is not None:
        whole = Span(whole.start, found.end())  # what stands behind the codes is nobody's reason
    return Suppression(row, selectors, of_file, own_line, whole, words, bool(word))
