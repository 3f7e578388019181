"""Whether what marks say about a program is what happens when it runs.

Both ways: every marked line misbehaves, in a way that fits its rule; and nothing misbehaves
without a marked line on the stack.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from suites import Expectation, expectations

from .harness import Observation, observe
from .programs import Function, functions, header_end, python_files
from .recorder import BLOCKS, DROPPED, LEFT_OPEN, NEVER_AWAITED, RAISES, UNSAFE, WRONG_VALUE, Event

Expected = dict[str, dict[int, list[Expectation]]]

EVERYTHING = (RAISES, NEVER_AWAITED, WRONG_VALUE, DROPPED, UNSAFE, BLOCKS, LEFT_OPEN)
FITTING = {
    "ASL1": (RAISES, NEVER_AWAITED, WRONG_VALUE, DROPPED),
    "ASL2": (UNSAFE,),
    "ASL3": (BLOCKS, UNSAFE),
    "ASL4": EVERYTHING,
    "ASL406": (LEFT_OPEN,),
    "ASL408": (LEFT_OPEN,),
    "ASL5": EVERYTHING,
}
# About the text and not about what it does, or about what could be done better.
NOT_AT_RUN_TIME = ("ASL003", "ASL004", "ASL407", "ASL512", "ASL6")
# What is wrong there shows when somebody else runs it.
ABOUT_DEFINITIONS = "ASL5"
# Shown when the module is compiled; nothing else in it can run then.
UNCOMPILABLE = ("ASL001", "ASL002", "ASL110")
# One mistake leads to others of these kinds further down, which need no marks of their own.
CONSEQUENCES = (RAISES, WRONG_VALUE)


def disagreements(files: dict[str, str]) -> list[str]:
    """Run a program whose lines are marked; one sentence for each mark or event that is wrong."""
    expected = expectations(files)
    marked = [
        function
        for path, text in python_files(files).items()
        for function in functions(path, text)
        if any(function.start <= line <= function.end for line in expected.get(path, {}))
    ]
    observation = observe(files, also=[function.full_name for function in marked])
    return list(compare(files, expected, marked, observation))


def compare(
    files: dict[str, str], expected: Expected, marked: list[Function], seen: Observation
) -> Iterator[str]:
    statements = {path: statement_lines(text) for path, text in python_files(files).items()}
    whole = {path: definition_lines(text) for path, text in python_files(files).items()}
    places = {
        (path, line): frozenset().union(
            *(rows_of(each.code, path, line, statements, whole) for each in wanted)
        )
        for path, lines in expected.items()
        for line, wanted in lines.items()
    }
    # Of a program that cannot be compiled, Python tells the first reason and no more.
    is_broken = any(event.exception is SyntaxError for event in seen.events)
    for (path, line), rows in places.items():
        for expectation in expected[path][line]:
            kinds = () if is_broken else kinds_of(expectation.code)
            if kinds and not any(is_at(event, path, rows, kinds) for event in seen.events):
                why = silence(path, line, marked, seen)
                yield f"{path}:{line}: {expectation.code} is marked, but {why}"
    explained = [event for event in seen.events if is_explained(event, places)]
    entries = {event.entry for event in explained}
    for event in seen.events:
        # What a thread makes has no line of the program: it comes of what was handed over.
        is_consequence = event.kind in CONSEQUENCES or not event.frames
        follows = is_consequence and event.entry in entries
        if event not in explained and not follows:
            yield f"not marked: {event}"


def kinds_of(code: str) -> tuple[str, ...]:
    """The kinds of events that prove a finding right; none if it is not about run time."""
    if code.startswith(NOT_AT_RUN_TIME):
        return ()
    return (RAISES,) if code in UNCOMPILABLE else FITTING.get(code) or FITTING.get(code[:4], ())


def is_at(event: Event, path: str, rows: frozenset[int], kinds: tuple[str, ...]) -> bool:
    return event.kind in kinds and bool(event.lines.get(path, frozenset()) & rows)


def is_explained(event: Event, places: dict[tuple[str, int], frozenset[int]]) -> bool:
    return any(is_at(event, path, rows, EVERYTHING) for (path, _), rows in places.items())


def silence(path: str, line: int, marked: list[Function], seen: Observation) -> str:
    """Why nothing was seen at a line."""
    for function in marked:
        if function.path == path and function.start <= line <= function.end:
            if function.full_name in seen.skipped:
                return f"`{function.name}` was not run: {seen.skipped[function.full_name]}"
            events = "; ".join(str(event) for event in seen.events)
            return f"nothing fitting happens there (seen: {events or 'nothing'})"
    return "it is in no function"


def rows_of(
    code: str,
    path: str,
    line: int,
    statements: dict[str, list[range]],
    definitions: dict[str, dict[int, range]],
) -> frozenset[int]:
    """The lines at which something has to happen for a mark to be right: those of its statement,
    and for a contract that a definition breaks (marked in its header) all of the definition's."""
    rows = definitions.get(path, {}).get(line)
    if rows is not None and code.startswith(ABOUT_DEFINITIONS):
        return frozenset(rows)
    return same_statement(statements, path, line)


def definition_lines(text: str) -> dict[int, range]:
    """For each line of the header of a function or class, decorators included, all its lines."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return {}
    found: dict[int, range] = {}
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            start = min([node.lineno, *(each.lineno for each in node.decorator_list)])
            rows = range(start, (node.end_lineno or node.lineno) + 1)
            found.update((row, rows) for row in range(start, header_end(node) + 1))
    return found


def statement_lines(text: str) -> list[range]:
    """The lines of each simple statement, and of each compound one's header."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return []
    return [
        range(node.lineno, header_end(node) + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt)
    ]


def same_statement(statements: dict[str, list[range]], path: str, line: int) -> frozenset[int]:
    """The lines of the statement at a line: Python and a finding may point at different ones."""
    return frozenset(
        row for rows in statements.get(path, []) if line in rows for row in rows
    ) or frozenset([line])
