"""Starting an event loop where one may be running, and code that asks first.

`asyncio.run`, `loop.run_until_complete` and `async_to_sync` raise in a thread whose loop runs. What
a sync function reaches of them is an effect like a query. A function that finds out whether
there is a loop, itself or by a helper, or is prepared for the exception, knows what it does: on the
loop it goes the other way.

Two more things that functions do are noted like effects, though no rule is about them: asking
whether a loop runs, and giving back a thread's database connections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.loops import ASKING, GIVING_BACK
from asynclint.knowledge.schema import BRIDGE, LOOP
from asynclint.semantic.sites import Effect, Operation
from asynclint.semantic.variables import own_nodes, walk

if TYPE_CHECKING:
    from asynclint.semantic.routines import Routine

STARTING = (BRIDGE, LOOP)
ASKS = "asks for a loop"
GIVES_BACK = "gives connections back"
NOTES = (ASKS, GIVES_BACK)
NOTED = {
    **{name: Effect(ASKS, name, ()) for name in ASKING},
    **{name: Effect(GIVES_BACK, name, ()) for name in GIVING_BACK},
}
BRIDGED = Operation(BRIDGE, "async_to_sync")

Effects = dict[tuple[str, int, bool], Effect]


def unasked(effects: Effects, routine: Routine | None) -> Effects:
    """The effects of a function, without the loops that it does not start where one is running."""
    if routine is None or not any(does in STARTING for does, _, _ in effects):
        return effects
    if any(does == ASKS for does, _, _ in effects):
        return {key: effect for key, effect in effects.items() if key[0] not in STARTING}
    expected = prepared(routine)
    return {k: e for k, e in effects.items() if k[0] not in STARTING or k[1] not in expected}


def prepared(routine: Routine) -> frozenset[int]:
    """The places of a function's calls that may raise RuntimeError: a handler waits for it."""
    known = routine.prepared
    if known is None:
        known = routine.prepared = frozenset(
            call.at
            for node in own_nodes(routine.node.body)
            if isinstance(node, tree.Try) and any(map(_is_prepared, node.handlers))
            for call in walk(node.body)
            if isinstance(call, tree.Call)
        )
    return known


def _is_prepared(handler: tree.Handler) -> bool:
    caught = handler.type
    options = caught.items if isinstance(caught, tree.Display) else [caught]
    return any(isinstance(o, tree.Name) and o.id == "RuntimeError" for o in options)
