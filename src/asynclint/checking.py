"""Checking one file: which of its functions are asked about, and what the rules say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asynclint.config import ignored_in_file, selected_codes, severities, trust
from asynclint.diagnostics import Applicability, Finding, Frame
from asynclint.index import tree
from asynclint.index.mentions import Mentions
from asynclint.index.module import Definition
from asynclint.index.repair import Repaired
from asynclint.knowledge.hooks import METHODS
from asynclint.rules.asl003_unused_suppression import UnusedSuppression
from asynclint.rules.base import ClassPlace, FrameMaker, ModulePlace, Place, Rule, Source
from asynclint.rules.precedence import without_outranked
from asynclint.rules.registry import DEFAULT, NAMES, PREVIEW, RULES
from asynclint.semantic.kinds import Def
from asynclint.semantic.sites import (
    AwaitSite,
    CallSite,
    DiscardSite,
    RelationSite,
    RenderSite,
    UseSite,
)
from asynclint.semantic.variables import own_nodes
from asynclint.sources.text import LineTable
from asynclint.suppression import Suppressions
from asynclint.syntax import syntax_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asynclint.config import Settings
    from asynclint.engine import Project
    from asynclint.index.module import Module
    from asynclint.index.parts import Searcher
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine
    from asynclint.sources.text import Text
    from asynclint.world import World


class File(NamedTuple):
    """A file under examination."""

    path: str  # absolute
    shown: str  # as findings show it
    text: Text
    module: Module
    repaired: Repaired  # the text that the module was read from


def selected_rules(settings: Settings) -> tuple[Rule, ...]:
    """The rules that run."""
    codes = selected_codes(settings, NAMES, DEFAULT, PREVIEW)
    return tuple(rule() for rule in RULES if rule.code in codes)


def rule_words(model: Model, settings: Settings) -> frozenset[str]:
    """Words of the code that the rules that run are about besides async code."""
    return frozenset(word for rule in selected_rules(settings) for word in rule.words(model))


class Checker:
    """Runs the selected rules over files."""

    def __init__(self, project: Project, world: World) -> None:
        self.project = project
        self.world = world
        self.model = world.model
        self.frames = _Frames(project, world)
        self._outside = self._inside = Mentions(frozenset(), METHODS)  # see `_in_class`
        self.severities = severities(project.settings, NAMES)
        self.trust = trust(project.settings, NAMES)
        self.rules = selected_rules(project.settings)
        self._by_site: dict[type, list[Callable[..., Iterator[Finding]]]] = {
            CallSite: self._overriding("check_call"),
            AwaitSite: self._overriding("check_await"),
            UseSite: self._overriding("check_use"),
            RelationSite: self._overriding("check_relation"),
            RenderSite: self._overriding("check_rendering"),
            DiscardSite: self._overriding("check_discard"),
        }
        self._by_function = self._overriding("check_function")
        self._by_module = self._overriding("check_module")
        self._by_class = self._overriding("check_class")
        self._by_comments = self._overriding("check_comments")
        self._by_used_comments = [
            rule.check_comments for rule in self.rules if rule.code == UnusedSuppression.code
        ]

    def _overriding(self, method: str) -> list[Callable[..., Iterator[Finding]]]:
        return [
            getattr(rule, method)
            for rule in self.rules
            if getattr(type(rule), method) is not getattr(Rule, method)
        ]

    def check(self, file: File) -> list[Finding]:
        """The findings in a file, those that a comment or the settings suppress left out."""
        lines = LineTable(file.text.text)
        found = list(syntax_findings(file, lines, self.rules))
        matters = self.world.matters
        for routine, cells in self.routines(file.module, matters):
            found.extend(self._check_routine(file, lines, routine, cells))
        found.extend(self._check_module(file, lines))
        if self._by_class:
            for name in self.classes(file.module, matters):
                found.extend(self._check_class(file, lines, name))
        ignored = ignored_in_file(self.project.settings, file.shown, NAMES)
        found = without_outranked(list(dict.fromkeys(found)), file.text.text)
        found = [f for f in found if f.code not in ignored]
        if not found and not self._by_comments:
            return []
        suppressions = Suppressions(file.text.text, lines)
        kept = suppressions.kept(_one_each(found))
        if self._by_comments and file.module.broken is None:
            kept += self._check_comments(file, lines, suppressions, ignored)
        if self.severities:
            kept = [self._weighed(finding) for finding in kept]
        return [self._trusted(finding) for finding in kept] if self.trust else kept

    def _weighed(self, finding: Finding) -> Finding:
        """The finding with the severity that the settings give to its rule."""
        given = self.severities.get(finding.code)
        return finding if given is None else finding._replace(severity=given)

    def _trusted(self, finding: Finding) -> Finding:
        """The finding whose fix is as safe as the settings take those of its rule for."""
        fix, is_safe = finding.fix, self.trust.get(finding.code)
        if fix is None or not fix.steps or is_safe is None:
            return finding
        given = Applicability.SAFE if is_safe else Applicability.UNSAFE
        return finding._replace(fix=fix._replace(applicability=given))

    def _check_comments(
        self, file: File, lines: LineTable, suppressions: Suppressions, ignored: frozenset[str]
    ) -> list[Finding]:
        """What the rules say about the comments that suppress findings."""
        enabled = frozenset(rule.code for rule in self.rules) - ignored
        source = Source(file.shown, file.text.text, lines, None, ())

        def found(check: Callable[..., Iterator[Finding]]) -> list[Finding]:
            said = suppressions.said(NAMES, DEFAULT - PREVIEW, enabled)
            return [f for f in check(said, source) if f.code not in ignored] if said else []

        # Which comments are unused is known when the others have spoken.
        others = [c for c in self._by_comments if c not in self._by_used_comments]
        kept = suppressions.kept([f for check in others for f in found(check)])
        return kept + [f for check in self._by_used_comments for f in found(check)]

    # --- which functions ----------------------------------------------------------------------

    def routines(
        self, module: Module, pattern: Searcher, *, nested: bool = True
    ) -> Iterator[tuple[Routine, tuple[object, ...]]]:
        """The functions of a module in whose text the pattern is found, those inside them as well
        if `nested`. `matters` finds those that can hold a mistake: async ones, and callers of
        such."""
        for definition in module.definitions_with(pattern):
            yield from self._of_statement(module, definition, None, "", pattern, nested)

    def _of_statement(
        self,
        module: Module,
        definition: Definition,
        cls: str | None,
        prefix: str,
        pattern: Searcher,
        nested: bool,
    ) -> Iterator[tuple[Routine, tuple[object, ...]]]:
        from asynclint.semantic import classes

        statement = definition.statement
        if isinstance(statement, tree.Function):
            routine = self.model.routine(
                module, definition.unit, statement, prefix + statement.name, cls, None
            )
            yield routine, ()
            if nested:
                yield from self._nested(routine, ())
        elif isinstance(statement, tree.Class):
            kind = classes.define(
                self.model, module, definition.unit, statement, prefix + statement.name, None
            )
            inside = self._in_class(pattern)
            for member in module.members(definition).definitions_with(inside):
                yield from self._of_statement(
                    module, member, kind.name, f"{prefix}{statement.name}.", inside, nested
                )

    def _in_class(self, pattern: Searcher) -> Searcher:
        """What finds the members of a class that are looked at: what a framework calls on the loop
        stands in a class that holds async code as well."""
        if not isinstance(pattern, Mentions) or pattern.words >= METHODS:
            return pattern
        if self._outside != pattern:
            self._outside = pattern
            self._inside = Mentions(pattern.names, pattern.words | METHODS)
        return self._inside

    def _nested(
        self, routine: Routine, cells: tuple[object, ...]
    ) -> Iterator[tuple[Routine, tuple[object, ...]]]:
        for inner in self.behaviour(routine, cells).nested:
            assert isinstance(inner, Def)
            yield inner.routine, inner.cells
            yield from self._nested(inner.routine, inner.cells)

    # --- which classes ------------------------------------------------------------------------

    def classes(self, module: Module, pattern: Searcher) -> Iterator[str]:
        """The dotted names of the classes of a module in whose text the pattern is found, those
        inside other classes and inside functions included."""
        for definition in module.definitions_with(pattern):
            yield from self._classes_in(module, definition, "", None, pattern)

    def _classes_in(
        self,
        module: Module,
        definition: Definition,
        prefix: str,
        outer: Routine | None,
        pattern: Searcher,
    ) -> Iterator[str]:
        from asynclint.semantic import classes

        statement, unit = definition
        if isinstance(statement, tree.Class):
            qualname = prefix + statement.name
            kind = classes.define(self.model, module, unit, statement, qualname, outer)
            yield kind.name
            for member in module.members(definition).definitions_with(pattern):
                if isinstance(member.statement, tree.Class):
                    yield from self._classes_in(module, member, f"{qualname}.", outer, pattern)
        elif isinstance(statement, tree.Function):
            inside = f"{prefix}{statement.name}.<locals>."
            inner = [n for n in own_nodes(statement.body) if isinstance(n, tree.Class)]
            routine = self.model.routine(
                module, unit, statement, prefix + statement.name, None, outer
            )
            for node in inner:
                found = Definition(node, unit)
                yield from self._classes_in(module, found, inside, routine, pattern)

    def behaviour(self, routine: Routine, cells):  # type: ignore[no-untyped-def]
        return self.model.behaviour(routine, self.model.entry_arguments(routine), cells)

    # --- what is said of them -----------------------------------------------------------------

    def _check_module(self, file: File, lines: LineTable) -> Iterator[Finding]:
        back = file.repaired.back if file.repaired.repairs else None
        place = ModulePlace(self.model, file.module, file.shown, lines, back)
        for check in self._by_module:
            yield from check(place)

    def _check_class(self, file: File, lines: LineTable, name: str) -> Iterator[Finding]:
        back = file.repaired.back if file.repaired.repairs else None
        place = ClassPlace(self.model, name, file.shown, file.text.text, lines, back)
        for check in self._by_class:
            yield from check(place)

    def _check_routine(self, file: File, lines: LineTable, routine: Routine, cells):  # type: ignore[no-untyped-def]
        yield from self._said(self._place(file, lines, routine, cells))

    def _place(self, file: File, lines: LineTable, routine: Routine, cells) -> Place:  # type: ignore[no-untyped-def]
        return Place(
            self.model,
            routine,
            self.behaviour(routine, cells),
            file.shown,
            file.text.text,
            lines,
            self.frames,
            file.repaired.back if file.repaired.repairs else None,
            self.project.settings.defer_to,
        )

    def _said(self, place: Place) -> Iterator[Finding]:
        for check in self._by_function:
            yield from check(place)
        for site in place.behaviour.sites:
            for check in self._by_site[type(site)]:
                yield from check(site, place)

    def said_of(self, file: File, routine: Routine) -> list[tuple[Place, list[Finding]]]:
        """What the rules say of a function and of those inside it, whatever comments suppress."""
        lines = LineTable(file.text.text)
        told = []
        for each, cells in ((routine, ()), *self._nested(routine, ())):
            place = self._place(file, lines, each, cells)
            found = without_outranked(list(dict.fromkeys(self._said(place))), file.text.text)
            told.append((place, _one_each(found)))
        return told


class _Frames(FrameMaker):
    """Chains as people read them: file, line, function, and the user's own spelling."""

    def __init__(self, project: Project, world: World) -> None:
        self.project = project
        self.world = world
        self._lines: dict[str, tuple[str, LineTable]] = {}

    def __call__(self, places: tuple[tuple[Routine, int], ...]) -> tuple[Frame, ...]:
        return tuple(self._frame(routine, at) for routine, at in places)

    def _frame(self, routine: Routine, at: int) -> Frame:
        module = routine.module
        path = module.path
        self.world.note_content(path)  # the row depends on all that stands above
        source = None if module.is_library else self.project.text(path)
        text = module.text if module.is_library else "" if source is None else source.text
        known, lines = self._lines.get(path, (None, None))
        if lines is None or known != text:
            lines = LineTable(text)
            self._lines[path] = (text, lines)
        start, end = routine.span(at)
        words = " ".join(text[start:end].split())
        return Frame(
            self.project.shown(path),
            lines.position(start).row,
            routine.qualname,
            words if len(words) <= 70 else words[:69].rstrip() + "…",
            self.project.library_path(path) if module.is_library else "",
        )


def _one_each(findings: list[Finding]) -> list[Finding]:
    """One finding for a code at a place: two ways of seeing the same mistake are one mistake."""
    seen: dict[tuple[object, str], Finding] = {}
    for finding in findings:
        seen.setdefault((finding.span, finding.code), finding)
    return list(seen.values())
