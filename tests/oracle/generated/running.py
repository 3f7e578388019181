"""Run many generated programs in one process, one loop and one database.

Programs do not disturb each other: what they write leaves the rows as they are to others.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import gc
import importlib
import threading
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from ..harness import prepare
from ..programs import importable
from ..recorder import Event

Ran = set[tuple[str, int]]  # path, row
RAN = "line_that_runs"


def events_of(
    files: dict[str, str], calls: Iterable[tuple[str, dict[str, Any]]]
) -> tuple[tuple[Event, ...], Ran]:
    """What happens when functions of `views.py` are called, one after the other, and which lines
    were run in the loop's thread."""
    prepared = prepare()
    from .. import database
    from .many import Many  # imports models

    ran: Ran = set()
    run = Many(files, prepared.template, prepared.session_key)
    with ExitStack() as stack:
        for context in run.surroundings():
            stack.enter_context(context)
        stack.enter_context(importable(files, lambda path, tree: Noticing(path).visit(tree)))
        stack.enter_context(noticing(ran))
        stack.enter_context(database.fresh(run.template))
        if run.import_modules():
            module = importlib.import_module("views")
            asyncio.run(run.each([(name, getattr(module, name), given) for name, given in calls]))
        gc.collect()
    return tuple(run.recorder.events), ran


class Noticing(ast.NodeTransformer):
    """Lets each statement tell, before it runs, which line it is on."""

    def __init__(self, path: str) -> None:
        self.path = path

    def visit(self, node: ast.AST) -> Any:
        self.generic_visit(node)
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list):
                setattr(node, name, [each for inner in body for each in self.told(inner)])
        return node

    def told(self, statement: ast.stmt) -> tuple[ast.stmt, ...]:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            return (statement,)
        line = ast.Constant((self.path, statement.lineno))
        telling = ast.Expr(ast.Call(ast.Name(RAN, ast.Load()), [line], []))
        ast.copy_location(telling, statement)
        return ast.fix_missing_locations(telling), statement


@contextmanager
def noticing(ran: Ran) -> Iterator[None]:
    """Collect the lines that are run in this thread."""
    own = threading.get_ident()

    def notice(place: tuple[str, int]) -> None:
        if threading.get_ident() == own:
            ran.add(place)

    setattr(builtins, RAN, notice)
    try:
        yield
    finally:
        delattr(builtins, RAN)
