"""Fixes applied to a text: each whole or not at all, and no byte changed beyond what they say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple, TypeVar

import libcst as cst

from asynclint.diagnostics import Fix, Span
from asynclint.fixes.changes import Change, RejectedError, find_change
from asynclint.fixes.import_lines import import_edits
from asynclint.fixes.imports import Imports
from asynclint.fixes.parentheses import edits_of
from asynclint.fixes.parsing import UnparsableError, parse_module
from asynclint.fixes.places import MisalignedError, Places
from asynclint.fixes.splice import (
    Edit,
    OverlapError,
    Replacement,
    can_combine,
    replacements,
    splice,
)
from asynclint.fixes.statements import find_statement, make_async, removal_edits, rename_attribute
from asynclint.fixes.steps import (
    AddImport,
    MakeAsync,
    RemoveStatement,
    RenameAttribute,
    ReplaceText,
    Step,
)

_Found = TypeVar("_Found")


class Applied(NamedTuple):
    """A text with fixes applied."""

    text: str
    applied: tuple[Fix, ...]
    rejected: tuple[Fix, ...]
    reasons: tuple[str, ...] = ()  # why each of `rejected` was: a clause for people


class FixError(Exception):
    """Fixes that each looked fine gave a text that cannot be parsed; nothing was changed."""


def apply_fixes(text: str, fixes: Sequence[Fix], *, first_party: Collection[str] = ()) -> Applied:
    """Apply the fixes to a decoded text (without byte order mark) in one pass.

    Fixes that do not fit the text or an earlier fix are rejected. `first_party` names the top-level
    modules of the project, for the place of new imports. Raises FixError if the result does not
    parse although the text did.
    """
    session = _open(text)
    for fix in fixes:
        session.add(fix)
    parts = session.replacements(first_party)
    result = splice(text, parts)
    if session.is_parsed and result != text:
        try:
            parse_module(result)
        except UnparsableError as error:
            raise FixError(f"after the fixes, {error}") from error
    return Applied(result, tuple(session.applied), tuple(session.rejected), tuple(session.reasons))


def edits(text: str, fix: Fix, *, first_party: Collection[str] = ()) -> list[tuple[int, int, str]]:
    """What one fix alone changes: start, end and new content of each place, in order.

    Empty if the fix does not apply. The places do not overlap; each is as small as whole words
    allow, so that the import and the call, or the two ends of a call, are separate.
    """
    session = _open(text)
    session.add(fix)
    return [(part.start, part.end, part.content) for part in session.replacements(first_party)]


def _open(text: str) -> _Session:
    """Parse the text, if it can be parsed and located faithfully."""
    try:
        module = parse_module(text)
    except UnparsableError as error:
        return _Session(text, None, str(error), is_parsed=False)
    try:
        return _Session(text, Places(text, module))
    except MisalignedError:
        return _Session(text, None, "the parser does not keep every character of this file")
    except RecursionError:  # libcst writes a chain of calls one level deeper for each
        return _Session(text, None, "the file is nested too deeply")


class _Claim(NamedTuple):
    """What one step edits, and which parts of that it keeps."""

    span: Span
    keeps: tuple[Span, ...]
    made: Change | Edit | cst.BaseSmallStatement  # the last: a statement to remove


class _Session:
    """The fixes accepted so far for one text."""

    def __init__(
        self, text: str, places: Places | None, reason: str = "", *, is_parsed: bool = True
    ) -> None:
        self.text = text
        self.is_parsed = is_parsed
        self.applied: list[Fix] = []
        self.rejected: list[Fix] = []
        self.reasons: list[str] = []
        self._places = places
        self._reason = reason  # why there are no places
        self._imports = Imports(places) if places is not None else None
        self._steps: set[Step] = set()
        self._claims: list[_Claim] = []
        self._missing: set[AddImport] = set()

    def add(self, fix: Fix) -> None:
        """Accept the fix, or note why it is rejected."""
        try:
            claims, missing = self._resolve(fix)
            for number, claim in enumerate(claims):
                if not all(_combine(claim, other) for other in (*self._claims, *claims[:number])):
                    raise RejectedError("it overlaps another fix")
        except RejectedError as error:
            self.rejected.append(fix)
            self.reasons.append(str(error))
            return
        self.applied.append(fix)
        self._steps.update(fix.steps)
        self._claims += claims
        self._missing |= missing

    def replacements(self, first_party: Collection[str]) -> list[Replacement]:
        """What all accepted fixes come to."""
        made = [claim.made for claim in self._claims]
        parts = [each for each in made if isinstance(each, Edit)]
        if self._places is not None:
            changes = [each for each in made if isinstance(each, Change)]
            removed = [each for each in made if isinstance(each, cst.BaseSmallStatement)]
            parts += edits_of(self._places, changes)
            parts += removal_edits(self._places, removed)
            parts += import_edits(self._places, self._missing, first_party)
        try:
            return replacements(self.text, parts)
        except OverlapError as error:
            raise FixError(str(error)) from error

    def _resolve(self, fix: Fix) -> tuple[list[_Claim], set[AddImport]]:
        """Find the places of a fix's steps, those that earlier fixes asked for left out."""
        if not fix.steps:
            raise RejectedError("it is only a suggestion")
        wanted = [step for step in fix.steps if isinstance(step, AddImport)]
        named: set[AddImport] = set()
        missing: set[AddImport] = set()
        claims = []
        for step in fix.steps:
            if step in self._steps or isinstance(step, AddImport):
                continue
            speller = _Speller(self._imports, wanted)
            claim = self._claim(step, speller)
            named |= speller.named
            missing |= speller.missing
            if claim is not None:
                claims.append(claim)
        for want in wanted:
            if want not in named and self._require(self._imports).missing(want):
                missing.add(want)
        return claims, missing

    def _claim(self, step: Step, spell: Callable[[str, cst.CSTNode], str]) -> _Claim | None:
        if isinstance(step, ReplaceText):
            if not 0 <= step.span.start <= step.span.end <= len(self.text):
                raise RejectedError("the place lies outside the file")
            return _edit_claim(Edit(*step.span, (step.text,), apart=False))
        places = self._require(self._places)
        if isinstance(step, RenameAttribute):
            return _edit_claim(rename_attribute(places, step))
        if isinstance(step, MakeAsync):
            edit = make_async(places, step)
            return _edit_claim(edit) if edit is not None else None
        if isinstance(step, RemoveStatement):
            statement = find_statement(places, step)
            return _Claim(places.span(statement), (), statement)
        assert not isinstance(step, AddImport)
        change = find_change(places, step, spell)
        return _Claim(change.span, change.kept, change)

    def _require(self, found: _Found | None) -> _Found:
        if found is None:
            raise RejectedError(self._reason)
        return found


class _Speller:
    """Fits templates to the names that imports have, and notes what is used and what is missing."""

    def __init__(self, imports: Imports | None, wanted: Sequence[AddImport]) -> None:
        self.named: set[AddImport] = set()
        self.missing: set[AddImport] = set()
        self._imports = imports
        self._wanted = wanted

    def __call__(self, template: str, node: cst.CSTNode) -> str:
        if self._imports is None:
            return template
        spelled = self._imports.spell(self._wanted, template, node)
        self.named |= spelled.named
        self.missing |= spelled.missing
        return spelled.template


def _edit_claim(edit: Edit) -> _Claim:
    return _Claim(Span(edit.start, edit.end), edit.kept, edit)


def _combine(one: _Claim, other: _Claim) -> bool:
    return can_combine(one.span, one.keeps, other.span, other.keeps)
