"""Where an instance was fetched, and how to fetch a relation along with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.fixes.steps import Rewrite
from asynclint.index import tree
from asynclint.semantic.kinds import Bound, External, Manager, QuerySet, members
from asynclint.semantic.sites import CallSite
from asynclint.semantic.variables import own_nodes, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.rules.base import Place
    from asynclint.semantic.sites import RelationSite

_GIVING_ONE = frozenset({"aget", "afirst", "alast", "aearliest", "alatest"})


def step_that_loads(site: RelationSite, place: Place) -> Rewrite | None:
    """The step that adds `select_related` to the query of the object; None where that query does
    not stand in the function, or chooses its columns."""
    nodes = list(own_nodes(place.routine.node.body))
    read = next(
        (n for n in nodes if isinstance(n, tree.Attribute) and n.at == site.at),
        None,
    )
    loaded = getattr(site.receiver, "loaded", None)
    if read is None or any(path.startswith("+") for path in loaded or ()):
        return None
    path = [read.name]
    root = read.value
    while isinstance(root, tree.Attribute):
        path.insert(0, root.name)
        root = root.value
    queries = list(_queries(root, read, nodes, place))
    if len(queries) != 1 or _selects(queries[0], "__".join(path)):
        return None
    span = place.span(queries[0].at)
    return Rewrite(span, f'{{0}}.select_related("{"__".join(path)}")', (span,))


def _selects(query: tree.Expr, path: str) -> bool:
    """Whether the query fetches the relation already, and something has dropped it since."""
    while isinstance(query, tree.Call) and isinstance(query.function, tree.Attribute):
        if query.function.name == "select_related":
            if any(isinstance(a, tree.Constant) and a.value == path for a in query.args):
                return True
        query = query.function.value
    return False


def _queries(
    root: tree.Expr, read: tree.Attribute, nodes: list[tree.Node], place: Place
) -> Iterator[tree.Expr]:
    """The querysets or managers that an object may have been fetched from."""
    if not isinstance(root, tree.Name):
        yield from _fetched_by(root, place)
        return
    clauses = _clauses_around(root.id, read, nodes)
    if clauses:  # a comprehension has variables of its own
        for clause in clauses:
            yield from _rows_of(clause.iterable, place)
        return
    for node in nodes:
        if isinstance(node, tree.Bind) and node.value is not None:
            if any(_is_name(target, root.id) for target in node.targets):
                yield from _fetched_by(node.value, place)
        elif isinstance(node, tree.For) and _is_name(node.target, root.id):
            yield from _rows_of(node.iterable, place)


def _clauses_around(name: str, read: tree.Node, nodes: list[tree.Node]) -> list[tree.Clause]:
    """The clauses that bind a name, of the comprehensions that a node stands in."""
    return [
        clause
        for node in nodes
        if isinstance(node, tree.Comprehension)
        for clause in node.clauses
        if _is_name(clause.target, name) and any(inner is read for inner in walk(node))
    ]


def _is_name(node: tree.Expr, name: str) -> bool:
    return isinstance(node, tree.Name) and node.id == name


def _fetched_by(value: tree.Expr, place: Place) -> Iterator[tree.Expr]:
    """`await <queryset>.aget(…)`."""
    call = value.value if isinstance(value, tree.Await) else None
    if not isinstance(call, tree.Call) or not isinstance(call.function, tree.Attribute):
        return
    for site in _calls(call, place):
        callee = site.callee
        if isinstance(callee, Bound) and isinstance(callee.function, External):
            is_query = isinstance(callee.receiver, (QuerySet, Manager))
            if is_query and callee.function.name.rpartition(".")[2] in _GIVING_ONE:
                yield call.function.value


def _rows_of(iterable: tree.Expr, place: Place) -> Iterator[tree.Expr]:
    """`async for row in <queryset>`, of a queryset that is made there."""
    if isinstance(iterable, tree.Call):
        if isinstance(iterable.function, tree.Attribute) and iterable.function.name == "aiterator":
            iterable = iterable.function.value
        for site in _calls(iterable, place):
            if all(isinstance(option, QuerySet) for option in members(site.result)):
                yield iterable


def _calls(node: tree.Expr, place: Place) -> Iterator[CallSite]:
    for site in place.behaviour.sites:
        if isinstance(site, CallSite) and site.at == node.at and site.how == "call":
            yield site
