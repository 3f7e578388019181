"""Context managers of the standard library, and context managers as decorators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import attributes, classes
from asynclint.semantic.kinds import (
    ANYTHING,
    Context,
    Instance,
    Kind,
    Partial,
    Steps,
    each,
    join,
    members,
)
from asynclint.semantic.outcomes import Arguments, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.semantic.calls import Calls
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

    Special = Callable[[Calls, Arguments, tree.Call], Outcome | None]


def _entered(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """`stack.enter_context(manager)`: as `with manager as value`."""
    manager = args.get(0, "cm")
    if manager is None or not node.args:
        return Outcome(ANYTHING)
    return Outcome(run.enter_context(manager, node.args[0], is_async=False))


def _called_at_the_end(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """`stack.callback(function, …)`: called when the stack is left, soon and on the same thread."""
    function = args.get(0, "callback")
    if function is None:
        return Outcome(ANYTHING)
    keywords = tuple((name, kind) for name, kind in args.keywords if name is not None)
    own = args.behind(1).positional
    target = join(*(Partial(option, own, keywords) for option in members(function)))
    return Outcome(function, None, run.called_back(target, (), node))


def _closing(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """`closing(thing)`: gives the thing, and calls its `close()` in the end."""
    thing = args.get(0, "thing")
    if thing is None:
        return Outcome(ANYTHING)
    with run.muted():
        close = join(*(attributes.attribute(run, o, "close", node) for o in members(thing)))
    calls = tuple((option, ()) for option in members(close))
    return Outcome(Context(thing, False, (Steps(calls), ())))


FUNCTIONS: dict[str, Special] = {
    "contextlib.closing": _closing,
}

METHODS: dict[str, Special] = {
    f"contextlib.{cls}.{name}": special
    for cls in ("ExitStack", "AsyncExitStack")
    for name, special in (("enter_context", _entered), ("callback", _called_at_the_end))
}


# --- as decorators ---------------------------------------------------------------------------

_DECORATOR = "contextlib.ContextDecorator"


def is_decorator(model: Model, kind: Kind) -> bool:
    """Whether a context manager may decorate a function, which then runs within it."""
    if isinstance(kind, Context):
        return not kind.is_async
    return isinstance(kind, Instance) and classes.is_subclass(model, kind.cls, _DECORATOR)


def around(model: Model, routine: Routine) -> tuple[tuple[Kind, tree.Expr], ...]:
    """The context managers that decorate a function, with the decorators' places."""
    node = routine.node
    if not isinstance(node, tree.Function) or not node.decorators:
        return ()
    return model.queries.ask(  # type: ignore[no-any-return]
        ("contexts around", routine), lambda: _around(model, routine, node), ()
    )


def _around(
    model: Model, routine: Routine, node: tree.Function
) -> tuple[tuple[Kind, tree.Expr], ...]:
    found: list[tuple[Kind, tree.Expr]] = []
    for decorator in node.decorators:
        kind = model.value_in(routine.module, routine.unit, decorator, routine.cls, routine.outer)
        if any(is_decorator(model, option) for option in each(kind)):
            found.append((kind, decorator))
    return tuple(found)
