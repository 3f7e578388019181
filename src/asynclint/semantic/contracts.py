"""What frameworks expect of the methods of the project's classes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.permissions import METHODS, QUESTIONS
from asynclint.semantic import classes, functions, hooks
from asynclint.semantic.kinds import NOTHING, Coroutine, Kind, members

if TYPE_CHECKING:
    from asynclint.knowledge.permissions import Question
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


def is_below(model: Model, cls: str, library: str) -> bool:
    """Whether a class of the project has a class of a library among its bases."""
    return classes.is_subclass(model, cls, model.tables.canonical(library))


def question(model: Model, routine: Routine) -> Question | None:
    """The question that a framework takes a method's result for the answer to, if nothing in sight
    awaits it: neither a package that is known to, nor code of the project, nor a base of which
    nothing is known."""
    if routine.cls is None or routine.name not in METHODS:
        return None
    for row in QUESTIONS:
        if routine.name in row.methods and is_below(model, routine.cls, row.cls):
            if classes.hides_something(model, routine.cls) or is_awaited(model, routine.name):
                return None
            return None if hooks.is_named(model, row.unless) else row
    return None


def is_awaited(model: Model, method: str) -> bool:
    """Whether code of the project awaits a method of that name, or looks whether it should."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("awaited", method), lambda: _is_awaited(model, method), False
    )


def _is_awaited(model: Model, method: str) -> bool:
    awaiting = re.compile(
        rf"\bawait\s+(?!super\b)[\w.()\[\]]+\.{method}\s*\("
        rf"|\b(?:iscoroutinefunction|is_async_callable|async_to_sync)\([\w.]+\.{method}\)"
    )
    return any(
        awaiting.search(model.texts(name) or "") is not None for name in model.modules_with(method)
    )


def outcome(model: Model, routine: Routine) -> Kind:
    """What a caller of the method has in hand, decorators applied: of a coroutine function, its
    coroutine."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("outcome", routine), lambda: _outcome(model, routine), NOTHING
    )


def _outcome(model: Model, routine: Routine) -> Kind:
    from asynclint.semantic import callables
    from asynclint.semantic.flow import Flow
    from asynclint.semantic.outcomes import Arguments

    node = routine.node
    if not isinstance(node, tree.Function):
        return NOTHING
    flow = Flow(model, routine.module, routine.unit)
    given = Arguments(model.entry_arguments(routine))
    return callables.call(flow, functions.decorated(model, routine), given, node).result


def gives_coroutine(model: Model, routine: Routine) -> bool:
    """Whether a call of the method gives a coroutine, on some way at least."""
    return any(isinstance(option, Coroutine) for option in members(outcome(model, routine)))
