"""A text fixed to its fixed point: look, choose, apply, and look again until nothing is left.

A rule whose fixes break the text, or never come to an end, is left out and named; everything else
is fixed as if that rule had offered nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from asynclint.diagnostics import Applicability, Problem
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
        run = _Run(text, left_out)
        run.go(findings_for, level, max_rounds, first_party)
        for code in sorted(run.broken):
            problems.append(Problem(path, f"a fix of {code} breaks the syntax", _REMEDY))
        if not run.endless:
            titles, codes = tuple(zip(*run.done, strict=True)) or ((), ())
            return Fixed(run.text, titles, run.rounds, tuple(problems), codes, run.rejected)
        left_out |= run.endless | run.broken
        names = ", ".join(sorted(run.endless))
        problems.append(Problem(path, f"the fixes of {names} never come to an end", _REMEDY))


class Round(NamedTuple):
    """What one round came to."""

    text: str
    done: tuple[tuple[str, str], ...]  # title and code of what was applied
    rejected: tuple[tuple[str, str], ...]  # title and reason
    broken: frozenset[str]  # codes whose fixes gave a text that does not parse: nothing of them


def one_round(
    text: str,
    candidates: Sequence[Candidate],
    level: Applicability,
    *,
    first_party: Collection[str] = (),
) -> Round:
    """Apply as many of the candidates' fixes as go together; `text` stays as it is for none."""
    rejected: list[tuple[str, str]] = []
    broken: set[str] = set()
    left = list(candidates)
    while chosen := select(left, level):
        try:
            outcome = _apply(text, chosen, first_party)
        except FixError:
            guilty = {each[1] for each in chosen if not _works(text, each, first_party)}
            if guilty:
                broken |= guilty
                left = [each for each in left if each[1] not in guilty]
                continue
            del chosen[1:]  # they only fail together: the first goes first
            outcome = _apply(text, chosen, first_party)
        reasons = zip(outcome.rejected, outcome.reasons, strict=True)
        rejected += [(fix.title, reason) for fix, reason in reasons]
        if outcome.text != text:
            refused = {id(fix) for fix in outcome.rejected}
            done = [(fix.title, code) for _, code, fix in chosen if id(fix) not in refused]
            return Round(outcome.text, tuple(done), tuple(rejected), frozenset(broken))
        # nothing came of these: what they stood in the way of has its turn
        tried = {id(each) for each in chosen}
        left = [each for each in left if id(each) not in tried]
    return Round(text, (), tuple(rejected), frozenset(broken))


def _apply(text: str, chosen: Sequence[Candidate], first_party: Collection[str]) -> Applied:
    return apply_fixes(text, [fix for _, _, fix in chosen], first_party=first_party)


def _works(text: str, candidate: Candidate, first_party: Collection[str]) -> bool:
    try:
        _apply(text, [candidate], first_party)
    except FixError:
        return False
    return True


class _Run:
    """One way from the text to its fixed point, without the rules left out."""

    def __init__(self, text: str, left_out: Collection[str]) -> None:
        self.text = text
        self.rounds = 0
        self.done: list[tuple[str, str]] = []  # title and code
        self.rejected: tuple[tuple[str, str], ...] = ()  # title and reason, of the last round
        self.broken: set[str] = set()  # codes whose fixes gave a text that does not parse
        self.endless: set[str] = set()  # codes whose fixes go on for ever
        self._left_out = set(left_out)

    def go(
        self,
        findings_for: FindingsFor,
        level: Applicability,
        max_rounds: int,
        first_party: Collection[str],
    ) -> None:
        seen = {self.text: 0}  # text -> how many rounds led to it
        codes: list[set[str]] = []  # of each round
        while True:
            found = [each for each in findings_for(self.text) if each[1] not in self._left_out]
            result = one_round(self.text, found, level, first_party=first_party)
            self.text, self.rejected = result.text, result.rejected
            self.broken |= result.broken
            self._left_out |= result.broken
            if not result.done:
                return
            self.rounds += 1
            self.done += result.done
            codes.append({code for _, code in result.done})
            if self.text in seen:
                self.endless = set().union(*codes[seen[self.text] :])
                return
            if self.rounds > max_rounds:
                self.endless = codes[-1]
                return
            seen[self.text] = self.rounds
