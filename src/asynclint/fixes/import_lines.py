"""New imports as edits, at the place where isort would have them.

An import joins an existing `from module import …` of the module's top level. Otherwise it becomes
a line of its own in the first run of import statements: by section (`__future__`, standard library,
third party, first party, relative), `import x` before `from x import y`, then by name.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import libcst as cst

from asynclint.diagnostics import Span
from asynclint.fixes.bindings import module_of
from asynclint.fixes.errors import UnparsableError
from asynclint.fixes.import_names import add_names, takes_names
from asynclint.fixes.places import Places
from asynclint.fixes.splice import Edit
from asynclint.fixes.steps import AddImport

FUTURE, STANDARD, THIRD_PARTY, FIRST_PARTY, RELATIVE = range(5)


class _Line(NamedTuple):
    """An import statement in the order of the file: there already (`node`), or new (`text`)."""

    section: int
    is_from: bool
    module: str
    node: cst.SimpleStatementLine | None = None
    text: str = ""

    @property
    def key(self) -> tuple[int, bool, str]:
        return self.section, self.is_from, self.module.lower()

    @property
    def key_by_name(self) -> tuple[int, str, bool]:
        return self.section, self.module.lower(), self.is_from


def import_edits(
    places: Places, wanted: Iterable[AddImport], first_party: Collection[str] = ()
) -> Iterator[Edit]:
    """The edits that add the imports; `first_party` are top-level modules of the project itself."""
    new: list[_Line] = []
    by_module = lambda want: (want.module, bool(want.name))  # noqa: E731
    for (module, is_from), group in groupby(sorted(set(wanted), key=by_module), by_module):
        names = sorted({want.name for want in group})
        statement = _statement_to_join(places, module) if is_from else None
        if statement is not None:
            yield from add_names(places, statement, names)
            continue
        text = f"from {module} import {', '.join(names)}" if is_from else f"import {module}"
        new.append(_Line(_section(module, first_party), is_from, module, text=text))
    if new:
        yield from _new_lines(places, _run(places, first_party), new)


def _section(module: str, first_party: Collection[str]) -> int:
    top = module.partition(".")[0]
    if module.startswith("."):
        return RELATIVE
    if top == "__future__":
        return FUTURE
    if top in first_party:
        return FIRST_PARTY
    return STANDARD if top in sys.stdlib_module_names else THIRD_PARTY


def _statement_to_join(places: Places, module: str) -> cst.ImportFrom | None:
    """The import of the module at top level that may take further names."""
    froms = [
        statement
        for line in places.statements()
        if isinstance(line, cst.SimpleStatementLine)
        for statement in line.body
        if isinstance(statement, cst.ImportFrom) and takes_names(statement)
    ]
    modules = [module_of(statement) for statement in froms]
    if len(set(modules)) < len(modules) and all(_names_one(statement) for statement in froms):
        return None  # this file has a line for every name
    return next((each for each in froms if module_of(each) == module), None)


def _names_one(statement: cst.ImportFrom) -> bool:
    return not isinstance(statement.names, cst.ImportStar) and len(statement.names) == 1


# --- lines of their own ------------------------------------------------------------------------


def _run(places: Places, first_party: Collection[str]) -> list[_Line]:
    """The first run of import statements that has more than `__future__`, or else any."""
    runs: list[list[_Line]] = [[]]
    for statement in places.statements():
        line = _read_line(statement, first_party)
        if line is not None:
            runs[-1].append(line)
        elif runs[-1]:
            runs.append([])
    telling = [run for run in runs if any(line.section != FUTURE for line in run)]
    return (telling or [run for run in runs if run] or [[]])[0]


def _read_line(statement: cst.CSTNode | None, first_party: Collection[str]) -> _Line | None:
    if not isinstance(statement, cst.SimpleStatementLine):
        return None
    first = statement.body[0]
    if isinstance(first, cst.ImportFrom):
        module = module_of(first)
        return _Line(_section(module, first_party), True, module, statement)
    if isinstance(first, cst.Import):
        module = first.names[0].evaluated_name
        return _Line(_section(module, first_party), False, module, statement)
    return None


def _new_lines(places: Places, run: Sequence[_Line], new: Sequence[_Line]) -> Iterator[Edit]:
    if not run:
        yield _first_import(places, sorted(new, key=lambda line: line.key))
        return
    lines = list(run)
    is_by_name = not _is_sorted([line.key for line in run]) and _is_sorted(
        [line.key_by_name for line in run]
    )
    for line in sorted(new, key=lambda line: line.key):
        lines.insert(_position(lines, line, is_by_name=is_by_name), line)
    before: _Line | None = None
    for is_new, group in groupby(lines, lambda line: line.node is None):
        members = list(group)
        if is_new:
            after = lines[at] if (at := lines.index(members[-1]) + 1) < len(lines) else None
            yield from _between(places, before, members, after)
        before = members[-1]


def _is_sorted(keys: Sequence[Any]) -> bool:
    return all(one <= other for one, other in pairwise(keys))


def _position(lines: Sequence[_Line], new: _Line, *, is_by_name: bool) -> int:
    """Where a new line goes: before the first of its section that sorts after it."""
    own = [number for number, line in enumerate(lines) if line.section == new.section]
    if not own:
        return 1 + max(
            (n for n, line in enumerate(lines) if line.section < new.section), default=-1
        )
    for number in own:
        line = lines[number]
        if (line.key_by_name > new.key_by_name) if is_by_name else (line.key > new.key):
            return number
    return own[-1] + 1


def _between(
    places: Places, before: _Line | None, members: Sequence[_Line], after: _Line | None
) -> Iterator[Edit]:
    """Insert lines between two that are there: each next to its own section."""
    newline = places.newline
    split = len(members)  # the members from here on go directly above `after`
    if after is not None and (before is None or before.section != after.section):
        split = next((n for n, line in enumerate(members) if line.section == after.section), split)
    upper, lower = members[:split], members[split:]
    if upper and before is not None and before.node is not None:
        at = places.line_end(places.span(before.node).end)
        gap = (
            newline
            if _has_gaps(places, before, after) and before.section != upper[0].section
            else ""
        )
        text = gap + _paragraphs(upper, newline)
        if not places.text[:at].endswith(("\n", "\r")):  # the file ends without a newline
            text = newline + text.rstrip("\r\n")
        yield _insertion(at, text)
        upper = []
    if (upper or lower) and after is not None and after.node is not None:
        at = places.line_start(places.span(after.node).start)
        gap = newline if upper and not lower else ""
        yield _insertion(at, _paragraphs([*upper, *lower], newline) + gap)


def _has_gaps(places: Places, before: _Line, after: _Line | None) -> bool:
    """Whether the file leaves a line between sections, as far as can be seen here."""
    if (
        after is None
        or after.node is None
        or before.node is None
        or after.section == before.section
    ):
        return True
    between = places.source(
        Span(places.line_end(places.span(before.node).end), places.span(after.node).start)
    )
    return "\n" in between or "\r" in between


def _paragraphs(lines: Sequence[_Line], newline: str) -> str:
    """The new lines, sections apart."""
    groups = [list(group) for _, group in groupby(lines, lambda line: line.section)]
    return newline.join("".join(line.text + newline for line in group) for group in groups)


def _insertion(at: int, text: str) -> Edit:
    return Edit(at, at, (text,), apart=False)


# --- the first import of a file -------------------------------------------------------------------


def _first_import(places: Places, lines: Sequence[_Line]) -> Edit:
    """Below the docstring and the comments that head the file, with blank lines as isort does."""
    newline = places.newline
    text = _paragraphs(lines, newline)
    body = first_statements(places)
    if not body:
        return _insertion(len(places.text), text)
    following = body[0]
    at = _above(places, following)
    if _is_docstring(following):
        at = places.line_end(places.span(following).end)
        text = newline + text
        if len(body) == 1:
            return _insertion(at, text)
        following = body[1]
    wanted = 2 if isinstance(following, cst.FunctionDef | cst.ClassDef) else 1
    there = places.source(Span(at, _above(places, following)))
    blank = sum(1 for line in there.splitlines() if not line.strip())
    return _insertion(at, text + newline * max(0, wanted - blank))


def first_statements(places: Places) -> list[cst.CSTNode]:
    """The first two statements of a file, fewer if there are, or if the second cannot be parsed.

    Raises UnparsableError if the first cannot.
    """
    body = list(places.read(places.parts[0]))
    if len(body) < 2 and len(places.parts) > 1:
        with suppress(UnparsableError):
            body += places.read(places.parts[1])
    return body[:2]


def _is_docstring(statement: cst.CSTNode) -> bool:
    if not isinstance(statement, cst.SimpleStatementLine):
        return False
    first = statement.body[0]
    return isinstance(first, cst.Expr) and isinstance(
        first.value, cst.SimpleString | cst.ConcatenatedString
    )


def _above(places: Places, statement: cst.CSTNode) -> int:
    """The start of a statement's first line, its decorators and the comments above it included;
    comments that head the file (`#!`, `# coding`) are not counted in."""
    decorators = getattr(statement, "decorators", ())
    start = places.line_start(min(places.span(each).start for each in (statement, *decorators)))
    top = start
    while top > 0:
        line = places.line_start(top - 1)
        if not places.text[line:top].lstrip().startswith("#"):
            return top
        top = line
    return start
