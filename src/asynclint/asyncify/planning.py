"""The whole of a conversion: choose, edit in memory, mend, prove, and write all files or none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from asynclint.asyncify import bodies, declared, obstacles, proof, targets, templates
from asynclint.asyncify.drafts import Draft, NotApplied, whole
from asynclint.asyncify.members import ASKED, HANDLER, TEST, Choice, Member
from asynclint.asyncify.uses import BRIDGED, UNBRIDGED
from asynclint.conversion import (
    Conversion,
    Converted,
    Edited,
    Refusal,
    Spot,
    Unconvertible,
    Use,
)
from asynclint.diagnostics import Span
from asynclint.fixes.steps import DropImport, MakeAsync, ReplaceText
from asynclint.fixes.together import replace_files
from asynclint.index import tree
from asynclint.semantic.given import mentioned
from asynclint.semantic.naming import Namer
from asynclint.sources.text import LineTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from asynclint.asyncify.bodies import Left, Name
    from asynclint.asyncify.uses import Trouble
    from asynclint.conversion import Wish
    from asynclint.diagnostics import Fix
    from asynclint.engine import Project
    from asynclint.fixes.steps import Step
    from asynclint.semantic.naming import Naming
    from asynclint.semantic.routines import Routine

_REMEDIES = {
    "sync": "make them async as well, or `--keep-sync` lets them run it with `async_to_sync`",
    "unknown": "declare the types, or `--ignore-unknown` if they are of something else",
    "escapes": "",
    "impossible": "",
}
_HEADS = {
    "sync": "sync code calls it",
    "unknown": "these may be calls of it: of their objects nothing is known",
    "escapes": "it is handed to code of which it is not known that it takes async functions",
    "impossible": "it cannot be awaited here",
}


def convert(project: Project, wish: Wish, write: bool) -> Conversion:
    """Carry out a wish, as far as it can be; raises Unconvertible where it means nothing."""
    planner = _Planner(project, wish)
    done = planner.planned()
    if not write or done.refusals or not done.edited:
        return done
    replace_files(
        [(path, source.encode(source.text), source.encode(text))
         for path, source, text in planner.draft.edited()]
    )  # fmt: skip
    for path, _, _ in planner.draft.edited():
        project.forget(path)
    return done._replace(is_written=True)


class _Planner:
    def __init__(self, project: Project, wish: Wish) -> None:
        self.project = project
        self.wish = wish
        self.draft = Draft(project)
        self.reading = self.draft.read()
        self.model = self.reading.world.model
        self.namer = Namer(self.model)
        self.notes: list[str] = []

    def planned(self) -> Conversion:
        wanted, refusals = self._wanted()
        if refusals:
            return Conversion(self.wish.name, refusals=tuple(refusals))
        if not wanted:
            return Conversion(self.wish.name)
        choice = Choice(self.model, self.namer, self.wish, wanted)
        while True:
            chosen = choice.made()
            refusals = [r for member in chosen for r in self._against(member)]
            if refusals:
                return self._told(chosen, refusals)
            self.draft = Draft(self.project)
            try:
                left = self._carried_out(chosen)
            except NotApplied as error:
                shown = self.project.shown(error.path)
                reason = f"{shown}: {error.reason}"
                return self._told(chosen, [Refusal(f"the edits do not fit: {reason}")])
            troubles = [*self._of_findings(left, chosen), *self._of_places(chosen)]
            optional = [each for each in troubles if not each[0].is_wanted]
            if not optional:
                break
            choice.leave_out(optional[0][0].routine, optional[0][1].reason)
        refusals = [
            refusal._replace(reason=f"`{m.routine.qualname}` cannot be async: {refusal.reason}")
            for m, refusal in troubles
        ]
        if not refusals:
            refusals = self._proven(chosen)
        self._note(chosen, choice)
        return self._told(chosen, refusals)

    # --- what is asked for --------------------------------------------------------------------

    def _wanted(self) -> tuple[dict[Routine, str], list[Refusal]]:
        """The functions to convert, and why each; empty if they are async."""
        file = targets.file_at(self.reading, self.wish.path)
        found = targets.named(self.reading, file, self.wish.name)
        refusals: list[Refusal] = []
        if isinstance(found, str):
            routines, refusals = targets.family(self.model, found)
            if not routines and not refusals:
                remedy = f"name one of its methods: {file.shown}::{self.wish.name}.method"
                raise Unconvertible(f"`{self.wish.name}` has no handlers of requests", remedy)
            asked, own = [], {found}
        else:
            if len(found) > 1:
                spots = tuple(self._spot(r, r.node.at) for r in found)
                return {}, [Refusal("it is defined more than once", spots)]
            routines = asked = found
            view = targets.view_of(self.model, found[0])
            if view is not None:
                routines, refusals = targets.family(self.model, view)
            own = {found[0].cls or ""}
        wanted = {
            routine: ASKED if routine in asked or routine.cls in own else HANDLER
            for routine in routines
            if not routine.is_async
        }
        if not isinstance(found, str) and found[0].is_async:
            return {}, []
        return wanted, refusals if wanted or not routines else []

    # --- what stands against it ---------------------------------------------------------------

    def _against(self, member: Member) -> Iterator[Refusal]:
        routine = member.routine
        for obstacle in member.obstacles:
            reason = f"`{routine.qualname}` cannot be async: {obstacle.reason}"
            yield Refusal(reason, (self._spot(routine, obstacle.at),))
        by_sort: dict[str, list[Trouble]] = {}
        for trouble in member.troubles:
            by_sort.setdefault(trouble.sort, []).append(trouble)
        for sort, troubles in by_sort.items():
            reasons = list(dict.fromkeys(t.reason for t in troubles))
            head = _HEADS[sort]
            if len(reasons) == 1 and sort not in ("sync", "unknown"):
                head = reasons[0]
            spots = tuple(self._naming_spot(t.naming) for t in troubles)
            remedy = "" if routine.is_generator and sort == "sync" else _REMEDIES[sort]
            yield Refusal(f"`{routine.qualname}`: {head}", spots, remedy)
        is_view = targets.view_of(self.model, routine) is not None
        if not (is_view or self.wish.ignore_unknown or member.why == TEST):
            spots = tuple(templates.mentions(self.project, routine))
            if spots:
                reason = f"`{routine.qualname}`: templates may call it, which await nothing"
                yield Refusal(reason, spots, "`--ignore-unknown` if they mean something else")

    # --- carrying it out ----------------------------------------------------------------------

    def _carried_out(self, chosen: list[Member]) -> list[Left]:
        names = [bodies.name_of(member.routine) for member in chosen]
        known = frozenset(
            (name.qualname, finding.code)
            for name in names
            for _, found in bodies.said_of(self.reading, name)
            for finding in found
        )
        fixes: dict[str, list[Fix]] = {}
        for member in chosen:
            path = member.routine.module.path
            fixes.setdefault(path, []).append(self._recoloured(member.routine))
            for use in member.uses:
                if use.steps:
                    held = fixes.setdefault(use.naming.module.path, [])
                    held.append(whole(use.what, *use.steps))
        self.draft.apply_all({path: tuple(dict.fromkeys(those)) for path, those in fixes.items()})
        return bodies.settle(self.draft, names, known)

    def _recoloured(self, routine: Routine) -> Fix:
        node = routine.node
        assert isinstance(node, tree.Function)
        steps = [MakeAsync(routine.span(node.at))]
        text = routine.module.text
        lines: list[Step] = []
        removed = obstacles.removed(self.model, routine)
        for decorator in removed:
            span = routine.span(decorator.at)
            start = text.rfind("@", 0, span.start)
            start = text.rfind("\n", 0, start) + 1
            end = text.find("\n", span.end) + 1
            lines += [ReplaceText(Span(start, end), ""), DropImport(span)]
        return whole("async", *steps, *lines, *declared.steps(self.model, routine, bool(removed)))

    def _of_findings(
        self, left: list[Left], chosen: list[Member]
    ) -> Iterator[tuple[Member, Refusal]]:
        """What the linter still has to say about functions: those that only came along are left
        as they were."""
        by_name = {bodies.name_of(member.routine): member for member in chosen}
        for name, finding in left:
            reason = f"{finding.message} ({finding.code})"
            spot = Spot(finding.path, finding.start.row, name.qualname, "")
            yield by_name[name], Refusal(reason, (spot,))

    def _of_places(self, chosen: list[Member]) -> Iterator[tuple[Member, Refusal]]:
        """What the linter cannot tell and may go wrong."""
        reading = self.draft.read()
        for member in chosen:
            if member.why == TEST:
                continue
            name = bodies.name_of(member.routine)
            for row, text in bodies.around_awaits(reading, name):
                reason = (
                    f"what `{text}` sets up may hold for its own thread only, and the queries"
                    " inside it run in another one"
                )
                spot = Spot(self.project.shown(name.path), row, name.qualname, "")
                yield member, Refusal(reason, (spot,))
            for call in () if self.wish.ignore_unknown else bodies.unjudged(reading, name):
                if call.is_unknown:
                    reason = f"of the object in `{call.text}` nothing is known: it may query"
                    spot = Spot(self.project.shown(name.path), call.row, name.qualname, "")
                    yield member, Refusal(reason, (spot,), _REMEDIES["unknown"])

    def _proven(self, chosen: list[Member]) -> list[Refusal]:
        reading = self.draft.read()
        names = [bodies.name_of(member.routine) for member in chosen]
        unbridged = Counter(
            use.naming.module.path
            for member in chosen
            for use in member.uses
            if use.what == UNBRIDGED
        )
        found = list(proof.unfinished(reading, names, unbridged, self.wish.ignore_unknown))
        if found:
            return found
        paths = self._concerned(chosen)
        before = self.reading.project.check(paths).findings
        after = reading.project.check(paths).findings
        return [
            Refusal(
                f"it would be wrong then: {finding.message} ({finding.code})",
                (Spot(finding.path, finding.start.row, "", ""),),
            )
            for finding in proof.new_findings(before, after)
        ]

    def _concerned(self, chosen: list[Member]) -> list[str]:
        """The files in which a conversion may put something wrong: those that name a function, and
        all others if sync code still leads to one."""
        if any(BRIDGED in use.what for member in chosen for use in member.uses):
            return [self.project.root]
        resolver = self.reading.world.resolver
        modules = {n for m in chosen for n in mentioned(self.model, m.routine.name)[1]}
        paths = {resolver.place(name).path for name in modules}
        return sorted(paths | {path for path, _, _ in self.draft.edited()})

    # --- telling ------------------------------------------------------------------------------

    def _told(self, chosen: list[Member], refusals: Sequence[Refusal]) -> Conversion:
        converted = tuple(
            Converted(self._spot(m.routine, m.routine.node.at), m.routine.qualname, m.why)
            for m in chosen
        )
        used = tuple(
            Use(self._naming_spot(use.naming), use.what)
            for member in chosen
            for use in member.uses
            if use.steps
        )
        edited: tuple[Edited, ...] = ()
        if not refusals:
            edited = tuple(
                Edited(self.project.shown(path), source.text, text)
                for path, source, text in self.draft.edited()
            )
        notes = tuple(dict.fromkeys(self.notes))
        return Conversion(self.wish.name, converted, used, notes, edited, tuple(refusals))

    def _note(self, chosen: list[Member], choice: Choice) -> None:
        reading = self.draft.read()
        for member in chosen:
            name: Name = bodies.name_of(member.routine)
            shown = self.project.shown(name.path)
            for call in bodies.unjudged(reading, name):
                why = "what it runs depends on what it is given"
                why = "of its object nothing is known" if call.is_unknown else why
                if member.why != TEST:
                    self.notes.append(f"{shown}:{call.row}: `{call.text}` is left as it is: {why}")
            is_handler = targets.view_of(self.model, member.routine) is not None
            if not member.uses and member.why != TEST and not is_handler:
                self.notes.append(f"nothing in the project calls `{name.qualname}`")
        for routine, reason in choice.left_out.items():
            self.notes.append(f"`{routine.qualname}` stays sync: {reason}")

    def _spot(self, routine: Routine, at: int) -> Spot:
        return self._spot_at(routine.module.path, routine.module.text, routine.span(at), routine)

    def _naming_spot(self, naming: Naming) -> Spot:
        span = naming.span
        if naming.around and isinstance(naming.parent, tree.Call):
            span = naming.unit.span(naming.parent.at)
        return self._spot_at(naming.module.path, naming.module.text, span, naming.routine)

    def _spot_at(self, path: str, text: str, span: Span, routine: Routine | None) -> Spot:
        row = LineTable(text).position(span.start).row
        words = " ".join(text[span.start : span.end].split())
        words = words if len(words) <= 70 else words[:69].rstrip() + "…"
        name = "" if routine is None else routine.qualname
        return Spot(self.project.shown(path), row, name, words)
