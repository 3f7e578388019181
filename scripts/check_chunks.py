"""Hold that reading files in chunks gives exactly what reading them whole gives.

    python scripts/check_chunks.py [FOLDER OR FILE]...

Without arguments: the standard library, the installed packages and with them Django. Every Python
file that the parser accepts is lowered twice, as a whole and chunk by chunk (classes: header and
members), and the two must agree in structure and in every place; what chunks tell of their kind and
their names must be true. Prints the files that disagree and ends with exit code 1 if there are any.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import msgspec
from msgspec import Struct

from asynclint.index.bindings import bound_names, level
from asynclint.index.chunks import (
    ASSIGN,
    CLASS,
    DEF,
    EXPRESSION,
    IMPORT,
    Chunk,
    split,
    split_class,
)
from asynclint.index.errors import ParseError
from asynclint.index.lowering import lower
from asynclint.index.module import HEADER_BODY
from asynclint.index.tree import (
    Augment,
    Bind,
    Class,
    Evaluate,
    Function,
    Import,
    ImportFrom,
    Lowered,
)
from asynclint.sources.text import UndecodableError, decode

AGREES = "agrees"
DISAGREES = "disagrees"
WHOLE = "left to the parser as a whole"
BROKEN = "not Python"

# What the single statement of a chunk of some kinds is; more kinds only hint at what they hold.
KINDS: dict[str, tuple[type, ...]] = {
    DEF: (Function,),
    CLASS: (Class,),
    IMPORT: (Import, ImportFrom),
    ASSIGN: (Bind, Augment),
    EXPRESSION: (Evaluate,),
}

_NUMBERS_OF_PLACES = ("at", "name_at")


class Disagreement(Exception):
    """The two ways of reading a file differ; it says where."""


def main(arguments: list[str]) -> int:
    paths = arguments or [sysconfig.get_path("stdlib"), sysconfig.get_path("purelib")]
    verdicts: Counter[str] = Counter()
    with ProcessPoolExecutor() as pool:
        for path, verdict, detail in pool.map(judge_file, python_files(paths), chunksize=20):
            verdicts[verdict] += 1
            if verdict in (DISAGREES, WHOLE):
                print(f"{path}: {verdict}: {detail}", flush=True)
    for verdict, count in sorted(verdicts.items()):
        print(f"{count:7} {verdict}")
    return 1 if verdicts[DISAGREES] else 0


def judge(text: str) -> tuple[str, str]:
    """Compare both ways of reading a text: a verdict, and what is remarkable about it."""
    try:
        whole = lower(text, 0, len(text))
    except ParseError as error:
        return BROKEN, str(error)
    chunks = split(text)
    if chunks is None:
        return WHOLE, "the module"
    if not _is_partition(chunks, 0, len(text)):
        return DISAGREES, "the chunks do not join to the text"
    expected = [_placed(statement, whole, 0) for statement in whole.body]
    try:
        found = [statement for chunk in chunks for statement in _read_chunk(text, chunk)]
    except ParseError as error:
        return DISAGREES, f"at {error.offset}: {error}"
    except Disagreement as error:
        return DISAGREES, str(error)
    for one, other in zip(expected, found, strict=False):
        if _encoded(one) != _encoded(other):
            return DISAGREES, f"first in the statement at {one[1]}"
    return (AGREES, "") if len(expected) == len(found) else (DISAGREES, "number of statements")


def judge_file(path: str) -> tuple[str, str, str]:
    try:
        with open(path, "rb") as file:
            text = decode(file.read()).text
    except (OSError, UndecodableError) as error:
        return path, BROKEN, str(error)
    return path, *judge(text)


def _read_chunk(text: str, chunk: Chunk) -> list[Any]:
    parts = split_class(text, chunk) if chunk.kind == CLASS else None
    if parts is None:
        return _read(text, chunk, member=False)
    start, end = parts.header
    if not _is_partition(parts.members, end, chunk.end):
        raise Disagreement(f"the members do not join to the class at {start}")
    snippet = text[start:end] + HEADER_BODY
    header = lower(snippet, 0, len(snippet))
    _compare_names(chunk, header)
    (definition,) = (_placed(statement, header, start) for statement in header.body)
    fields = header.body[0].__struct_fields__
    definition[1 + fields.index("body")] = [
        statement for member in parts.members for statement in _read(text, member, member=True)
    ]
    return [definition]


def _read(text: str, chunk: Chunk, *, member: bool) -> list[Any]:
    lowered = lower(text, chunk.start, chunk.end, member=member)
    _compare_names(chunk, lowered)
    return [_placed(statement, lowered, chunk.start) for statement in lowered.body]


def _compare_names(chunk: Chunk, lowered: Lowered) -> None:
    """Hold that the names of a chunk, where it tells them, are what its statements bind."""
    if chunk.names is not None:
        bound = {name for statement in level(lowered.body) for name in bound_names(statement)}
        if bound != set(chunk.names):
            raise Disagreement(f"names at {chunk.start}: {chunk.names} are really {bound}")
    types = KINDS.get(chunk.kind)
    if types is not None and [type(s) in types for s in lowered.body] != [True]:
        raise Disagreement(f"no {chunk.kind} at {chunk.start}")


def _placed(node: object, lowered: Lowered, base: int) -> Any:
    """A node as lists, with places in the file instead of numbers of places."""
    if isinstance(node, Struct):
        items: list[Any] = [type(node).__name__]
        for field in node.__struct_fields__:
            value = getattr(node, field)
            if field in _NUMBERS_OF_PLACES:
                start, end = lowered.place(value)
                items.append([base + start, base + end])
            else:
                items.append(_placed(value, lowered, base))
        return items
    if isinstance(node, list):
        return [_placed(item, lowered, base) for item in node]
    return node


def _encoded(node: Any) -> bytes:
    return msgspec.msgpack.encode(node)


def _is_partition(chunks: list[Chunk], start: int, end: int) -> bool:
    borders = [start, *(chunk.end for chunk in chunks)]
    return borders[-1] == end and [chunk.start for chunk in chunks] == borders[:-1]


def python_files(paths: list[str]) -> Iterator[str]:
    for path in paths:
        if not os.path.isdir(path):
            yield path
        for folder, folders, files in os.walk(path):
            # The packages of another environment may lie inside the standard library's folder.
            folders[:] = sorted(name for name in folders if name != "site-packages")
            yield from (os.path.join(folder, name) for name in sorted(files) if name[-3:] == ".py")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
