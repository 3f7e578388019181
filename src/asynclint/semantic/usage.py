"""How the project uses a function, told by every place that spells its name.

What is asked is whether all that use it could do with a plain function as well. So names are
enough: another function of that name, or a mention that is no awaited call, makes it unknown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import given
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.index.module import Definition, Module
    from asynclint.semantic.model import Model
    from asynclint.semantic.routines import Routine


def awaited_calls(model: Model, routine: Routine) -> int | None:
    """How many calls of the function are awaited where they stand; None if there is any other use
    of its name, or another function that has it."""
    return model.queries.ask(  # type: ignore[no-any-return]
        ("awaited calls", routine), lambda: _awaited_calls(model, routine), None
    )


def _awaited_calls(model: Model, routine: Routine) -> int | None:
    names, modules = given.mentioned(model, routine.name)
    definition = re.compile(rf"\b(?:def|class)[ \t]+{routine.name}\b")
    if sum(len(model.texts.findall(name, definition)) for name in modules) != 1:
        return None
    word = re.compile(rf"\b(?:{'|'.join(sorted(names))})\b")
    count = 0
    for name in modules:
        module = model.resolver.module(name)
        if module is None:
            return None
        for statement in _statements(module, module.definitions_with(word), word):
            calls = list(_of_statement(statement, names))
            if not all(calls):
                return None
            count += len(calls)
    return count


def _statements(
    module: Module, definitions: tuple[Definition, ...], word: re.Pattern[str]
) -> Iterator[object]:
    """The statements that may name it, the members of classes one by one."""
    for definition in definitions:
        statement = definition.statement
        if isinstance(statement, tree.Class):
            yield [*statement.bases, *statement.decorators, *statement.keywords]
            inside = module.members(definition).definitions_with(word)
            yield from _statements(module, inside, word)
        elif not isinstance(statement, (tree.Import, tree.ImportFrom)):
            yield statement


def _of_statement(statement: object, names: frozenset[str]) -> Iterator[bool]:
    """For each mention, whether it is a call that is awaited at once."""
    awaited = {
        id(node.value.function)
        for node in walk(statement)
        if isinstance(node, tree.Await) and isinstance(node.value, tree.Call)
    }
    for node in walk(statement):
        if given.is_mention(node, names):
            yield id(node) in awaited
