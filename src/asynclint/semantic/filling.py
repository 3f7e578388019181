"""Querysets that helpers, closures and threads evaluate: what they have fetched stays fetched.

`Behaviour.fills` names the parameters, and the variables of functions around it, whose querysets a
function evaluates on some way. For who calls it such a queryset is in a state that is not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import keeping
from asynclint.semantic.kinds import Def, Kind, Partial, QuerySet, Threaded, members
from asynclint.semantic.variables import store_counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.outcomes import Arguments, Outcome
    from asynclint.semantic.routines import Behaviour
    from asynclint.semantic.state import State

Fills = frozenset[int | str]  # places of arguments, names of variables


def is_others(run: State, name: str) -> bool:
    """Whether a variable's value came from outside the function, and is still that."""
    if run.routine is None:
        return False
    if name in run.cells and name not in run.local_names:
        return True
    counts = store_counts(run.routine)
    return counts.get(name) == 1 and any(p.name == name for p in run.routine.node.params)


def of_call(callee: Def, args: Arguments, behaviour: Behaviour) -> Fills:
    """What a call of a function of the project evaluates of what it is given."""
    if not behaviour.fills:
        return frozenset()
    params = callee.routine.node.params
    found = _places(params, args, behaviour.fills)
    return frozenset({*found, *(behaviour.fills - {param.name for param in params})})


def _places(params: list[tree.Param], args: Arguments, names: frozenset[str]) -> Iterator[int]:
    for param, place in zip(params, args.places):
        if "star" in param.kind:
            break
        if param.name in names:
            yield place
    for (key, _), place in zip(args.keywords, args.keyword_places):
        if key in names:
            yield place


def of_thread(outcomes: list[Outcome], *, is_followed: bool) -> Fills | None:
    """The same of a function that was handed to a thread; None where that is not known."""
    if not outcomes or not is_followed or any(outcome.fills is None for outcome in outcomes):
        return None
    return frozenset(each for outcome in outcomes for each in outcome.fills or ())


def after_call(run: State, node: tree.Call, args: Arguments, outcome: Outcome) -> None:
    """Note what a call may have evaluated of the caller's variables."""
    if outcome.elsewhere:
        keeping.handed_over(run, node)
    fills = outcome.fills
    for expression in (*node.args, *(keyword.value for keyword in node.keywords)):
        if not isinstance(expression, tree.Name):
            continue
        if fills is None:
            run.evaluated(expression.id)
        elif expression.at in fills:
            run.evaluated(expression.id, "unknown")
    names = {each for each in fills or () if isinstance(each, str)}
    if not outcome.elsewhere and not any(isinstance(o, _KEPT) for o in members(outcome.result)):
        names.update(_of_callbacks((*args.positional, *(kind for _, kind in args.keywords))))
    for name in sorted(names):
        run.evaluated(name, "unknown")


_KEPT = (Threaded, Partial)  # made of a function, and followed when they are called


def _of_callbacks(kinds: tuple[Kind, ...]) -> Iterator[str]:
    """The querysets that functions use which somebody is given, who may call them."""
    for kind in kinds:
        for option in members(kind):
            if isinstance(option, Def):
                yield from (name for name, cell in option.cells if _holds_rows(cell))


def _holds_rows(kind: Kind) -> bool:
    return any(isinstance(option, QuerySet) for option in members(kind))
