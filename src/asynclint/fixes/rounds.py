"""Texts fixed to their fixed point: look, choose, apply, and look again until nothing is left.

A rule whose fixes break a file's syntax, or never come to an end, is left out there and named;
everything else is fixed as if that rule had offered nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from asynclint.diagnostics import Applicability, Problem
from asynclint.fixes.apply import Applied, apply_fixes, nothing_kept
from asynclint.fixes.errors import FixError
from asynclint.fixes.merge import Candidate, select

MANY_ROUNDS = 10
_REMEDY = "please report this, with the file; --ignore leaves the rule out meanwhile"


class Fixed(NamedTuple):
    """A text after all rounds."""

    text: str
    applied: tuple[str, ...]  # titles of the fixes, in the order in which they were applied
    rounds: int  # passes that changed something
    codes: tuple[str, ...] = ()  # the rule of each of `applied`
    rejected: tuple[tuple[str, str], ...] = ()  # title and reason of what does not fit `text`


class Course:
    """What fixing asks of its surroundings; paths are opaque names here."""

    def text(self, path: str) -> str:
        """What the file holds before anything is fixed."""
        raise NotImplementedError

    def candidates(self, texts: Mapping[str, str]) -> Mapping[str, Sequence[Candidate]]:
        """The fixes on offer, path by path, where the files in `texts` hold these texts now."""
        raise NotImplementedError

    def wanted(self, path: str, text: str, found: Sequence[Candidate]) -> Sequence[Candidate]:
        """Those of a file's fixes that are to be applied, if they go together."""
        return found

    def kept_names(self, path: str) -> Callable[[str], bool]:
        """Whether a name that the file imports is needed by others, so that the import stays."""
        return nothing_kept


def fix_texts(
    course: Course,
    level: Applicability,
    max_rounds: int = MANY_ROUNDS,
    *,
    first_party: Collection[str] = (),
) -> tuple[dict[str, Fixed], tuple[Problem, ...]]:
    """Fix texts as long as the course offers fixes; those that had any on offer, by path.

    `level` is the least safety of the fixes to apply; `first_party` as in `apply_fixes`. A text
    that is returned parses if it did before.
    """
    problems: list[Problem] = []
    left_out: set[tuple[str, str]] = set()
    while True:
        run = _Run(course, left_out)
        run.go(level, max_rounds, first_party)
        for path, code in sorted(run.broken):
            problems.append(Problem(path, f"a fix of {code} breaks the syntax", _REMEDY))
        if not run.endless:
            return run.outcome(), tuple(problems)
        left_out |= run.endless | run.broken
        for path in sorted({path for path, _ in run.endless}):
            names = ", ".join(sorted(code for at, code in run.endless if at == path))
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
    is_kept: Callable[[str], bool] = nothing_kept,
) -> Round:
    """Apply as many of the candidates' fixes as go together; `text` stays as it is for none."""

    def apply(chosen: Sequence[Candidate]) -> Applied:
        fixes = [fix for _, _, fix in chosen]
        return apply_fixes(text, fixes, first_party=first_party, is_kept=is_kept)

    rejected: list[tuple[str, str]] = []
    broken: set[str] = set()
    left = list(candidates)
    while chosen := select(left, level):
        try:
            outcome = apply(chosen)
        except FixError:
            guilty = {each[1] for each in chosen if not _works(apply, each)}
            if guilty:
                broken |= guilty
                left = [each for each in left if each[1] not in guilty]
                continue
            del chosen[1:]  # they only fail together: the first goes first
            outcome = apply(chosen)
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


def _works(apply: Callable[[Sequence[Candidate]], Applied], candidate: Candidate) -> bool:
    try:
        apply([candidate])
    except FixError:
        return False
    return True


class _Run:
    """One way from the texts to their fixed point, without what is left out: (path, code)."""

    def __init__(self, course: Course, left_out: Collection[tuple[str, str]]) -> None:
        self.texts: dict[str, str] = {}  # of the files that changed
        self.broken: set[tuple[str, str]] = set()  # whose fixes gave a text that does not parse
        self.endless: set[tuple[str, str]] = set()  # whose fixes go on for ever
        self._course = course
        self._left_out = set(left_out)
        self._done: dict[str, list[tuple[str, str]]] = {}  # path -> titles and codes
        self._rejected: dict[str, tuple[tuple[str, str], ...]] = {}  # of the last round
        self._rounds: dict[str, int] = {}

    def go(self, level: Applicability, max_rounds: int, first_party: Collection[str]) -> None:
        seen = {frozenset(self.texts.items()): 0}  # state -> how many rounds led to it
        made: list[set[tuple[str, str]]] = []  # path and code of what each round applied
        while True:
            made.append(set())
            for path, found in sorted(self._course.candidates(self.texts).items()):
                made[-1] |= self._file(path, found, level, first_party)
            if not made[-1]:
                return
            state = frozenset(self.texts.items())
            if state in seen:
                self.endless = set().union(*made[seen[state] :])
                return
            if len(made) > max_rounds:
                self.endless = made[-1]
                return
            seen[state] = len(made)

    def outcome(self) -> dict[str, Fixed]:
        found = {}
        for path, done in self._done.items():
            titles, codes = tuple(zip(*done, strict=True)) or ((), ())
            text = self._text(path)
            rounds = self._rounds.get(path, 0)
            found[path] = Fixed(text, titles, rounds, codes, self._rejected.get(path, ()))
        return found

    def _file(
        self,
        path: str,
        found: Sequence[Candidate],
        level: Applicability,
        first_party: Collection[str],
    ) -> set[tuple[str, str]]:
        """Apply what can be applied at once to one file; path and code of what was."""
        text = self._text(path)
        found = [each for each in found if (path, each[1]) not in self._left_out]
        found = self._course.wanted(path, text, found)
        is_kept = self._course.kept_names(path)
        result = one_round(text, found, level, first_party=first_party, is_kept=is_kept)
        broken = {(path, code) for code in result.broken}
        self.broken |= broken
        self._left_out |= broken
        self._rejected[path] = result.rejected
        self._done.setdefault(path, []).extend(result.done)
        if result.done:
            self.texts[path] = result.text
            self._rounds[path] = self._rounds.get(path, 0) + 1
        return {(path, code) for _, code in result.done}

    def _text(self, path: str) -> str:
        return self.texts[path] if path in self.texts else self._course.text(path)
