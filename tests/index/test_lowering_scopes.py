"""What a function binds, whether it is a generator, and what it stores on its first parameter."""

from __future__ import annotations

import symtable
import sys
from pathlib import Path

import django.db
import pytest
from lowered_trees import nodes, statement

from asynclint.index import tree
from asynclint.index.lowering import lower

MODELS = sorted((Path(django.db.__file__).parent / "models").glob("*.py"))


def function(inside, params=""):
    """A function with the given lines inside."""
    lines = "".join(f"    {line}\n" for line in inside.splitlines())
    return statement(f"def f({params}):\n{lines}")


@pytest.mark.parametrize(
    ("inside", "bound"),
    [
        ("a = b = 1", ["a", "b"]),
        ("(a, [b, *c]), d.e, f[0] = g", ["a", "b", "c"]),
        ("a: int", ["a"]),
        ("a += 1", ["a"]),
        ("del a, (b, c.d)", ["a", "b"]),
        ("for a, b in c: d = 1", ["a", "b", "d"]),
        ("with a as b, c as (d, *e): pass", ["b", "d", "e"]),
        ("try: pass\nexcept A as e: pass", ["e"]),
        ("import a.b, c.d as e", ["a", "e"]),
        ("from a import b, c as d\nfrom e import f", ["b", "d", "f"]),
        ("def g(x): y = 1", ["g"]),
        ("class G:\n    x = 1", ["G"]),
        ("type T = int", ["T"]),
        (
            "match a:\n    case [b, *c] | {'k': b, **c}: pass\n    case D(e) as f: pass",
            ["b", "c", "e", "f"],
        ),
        ("if (a := 1): pass", ["a"]),
        ("[b for c in d if (a := c)]", ["a"]),
        ("{a: b for a in c for b in a}", []),
        ("lambda a, b=(c := 1): (d := 2)", ["c"]),
        ("global a\na = b = 1", ["b"]),
        ("nonlocal a\nfor a in b: pass", []),
        ("a = 1\nglobal a", []),
        ("@(a := b)\ndef g(x=(c := 1)): pass", ["a", "c", "g"]),
        ("class G(a := B): pass", ["a", "G"]),
        ("f'{(a := 1)}'", ["a"]),
        ("print(a)", []),
    ],
)
def test_a_function_binds_the_names_of_its_own_scope(inside, bound):
    assert function(inside).bound == bound


def test_parameters_come_first():
    lowered = function("x = a", "a, /, b=1, *c, d, **e")
    assert lowered.bound == ["a", "b", "c", "d", "e", "x"]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("yield", True),
        ("x = yield 1", True),
        ("return (yield from a)", True),
        ("if a:\n    for b in c:\n        yield b", True),
        ("[x for x in (yield a)]", True),
        ("print((yield a))", True),
        ("lambda x=(yield): 1", True),
        ("def g(): yield", False),
        ("lambda: (yield)", False),
        ("[(yield x) for x in a]", False),
        ("[x for x in a if (yield x)]", False),
        ("[x for x in a for y in (yield x)]", False),
        ("yield a\n[x for x in a]", True),
        ("return 1", False),
    ],
)
def test_only_a_yield_of_its_own_makes_a_generator(inside, expected):
    assert function(inside).is_generator is expected


@pytest.mark.parametrize(
    ("inside", "stores"),
    [
        ("self.a = self.b = 1\nself.a = 2", ["a", "b"]),
        ("x, (self.a, *self.b) = 1", ["a", "b"]),
        ("self.a: int = 1", ["a"]),
        ("self.a += 1", ["a"]),
        ("for self.a in b: pass", ["a"]),
        ("with a as self.b: pass", ["b"]),
        ("if a:\n    try:\n        self.a = 1\n    finally: pass", ["a"]),
        ("self.a.b = 1", []),
        ("self.a[0] = 1", []),
        ("other.a = 1", []),
        ("del self.a", []),
        ("print(self.a)", []),
        ("def g():\n    self.a = 1", ["a"]),
        ("async def g(x):\n    def h():\n        self.a = 1", ["a"]),
        ("class G:\n    def h(this):\n        self.a = this.b = 1", ["a"]),
        ("def g(self):\n    self.a = 1", []),
        ("def g():\n    self = 1\n    self.a = 1", []),
        ("def g():\n    global self\n    self.a = 1", []),
        ("def g():\n    nonlocal self\n    self.a = 1", ["a"]),
    ],
)
def test_stores_on_the_first_parameter_are_listed(inside, stores):
    assert function(inside, "self, other").self_stores == stores


def test_the_first_parameter_may_have_any_name_but_must_be_positional():
    assert function("x.a = 1", "x, /").self_stores == ["a"]
    assert function("x.a = 1", "*x").self_stores == []
    assert function("x.a = 1", "*, x").self_stores == []
    assert function("x.a = 1").self_stores == []


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="adds the targets of comprehensions")
@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name)
def test_in_real_code_functions_bind_what_python_says(path):
    source = path.read_text(encoding="utf-8")
    lowered = lower(source, 0, len(source))
    ours = [
        (node.name, sorted(name.lstrip("_") for name in node.bound))
        for node in nodes(lowered.body)
        if isinstance(node, tree.Function)
    ]
    assert sorted(ours) == sorted(python_functions(symtable.symtable(source, path.name, "exec")))


def python_functions(table):
    """Name and local names of each function; Python spells private names with their class."""
    if table.get_type() == "function" and table.get_name() not in NAMELESS:
        prefix = "_Q__"
        names = {name.removeprefix(prefix) for name in table.get_locals()}
        yield table.get_name(), sorted(name.lstrip("_") for name in names)
    for child in table.get_children():
        yield from python_functions(child)


NAMELESS = {"lambda", "genexpr", "listcomp", "setcomp", "dictcomp"}
