"""What a function declares to return, once it is async."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.fixes.steps import AddImport, DropImport, Rewrite
from asynclint.index import tree
from asynclint.semantic.kinds import ClassRef, External, members

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.fixes.steps import Step
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine

_ASYNC = {
    "Iterator": "AsyncIterator",
    "Iterable": "AsyncIterable",
    "Generator": "AsyncGenerator",
}
_SENDING = 2  # of `Generator[Yield, Send, Return]`, the async one has no last


# What a function declares that a decorator makes awaitable: the result is the last argument.
_AWAITABLE = frozenset({"Awaitable", "Coroutine"})


def steps(model: Model, routine: Routine, was_bridged: bool) -> Iterator[Step]:
    """`Iterator[Book]` → `AsyncIterator[Book]`, with its import; where a decorator made it
    awaitable, `Awaitable[Book]` → `Book`."""
    node = routine.node
    if not isinstance(node, tree.Function) or node.returns is None:
        return
    if routine.is_generator:
        yield from _of_generator(model, routine, node.returns)
    elif was_bridged and isinstance(node.returns, tree.Subscript):
        names = _names(model, routine, node.returns.value)
        if names and all(name.rpartition(".")[2] in _AWAITABLE for name in names):
            index = node.returns.index
            result = index.items[-1] if isinstance(index, tree.Display) else index
            span = routine.span(node.returns.at)
            yield Rewrite(span, "{0}", (routine.span(result.at),))
            yield DropImport(routine.span(node.returns.value.at))


def _names(model: Model, routine: Routine, node: tree.Expr) -> list[str]:
    """The dotted names of what a name in an annotation stands for."""
    kind = model.value_in(routine.module, routine.unit, node, routine.cls, routine.outer)
    return [o.name for o in members(kind) if isinstance(o, (External, ClassRef))]


def _of_generator(model: Model, routine: Routine, declared: tree.Expr) -> Iterator[Step]:
    named = declared.value if isinstance(declared, tree.Subscript) else declared
    if not isinstance(named, (tree.Name, tree.Attribute)):
        return
    for name in _names(model, routine, named):
        module, _, word = name.rpartition(".")
        if word not in _ASYNC or module not in ("typing", "collections.abc"):
            continue
        span = routine.span(named.at)
        spelled = routine.module.text[span.start : span.end]
        before, dot, _ = spelled.rpartition(".")
        if dot:
            yield Rewrite(span, f"{before}.{_ASYNC[word]}")
        else:
            yield Rewrite(span, _ASYNC[word])
            yield DropImport(span)
            yield AddImport(module, _ASYNC[word])
        yield from _without_result(declared, word, routine)


def _without_result(declared: tree.Expr, word: str, routine: Routine) -> Iterator[Step]:
    if word != "Generator" or not isinstance(declared, tree.Subscript):
        return
    index = declared.index
    if isinstance(index, tree.Display) and len(index.items) > _SENDING:
        span = routine.span(index.at)
        kept = tuple(routine.span(item.at) for item in index.items[:_SENDING])
        yield Rewrite(span, "({0}, {1})", kept)
