"""The handlers of Channels' consumers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.consumers import ASYNC, HANDLERS, SYNC
from asynclint.semantic import classes
from asynclint.semantic.contracts import is_below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

_TYPE = re.compile(r"""["']type["']\s*:\s*["']([\w.]+)["']|\btype=["']([\w.]+)["']""")


def kind_of(model: Model, cls: str) -> str:
    """Which kind of consumer a class is: "async", "sync", or nothing, also where it has its own way
    of calling handlers."""
    if not is_below(model, cls, ASYNC) or classes.hides_something(model, cls):
        return ""
    dispatch = classes.find(model, cls, "dispatch")
    if dispatch is not None and dispatch.definitions:
        return ""
    return "sync" if is_below(model, cls, SYNC) else "async"


def handlers(model: Model, cls: str) -> Iterator[Routine]:
    """The methods of a consumer's own body that Channels calls, and nobody else."""
    named = HANDLERS | message_handlers(model)
    for name in sorted(named & classes.scope_names(model, cls)):
        definitions = classes.own(model, cls, name)
        statement = definitions[-1].statement
        if isinstance(statement, tree.Function) and not statement.decorators:
            if not (statement.is_generator or _is_called(model, cls, name)):
                yield classes.method(model, cls, definitions[-1])


def message_handlers(model: Model) -> frozenset[str]:
    """The names of the methods for the types of messages that the project sends."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("message handlers",), lambda: _message_handlers(model), frozenset()
    )


def _message_handlers(model: Model) -> frozenset[str]:
    return frozenset(
        (first or second).replace(".", "_")
        for name in model.modules_with("group_send", "channel_layer")
        for first, second in model.texts.findall(name, _TYPE)
    )


def _is_called(model: Model, cls: str, method: str) -> bool:
    """Whether the class or a base of it in the project calls the handler itself."""
    calling = re.compile(rf"\bself\.{method}\b")
    modules = {model.classes[c].module.name for c in classes.mro(model, cls) if c in model.classes}
    return any(model.texts.says(name, calling) for name in sorted(modules))
