"""A generated program: functions as trees of lines, and the files that several of them make up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

VIEWS, FAR = "views.py", "helpers.py"
OWN = "§"  # ends the names of a program's own functions; gives way to the program's number

REQUEST = "request: HttpRequest"  # the first parameter of a view that uses it

IMPORTS = """\
import asyncio
from contextlib import asynccontextmanager, contextmanager
from functools import cached_property, partial, wraps

from asgiref.sync import async_to_sync, sync_to_async
from django import forms
from django.core.cache import cache
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Prefetch, QuerySet
from django.dispatch import Signal, receiver
from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import aget_list_or_404, aget_object_or_404
from django.shortcuts import get_list_or_404, get_object_or_404

from shop.models import Author, Book, Order, Review
"""


class Line(NamedTuple):
    """A line of code and, under a compound statement's header, the lines inside."""

    text: str
    body: tuple[Line, ...] = ()

    def written(self, depth: int = 0) -> Iterator[str]:
        yield from ("    " * depth + row if row else "" for row in self.text.split("\n"))
        for line in self.body:
            yield from line.written(depth + 1)


class Top(NamedTuple):
    """A function or class of a program, in one of the two files."""

    path: str
    name: str
    line: Line


class Program(NamedTuple):
    """Helpers, and last a coroutine function `view` whose parameters are flags."""

    tops: tuple[Top, ...]
    flags: tuple[str, ...] = ()

    def calls(self) -> Iterator[dict[str, bool]]:
        """The arguments of all runs: every branch is taken."""
        for values in product((True, False), repeat=len(self.flags)):
            yield dict(zip(self.flags, values))


class Batch(NamedTuple):
    """Several programs in one pair of files, and the rows that each of them has there."""

    programs: tuple[Program, ...]
    files: dict[str, str]
    rows: tuple[dict[str, range], ...]


def batch_of(programs: Sequence[Program]) -> Batch:
    """Write programs one below the other; a program by itself goes without a number."""
    numbers = [str(number) if len(programs) > 1 else "" for number in range(len(programs))]
    texts: dict[str, str] = {}
    rows = []
    for path in (FAR, VIEWS):
        texts[path] = IMPORTS
        if path == VIEWS:
            texts[path] += far_imports(programs, numbers)
    for program, number in zip(programs, numbers):
        own = {}
        for path in texts:
            start = texts[path].count("\n") + 1
            for top in program.tops:
                if top.path == path:
                    texts[path] += "\n\n" + "".join(f"{row}\n" for row in top.line.written())
            texts[path] = texts[path].replace(OWN, number)
            own[path] = range(start, texts[path].count("\n") + 1)
        rows.append(own)
    files = {path: text for path, text in texts.items() if text != IMPORTS}
    return Batch(tuple(programs), files, tuple(rows))


def far_imports(programs: Sequence[Program], numbers: Sequence[str]) -> str:
    """The lines that import what the other file has, by both spellings."""
    names = [
        top.name.replace(OWN, number)
        for program, number in zip(programs, numbers)
        for top in program.tops
        if top.path == FAR
    ]
    if not names:
        return ""
    return f"import helpers\nfrom helpers import {', '.join(names)}\n"
