"""A text fixed to its fixed point: look, choose, apply, and look again until nothing is left.

A rule whose fixes break the text, or never come to an end, is left out and named; everything else
is fixed as if that rule had offered nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from asynclint.diagnostics import Applicability, Fix, Problem
from asynclint.fixes.apply import Applied, apply_fixes
from asynclint.fixes.errors import FixError
from asynclint.fixes.merge import Candidate, select

FindingsFor = Callable[[str], Sequence[Candidate]]

_REMEDY = "please report this, with the file; --ignore leaves the rule out meanwhile"


class Fixed(NamedTuple):
    """A text after all rounds."""

    text: str
    applied: tuple[str, ...]  # titles of the fixes, in the order in which they were applied
    rounds: int  # passes that changed something
    problems: tuple[Problem, ...]
    codes: tuple[str, ...] = ()  # the rule of each of `applied`
    rejected: tuple[tuple[str, str], ...] = ()  # title and reason of what does not fit `text`


def fix_text(
    text: str,
    findings_for: FindingsFor,
    level: Applicability,
    max_rounds: int = 10,
    *,
    path: str = "",
    first_party: Collection[str] = (),
) -> Fixed:
    """Fix `text` as long as `findings_for` (place, code, fix of each finding) offers fixes.

    `level` is the least safety of the fixes to apply; `path` is for problems; `first_party` as in
    `apply_fixes`. The text that is returned parses if `text` did.
    """
    problems: list[Problem] = []
    left_out: set[str] = set()
    while True:
        run = _Run(text, findings_for, level, first_party, left_out)
        run.go(max_rounds)
        for code in sorted(run.broken):
            problems.append(Problem(path, f"a fix of {code} breaks the syntax", _REMEDY))
        if not run.endless:
            titles, codes = tuple(zip(*run.done, strict=True)) or ((), ())
            return Fixed(run.text, titles, run.rounds, tuple(problems), codes, tuple(run.rejected))
        left_out |= run.endless | run.broken
        names = ", ".join(sorted(run.endless))
        problems.append(Problem(path, f"the fixes of {names} never come to an end", _REMEDY))


class _Run:
    """One way from the text to its fixed point, without the rules left out."""

    def __init__(
        self,
        text: str,
        findings_for: FindingsFor,
        level: Applicability,
        first_party: Collection[str],
        left_out: Collection[str],
    ) -> None:
        self.text = text
        self.rounds = 0
        self.done: list[tuple[str, str]] = []  # title and code
        self.rejected: list[tuple[str, str]] = []  # title and reason, of the last round
        self.broken: set[str] = set()  # codes whose fixes gave a text that does not parse
        self.endless: set[str] = set()  # codes whose fixes go on for ever
        self._findings_for = findings_for
        self._level = level
        self._first_party = first_party
        self._left_out = set(left_out)

    def go(self, max_rounds: int) -> None:
        seen = {self.text: 0}  # text -> how many rounds led to it
        codes: list[set[str]] = []  # of each round
        while applied := self._round():
            self.rounds += 1
            self.done += applied
            codes.append({code for _, code in applied})
            if self.text in seen:
                self.endless = set().union(*codes[seen[self.text] :])
                return
            if self.rounds > max_rounds:
                self.endless = codes[-1]
                return
            seen[self.text] = self.rounds

    def _round(self) -> list[tuple[str, str]]:
        """Apply what can be applied at once; titles and codes, none at the fixed point."""
        candidates = list(self._findings_for(self.text))
        self.rejected = []
        while chosen := select(self._allowed(candidates), self._level):
            outcome = self._apply(chosen)
            if outcome is None:
                continue  # without the rules that broke the text
            self.rejected += [
                (fix.title, why) for fix, why in zip(outcome.rejected, outcome.reasons, strict=True)
            ]
            if outcome.text != self.text:
                self.text = outcome.text
                rejected = {id(fix) for fix in outcome.rejected}
                return [(fix.title, code) for _, code, fix in chosen if id(fix) not in rejected]
            # nothing came of these: what they stood in the way of has its turn
            tried = {id(each) for each in chosen}
            candidates = [each for each in candidates if id(each) not in tried]
        return []

    def _allowed(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        return [each for each in candidates if each[1] not in self._left_out]

    def _apply(self, chosen: list[Candidate]) -> Applied | None:
        """Apply the chosen fixes, or the first alone if they only fail together.

        None, with the guilty rules left out from now on, if fixes fail alone.
        """
        try:
            return self._try(chosen)
        except FixError:
            guilty = {each[1] for each in chosen if not self._works(each)}
        if not guilty:
            del chosen[1:]
            return self._try(chosen)
        self.broken |= guilty
        self._left_out |= guilty
        return None

    def _works(self, candidate: Candidate) -> bool:
        try:
            self._try([candidate])
        except FixError:
            return False
        return True

    def _try(self, chosen: Sequence[Candidate]) -> Applied:
        fixes: list[Fix] = [fix for _, _, fix in chosen]
        return apply_fixes(self.text, fixes, first_party=self._first_party)
