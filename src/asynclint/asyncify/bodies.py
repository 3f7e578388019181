"""The bodies of new coroutine functions: the linter says what blocks, and it is mended, in rounds.

A round reads the project as it is by then, asks the rules about the functions, and applies their
fixes and our remedies. It ends when nothing is left to mend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from asynclint.asyncify import mends, targets
from asynclint.asyncify.drafts import Draft
from asynclint.diagnostics import Applicability
from asynclint.fixes.merge import select
from asynclint.index import tree
from asynclint.rules.bridges import called_name
from asynclint.semantic.kinds import is_unknown
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from asynclint.asyncify.drafts import Reading
    from asynclint.diagnostics import Finding, Fix, Span
    from asynclint.rules.base import Place
    from asynclint.semantic.routines import Routine

MANY_ROUNDS = 40


class Name(NamedTuple):
    """A function, whatever becomes of its file."""

    path: str
    qualname: str


class Left(NamedTuple):
    """A finding that nothing can mend."""

    name: Name
    finding: Finding


def name_of(routine: Routine) -> Name:
    return Name(routine.module.path, routine.qualname)


def settle(draft: Draft, names: Iterable[Name], known: frozenset[tuple[str, str]]) -> list[Left]:
    """Mend the functions; what is left of the findings, those in `known` (with the name of the
    function, the code) aside. Raises NotApplied."""
    names = list(names)
    left: list[Left] = []
    for _ in range(MANY_ROUNDS):
        reading = draft.read()
        wanted = _Wanted()
        left = []
        for name in names:
            for place, found in said_of(reading, name):
                fresh = [f for f in found if (name.qualname, f.code) not in known]
                left += [Left(name, f) for f in fresh if not wanted.add(name.path, f, place)]
                wanted.add_relations(name.path, place)
        if not draft.apply(wanted.chosen()):
            break
    return left


# What is done first may spare the rest: a relation that the query loads needs no thread.
_RULES, _REMEDIES, _RELATIONS = range(3)


class _Wanted:
    """The fixes of one round, by file; those of the first sort that there is are applied."""

    def __init__(self) -> None:
        self._fixes: tuple[dict[str, list[tuple[Span, str, Fix]]], ...] = ({}, {}, {})

    def add(self, path: str, finding: Finding, place: Place) -> bool:
        """Take the fix of a finding, or our remedy; whether there is one."""
        sort, fix = _RULES, mends.instead(finding, place) or finding.fix
        if fix is None or not fix.steps or fix.applicability < Applicability.UNSAFE:
            sort, fix = _REMEDIES, mends.remedy(finding, place)
        if fix is None:
            return False
        self._fixes[sort].setdefault(path, []).append((finding.span, finding.code, fix))
        return True

    def add_relations(self, path: str, place: Place) -> None:
        for fix in mends.unknown_relations(place):
            span = fix.steps[0].span
            self._fixes[_RELATIONS].setdefault(path, []).append((span, "", fix))

    def chosen(self) -> dict[str, list[Fix]]:
        by_path = next((those for those in self._fixes if those), {})
        return {
            path: [fix for _, _, fix in select(fixes, Applicability.UNSAFE)]
            for path, fixes in by_path.items()
        }


def said_of(reading: Reading, name: Name) -> list[tuple[Place, list[Finding]]]:
    """What the rules say of a function."""
    file = targets.file_at(reading, name.path)
    found = targets.named(reading, file, name.qualname)
    assert isinstance(found, list)
    return reading.world.checker.said_of(file, found[-1])


def around_awaits(reading: Reading, name: Name) -> Iterator[tuple[int, str]]:
    """The sync context managers of which nothing is known and that hold an `await`: line, spelling.
    What they set up may hold for their own thread only, and another one does the work."""
    for place, _ in said_of(reading, name):
        known = {
            site.at: site.result
            for site in place.behaviour.sites
            if isinstance(site, CallSite) and site.how == "call"
        }
        for node in own_nodes(place.routine.node.body):
            if not isinstance(node, tree.With) or node.is_async or not _awaits(node.body):
                continue
            for item in node.items:
                kind = known.get(item.context.at)
                if kind is not None and is_unknown(kind):
                    span = place.span(item.context.at)
                    yield place.lines.position(span.start).row, place.source(item.context.at)


def _awaits(body: list[tree.Stmt]) -> bool:
    for node in own_nodes(body):
        if isinstance(node, tree.Await) or getattr(node, "is_async", False):
            return True
        if isinstance(node, tree.Comprehension) and any(c.is_async for c in node.clauses):
            return True
    return False


# Methods by which querysets and objects query; those of the second that others have take arguments.
_QUERYING = frozenset(
    {"save", "refresh_from_db", "exists", "aggregate", "get_or_create", "update_or_create"}
    | {"bulk_create", "bulk_update", "in_bulk"}
)
_QUERYING_ALONE = frozenset({"count", "delete", "first", "last"})


class Unjudged(NamedTuple):
    """A call that may query, for all that is known."""

    row: int
    text: str
    is_unknown: bool  # nothing is known of its object; else it runs what it is given


def unjudged(reading: Reading, name: Name) -> Iterator[Unjudged]:
    """The calls that may query, for all that is known."""
    for place, _ in said_of(reading, name):
        for site in place.behaviour.sites:
            if not isinstance(site, CallSite) or site.how != "call" or site.awaited:
                continue
            row = place.lines.position(place.span(site.at).start).row
            if is_unknown(site.callee):
                if _may_query(site, place):
                    yield Unjudged(row, place.source(site.at), True)
            elif _is_opaque(site, place):
                yield Unjudged(row, place.source(site.at), False)


def _may_query(site: CallSite, place: Place) -> bool:
    span = place.span(site.function_at)
    word = place.text[span.start : span.end].rpartition(".")[2].strip()
    is_alone = not site.args and not site.keywords
    is_querying = word in _QUERYING or (is_alone and word in _QUERYING_ALONE)
    return site.receiver_at >= 0 and is_querying


def _is_opaque(site: CallSite, place: Place) -> bool:
    row = place.model.tables.row(called_name(site.callee))
    if row is None or not row.opaque:
        return False
    return not (row.uses_arguments or row.is_async or site.effects or site.operation)
