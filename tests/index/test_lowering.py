"""What the lowered tree says, construct by construct."""

from __future__ import annotations

import msgspec
import pytest
from lowered_trees import body, shape, statement, value

from asynclint.index.lowering import ParseError, lower
from asynclint.index.tree import Lowered


def name(text):
    return ("Name", text)


A, B, C, D = map(name, "abcd")


# --- expressions -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        ("1_000", "int", 1000),
        ("0xFF", "int", 255),
        (str(2**63 - 1), "int", 2**63 - 1),
        (str(2**63), "int", None),
        ("9" * 5000, "int", None),
        ("1.5e3", "float", None),
        ("2j", "complex", None),
        ("...", "Ellipsis", None),
        ("None", "None", None),
        ("True", "bool", True),
        ("False", "bool", False),
        ("b'ab'", "bytes", None),
        ("Rb'a'", "bytes", None),
        ("b'a' b'b'", "bytes", None),
        ("'ab'", "str", "ab"),
        ("u'ab'", "str", "ab"),
        ("''", "str", ""),
        ('"""a\nb"""', "str", "a\nb"),
        ("'''a\r\nb'''", "str", "a\nb"),
        (r"'\n\t\\\'\x41\101\u00e9\N{BULLET}\d'", "str", "\n\t\\'AAé•\\d"),
        ("'a\\\nb'", "str", "ab"),
        (r"r'\n'", "str", r"\n"),
        ("'a' \"b\" '''c'''", "str", "abc"),
        (f"'{'x' * 500}'", "str", "x" * 500),
        (f"'{'x' * 501}'", "str", None),
        (f"'{'x' * 300}' '{'x' * 300}'", "str", None),
        (r"'\ud800'", "str", None),
        (r"'\N{no such character}'", "str", None),
    ],
)
def test_a_constant_has_its_kind_and_its_value(source, kind, expected):
    assert shape(value(source)) == ("Constant", kind, expected)


def test_an_unknown_escape_is_kept_without_a_warning(recwarn):
    assert value(r"'\d+'").value == r"\d+"
    assert not recwarn.list


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a.b", ("Attribute", A, "b")),
        ("a . b", ("Attribute", A, "b")),
        ("a[b]", ("Subscript", A, B)),
        ("a[b,]", ("Subscript", A, ("Display", "tuple", [B]))),
        ("a[b, c]", ("Subscript", A, ("Display", "tuple", [B, C]))),
        ("a[*b]", ("Subscript", A, ("Display", "tuple", [("Starred", B)]))),
        ("a[:]", ("Subscript", A, ("Slice", None, None, None))),
        ("a[b:c:d]", ("Subscript", A, ("Slice", B, C, D))),
        ("a[::d]", ("Subscript", A, ("Slice", None, None, D))),
        ("(a, *b)", ("Display", "tuple", [A, ("Starred", B)])),
        ("()", ("Display", "tuple", [])),
        ("a,", ("Display", "tuple", [A])),
        ("[a, *b]", ("Display", "list", [A, ("Starred", B)])),
        ("{a, *b}", ("Display", "set", [A, ("Starred", B)])),
        ("{a: b, **c}", ("DictDisplay", [A, None], [B, C])),
        ("a + b + c", ("Operation", "+", [A, B, C])),
        ("a + b - c", ("Operation", "-", [("Operation", "+", [A, B]), C])),
        ("(a + b) + c", ("Operation", "+", [("Operation", "+", [A, B]), C])),
        ("a + (b + c)", ("Operation", "+", [A, ("Operation", "+", [B, C])])),
        ("a ** b ** c", ("Operation", "**", [A, ("Operation", "**", [B, C])])),
        ("a | b", ("Operation", "|", [A, B])),
        ("a @ b", ("Operation", "@", [A, B])),
        ("a // b", ("Operation", "//", [A, B])),
        ("print >>a", ("Operation", ">>", [name("print"), A])),
        ("not a", ("Operation", "not", [A])),
        ("-a", ("Operation", "u-", [A])),
        ("+a", ("Operation", "u+", [A])),
        ("~a", ("Operation", "~", [A])),
        ("a and b and c", ("Logical", "and", [A, B, C])),
        ("a and b or c", ("Logical", "or", [("Logical", "and", [A, B]), C])),
        ("a < b not in c", ("Comparison", ["<", "not in"], [A, B, C])),
        ("a is  not b != c", ("Comparison", ["is not", "!="], [A, B, C])),
        ("a if b else c", ("Conditional", B, A, C)),
        ("await a", ("Await", A)),
        ("(a := b)", ("Walrus", "a", B)),
        ("(yield)", ("Yield", None, False)),
        ("(yield a, b)", ("Yield", ("Display", "tuple", [A, B]), False)),
        ("yield from a", ("Yield", A, True)),
        ("f'x'", ("FormattedString", [], False, [])),
        ("f'{a!r:>{b}}{{}} {c=}'", ("FormattedString", [A, B, C], False, ["r", "", "r"])),
        (
            "f'{a[\"x\"]}' 'y'",
            ("FormattedString", [("Subscript", A, ("Constant", "str", "x"))], False, [""]),
        ),
        ("f'{'a'}'", ("FormattedString", [("Constant", "str", "a")], False, [""])),
        ("t'{a}'", ("FormattedString", [A], True, [""])),
        ("'x' f'{a}' f'{b:{c}}'", ("FormattedString", [A, B, C], False, ["", "", ""])),
    ],
)
def test_an_expression_is_lowered(source, expected):
    assert shape(value(source)) == expected


def test_a_call_keeps_stars_with_arguments_and_double_stars_with_keywords():
    assert shape(value("a(b, *c, k=d, **b)")) == (
        "Call",
        A,
        [B, ("Starred", C)],
        [("Keyword", "k", D), ("Keyword", None, B)],
    )


def test_a_generator_is_an_argument_with_or_without_its_own_parentheses():
    expected = ("Comprehension", "generator", None, A, [("Clause", A, B, [], False)])
    assert [shape(item.value.args) for item in body("f(a for a in b)\nf((a for a in b))")] == [
        [expected],
        [expected],
    ]


@pytest.mark.parametrize(
    ("source", "kind", "key", "element"),
    [
        ("[a async for c in d if a if b]", "list", None, A),
        ("{a async for c in d if a if b}", "set", None, A),
        ("{a: b async for c in d if a if b}", "dict", A, B),
        ("(a async for c in d if a if b)", "generator", None, A),
        ("[*a async for c in d if a if b]", "list", None, ("Starred", A)),
        ("{**a async for c in d if a if b}", "dict", None, A),
    ],
)
def test_a_comprehension_is_lowered_outside_an_async_function_too(source, kind, key, element):
    clause = ("Clause", C, D, [A, B], True)
    assert shape(value(source)) == ("Comprehension", kind, key, element, [clause])


def test_clauses_of_a_comprehension_stand_in_the_order_of_the_source():
    clauses = value("[a for a in b for c in d]").clauses
    assert shape(clauses) == [("Clause", A, B, [], False), ("Clause", C, D, [], False)]


def test_each_kind_of_parameter_is_known():
    lowered = value("lambda a, /, b=c, *d, e, f=1, **g: a")
    assert [(param.name, param.kind, shape(param.default)) for param in lowered.params] == [
        ("a", "only-positional", None),
        ("b", "normal", C),
        ("d", "star", None),
        ("e", "only-keyword", None),
        ("f", "only-keyword", ("Constant", "int", 1)),
        ("g", "double-star", None),
    ]


def test_a_bare_star_is_no_parameter():
    assert [param.kind for param in value("lambda *, a: a").params] == ["only-keyword"]


# --- annotations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("annotation", "meaning"),
    [
        ('"Book"', "Book"),
        ('"Book | None"', "Book | None"),
        ('list["Book"]', "list[Book]"),
        ("\"list['Book']\"", "list[Book]"),
        ('"Book" | None', "Book | None"),
        ('Callable[["A"], "B"]', "Callable[[A], B]"),
        ('"models" ".Book"', "models.Book"),
        ('"""\n  A |\n  B\n"""', "A | B"),
        ("'Annotated[\"A\", x]'", "Annotated[A, x]"),
    ],
)
def test_a_string_in_an_annotation_is_read_as_an_expression(annotation, meaning):
    for template in ("x: {}", "x: {} = 1"):
        lowered = statement(template.format(annotation)).annotation
        assert shape(lowered) == shape(value(meaning))
    function = statement(f"def f(x: {annotation}, *y: {annotation}) -> {annotation}: pass")
    assert shape(function.params[0].annotation) == shape(value(meaning))
    assert shape(function.params[1].annotation) == shape(value(meaning))
    assert shape(function.returns) == shape(value(meaning))


@pytest.mark.parametrize(
    "annotation",
    [
        'Literal["a", "b"]',
        'typing.Literal["a"]',
        'list[Literal["a"]]',
        'Annotated[A, "text", f("x")]',
        'f("A")',
        '"not an expression"',
        '""',
        'f"{a}"',
        'b"A"',
    ],
)
def test_other_strings_in_an_annotation_stay_strings(annotation):
    assert shape(statement(f"x: {annotation}").annotation) == shape(value(annotation))


def test_strings_after_a_literal_are_annotations_again():
    lowered = statement('x: dict[Literal["a"], "B"]').annotation
    assert shape(lowered.index.items[1]) == name("B")


def test_a_default_and_a_value_are_no_annotations():
    assert statement('x: "A" = "B"').value.kind == "str"
    assert statement('def f(x: "A" = "B"): pass').params[0].default.kind == "str"


# --- statements ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a", ("Evaluate", A)),
        ("a = b = c", ("Bind", [A, B], C, None)),
        ("a, *b = c", ("Bind", [("Display", "tuple", [A, ("Starred", B)])], C, None)),
        ("a: b", ("Bind", [A], None, B)),
        ("a.b: b = c", ("Bind", [("Attribute", A, "b")], C, B)),
        ("a = yield b", ("Bind", [A], ("Yield", B, False), None)),
        ("a **= b", ("Augment", A, "**", B)),
        ("a @= b", ("Augment", A, "@", B)),
        ("return", ("Return", None)),
        ("return a, b", ("Return", ("Display", "tuple", [A, B]))),
        ("raise", ("Raise", None, None)),
        ("raise a from b", ("Raise", A, B)),
        ("assert a", ("Assert", A, None)),
        ("assert a, b", ("Assert", A, B)),
        ("del a, b.c", ("Delete", [A, ("Attribute", B, "c")])),
        ("del (a, b)", ("Delete", [("Display", "tuple", [A, B])])),
        ("global a, b", ("ScopeDeclaration", "global", ["a", "b"])),
        ("nonlocal a", ("ScopeDeclaration", "nonlocal", ["a"])),
        ("break", ("Jump", "break")),
        ("continue", ("Jump", "continue")),
        ("type A = b", ("TypeAlias", "A", B, [])),
        ("import a.b . c, d as e", ("Import", [("Alias", "a.b.c", None), ("Alias", "d", "e")])),
        ("from a.b import c as d", ("ImportFrom", "a.b", 0, [("Alias", "c", "d")], False)),
        ("from ... import (a,)", ("ImportFrom", "", 3, [("Alias", "a", None)], False)),
        ("from . .a import b", ("ImportFrom", "a", 2, [("Alias", "b", None)], False)),
        ("from a import *", ("ImportFrom", "a", 0, [], True)),
        ("if a: b", ("If", A, [("Evaluate", B)], [])),
        ("while a: b\nelse: c", ("While", A, [("Evaluate", B)], [("Evaluate", C)])),
        (
            "async for a in b, c: d",
            ("For", A, ("Display", "tuple", [B, C]), [("Evaluate", D)], [], True),
        ),
        ("for a in b: c\nelse: d", ("For", A, B, [("Evaluate", C)], [("Evaluate", D)], False)),
        (
            "with a as b, c: d",
            ("With", [("WithItem", A, B), ("WithItem", C, None)], [("Evaluate", D)], False),
        ),
        (
            "async with (a as b, c,): d",
            ("With", [("WithItem", A, B), ("WithItem", C, None)], [("Evaluate", D)], True),
        ),
        (
            "with (a, b) as c: pass",
            ("With", [("WithItem", ("Display", "tuple", [A, B]), C)], [], False),
        ),
    ],
)
def test_a_statement_is_lowered(source, expected):
    assert shape(statement(source)) == expected


def test_elif_is_an_if_alone_in_orelse():
    lowered = shape(statement("if a:\n b\nelif c:\n d\nelse:\n a\n"))
    inner = ("If", C, [("Evaluate", D)], [("Evaluate", A)])
    assert lowered == ("If", A, [("Evaluate", B)], [inner])


@pytest.mark.parametrize("star", ["", "*"])
def test_try_keeps_its_parts(star):
    source = f"try: a\nexcept{star} b as e: c\nexcept{star} (c, d): d\nelse: b\nfinally: c\n"
    assert shape(statement(source)) == (
        "Try",
        [("Evaluate", A)],
        [
            ("Handler", B, "e", [("Evaluate", C)]),
            ("Handler", ("Display", "tuple", [C, D]), None, [("Evaluate", D)]),
        ],
        [("Evaluate", B)],
        [("Evaluate", C)],
    )


def test_except_takes_several_types_without_parentheses_and_none_at_all():
    lowered = statement("try: pass\nexcept a, b: pass\nexcept: pass")
    types = [shape(handler.type) for handler in lowered.handlers]
    assert types == [("Display", "tuple", [A, B]), None]


def case(pattern):
    return statement(f"match subject:\n    case {pattern}:\n        pass\n").cases[0]


def spelled(pattern):
    """A pattern as text: its kind, what it looks for, what it captures."""

    def last_name(node):
        return getattr(node, "id", None) or getattr(node, "name", None) or node.value

    parts = [spelled(part) for part in pattern.parts]
    if pattern.star >= 0:
        parts[pattern.star] = "*" + parts[pattern.star]
    for number, name in enumerate(reversed(pattern.names), 1):
        parts[-number] = f"{name}={parts[-number]}"
    parts = [f"{last_name(key)}: {part}" for key, part in zip(pattern.keys, parts)] or parts
    parts += [f"**{pattern.rest}"] if pattern.rest else []
    value = "" if pattern.value is None else f" {last_name(pattern.value)}"
    inside = f"({', '.join(parts)})" if parts else ""
    return f"{pattern.kind}{value}{inside}" + (f" as {pattern.name}" if pattern.name else "")


@pytest.mark.parametrize(
    ("pattern", "lowered"),
    [
        ("A()", "class A"),
        ("A() as x", "class A as x"),
        ("(A() | B()) as x if a", "or(class A, class B) as x"),
        ("(A() as x) | (B() as x)", "or(class A as x, class B as x)"),
        ("(A() as x) as y", "or(class A as x) as y"),
        ("A(B() as y, k=C(z)) as x", "class A(class B as y, k=class C(any as z)) as x"),
        ("x", "any as x"),
        ("((x))", "any as x"),
        ("_", "any"),
        ("D.x | (E.y)", "or(value x, value y)"),
        ("[A(), *rest, _]", "sequence(class A, *any as rest, any)"),
        ("A(), x", "sequence(class A, any as x)"),
        ("(x, *_)", "sequence(any as x, *any)"),
        ("{K.a: x, **rest}", "mapping(a: any as x, **rest)"),
        ("{'k': 1}", "mapping(k: value 1)"),
        ("{}", "mapping"),
    ],
)
def test_a_pattern_keeps_what_it_looks_for_and_captures(pattern, lowered):
    assert spelled(case(pattern).pattern) == lowered


def test_literal_patterns_are_values():
    values = [shape(part.value) for part in case("None | -1 | 'a' 'b' | 1 + 2j").pattern.parts]
    assert values == [
        ("Constant", "None", None),
        ("Operation", "u-", [("Constant", "int", 1)]),
        ("Constant", "str", "ab"),
        ("Operation", "+", [("Constant", "int", 1), ("Constant", "complex", None)]),
    ]


def test_a_guard_belongs_to_its_case():
    assert shape(case("_ if a").guard) == A


def test_a_function_keeps_decorators_and_returns():
    lowered = statement("@a.b(c)[0]\n# why\n@d\nasync def f[T: (int, str)](x) -> b: pass\n")
    assert lowered.is_async
    assert [type(item).__name__ for item in lowered.decorators] == ["Subscript", "Name"]
    assert shape(lowered.returns) == B
    assert lowered.body == []
    bound = ("Display", "tuple", [("Name", "int"), ("Name", "str")])
    assert shape(lowered.type_params) == [("TypeParam", "T", bound)]


def test_type_parameters_keep_their_bounds():
    source = "[T: A = B, *Ts = *tuple[int], **P = [int], U]"
    wanted = [("T", ("Name", "A")), ("Ts", None), ("P", None), ("U", None)]
    for text in (f"def f{source}(): pass", f"class C{source}: pass", f"type X{source} = T"):
        params = statement(text).type_params
        assert [(param.name, shape(param.bound)) for param in params] == wanted


def test_a_class_keeps_bases_keywords_and_members():
    lowered = statement(
        "@d\nclass X[T](a, *b, metaclass=c, **d):\n    a: b\n    def f(self): pass\n"
    )
    assert shape(lowered.bases) == [A, ("Starred", B)]
    assert shape(lowered.keywords) == [("Keyword", "metaclass", C), ("Keyword", None, D)]
    assert [type(item).__name__ for item in lowered.body] == ["Bind", "Function"]
    assert shape(statement("class X(): pass")) == ("Class", "X", [], [], [], [], [])


def test_pass_and_semicolons_leave_no_trace():
    assert shape(body("a; pass; b;\npass\n")) == [("Evaluate", A), ("Evaluate", B)]


def test_conditional_imports_stay_where_they_are():
    lowered = statement("if TYPE_CHECKING:\n    from a import b\nelse:\n    b = None\n")
    assert [type(item).__name__ for item in lowered.body + lowered.orelse] == ["ImportFrom", "Bind"]


def test_await_and_async_blocks_are_lowered_in_sync_functions_too():
    source = "def f():\n    await a\n    async for b in c: pass\n    async with d: pass\n"
    kinds = [type(item).__name__ for item in statement(source).body]
    assert kinds == ["Evaluate", "For", "With"]


# --- members, depth, storage -----------------------------------------------------------------


@pytest.mark.parametrize("indent", ["    ", "\t", " \t", "\f    "])
def test_members_are_lowered_with_their_indentation(indent):
    source = f"class X:\n{indent}a = '''x\ny'''\n{indent}def f(self): pass\n"
    start = source.index("\n") + 1
    lowered = lower(source, start, len(source), member=True)
    assert [type(item).__name__ for item in lowered.body] == ["Bind", "Function"]


def test_a_part_of_comments_only_holds_nothing():
    for member in (False, True):
        assert lower("  # a\n\n# b", 0, 10, member=member).body == []


def test_long_chains_do_not_exhaust_the_stack():
    assert len(value("a" + " + a" * 1500).operands) == 1501
    assert len(value("a" + " and a" * 3000).operands) == 3001
    link = value("a" + ".b()" * 500)
    for _ in range(500):
        link = link.function.value
    assert shape(link) == A
    assert statement("if a: pass\n" + "elif a: pass\n" * 2000).orelse


def test_a_lowered_tree_comes_back_from_storage_as_it_was():
    source = (
        "@d(1)\nasync def f(a: 'B | None' = None, *c, **d) -> list[int]:\n"
        "    async with x as (y, z), w:\n        return [await i async for i in y if -i > 1]\n"
        "    try:\n        yield f'{a}'\n    except E as e:\n        raise G from e\n"
        "    match a:\n        case {'k': K(v)} | [v, *_] as q if q: pass\n"
        "class C(B, metaclass=M):\n    x: int = 1 if a else {**b, 'c': lambda: 0}\n"
    )
    lowered = lower(source, 0, len(source))
    data = msgspec.msgpack.encode(lowered)
    again = msgspec.msgpack.decode(data, type=Lowered)
    assert shape(again) == shape(lowered)
    assert again.places == lowered.places


# --- errors ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "rest", "reason"),
    [
        ("a\nx = (1,\n  y z)\n", "z)", "invalid syntax"),
        ("b = 'éé😀' c d\n", "c d", "invalid syntax"),
        ("a\r\nb\r\nc d\r\n", "d", "invalid syntax"),
        ("if a:\nb\n", "b", "an indented block is missing"),
        ("é = 1\nx = 'abc\n", "'abc", "unterminated string literal"),
        ("a\n'''x\ny", "'''", "unterminated triple-quoted string literal"),
        ("a = (]\n", "]", "closing parenthesis ']' does not match opening parenthesis '('"),
        ("a\nb = $\n", "$", "'$' is not a valid character in this position"),
        ("a\nb = '\ud800'\n", "\ud800", "half of a surrogate pair is not a character"),
        ("x = " + "(" * 300 + ")" * 300, "(" * 100 + ")", "nested too deeply"),
        ("lambda: " * 5000 + "a", "lambda", "nested too deeply"),
        ("x = " + "a ** " * 1200 + "a", "", "nested too deeply"),
    ],
)
def test_an_error_names_the_place_and_the_reason(source, rest, reason):
    text = "before\n" + source + "after"
    with pytest.raises(ParseError) as raised:
        lower(text, 7, 7 + len(source))
    assert raised.value.reason == reason
    assert text.startswith(rest, raised.value.offset)


def test_an_error_in_a_member_counts_from_the_start_of_the_text():
    text = "class A:\n    x = 1\n    y = 2 3\n"
    with pytest.raises(ParseError) as raised:
        lower(text, 9, len(text), member=True)
    assert text.startswith("3\n", raised.value.offset)


def test_a_statement_after_the_class_is_no_member():
    text = "    x = 1\ny = 2\n"
    with pytest.raises(ParseError, match="outside its class"):
        lower(text, 0, len(text), member=True)


def test_brackets_in_strings_and_comments_do_not_count_as_depth():
    assert value("('" + "(" * 300 + "')  # " + "[" * 300).value == "(" * 300
