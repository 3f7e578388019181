"""Code that looks at the surroundings it runs in: whether there is a loop, and what callers further
out have handed down in a context variable.

Such code serves several occasions. What it does where no loop runs is not done on the loop, and
what it does where nobody has handed anything down is for other occasions than a request or a task.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.surroundings import HANDED_DOWN, RAISING_WITHOUT_LOOP, TELLING_OF_LOOP
from asynclint.semantic.kinds import (
    BOOL,
    Def,
    External,
    Instance,
    Kind,
    Literal,
    members,
)
from asynclint.semantic.outcomes import Outcome
from asynclint.semantic.variables import own_nodes, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.calls import Calls
    from asynclint.semantic.environments import Env
    from asynclint.semantic.expressions import Expressions
    from asynclint.semantic.model import Model
    from asynclint.semantic.outcomes import Arguments
    from asynclint.semantic.routines import Routine

# The variable of a run that holds whether no loop runs on this way. Like an attribute's, its name
# has a dot: where it is known on some ways only, nothing is known behind them.
_WITHOUT_LOOP = "\0without.loop"
_YES, _NO = Instance("without a loop"), Instance("under a loop")


# --- the loop --------------------------------------------------------------------------------


def is_without_loop(env: Env) -> bool:
    """Whether it is known that this way is taken only where no loop runs."""
    return env.get(_WITHOUT_LOOP) is _YES


def asks_for_loop(run: Expressions, test: tree.Call) -> bool:
    """Whether a call tells if a loop runs: `in_async_context()`."""
    if test.args or test.keywords:
        return False
    with run.muted():
        options = list(members(run.eval(test.function)))
    return bool(options) and all(_tells_of_loop(run.model, option) for option in options)


def _tells_of_loop(model: Model, function: Kind) -> bool:
    if isinstance(function, External):
        return function.name in TELLING_OF_LOOP
    if not isinstance(function, Def):
        return False
    routine = function.routine
    return model.queries.ask(  # type: ignore[no-any-return]
        ("tells of a loop", routine), lambda: _catches_its_lack(model, routine), False
    )


def _catches_its_lack(model: Model, routine: Routine) -> bool:
    """Whether a function says False where there is no running loop to be had, and else True."""
    body = routine.node.body
    if routine.is_async or not isinstance(body, list):
        return False
    for position, statement in enumerate(body):
        if isinstance(statement, tree.Try) and asks_for_running_loop(
            model, routine, statement.body
        ):
            told = [set(_told(handler.body)) for handler in statement.handlers]
            otherwise = set(_told(statement.body + statement.orelse + body[position + 1 :]))
            return told == [{False}] and otherwise == {True}
    return False


def _told(body: list[tree.Stmt]) -> Iterator[bool | None]:
    for node in own_nodes(body):
        if isinstance(node, tree.Return):
            value = node.value.value if isinstance(node.value, tree.Constant) else None
            yield value if isinstance(value, bool) else None


def asks_for_running_loop(model: Model, routine: Routine, body: list[tree.Stmt]) -> bool:
    """Whether the body of a `try` does nothing that could fail but asking for the running loop."""
    calls = [
        node for statement in body[:1] for node in walk(statement) if isinstance(node, tree.Call)
    ]
    if len(calls) != 1 or calls[0].args:
        return False
    callee = calls[0].function
    if not isinstance(callee, (tree.Name, tree.Attribute)):
        return False
    kind = model.value_in(routine.module, routine.unit, callee, routine.cls, routine.outer)
    return isinstance(kind, External) and kind.name in RAISING_WITHOUT_LOOP


def note(env: Env, *, loop: bool) -> None:
    """From here on the way is one that is taken only where a loop runs (or where none does)."""
    env[_WITHOUT_LOOP] = _NO if loop else _YES


def known(env: Env) -> Kind | None:
    """What is known of the way to here."""
    return env.get(_WITHOUT_LOOP)


def restore(env: Env, before: Kind | None) -> None:
    """Behind an expression that is known again which was known before it."""
    env.pop(_WITHOUT_LOOP, None)
    if before is not None:
        env[_WITHOUT_LOOP] = before


# --- context variables -----------------------------------------------------------------------


def is_handed_down(run: Expressions, test: tree.Expr) -> bool:
    """Whether an expression is the value of a context variable that callers set. One that holds a
    truth value is a switch, which stands either way."""
    if not isinstance(test, tree.Call) or not isinstance(test.function, tree.Attribute):
        return False
    if len(test.args) > 1 or test.function.name not in HANDED_DOWN.values():
        return False
    with run.muted():
        owner = run.eval(test.function.value)
        defaults = [run.eval(arg) for arg in test.args]
    if not isinstance(owner, Instance) or HANDED_DOWN.get(owner.cls) != test.function.name:
        return False
    defaults += owner.args
    return not any(_is_truth_value(option) for kind in defaults for option in members(kind))


def _is_truth_value(kind: Kind) -> bool:
    return kind == BOOL or (isinstance(kind, Literal) and isinstance(kind.value, bool))


def context_variable(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """`ContextVar("current", default=None)` is known by its default."""
    default = args.keyword("default")
    return Outcome(Instance("contextvars.ContextVar", () if default is None else (default,)))
