"""New names in an existing `from module import a, b`, in its own layout and order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from asynclint.fixes.places import Places
from asynclint.fixes.splice import Edit


def takes_names(statement: cst.ImportFrom) -> bool:
    """Whether names may join the statement: no star, and not only aliases, which stand alone."""
    if isinstance(statement.names, cst.ImportStar):
        return False
    return any(alias.asname is None for alias in statement.names)


def add_names(places: Places, statement: cst.ImportFrom, names: Sequence[str]) -> Iterator[Edit]:
    """Add the names, each where the order of the others has its place, or else at the end."""
    assert not isinstance(statement.names, cst.ImportStar)
    aliases = list(statement.names)
    keys = [_key(alias.evaluated_name) for alias in aliases]
    groups: dict[int, list[str]] = {}
    for name in sorted(names, key=_key):
        before = next((n for n, key in enumerate(keys) if key > _key(name)), len(aliases))
        at = before if keys == sorted(keys) else len(aliases)
        groups.setdefault(at, []).append(name)
    for at, group in groups.items():
        if at < len(aliases):
            yield _insert_before(places, statement, aliases, at, group)
        else:
            yield from _append(places, statement, aliases[-1], group)


def _key(name: str) -> tuple[int, str]:
    """isort's order: constants, classes, the rest."""
    rank = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return rank, name.lower()


def _insert_before(
    places: Places,
    statement: cst.ImportFrom,
    aliases: Sequence[cst.ImportAlias],
    at: int,
    names: Sequence[str],
) -> Edit:
    if at:
        comma = aliases[at - 1].comma
        space = comma.whitespace_after if isinstance(comma, cst.Comma) else None
    else:
        space = statement.lpar.whitespace_after if statement.lpar else None
    if isinstance(space, cst.ParenthesizedWhitespace):
        return _lines_after(places, space, [f"{name}," for name in names])
    start = places.span(aliases[at]).start
    return Edit(start, start, ("".join(f"{name}, " for name in names),))


def _append(
    places: Places, statement: cst.ImportFrom, last: cst.ImportAlias, names: Sequence[str]
) -> Iterator[Edit]:
    comma = last.comma
    space: cst.BaseParenthesizableWhitespace | None
    if isinstance(comma, cst.Comma):
        space, end = comma.whitespace_after, places.span(comma).end
    else:
        space = statement.rpar.whitespace_before if statement.rpar else None
        end = places.span(last).end
    if isinstance(comma, cst.Comma) and isinstance(space, cst.ParenthesizedWhitespace):
        yield _lines_after(places, space, [f"{name}," for name in names], _indent(places, last))
    elif isinstance(comma, cst.Comma):  # `(a, b,)`
        yield Edit(end, end, ("".join(f" {name}," for name in names),))
    elif isinstance(space, cst.ParenthesizedWhitespace) and _indent(places, last):
        yield Edit(end, end, (",",))
        texts = [f"{name}," for name in names[:-1]] + [names[-1]]
        yield _lines_after(places, space, texts, _indent(places, last))
    else:
        yield Edit(end, end, ("".join(f", {name}" for name in names),))


def _lines_after(
    places: Places,
    space: cst.ParenthesizedWhitespace,
    texts: Sequence[str],
    indent: str | None = None,
) -> Edit:
    """New lines at the end of the line that the white space begins on, behind its comment."""
    at = places.span(space.first_line.newline).start
    newline = places.newline
    if indent is None:
        indent = space.last_line.value
    return Edit(at, at, ("".join(f"{newline}{indent}{text}" for text in texts),))


def _indent(places: Places, alias: cst.ImportAlias) -> str:
    """What stands before a name on its line, if that is nothing but space."""
    start = places.span(alias).start
    before = places.text[places.line_start(start) : start]
    return before if not before.strip() else ""
