"""Fixes in files of every kind: only what a fix says changes, whatever the file is made of."""

from __future__ import annotations

import pytest
from fix_programs import after, awaiting, find, fix, refusal, replacing

from asynclint.fixes.apply import apply_fixes
from asynclint.fixes.errors import FixError
from asynclint.fixes.steps import AddImport, ReplaceText, Rewrite
from asynclint.sources.text import decode


@pytest.mark.parametrize(
    "text",
    [
        "if x:\r\n    y = 1\r\n    f()  # go\r\n",  # Windows
        "if x:\r    f()\r",  # an old Macintosh, whose last line end libcst drops
        "x = 1\r\nif x:\n    f()\r\n\n",  # mixed
        "if x:\n\tif y:\n\t\tf()\t# go\n",  # tabs
        "if x:\n\tif y:\n\t    f()\n",  # tabs and spaces
        "x = 1\n\x0c\nf()\n",  # a form feed on a line of its own
        "\x0cx\nf()\n",  # and those that libcst drops
        "x = 1\n\x0cdef g():\n\x0c    f()  # go\n\n\x0c@d\nclass A: pass\n",
        "x = '\x0c\u2028\x85'; f()\n",  # what other tools take for the ends of lines
        "é = 'ü𝄞'; f()\n",  # characters of two and four bytes
        "f()",  # no final newline
        "f()\n\n\n   \n# end",
        "x = '''\nf( )\r\n'''; f()\n",
        "class A:\n    @property\n    def x(self): return f()\n",
        "match x:\n    case {'a': [1, *_]} if f(): pass\n",
        "def g[T: int](x: T) -> T: f()\n",
        "type X = int\ntry: pass\nexcept* E: f()\n",
        "x = t'{f()}'\n",
        "async def g():\n    async with a, f() as b: pass\n",
        "x = f'''{\n    f()  # why\n}'''\n",
    ],
)
def test_everything_but_the_edit_stays_as_it_is(text: str) -> None:
    assert after(text, awaiting(text, "f()")) == text.replace("f()", "await f()")


def test_a_comment_can_be_replaced() -> None:
    text = "f()  # noqa: ASL201\n"

    assert after(text, ReplaceText(find(text, "  # noqa: ASL201"), "")) == "f()\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfx = 'caf\xc3\xa9'; f()\r\n",
        b"# -*- coding: latin-1 -*-\nx = 'caf\xe9'; f()\n",
        b"# coding: cp1251\nx = '\xcf\xf0\xe8'; f()\n",
    ],
)
def test_bytes_around_an_edit_stay_as_they_are(data: bytes) -> None:
    file = decode(data)

    assert file.encode(after(file.text, awaiting(file.text, "f()"))) == data.replace(
        b"f()", b"await f()"
    )


def test_a_file_that_cannot_be_parsed_takes_plain_text_only() -> None:
    text = "def async view(request):\n    f()\n"
    mended = fix(ReplaceText(find(text, "def async"), "async def"))
    other = fix(awaiting(text, "f()"))

    outcome = apply_fixes(text, [mended, other])

    assert outcome.text == "async def view(request):\n    f()\n"
    assert (outcome.applied, outcome.rejected) == ((mended,), (other,))
    assert outcome.reasons[0].startswith("the file cannot be parsed")


def test_the_sound_statements_of_a_broken_file_can_be_fixed() -> None:
    text = "import abc\n\ndef broken(x y): f()\n\nasync def sound():\n    g()\n"

    assert after(text, AddImport("asyncio"), awaiting(text, "g()")) == (
        "import abc\nimport asyncio\n\ndef broken(x y): f()\n\nasync def sound():\n    await g()\n"
    )
    assert refusal(text, awaiting(text, "f()")).startswith("the file cannot be parsed")


def test_a_fix_of_a_file_that_cannot_be_parsed_adds_no_import() -> None:
    assert refusal("def f(:\n", AddImport("asyncio")).startswith("the file cannot be parsed")


def test_text_outside_the_file_is_refused() -> None:
    assert refusal("x\n", ReplaceText(find("x\n123", "123"), "")) == (
        "the place lies outside the file"
    )


def test_a_result_that_does_not_parse_is_an_error() -> None:
    text = "x = f()\n"

    with pytest.raises(FixError, match="after the fixes, the file cannot be parsed"):
        apply_fixes(text, [fix(ReplaceText(find(text, "f()"), "f("))])


def test_a_deeply_nested_file_is_left_alone() -> None:
    text = "x = " + "(" * 5000 + "f()" + ")" * 5000 + "\n"

    assert refusal(text, awaiting(text, "f()")) == "the file is nested too deeply"


def test_a_chain_too_long_for_the_parser_is_left_alone() -> None:
    text = "x = f()" + ".g()" * 400 + "\n"

    assert refusal(text, awaiting(text, "f()")) == "the file is nested too deeply"


def test_nothing_to_apply_changes_nothing() -> None:
    assert apply_fixes("x = (\n", []).text == "x = (\n"
    assert apply_fixes("", []).text == ""


def test_many_fixes_apply_in_one_pass() -> None:
    text = "".join(f"x{n} = len(f{n}())\n" for n in range(200))
    fixes = []
    for n in range(200):
        fixes.append(fix(awaiting(text, f"f{n}()")))
        fixes.append(fix(replacing(text, f"len(f{n}())", "await {0}.acount()", f"f{n}()")))

    outcome = apply_fixes(text, fixes)

    assert outcome.rejected == ()
    assert outcome.text == "".join(f"x{n} = await (await f{n}()).acount()\n" for n in range(200))


def test_a_second_pass_over_a_fixed_file_finds_its_places_again() -> None:
    text = "x = f().g()\n"
    once = after(text, awaiting(text, "f()"))
    span = find(once, once[4:-1])

    assert after(once, Rewrite(span, "await {0}", (span,))) == "x = await (await f()).g()\n"
