"""Where the lowered tree says that things stand: every place is read back from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import django.db
import pytest
from lowered_trees import nodes, statement, texts

from asynclint.index import tree
from asynclint.index.lowering import lower

DATABASE = sorted(Path(django.db.__file__).parent.rglob("*.py"))


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        ("((a)).b( (c) ) . d", tree.Attribute, ["((a)).b( (c) ) . d", "((a)).b"]),
        ("(a.b)(c)[d]", tree.Call, ["(a.b)(c)"]),
        ("(a.b)(c)[d]", tree.Attribute, ["a.b"]),
        ("a\\\n  .b\\\n  ()", tree.Call, ["a\\\n  .b\\\n  ()"]),
        ("a(\n  b,  # c)\n  *c, k=d,\n)", tree.Call, ["a(\n  b,  # c)\n  *c, k=d,\n)"]),
        ("a(\n  b,  # c)\n  * c, k=d,\n)", tree.Starred, ["* c"]),
        ("(await a.b()).c", tree.Await, ["await a.b()"]),
        ("x[a : b, ::c]", tree.Slice, ["a : b", "::c"]),
        ("x[a, b ,] ", tree.Display, ["a, b ,"]),
        ("return 1, 2 , # c", tree.Display, ["1, 2 ,"]),
        ("x = (( 1, 2 ))", tree.Display, ["( 1, 2 )"]),
        ("x = ( [ ] )", tree.Display, ["[ ]"]),
        ("x = { a : b , }", tree.DictDisplay, ["{ a : b , }"]),
        ("f( a for a in b )", tree.Comprehension, ["a for a in b"]),
        ("f((a for a in b))", tree.Comprehension, ["(a for a in b)"]),
        ("f( ( (a for a in b) ) )", tree.Comprehension, ["(a for a in b)"]),
        ("([a for a in b])", tree.Comprehension, ["[a for a in b]"]),
        ("((a + b) * c)", tree.Operation, ["(a + b) * c", "a + b"]),
        ("(a) + b + (c) - d", tree.Operation, ["(a) + b + (c) - d", "(a) + b + (c)"]),
        ("not  a", tree.Operation, ["not  a"]),
        ("(a) or (b)", tree.Logical, ["(a) or (b)"]),
        ("a not  in (b)", tree.Comparison, ["a not  in (b)"]),
        ("(a if b else c)", tree.Conditional, ["a if b else c"]),
        ("(a := b)", tree.Walrus, ["a := b"]),
        ("x = (yield  from a)", tree.Yield, ["yield  from a"]),
        ("(lambda  a, b = 1: a)", tree.Lambda, ["lambda  a, b = 1: a"]),
        ("def f(a, *b: c, k = 1): pass", tree.Param, ["a", "b", "k"]),
        ("('a'  'b')", tree.Constant, ["'a'  'b'"]),
        ("x = f'{ a.b !r:>{ c }} {{d}} {e = }' 'g'", tree.Name, ["x", "a", "c", "e"]),
        ("x = f'{a}'  'b'", tree.FormattedString, ["f'{a}'  'b'"]),
        ("f'''{\n  a # c\n  }'''", tree.Name, ["a"]),
        ("x: 'list[A]'", tree.Name, ["x", "'list[A]'"]),
        ("x: 'list[A]'", tree.Subscript, ["'list[A]'"]),
        ("x: list['A' 'B']", tree.Name, ["x", "list", "'A' 'B'"]),
    ],
)
def test_an_expression_goes_from_its_first_to_its_last_token(source, kind, expected):
    assert texts(source, kind) == expected


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        ("  a = b ; c = d;  # e\n".lstrip(), tree.Bind, ["a = b", "c = d"]),
        ("(a)  # b", tree.Evaluate, ["(a)"]),
        ("a: b  ", tree.Bind, ["a: b"]),
        ("a +=  1\n", tree.Augment, ["a +=  1"]),
        ("if a: return # b", tree.Return, ["return"]),
        ("return (\n a\n)\n", tree.Return, ["return (\n a\n)"]),
        ("raise a from b", tree.Raise, ["raise a from b"]),
        ("assert a, (b)", tree.Assert, ["assert a, (b)"]),
        ("del a, b,", tree.Delete, ["del a, b,"]),
        ("import a . b as c ; d", tree.Import, ["import a . b as c"]),
        ("from . import (a, # b\n c)\n", tree.ImportFrom, ["from . import (a, # b\n c)"]),
        ("from a import *", tree.ImportFrom, ["from a import *"]),
        ("nonlocal a, b", tree.ScopeDeclaration, ["nonlocal a, b"]),
        ("while a: break", tree.Jump, ["break"]),
        ("type A[T: (a, b) = c] = d", tree.TypeAlias, ["type A[T: (a, b) = c] = d"]),
        ("if a : b\nelif (c): d\nelse: e", tree.If, ["if a :", "elif (c):"]),
        ("while (a): b", tree.While, ["while (a):"]),
        ("async  for a in b : c", tree.For, ["async  for a in b :"]),
        ("async with (a as b,\n c): d", tree.With, ["async with (a as b,\n c):"]),
        ("try : a\nfinally: b", tree.Try, ["try :"]),
        ("match a :\n case b: c", tree.Match, ["match a :"]),
        (
            "@a\n# b\n@c\nasync def f(\n  a,\n) -> b :  # d\n  pass",
            tree.Function,
            ["async def f(\n  a,\n) -> b :"],
        ),
        ("@a\nclass  B[T](c): pass", tree.Class, ["class  B[T](c):"]),
    ],
)
def test_a_statement_is_its_whole_or_its_header(source, kind, expected):
    assert texts(source, kind) == expected


def test_functions_and_classes_have_a_place_for_their_name():
    source = "class A:\n    def b(self): pass\n"
    lowered = lower(source, 0, len(source))
    (kind,) = lowered.body
    (function,) = kind.body
    start, end = lowered.place(kind.name_at)
    assert source[start:end] == "A"
    start, end = lowered.place(function.name_at)
    assert source[start:end] == "b"


@pytest.mark.parametrize(
    "before",
    [
        "# é\n\n",
        "'😀é'; ",
        "x = '''\n😀\n'''\n",
        "a\r\n# b\r\n",
        "a\rb\r",
        "\f\n",
        "if a:\n\tb\n",
        "a = b + \\\n  c\n",
        "\ufeff",
        "# \0\n",
    ],
)
@pytest.mark.parametrize("after", ["", "\n", "\r\n", "  # é", "\n# \0", "\n\n   \n\f"])
def test_what_stands_around_does_not_move_a_place(before, after):
    if before == "\ufeff":
        before += "" if not after else "# é\n"
    assert "f(é, '😀')" in texts(before + "f(é, '😀')" + after, tree.Call)


def test_places_count_from_the_start_of_the_part():
    text = "é = 1\nb.c = 2\nd = 3\n"
    lowered = lower(text, 6, 14)
    (bind,) = lowered.body
    assert lowered.place(bind.at) == (0, 7)
    assert lowered.place(bind.targets[0].at) == (0, 3)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("indent", ["    ", "\t", "  \t"])
def test_places_of_a_member_count_from_the_start_of_the_part_too(newline, indent):
    part = f"{indent}# é{newline}{indent}x = self.é{newline}"
    source = f"class A:{newline}{part}"
    lowered = lower(source, len(source) - len(part), len(source), member=True)
    (bind,) = lowered.body
    start, end = lowered.place(bind.at)
    assert part[start:end] == "x = self.é"


def test_nested_string_annotations_have_the_place_of_the_whole_string():
    source = "x: \"dict[str, 'A']\" = 1"
    names = {name.id for name in nodes(statement(source).annotation) if isinstance(name, tree.Name)}
    assert names == {"dict", "str", "A"}
    assert texts(source, tree.Name) == ["x", "\"dict[str, 'A']\""]


# --- real code, with Python's own parser as the judge ------------------------------------------


@pytest.fixture(scope="module", params=DATABASE, ids=lambda path: "/".join(path.parts[-2:]))
def real(request):
    source = request.param.read_text(encoding="utf-8")
    return source, lower(source, 0, len(source))


def test_in_real_code_names_attributes_and_calls_are_read_back(real):
    source, lowered = real
    for node in nodes(lowered.body):
        start, end = lowered.place(node.at)
        if isinstance(node, tree.Name):
            assert source[start:end] == node.id
        elif isinstance(node, tree.Attribute):
            assert source[start:end].endswith(node.name)
        elif isinstance(node, tree.Call):
            assert source[start:end].endswith(")")


def test_in_real_code_things_stand_where_python_says(real):
    source, lowered = real
    ours = {
        (PYTHON_NAMES[type(node).__name__], *lowered.place(node.at))
        for node in nodes(lowered.body, leave_out=tree.FormattedString)
        if type(node).__name__ in PYTHON_NAMES
    }
    assert ours == set(python_places(source))


PYTHON_NAMES = {
    "Attribute": "Attribute",
    "Await": "Await",
    "Bind": "Assign",
    "Call": "Call",
    "Comparison": "Compare",
    "Conditional": "IfExp",
    "Delete": "Delete",
    "DictDisplay": "Dict",
    "Evaluate": "Expr",
    "Lambda": "Lambda",
    "Logical": "BoolOp",
    "Raise": "Raise",
    "Return": "Return",
    "Slice": "Slice",
    "Starred": "Starred",
    "Subscript": "Subscript",
}


def python_places(source: str) -> Iterator[tuple[str, int, int]]:
    """Where Python's parser finds the same kinds of node, f-strings left out: before Python 3.12
    it does not know where an expression inside one stands."""
    rows = [row.encode() for row in source.split("\n")]
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row.decode()) + 1)

    def offset(row: int, column: int) -> int:
        return starts[row - 1] + len(rows[row - 1][:column].decode())

    todo: list[ast.AST] = [ast.parse(source)]
    while todo:
        node = todo.pop()
        if type(node).__name__ in PYTHON_NAMES.values():
            start = offset(node.lineno, node.col_offset)
            yield type(node).__name__, start, offset(node.end_lineno, node.end_col_offset)
        if not isinstance(node, ast.JoinedStr):
            todo.extend(ast.iter_child_nodes(node))
