"""Ways to say in a few words which place of a program a fix is about, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from asynclint.diagnostics import Applicability, Fix, Problem, Span
from asynclint.fixes.apply import apply_fixes
from asynclint.fixes.merge import Candidate
from asynclint.fixes.rounds import MANY_ROUNDS, Course, Fixed, fix_texts
from asynclint.fixes.steps import RenameAttribute, Rewrite, Step


def find(text: str, snippet: str, occurrence: int = 1) -> Span:
    """The place of a snippet in the text: of its first occurrence, or a later one."""
    start = -1
    for _ in range(occurrence):
        start = text.index(snippet, start + 1)
    return Span(start, start + len(snippet))


def fix(*steps: Step, title: str = "Mend it", level: Applicability = Applicability.SAFE) -> Fix:
    return Fix(title, level, steps)


def after(text: str, *steps: Step) -> str:
    """The text after one fix of these steps, which must apply."""
    outcome = apply_fixes(text, [fix(*steps)])
    assert outcome.reasons == ()
    return outcome.text


def refusal(text: str, *steps: Step) -> str:
    """Why one fix of these steps does not apply."""
    outcome = apply_fixes(text, [fix(*steps)])
    assert outcome.text == text
    assert len(outcome.rejected) == 1
    return outcome.reasons[0]


def awaiting(text: str, snippet: str, occurrence: int = 1) -> Rewrite:
    """Await the expression."""
    span = find(text, snippet, occurrence)
    return Rewrite(span, "await {0}", (span,))


def replacing(text: str, snippet: str, template: str, *parts: str, fresh: str = "") -> Rewrite:
    """Rewrite an expression; the parts are snippets, looked for within it."""
    span = find(text, snippet)
    inner = [find(snippet, part) for part in parts]
    spans = tuple(Span(span.start + each.start, span.start + each.end) for each in inner)
    return Rewrite(span, template, spans, fresh)


def renaming(text: str, snippet: str, name: str) -> RenameAttribute:
    return RenameAttribute(find(text, snippet), name)


class OneFile(Course):
    """A course of one file, whose fixes are told from its text."""

    def __init__(self, text: str, look: Callable[[str], Sequence[Candidate]], path: str) -> None:
        self.first, self.look, self.path = text, look, path

    def text(self, path: str) -> str:
        return self.first

    def candidates(self, texts: Mapping[str, str]) -> Mapping[str, Sequence[Candidate]]:
        return {self.path: self.look(texts.get(self.path, self.first))}


def fix_text(
    text: str,
    look: Callable[[str], Sequence[Candidate]],
    level: Applicability,
    max_rounds: int = MANY_ROUNDS,
    *,
    path: str = "a.py",
    first_party: Collection[str] = (),
) -> tuple[Fixed, tuple[Problem, ...]]:
    """One text fixed to its end, and what is to be told about that."""
    course = OneFile(text, look, path)
    done, problems = fix_texts(course, level, max_rounds, first_party=first_party)
    return done[path], problems
