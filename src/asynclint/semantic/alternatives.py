"""Calls that a coroutine function makes itself on one way and hands to a thread on the other.

    if file.in_memory:
        return file.read(size)
    return await asyncio.to_thread(file.read, size)

Whoever writes this knows when the call blocks, and asks: the direct call is made where it does not.
So does who asks where the code runs, and awaits the call's own counterpart otherwise:

    if is_in_worker():
        return self.respond(request)
    return await self.respond_async(request)
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic.variables import own_nodes, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.routines import Routine


def chosen_calls(routine: Routine) -> frozenset[int]:
    """The places of the calls that the other way of a condition hands to a thread."""
    known = routine.chosen
    if known is None:
        body = routine.node.body
        if routine.is_async and isinstance(body, list) and _handed_over(body, is_asked=True):
            known = frozenset(_chosen(body))
        known = routine.chosen = known or frozenset()
    return known


def _chosen(body: list[tree.Stmt]) -> Iterator[int]:
    for block in _blocks(body):
        for position, statement in enumerate(block):
            if isinstance(statement, tree.If):
                other = [*statement.orelse]
                if _leaves(statement.body):
                    other += block[position + 1 :]
                is_asked = _asks_where_it_runs(statement.test)
                yield from _direct(statement.body, _handed_over(other, is_asked=is_asked))
                yield from _direct(other, _handed_over(statement.body, is_asked=is_asked))


def _asks_where_it_runs(test: tree.Expr) -> bool:
    """Whether a condition is the answer of a function that is given nothing: it can only know of
    the surroundings."""
    if isinstance(test, tree.Operation) and test.operator == "not":
        test = test.operands[0]
    return isinstance(test, tree.Call) and not (test.args or test.keywords)


def _blocks(body: list[tree.Stmt]) -> Iterator[list[tree.Stmt]]:
    """The lists of statements in a function, its own scope's."""
    yield body
    for node in own_nodes(body):
        if isinstance(node, (tree.Function, tree.Class)):
            continue
        for name in ("body", "orelse", "final"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                yield block
        for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
            yield part.body


def _leaves(block: list[tree.Stmt]) -> bool:
    return bool(block) and isinstance(block[-1], (tree.Return, tree.Raise, tree.Jump))


def _direct(block: list[tree.Stmt], handed: frozenset[str]) -> Iterator[int]:
    """The places of the calls of these callables."""
    for node in own_nodes(block) if handed else ():
        if isinstance(node, tree.Call) and spelling(node.function) in handed:
            yield node.at


def _handed_over(block: list[tree.Stmt], *, is_asked: bool) -> frozenset[str]:
    """What is an argument, uncalled, of a call that is awaited: `await to_thread(read, size)`. With
    `is_asked`, also what an awaited call is the counterpart of by its name."""
    found: set[str] = set()
    for node in own_nodes(block):
        if isinstance(node, tree.Await):
            calls = [inner for inner in walk(node.value) if isinstance(inner, tree.Call)]
            found.update(spelling(arg) for call in calls for arg in call.args)
            if is_asked:
                found.update(_sync_form(spelling(call.function)) for call in calls)
    return frozenset(found - {""})


_ASYNC_FORM = re.compile(r"(?P<owner>(?:\w+\.)*)(?:(?P<before>\w+)_async|a(?:sync_)?(?P<name>\w+))")


def _sync_form(spelled: str) -> str:
    """`handlers.call` for `handlers.call_async`, `handlers.acall` and `handlers.async_call`."""
    match = _ASYNC_FORM.fullmatch(spelled)
    return "" if match is None else match["owner"] + (match["before"] or match["name"])


def spelling(node: tree.Expr) -> str:
    """A dotted name as it is written; empty for other expressions."""
    if isinstance(node, tree.Name):
        return node.id
    if isinstance(node, tree.Attribute):
        owner = spelling(node.value)
        return f"{owner}.{node.name}" if owner else ""
    return ""
