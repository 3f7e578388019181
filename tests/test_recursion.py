"""Programs that call themselves with ever new values: the analysis ends, and says what it knows."""

from __future__ import annotations

import pytest
from suite_runs import lint

# Each ends in a sleep that the view must be told of; the arguments grow on the way.
GROWING = {
    "an attribute of a library's object": "walk(node.parent)",
    "a special attribute": "walk(node.__class__)",
    "an attribute under another name": "walk(getattr(node, 'parent'))",
    "a method of a library's object": "walk(node.parent())",
    "a bound method": "walk(node.parent.child)",
    "a tuple": "walk((node, node))",
    "a longer tuple": "walk((*node, 1))",
    "a list": "walk([node])",
    "a longer list": "walk(node + [1])",
    "a dictionary": "walk({'inner': node})",
    "a larger dictionary": "walk({**node, 'x': node})",
    "a set": "walk({node})",
    "a lambda": "walk(lambda: node)",
    "a generator": "walk(item for item in node)",
    "a comprehension": "walk([item for item in node])",
    "a partial": "walk(functools.partial(walk, node))",
    "a string": "walk(f'{node}!')",
    "a number": "walk(1 + (node or 1))",
    "a slice": "walk(node[1:])",
    "an item": "walk(node[0])",
    "an object": "walk(Box(node))",
    "an object's attribute": "walk(Box(node).value)",
    "a class": "walk(type(node))",
    "a class that is made": "walk(type('Made', (Box,), {'inner': node}))",
    "an inner class": "walk(inner(node))",
    "an inner function": "walk(closure(node))",
    "a thread wrapper": "walk(sync_to_async(node))",
    "a wrapper of itself": "walk(sync_to_async(walk))",
    "more arguments": "walk(node, *rest, node)",
    "more keywords": "walk(node, **{**more, 'x': node})",
    "a queryset": "walk(node.filter(pk=1).exclude(pk=2))",
    "a relation": "walk(node.author.books.first())",
    "an iterator over iterators": "walk(zip(node, node))",
    "a pair of the two": "walk((node, walk))",
    "the result": "walk(walk(node))",
    "a coroutine": "walk(later(node))",
    "a context": "walk(opened(node))",
    "a mapped function": "walk(map(walk, node))",
}
PROGRAM = """\
import contextlib
import functools
import time

import library
from asgiref.sync import sync_to_async
from shop.models import Book


class Box:
    def __init__(self, value):
        self.value = value


def inner(node):
    class Inner:
        held = node

    return Inner()


def closure(node):
    def function():
        return node

    return function


async def later(node):
    return node


@contextlib.contextmanager
def opened(node):
    yield node


def walk(node, *rest, **more):
    if rest:
        time.sleep(1)
        return node
    return {step}


async def of_library():
    walk(library.root)  # error: [ASL311]


async def of_queryset():
    walk(Book.objects.all())  # error: [ASL311]


async def of_data(data: dict):
    walk(data)  # error: [ASL311]
    walk(None)  # error: [ASL311]
    walk([])  # error: [ASL311]
    walk(walk)  # error: [ASL311]
"""


@pytest.mark.parametrize("growth", GROWING)
def test_values_that_grow_from_call_to_call_come_to_an_end(growth: str) -> None:
    report = lint({"views.py": PROGRAM.replace("{step}", GROWING[growth])})
    found = {finding.start.row for finding in report.findings if finding.code == "ASL311"}
    marked = {row for row, line in enumerate(PROGRAM.splitlines(), 1) if "# error:" in line}
    assert found >= marked
