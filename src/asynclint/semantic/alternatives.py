"""Calls that a coroutine function makes itself on one way and hands to a thread on the other.

    if file.in_memory:
        return file.read(size)
    return await asyncio.to_thread(file.read, size)

Whoever writes this knows when the call blocks, and asks: the direct call is made where it does not.
"""

from __future__ import annotations

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
        if routine.is_async and isinstance(body, list) and _handed_over(body):
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
                yield from _direct(statement.body, _handed_over(other))
                yield from _direct(other, _handed_over(statement.body))


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
        if isinstance(node, tree.Call) and _spelling(node.function) in handed:
            yield node.at


def _handed_over(block: list[tree.Stmt]) -> frozenset[str]:
    """What is an argument, uncalled, of a call that is awaited: `await to_thread(read, size)`."""
    found: set[str] = set()
    for node in own_nodes(block):
        if isinstance(node, tree.Await):
            calls = (inner for inner in walk(node.value) if isinstance(inner, tree.Call))
            found.update(_spelling(arg) for call in calls for arg in call.args)
    return frozenset(found - {""})


def _spelling(node: tree.Expr) -> str:
    """A dotted name as it is written; empty for other expressions."""
    if isinstance(node, tree.Name):
        return node.id
    if isinstance(node, tree.Attribute):
        owner = _spelling(node.value)
        return f"{owner}.{node.name}" if owner else ""
    return ""
