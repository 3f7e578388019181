"""Fixes applied to a text: each whole or not at all, and no byte changed beyond what they say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import libcst as cst

from asynclint.diagnostics import Fix, Span
from asynclint.fixes.changes import Change, find_change
from asynclint.fixes.checking import check
from asynclint.fixes.errors import FixError, RejectedError, UnparsableError
from asynclint.fixes.import_lines import first_statements, import_edits
from asynclint.fixes.imports import Imports
from asynclint.fixes.parentheses import edits_of
from asynclint.fixes.places import Places
from asynclint.fixes.splice import (
    Edit,
    OverlapError,
    Replacement,
    can_combine,
    replacements,
    splice,
)
from asynclint.fixes.statements import (
    find_statement,
    make_async,
    make_sync,
    removal_edits,
    rename_attribute,
)
from asynclint.fixes.steps import (
    AddImport,
    DropImport,
    MakeAsync,
    MakeSync,
    RemoveStatement,
    RenameAttribute,
    ReplaceText,
    Step,
)
from asynclint.fixes.unused_imports import first_name, without_import

__all__ = ["Applied", "FixError", "apply_fixes", "edits"]


class Applied(NamedTuple):
    """A text with fixes applied."""

    text: str
    applied: tuple[Fix, ...]
    rejected: tuple[Fix, ...]
    reasons: tuple[str, ...] = ()  # why each of `rejected` was: a clause for people


IsKept = Callable[[str], bool]


def nothing_kept(name: str) -> bool:
    return False


def apply_fixes(
    text: str,
    fixes: Sequence[Fix],
    *,
    first_party: Collection[str] = (),
    is_kept: IsKept = nothing_kept,
) -> Applied:
    """Apply the fixes to a decoded text (without byte order mark) in one pass.

    Fixes that do not fit the text or an earlier fix are rejected. `first_party` names the top-level
    modules of the project, for the place of new imports; `is_kept` says of a name that the file
    imports whether others need it. Raises FixError if a statement of the
    result does not parse although it did before. Of a file that does not parse as a whole, the
    top-level statements that do can be fixed all the same.
    """
    session = _Session(text)
    for fix in fixes:
        session.add(fix)
    parts = session.replacements(first_party, is_kept)
    check(session.places, parts)
    result = splice(text, parts)
    return Applied(result, tuple(session.applied), tuple(session.rejected), tuple(session.reasons))


def edits(
    text: str,
    fix: Fix,
    *,
    first_party: Collection[str] = (),
    is_kept: IsKept = nothing_kept,
) -> list[tuple[int, int, str]]:
    """What one fix alone changes: start, end and new content of each place, in order.

    Empty if the fix does not apply. The places do not overlap; each is as small as whole words
    allow, so that the import and the call, or the two ends of a call, are separate.
    """
    session = _Session(text)
    session.add(fix)
    try:
        parts = session.replacements(first_party, is_kept)
    except FixError:
        return []
    return [(part.start, part.end, part.content) for part in parts]


@lru_cache(maxsize=1)  # a report asks for the edits of every finding in a file, one by one
def _places(text: str) -> Places:
    return Places(text)


class _Claim(NamedTuple):
    """What one step edits, and which parts of that it keeps."""

    span: Span
    keeps: tuple[Span, ...]
    made: Change | Edit | cst.BaseSmallStatement  # the last: a statement to remove


class _Session:
    """The fixes accepted so far for one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.applied: list[Fix] = []
        self.rejected: list[Fix] = []
        self.reasons: list[str] = []
        self.places = _places(text)
        self._imports = Imports(self.places)
        self._steps: set[Step] = set()
        self._claims: list[_Claim] = []
        self._missing: set[AddImport] = set()
        self._dropped: set[str] = set()  # names whose imports may be without a use

    def add(self, fix: Fix) -> None:
        """Accept the fix, or note why it is rejected."""
        try:
            claims, missing = self._resolve(fix)
            for number, claim in enumerate(claims):
                if not all(_combine(claim, other) for other in (*self._claims, *claims[:number])):
                    raise RejectedError("it overlaps another fix")
            _refuse_clashes(self._missing | missing)
        except (RejectedError, UnparsableError) as error:
            self.rejected.append(fix)
            self.reasons.append(str(error))
            return
        self.applied.append(fix)
        self._steps.update(fix.steps)
        self._claims += claims
        self._missing |= missing
        drops = (step for step in fix.steps if isinstance(step, DropImport))
        self._dropped |= {first_name(self.places, step.span) for step in drops} - {""}

    def replacements(self, first_party: Collection[str], is_kept: IsKept) -> list[Replacement]:
        """What all accepted fixes come to."""
        made = [claim.made for claim in self._claims]
        parts = [each for each in made if isinstance(each, Edit)]
        changes = [each for each in made if isinstance(each, Change)]
        removed = [each for each in made if isinstance(each, cst.BaseSmallStatement)]
        parts += edits_of(self.places, changes)
        parts += removal_edits(self.places, removed)
        parts += import_edits(self.places, self._missing, first_party)
        try:
            flat = replacements(self.text, parts)
        except OverlapError as error:
            raise FixError(str(error)) from error
        for name in sorted(self._dropped):
            flat = without_import(self.text, flat, name, is_kept)
        return flat

    def _resolve(self, fix: Fix) -> tuple[list[_Claim], set[AddImport]]:
        """Find the places of a fix's steps, those that earlier fixes asked for left out."""
        if not fix.steps:
            raise RejectedError("it is only a suggestion")
        wanted = [step for step in fix.steps if isinstance(step, AddImport)]
        named: set[AddImport] = set()
        missing: set[AddImport] = set()
        claims = []
        for step in fix.steps:
            if step in self._steps or isinstance(step, AddImport | DropImport):
                continue
            speller = _Speller(self._imports, wanted)
            claim = self._claim(step, speller)
            named |= speller.named
            missing |= speller.missing
            if claim is not None:
                claims.append(claim)
        for want in wanted:
            if want not in named and self._imports.missing(want):
                missing.add(want)
        if missing:
            first_statements(self.places)  # the imports' place must be readable
        return claims, missing

    def _claim(self, step: Step, spell: Callable[[str, cst.CSTNode], str]) -> _Claim | None:
        if isinstance(step, ReplaceText):
            if not 0 <= step.span.start <= step.span.end <= len(self.text):
                raise RejectedError("the place lies outside the file")
            return _edit_claim(Edit(*step.span, (step.text,), apart=False))
        places = self.places
        if isinstance(step, RenameAttribute):
            return _edit_claim(rename_attribute(places, step))
        if isinstance(step, MakeAsync | MakeSync):
            edit = (
                make_async(places, step) if isinstance(step, MakeAsync) else make_sync(places, step)
            )
            return _edit_claim(edit) if edit is not None else None
        if isinstance(step, RemoveStatement):
            statement = find_statement(places, step)
            return _Claim(places.span(statement), (), statement)
        assert not isinstance(step, AddImport | DropImport)
        change = find_change(places, step, spell)
        return _Claim(change.span, change.kept, change)


class _Speller:
    """Fits templates to the names that imports have, and notes what is used and what is missing."""

    def __init__(self, imports: Imports, wanted: Sequence[AddImport]) -> None:
        self.named: set[AddImport] = set()
        self.missing: set[AddImport] = set()
        self._imports = imports
        self._wanted = wanted

    def __call__(self, template: str, node: cst.CSTNode) -> str:
        spelled = self._imports.spell(self._wanted, template, node)
        self.named |= spelled.named
        self.missing |= spelled.missing
        return spelled.template


def _refuse_clashes(missing: Iterable[AddImport]) -> None:
    """RejectedError if two imports to add would give one name two meanings."""
    meanings: dict[str, str] = {}
    for want in missing:
        name = want.name or want.module.partition(".")[0]
        meaning = f"{want.module}.{name}" if want.name else name  # `import a.b` binds `a`
        if meanings.setdefault(name, meaning) != meaning:
            raise RejectedError(f"`{name}` means something else in another fix")


def _edit_claim(edit: Edit) -> _Claim:
    return _Claim(Span(edit.start, edit.end), edit.kept, edit)


def _combine(one: _Claim, other: _Claim) -> bool:
    return can_combine(one.span, one.keeps, other.span, other.keeps)
