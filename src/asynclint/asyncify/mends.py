"""Remedies for what blocks in a new coroutine function and for which no rule has a fix to apply.

A rule's suggestion may leave the choice to a person; here something has to be done that is right,
if not always the fastest way: what blocks is handed to a thread.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.asyncify.uses import listing
from asynclint.diagnostics import Applicability, Fix
from asynclint.fixes.steps import AddImport, Rewrite
from asynclint.index import tree
from asynclint.rules.blocking import in_django_thread, in_thread
from asynclint.rules.loading import step_that_loads
from asynclint.semantic.sites import CallSite, RelationSite, UseSite
from asynclint.semantic.variables import own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Span
    from asynclint.fixes.steps import Step
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import Site

_BRIDGE = AddImport("asgiref.sync", "sync_to_async")
_LOADED_ALONG = ("foreign key", "one-to-one")
# What may be handed to a thread of its own: it touches no connection of Django's.
_FAR = frozenset({"ASL301", "ASL303", "ASL304", "ASL305", "ASL306", "ASL309"})
_NEAR = frozenset({"ASL201", "ASL203", "ASL207", "ASL208", "ASL307", "ASL308", "ASL311", "ASL312"})


def instead(finding: Finding, place: Place) -> Fix | None:
    """What reads better than the rule's own fix: `sum(b.price for b in books)` becomes a list
    first, which is then made the async way as a whole."""
    if finding.code != "ASL202":
        return None
    for node in own_nodes(place.routine.node.body):
        made = node.args[0] if isinstance(node, tree.Call) and len(node.args) == 1 else None
        if isinstance(made, tree.Comprehension) and made.kind == "generator":
            if place.span(made.clauses[0].iterable.at) == finding.span:
                return _fix("Make a list of them", *listing(place.span(made.at), place.text))
    return None


def remedy(finding: Finding, place: Place) -> Fix | None:
    """A fix for a finding that has none, or only advice."""
    sites = [s for s in place.behaviour.sites if place.span(s.at) == finding.span]
    if not any(site.can_await for site in sites):
        return _without_generator(finding, place) if sites else None
    for site in sites:
        fix = _of_site(finding.code, site, place)
        if fix is not None:
            return fix
    return None


def _of_site(code: str, site: Site, place: Place) -> Fix | None:
    if isinstance(site, RelationSite) and code == "ASL204":
        return relation(site, place)
    if isinstance(site, UseSite) and code == "ASL202":
        return _evaluation(site, place)
    if not isinstance(site, CallSite):
        return None
    if site.how == "property" and code in ("ASL311", "ASL312", "ASL203"):
        return _property(site, place)
    if site.how != "call":
        return None
    if code in _FAR:
        return in_thread(site, place)
    return in_django_thread(site, place) if code in _NEAR else None


def unknown_relations(place: Place) -> Iterator[Fix]:
    """What reads relations of which it is not known whether they are loaded: as they may not be,
    a thread reads them."""
    if not place.is_async:
        return
    for site in place.behaviour.sites:
        if isinstance(site, RelationSite) and site.state == "unknown":
            step = step_that_loads(site, place)
            fix = relation(site, place)
            if step is not None and site.what in _LOADED_ALONG:
                yield _fix(f"Fetch `{site.name}` along", step)
            elif fix is not None and site.can_await:
                yield fix


def relation(site: RelationSite, place: Place) -> Fix | None:
    if site.receiver_at < 0:
        return None
    return _read_in_thread(site.at, site.receiver_at, site.name, place)


def _property(site: CallSite, place: Place) -> Fix | None:
    for node in own_nodes(place.routine.node.body):
        if isinstance(node, tree.Attribute) and node.at == site.at:
            return _read_in_thread(site.at, node.value.at, node.name, place)
    return None


def _read_in_thread(at: int, receiver: int, name: str, place: Place) -> Fix | None:
    quote = _quote_at(place.span(at), place)
    if not quote:
        return None
    template = f"await sync_to_async(getattr)({{0}}, {quote}{name}{quote})"
    step = Rewrite(place.span(at), template, (place.span(receiver),))
    return _fix(f"Read `{name}` in a thread", step, _BRIDGE)


_STRING = re.compile(r"""\w*('|")""")


def _quote_at(span: Span, place: Place) -> str:
    """The quotes that may be used at a place: not those of f-strings around it, which Python takes
    for their end up to 3.11; empty where both are."""
    free = ['"', "'"]
    for node in own_nodes(place.routine.node.body):
        if isinstance(node, tree.FormattedString):
            around = place.span(node.at)
            opened = _STRING.match(place.text, around.start)
            if around.start <= span.start < around.end and opened and opened[1] in free:
                free.remove(opened[1])
    return free[0] if free else ""


def _evaluation(site: UseSite, place: Place) -> Fix | None:
    """Evaluate a queryset in a thread, with the rows as they were asked for."""
    operand = place.span(site.operand_at)
    if site.how == "subscript":
        for node in own_nodes(place.routine.node.body):
            if isinstance(node, tree.Subscript) and node.at == site.at:
                parts = (operand, place.span(node.index.at))
                template = "await sync_to_async({0}.__getitem__)({1})"
                step = Rewrite(place.span(site.at), template, parts)
                return _fix("Fetch the row in a thread", step, _BRIDGE)
        return None
    if site.how in ("iterate", "contains", "step", "unpack", "length"):
        step = Rewrite(operand, "await sync_to_async(list)({0})", (operand,))
        return _fix("Fetch the rows in a thread", step, _BRIDGE)
    if site.how == "truth" and not site.by.endswith("value"):
        step = Rewrite(operand, "await sync_to_async({0}.exists)()", (operand,))
        return _fix("Ask for rows in a thread", step, _BRIDGE)
    return None


def _without_generator(finding: Finding, place: Place) -> Fix | None:
    """Make a list of the generator expression around, if a call takes all of its items anyway."""
    for node in own_nodes(place.routine.node.body):
        if not isinstance(node, tree.Call) or len(node.args) != 1:
            continue
        made = node.args[0]
        if isinstance(made, tree.Comprehension) and made.kind == "generator":
            span = place.span(made.at)
            if span.start <= finding.span.start and finding.span.end <= span.end:
                return _fix("Make a list of them", *listing(span, place.text))
    return None


def _fix(title: str, *steps: Step) -> Fix:
    return Fix(title, Applicability.UNSAFE, steps)
