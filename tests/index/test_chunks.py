"""Cutting text into chunks: what is one, where it ends, and what is known about it."""

from __future__ import annotations

import io
import time
import tokenize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asynclint.index.chunks import Chunk, async_names, comments, split, split_broken, split_class


def pieces(text: str) -> list[str]:
    chunks = split(text)
    assert chunks is not None
    return [text[chunk.start : chunk.end] for chunk in chunks]


def only(text: str) -> Chunk:
    chunks = split(text)
    assert chunks is not None
    (chunk,) = chunks
    return chunk


def member_pieces(text: str) -> list[str] | None:
    parts = split_class(text, only(text))
    if parts is None:
        return None
    assert parts.header == (0, parts.members[0].start)
    return [text[member.start : member.end] for member in parts.members]


# --- where a chunk ends ------------------------------------------------------------------------


def test_statements_become_chunks_in_order():
    assert pieces("import a\nb = 1\nc()\n") == ["import a\n", "b = 1\n", "c()\n"]


def test_nothing_is_no_chunk_and_comments_alone_are_one_that_binds_nothing():
    assert split("") == []
    for text in ("# a\n\n# b\n", "# a", "\n", "   ", "\n   # a"):
        assert split(text) == [Chunk("other", (), 0, len(text))]


def test_blank_lines_comments_and_decorators_belong_to_what_follows():
    assert pieces("a = 1\n\n# about b\n@c\n\n# and d\n@d\ndef b(): pass\n") == [
        "a = 1\n",
        "\n# about b\n@c\n\n# and d\n@d\ndef b(): pass\n",
    ]


def test_what_follows_the_last_statement_belongs_to_it():
    assert pieces("a = 1\nb = 2\n\n# end") == ["a = 1\n", "b = 2\n\n# end"]
    assert pieces("def f():\n    pass\n    # end") == ["def f():\n    pass\n    # end"]


def test_a_block_goes_on_while_lines_are_indented():
    block = "def f():\n    a\n\n# not indented\n    if b:\n\t  c\n  # odd\n"
    assert pieces(block + "d\n") == [block[: -len("  # odd\n")], "  # odd\nd\n"]


def test_else_and_its_kin_continue_the_block_before():
    for text in (
        "if a:\n    b\nelif c:\n    d\nelse:\n    e\n",
        "try:\n    a\n# why\nexcept B:\n    c\nelse: d\nfinally:\n    e\n",
        "for a in b: c\nelse: d\n",
    ):
        assert pieces(text + "z = 1\n") == [text, "z = 1\n"]


def test_names_that_only_begin_like_else_start_a_statement():
    assert pieces("a\nelse_ = 1\nexceptions()\n") == ["a\n", "else_ = 1\n", "exceptions()\n"]


@pytest.mark.parametrize(
    "statement",
    [
        "a = '''\nb = 1\n'''",
        'a = """\\"""\nb\n"""',
        'a = "\\\nb = 1"',
        "a = r'\\'#' # r'",
        "a = (\nb\n)",
        "a = [{(\nb\n)}, '''\n]''', # ])\n]",
        "a = ((((\n((\nb\n))\n))))",
        "a = \\\nb",
        "a = b'#' # '",
        "a = '\"' + \"'\"",
        "a = '' + ''''''\"\"",
        "a = f'{b}' f'{{' f'}}{c!r:>{d}}'",
        "a = f'{b[\"x\"]}' + f\"{b['#']}\"",
        "a = f'''{\nb\n}\nb = {c}'''",
        'a = f"{b["x"]}" + f"{f"{"}"}"}"',
        "a = f'{x:\\N{DASH}>10}{\"'\"}'",
        "a = rf'\\{b}\\'#' # r",
        "a = t'{b['c']}'",
        "a = f'''{ # it's '''\nb}'''",
        "a = f'{[c for c in {1: 2}]:{d}}'",
        "if'{'in b: c = '}'",
    ],
)
def test_a_statement_of_several_lines_is_one_chunk(statement: str):
    text = f"{statement}\nz = 1\n"
    assert pieces(text) == [f"{statement}\n", "z = 1\n"]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_newline_ends_a_line(newline: str):
    lines = ["a = (", "1)", "", "", "# c", "def f():", "\tb = '''", "d'''", "", "e = \\", "  2", ""]
    text = newline.join(lines)
    expected = [lines[:2], lines[2:8], lines[8:11]]
    assert pieces(text) == [newline.join([*part, ""]) for part in expected]


def test_newlines_may_be_mixed_and_other_separators_are_none():
    assert pieces("a = 1\r\n\rb = 'x\u2028y\x0b'\n# \x85\nc") == [
        "a = 1\r\n",
        "\rb = 'x\u2028y\x0b'\n",
        "# \x85\nc",
    ]


def test_a_form_feed_starts_the_line_anew():
    assert pieces("a = 1\n\f\nclass B:\n  c\n \f\fd = 1\n") == [
        "a = 1\n",
        "\f\nclass B:\n  c\n",
        " \f\fd = 1\n",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "  a = 1\n",  # nothing that the indented line could belong to
        "a = (\n",
        "a = )\n",
        "a = 'b\n",
        "a = '''b\n",
        "@a\n",
        "@a\n  def f(): pass\n",
        "a = 1 \\ 2\n",
        "\\\na = 1\n",
        "if a:\n    \\\n  b\n",
        "a = ((((('b)))))\n",
        "a = f'{b:'\n",
        "a = f'b}'\n",
    ],
)
def test_what_is_doubtful_is_left_to_the_parser(text: str):
    assert split(text) is None


def test_strings_and_brackets_without_an_end_take_no_more_than_linear_time():
    started = time.process_time()
    for text in (
        "a = (" + "'b' # c\n\r\n" * 4000,
        "a = " + "(" * 3000 + ")" * 3000,
        "a = [" + "[[[[b]]]], " * 3000,
        "a = f'" + "{{{b}}}" * 3000 + "{",
        "\r\n" * 20000 + " " * 20000 + "# a",
        "a = '" + "\\'" * 20000,
        "a = " + "f'{" * 400 + "}'" * 400,
        "\\\r\n" * 5000,
    ):
        split(text)
        list(comments(text))
    assert time.process_time() - started < 10


def test_damage_is_kept_to_the_piece_that_has_it():
    text = "a = 1\n@b\nclass C:\n    d = (\n\n@e\n@f\ndef g(): pass\nh = 2\nfrom i import j\n"
    chunks = split_broken(text)
    assert [text[chunk.start : chunk.end] for chunk in chunks] == [
        "a = 1\n",
        "@b\nclass C:\n    d = (\n\n",
        "@e\n@f\ndef g(): pass\n",
        "h = 2\n",
        "from i import j\n",
    ]
    assert [chunk.names for chunk in chunks] == [("a",), None, ("g",), ("h",), ("j",)]


# --- kinds and names ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "names"),
    [
        ("def f(a, b=1): pass", "def", ("f",)),
        ("async  def \\\n f(): pass", "def", ("f",)),
        ("@a(b=1)\nasync def f():\n    (c := 1)\n", "def", ("f",)),
        ("def f(a=(b := 1)): pass", "def", None),
        ("class A(B, c=d):\n    e = 1", "class", ("A",)),
        ("class A[T]: pass", "class", ("A",)),
        ("import a", "import", ("a",)),
        ("import a.b, c . d as e", "import", ("a", "e")),
        ("from a import b", "import", ("b",)),
        ("from . import a as b, c", "import", ("b", "c")),
        ("from .a.b import(c)", "import", ("c",)),
        ("from.import a", "import", ("a",)),
        ("from a import ( # b, (\n  c as d, # e\n  f,\n)", "import", ("d", "f")),
        ("from a import \\\n  b", "import", ("b",)),
        ("from a import *", "import", ()),
        ("from a import (", None, None),
        ("import a; b = 1", "other", None),
        ("x = 1; y = 2", "other", None),
        ("x = 1;", "other", None),
        ("a = 1", "assign", ("a",)),
        ("a = b = c(d=1)", "assign", ("a", "b")),
        ("a, b = c", "assign", ("a", "b")),
        ("a, = b == c", "assign", ("a",)),
        ("a.b = c", "assign", ()),
        ("a.b = c = d", "assign", ("c",)),
        ("a['b'] = c", "assign", None),
        ("(a, b) = c", "assign", None),
        ("*a, b = c", "assign", None),
        ("a = b['c'] = d", "assign", None),
        ("a = lambda b=1: b", "assign", None),
        ("a = (b := 1)", "assign", None),
        ("a: b", "assign", ("a",)),
        ("a: 'b = c' = d <= e", "assign", ("a",)),
        ("a.b: c = 1", "assign", ()),
        ("a += 1", "assign", ("a",)),
        ("a <<= 1", "assign", ("a",)),
        ("a.b //= 1", "assign", ()),
        ("a[b] **= 1", "assign", None),
        ("a = b'' f'{c}' == d != e >= f", "assign", ("a",)),
        ("a = [((((1))))]", "assign", None),
        ("a = b", "assign", ("a",)),
        ("'''text; a = 1'''", "expression", ()),
        ("a(b=1)", "expression", ()),
        ("a == b <= c", "expression", ()),
        ("(a := 1)", "expression", None),
        ("lambda: a", "expression", ()),
        ("match(a)", "expression", ()),
        ("type(a)", "expression", ()),
        ("type = a", "assign", ("type",)),
        ("type A[B] = C", "other", ("A",)),
        ("type A = C", "other", ("A",)),
        ("del a", "other", ()),
        ("assert a, b", "other", ()),
        ("pass", "other", ()),
        ("if a: b = 1", "block", None),
        ("async with a as b: c", "block", None),
        ("match a:\n    case b: pass", "block", None),
        ("with a: b = 1; c = 2", "block", None),
        ("é = ü", "assign", ("é",)),
    ],
)
def test_kinds_and_names_are_told_where_they_are_certain(
    text: str, kind: str | None, names: tuple[str, ...] | None
):
    if kind is None:
        assert split(text) is None
    else:
        assert only(text) == Chunk(kind, names, 0, len(text))


# --- classes -----------------------------------------------------------------------------------


def test_a_class_is_cut_into_header_and_members():
    text = (
        "# about A\n@a\nclass A(\n    B\n): # why:\n\n"
        '    """Text."""\n\n    # about b\n    b = (\n1)\n    @c\n    def d(self):\n\n        e\n'
        "# odd\n    if f:\n        g\n    else:\n        h\n\n\n"
    )
    parts = split_class(text, only(text))
    assert parts is not None
    assert text[: parts.header[1]] == "# about A\n@a\nclass A(\n    B\n): # why:\n"
    assert [(member.kind, member.names) for member in parts.members] == [
        ("expression", ()),
        ("assign", ("b",)),
        ("def", ("d",)),
        ("block", None),
    ]
    assert member_pieces(text) == [
        '\n    """Text."""\n',
        "\n    # about b\n    b = (\n1)\n",
        "    @c\n    def d(self):\n\n        e\n",
        "# odd\n    if f:\n        g\n    else:\n        h\n\n\n",
    ]


def test_a_class_inside_a_class_can_be_cut_too():
    text = "class A:\n\tclass B:\n\t\tc = 1\n\t\td = 2\n\te = 3\n"
    outer = split_class(text, only(text))
    assert outer is not None
    inner = split_class(text, outer.members[0])
    assert inner is not None
    assert text[slice(*inner.header)] == "\tclass B:\n"
    assert [member.names for member in inner.members] == [("c",), ("d",)]


@pytest.mark.parametrize(
    "text",
    [
        "class A: pass\n",
        "class A: b = '#'; c = {1:\n2}\n",
        "class A: # c\n    b = 1\n  # d\n  c = 2\n",  # indented less than the members before
        "class A:\n    b = 1\n\tc = 2\n",  # spaces and tabs
        "class A:\n    b = 1\n      c = ]\n",
        "class A:\n    @b\n",
        "class A:\n    # nothing\n",
    ],
)
def test_a_class_that_is_doubtful_is_left_to_the_parser(text: str):
    chunks = split(text)
    assert chunks is None or split_class(text, chunks[0]) is None


# --- comments and names of coroutine functions -------------------------------------------------


def test_comments_are_found_and_strings_are_not():
    text = "#a\nb = '#c' # d\n'''\n# e\n'''\nf'{g}#' #h\nf'{\"#\"}{i[\"j\"]:#x}'\n( # k'\n)#"
    assert [text[span.start : span.end] for span in comments(text)] == [
        "#a",
        "# d",
        "#h",
        "# k'",
        "#",
    ]


def test_a_string_without_an_end_hides_no_comment_of_another_line():
    text = "a = 'b # c\nd # e\n"
    assert [text[span.start : span.end] for span in comments(text)] == ["# e"]


def test_names_after_async_def_are_found_in_raw_bytes():
    data = "async def a(): pass\n  async \\\r\n def  béta(): pass\nasyncdef c()\ndef d()".encode()
    assert async_names(data) == {"a", "béta"}
    assert async_names(b"def a(): pass") == set()


# --- generated text ----------------------------------------------------------------------------

unhurried = settings(deadline=None)  # other work on the machine is no failure

STRING_BODIES = st.text(alphabet="ab #(){}[]=;,:@\t", max_size=6)
COMMENTS = st.text(alphabet="a#'\"({[)}]\\ =", max_size=6).map(lambda body: f"#{body}")


@st.composite
def strings(draw: st.DrawFn) -> str:
    quote = draw(st.sampled_from(["'", '"', "'''", '"""']))
    prefix = draw(st.sampled_from(["", "r", "b", "Rb", "u"]))
    inner = draw(st.lists(STRING_BODIES | st.sampled_from([f"\\{quote[0]}", "\\\n", "\\\\"])))
    other = {"'": '"', '"': "'"}[quote[0]]
    body = "".join(inner) + draw(st.sampled_from(["", other]))
    return prefix + quote + body + ("\n" if len(quote) == 3 else "") + quote


def formatted(expressions: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """f-strings whose fields hold anything, the quotes around them included."""
    field = st.builds("{{ {}{}}}".format, expressions, st.sampled_from(["", "!r", ":>{w}", ":#x"]))
    text = st.sampled_from(["a", "{{", "}}", "#", "(", "\\n", "\\N{DASH}"])
    return st.builds(
        lambda prefix, quote, parts: f"{prefix}{quote}{''.join(parts)}{quote}",
        st.sampled_from(["f", "F", "t"]),
        st.sampled_from(["'", '"', "'''", '"""']),
        st.lists(field | text, max_size=3),
    )


def bracketed(expressions: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda pair, items, gap: pair[0] + f",{gap}".join(items) + gap + pair[1],
        st.sampled_from(["()", "[]"]),
        st.lists(expressions, min_size=1, max_size=3),
        st.sampled_from(["", " ", "\n"]) | COMMENTS.map(lambda comment: f" {comment}\n"),
    )


EXPRESSIONS = st.recursive(
    st.sampled_from(["a", "1", "b.c", "d == e", "f(g=h)", "{'i': 1}"]) | strings(),
    lambda inner: bracketed(inner) | formatted(inner),
    max_leaves=8,
)
SIMPLE = st.builds(
    "{}{}".format, st.sampled_from(["", "x = ", "x += ", "x: y = ", "x \\\n = "]), EXPRESSIONS
)
LEADS = st.lists(st.just("") | COMMENTS | COMMENTS.map(lambda comment: f"  {comment}"), max_size=2)


@st.composite
def statements(draw: st.DrawFn) -> str:
    """One top-level statement with the comments in front of it, ending with a newline."""
    lead = "".join(f"{line}\n" for line in draw(LEADS))
    simple = draw(SIMPLE)
    head = draw(
        st.sampled_from(["", "if z:", "class Z:", "@y\ndef z():", "try:", "async def z():"])
    )
    if not head:
        return f"{lead}{simple}\n"
    block = f"{lead}{head}\n"
    for number in range(draw(st.integers(1, 3))):
        block += "".join(f"{line}\n" for line in draw(LEADS))
        block += "    " + ("  " * (number == 1 and head.startswith("if"))) + f"{draw(SIMPLE)}\n"
    return block + ("finally:\n  z\n" if head == "try:" else "")


@unhurried
@given(st.lists(statements(), min_size=1, max_size=5), st.sampled_from(["", "\n", "# end", "\n #"]))
def test_generated_statements_are_found_again(parts: list[str], rest: str):
    text = "".join(parts) + rest
    assert pieces(text) == [*parts[:-1], parts[-1] + rest]


@unhurried
@given(st.lists(SIMPLE, min_size=1, max_size=5))
def test_generated_members_are_found_again(members: list[str]):
    lines = [f"\t{member}\n" for member in members]
    assert member_pieces("class A:\n" + "".join(lines)) == lines


@unhurried
@given(st.text(alphabet="ab=:;,.@#'\"\\()[]{}frd \t\f\r\n", max_size=60))
def test_any_text_is_partitioned_or_refused(text: str):
    chunks = split(text)
    if chunks is not None:
        assert "".join(text[chunk.start : chunk.end] for chunk in chunks) == text
        assert all(chunk.start < chunk.end for chunk in chunks)
    broken = split_broken(text)
    assert "".join(text[chunk.start : chunk.end] for chunk in broken) == text
    spans = list(comments(text))
    assert all(text[span.start] == "#" for span in spans)
    assert spans == sorted(set(spans))


@unhurried
@given(st.lists(st.builds("{}  {}\n".format, strings() | st.just("a"), COMMENTS), max_size=5))
def test_comments_are_those_that_python_sees(lines: list[str]):
    text = "".join(lines)
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    expected = [token.string for token in tokens if token.type == tokenize.COMMENT]
    assert [text[span.start : span.end] for span in comments(text)] == expected
