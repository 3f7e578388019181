"""What a framework passes to the functions that it is given by decorators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.parameters import FIRST
from asynclint.semantic import hooks
from asynclint.semantic.kinds import ANYTHING

if TYPE_CHECKING:
    from asynclint.semantic.kinds import Kind
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

_LAST = frozenset(name.rpartition(".")[2] for name in FIRST)


def passed(model: Model, routine: Routine, position: int, param: tree.Param) -> Kind | None:
    """The kind of a parameter that declares nothing, if a framework's decorator tells it."""
    node = routine.node
    if not isinstance(node, tree.Function) or not node.decorators or param.annotation is not None:
        return None
    if position != (0 if routine.cls is None else 1) or routine.outer is not None:
        return None
    for decorator in node.decorators:
        called = decorator.function if isinstance(decorator, tree.Call) else decorator
        last = called.name if isinstance(called, tree.Attribute) else getattr(called, "id", "")
        text = FIRST.get(hooks.dotted_name(model, routine, called), "") if last in _LAST else ""
        if text:
            return model.kind_from_text(text, ANYTHING)
    return None
