"""Functions that are given away to be called: what comes of it on the thread that calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.calling import CALLING, OF_FIELDS, RUNNING
from asynclint.semantic import callables, classes, form_fields, serializing
from asynclint.semantic.kinds import ANYTHING, Bound, Def, Instance, Kind, Partial, join, members
from asynclint.semantic.outcomes import Arguments, Outcome

if TYPE_CHECKING:
    from asynclint.index import tree
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.routines import Behaviour
    from asynclint.semantic.sites import Effect


def called_by_method(
    run: Calls, name: str, receiver: Kind, args: Arguments, node: tree.Node
) -> Outcome | None:
    """The outcome of a library's method that calls a function which it is given."""
    called = CALLING.get(name)
    target = None if called is None else args.get(called.position, called.keyword)
    if called is None or target is None:
        return None
    own = args.behind(called.position + 1) if called.takes_rest else Arguments()
    if name.endswith("add_done_callback"):
        own = Arguments((receiver,))
    outcomes = [callables.call(run, option, own, node) for option in members(target)]
    effects = tuple(effect for outcome in outcomes for effect in outcome.effects)
    operation = next((o.operation for o in outcomes if o.operation is not None), None)
    if name in RUNNING:
        result = join(*(outcome.result for outcome in outcomes)) if outcomes else ANYTHING
        return Outcome(result, operation, effects)
    row = run.model.tables.row(name)
    given = (
        callables.UNKNOWN if row is None else callables.apply_row(run, row, receiver, args, node)
    )
    return given._replace(operation=operation, effects=effects)


def of_own_methods(run: Calls, name: str, receiver: Kind, node: tree.Node) -> tuple[Effect, ...]:
    """What a library's method reaches in methods of the project that it calls on its own object."""
    called = OF_FIELDS.get(name)
    model = run.model
    if called is None or not isinstance(receiver, Instance) or receiver.cls not in model.classes:
        return ()
    whole, prefix = called
    fields = form_fields.names(model, receiver.cls)
    wanted = [whole, *(f"{prefix}{field}" for field in sorted(fields))]
    effects: tuple[Effect, ...] = ()
    for method in wanted:
        found = classes.find(model, receiver.cls, method)
        if found is None or not found.definitions:
            continue
        kind = classes.attribute_kind(model, found, method)
        for option in members(kind):
            if isinstance(option, Def) and not option.routine.is_async:
                needed = [p for p in option.routine.node.params[1:] if p.default is None]
                row = serializing.row_of(receiver) if name.endswith(".data") else ANYTHING
                given = Arguments(tuple(row for p in needed if "star" not in p.kind))
                effects += callables.call(run, Bound(option, receiver), given, node).effects
    return effects


def of_functions_given(
    run: Calls, callee: Def, bound: tuple[Kind, ...], behaviour: Behaviour
) -> tuple[Effect, ...]:
    """What a coroutine function reaches on the loop because of the functions that it was given, as
    arguments or by the decorator that made it. All else is told of where it stands."""
    if not behaviour.effects:
        return ()
    given = (*bound, *(cell for name, cell in callee.cells if name.isidentifier()))
    if not any(_is_function(option) for kind in given for option in members(kind)):
        return ()
    own = run.model.entry_behaviour(callee.routine).effects
    known = {(effect.does, effect.frames[0]) for effect in own}
    return tuple(e for e in behaviour.effects if (e.does, e.frames[0]) not in known)


def _is_function(kind: Kind) -> bool:
    if isinstance(kind, Bound):
        return isinstance(kind.function, Def)
    return isinstance(kind, (Def, Partial))
