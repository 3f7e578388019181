"""Which fixes of a file may be applied together: from their steps alone, without the file.

Two steps combine if they stay apart without touching, or if one lies wholly within a part that the
other keeps. An inner edit then happens inside the part, wherever the outer one puts it:
`len(helper())` with `helper()` → `await helper()` and `len({0})` → `await {0}.acount()` comes to
`await (await helper()).acount()`. Two edits of the very same span do not combine, even if both
keep it: nothing says which goes around which. Equal steps count once. There are no exceptions
between rules.

`asynclint.fixes.apply`, which knows the file, may still reject what is chosen here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from asynclint.diagnostics import Applicability, Fix, Span
from asynclint.fixes.placeholders import parts_used
from asynclint.fixes.splice import can_combine
from asynclint.fixes.steps import (
    AddImport,
    DropImport,
    MakeAsync,
    MakeSync,
    RenameAttribute,
    ReplaceStatement,
    Rewrite,
    Step,
)

Candidate = tuple[Span, str, Fix]  # where the finding is, its code, its fix


def choose(fixes: Sequence[Candidate], level: Applicability) -> list[Fix]:
    """The fixes to apply in one pass: at least as safe as `level`, first come first served.

    They come in the order of the findings' places and codes. Suggestions, and fixes without steps,
    are never chosen.
    """
    return [fix for _, _, fix in select(fixes, level)]


def select(fixes: Sequence[Candidate], level: Applicability) -> list[Candidate]:
    """As `choose`, with the place and code of each."""
    least = max(level, Applicability.UNSAFE)
    able = [each for each in fixes if each[2].steps and each[2].applicability >= least]
    chosen: list[Candidate] = []
    steps: set[Step] = set()
    claims: list[_Claim] = []
    for candidate in sorted(able, key=lambda each: (each[0].start, each[1])):
        new = [step for step in candidate[2].steps if step not in steps]
        added = [claim for step in new if (claim := _claim(step)) is not None]
        if all(_combine(one, other) for one in added for other in claims):
            chosen.append(candidate)
            steps.update(new)
            claims += added
    return chosen


class _Claim(NamedTuple):
    """What a step edits: a span, less what it keeps."""

    span: Span
    keeps: tuple[Span, ...] = ()


def _claim(step: Step) -> _Claim | None:
    """What a step edits, as far as can be told without the file; None for nothing in particular."""
    if isinstance(step, AddImport | DropImport):
        return None
    if isinstance(step, Rewrite | ReplaceStatement):
        used = parts_used(step.template)
        kept = tuple(part for number, part in enumerate(step.parts) if number in used)
        return _Claim(step.span, kept)
    if isinstance(step, RenameAttribute):  # at least the last letter of the name, never the value
        return _Claim(Span(step.span.end - 1, step.span.end))
    if isinstance(step, MakeAsync | MakeSync):  # `for` and `def` have three letters
        return _Claim(Span(step.span.start, step.span.start + 3))
    return _Claim(step.span)


def _combine(one: _Claim, other: _Claim) -> bool:
    if one.span.end == other.span.start or other.span.end == one.span.start:
        return False  # they touch
    return can_combine(one.span, one.keeps, other.span, other.keeps)
