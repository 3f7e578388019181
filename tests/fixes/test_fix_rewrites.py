from __future__ import annotations

import pytest
from fix_programs import after, awaiting, find, refusal, renaming, replacing

from asynclint.fixes.steps import Rewrite

# `f()` is awaited: the program before, and after
AWAITED = [
    # no parentheses where none are needed
    ("x = f()", "x = await f()"),
    ("return f()", "return await f()"),
    ("f()", "await f()"),
    ("not f()", "not await f()"),
    ("f() < 3", "await f() < 3"),
    ("3 in f()", "3 in await f()"),
    ("1 + f() * 2", "1 + await f() * 2"),
    ("-f()", "-await f()"),
    ("f() ** 2", "await f() ** 2"),
    ("2 ** f()", "2 ** await f()"),
    ("a and f() or b", "a and await f() or b"),
    ("a if f() else b", "a if await f() else b"),
    ("g(f())", "g(await f())"),
    ("g(x=f(), *f2(), **f3())", "g(x=await f(), *f2(), **f3())"),
    ("g(*f(), 1)", "g(*await f(), 1)"),
    ("g(**f())", "g(**await f())"),
    ("[*f(), 1]", "[*await f(), 1]"),
    ("{**f()}", "{**await f()}"),
    ("x[f()]", "x[await f()]"),
    ("x[f():2]", "x[await f():2]"),
    ("f(), 1", "await f(), 1"),
    ("x = a, f()", "x = a, await f()"),
    ("[f() for x in y]", "[await f() for x in y]"),
    ("[x for x in f() if x]", "[x for x in await f() if x]"),
    ("for x in f(): pass", "for x in await f(): pass"),
    ("with f() as x: pass", "with await f() as x: pass"),
    ("if (x := f()): pass", "if (x := await f()): pass"),
    ("assert f(), 'no'", "assert await f(), 'no'"),
    ("raise f()", "raise await f()"),
    ("yield f()", "yield await f()"),
    ('f"{f()}"', 'f"{await f()}"'),
    ('f"{f()!r:>{w}}"', 'f"{await f()!r:>{w}}"'),
    ('f"{w:>{f()}}"', 'f"{w:>{await f()}}"'),
    # the call's own parentheses are enough
    ("(f()).name", "(await f()).name"),
    ("g((f()))", "g((await f()))"),
    # and where await would take too much
    ("f().name", "(await f()).name"),
    ("f()[0]", "(await f())[0]"),
    ("f()()", "(await f())()"),
    ("not f().name", "not (await f()).name"),
    ('f"{f().name}"', 'f"{(await f()).name}"'),
    ("await f()", "await (await f())"),
    # words stay apart
    ("x if f()else y", "x if await f() else y"),
    ("a; f(); b", "a; await f(); b"),
]


@pytest.mark.parametrize(("before", "expected"), AWAITED)
def test_await_has_parentheses_where_precedence_needs_them_and_only_there(
    before: str, expected: str
) -> None:
    before, expected = before + "\n", expected + "\n"

    assert after(before, awaiting(before, "f()")) == expected


def test_a_chain_over_several_lines_keeps_its_layout() -> None:
    before = """\
async def titles():
    books = (
        Book.objects  # all of them
        .filter(
            shelf=3,
        )
        .first()
    )
"""

    fixed = after(
        before,
        awaiting(before, before[before.index("Book") : before.index("\n    )\n")]),
        renaming(before, before[before.index("Book") : before.index("()\n    )")], "afirst"),
    )

    assert fixed == before.replace("Book.", "await Book.").replace(".first", ".afirst")


def test_a_chain_in_the_brackets_of_a_call_keeps_its_layout() -> None:
    before = """\
show(
    shelf
    .books()
    .first().title
)
"""
    chain = before[before.index("shelf") : before.index(".title")]

    assert (
        after(before, awaiting(before, chain))
        == """\
show(
    (await shelf
    .books()
    .first()).title
)
"""
    )


def test_a_continued_line_stays_continued() -> None:
    before = "x = \\\n    f()\n"

    assert after(before, awaiting(before, "f()")) == "x = \\\n    await f()\n"


def test_an_attribute_is_renamed_and_its_call_awaited() -> None:
    before = "order = Order.objects.get(pk=(pk  # the key\n)).total\n"
    call = "Order.objects.get(pk=(pk  # the key\n))"

    fixed = after(before, renaming(before, "Order.objects.get", "aget"), awaiting(before, call))

    assert fixed == "order = (await Order.objects.aget(pk=(pk  # the key\n))).total\n"


@pytest.mark.parametrize(
    ("before", "awaited", "expected"),
    [
        ("return await f(r)", "await f(r)", "return f(r)"),
        ("return (await f(r))", "await f(r)", "return (f(r))"),
        ("return await (f(r))", "await (f(r))", "return (f(r))"),
        ("return await(f(r))", "await(f(r))", "return (f(r))"),
        ("return(await f(r))", "await f(r)", "return(f(r))"),
        ("x = await \\\n  f(r)", "await \\\n  f(r)", "x = f(r)"),
        ("x = f'{await f(r)}'", "await f(r)", "x = f'{f(r)}'"),
        # parentheses that only await needed
        ("x = (await f(r)).status", "await f(r)", "x = f(r).status"),
        ("return(await f(r)).status", "await f(r)", "return f(r).status"),
        ("x = (await (a | b)).y", "await (a | b)", "x = (a | b).y"),
        ("x = (  # late\n  await f(r)\n).y", "await f(r)", "x = (  # late\n  f(r)\n).y"),
    ],
)
def test_await_is_dropped_with_the_parentheses_that_only_it_needed(
    before: str, awaited: str, expected: str
) -> None:
    before, expected = before + "\n", expected + "\n"
    operand = "a | b" if "a | b" in awaited else "f(r)"

    assert after(before, replacing(before, awaited, "{0}", operand)) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("n = len(qs)\n", "n = await qs.acount()\n"),
        ("n = len(qs).real\n", "n = (await qs.acount()).real\n"),
        ("n = len(a | b)\n", "n = await (a | b).acount()\n"),
        ("n = len(a if b else c)\n", "n = await (a if b else c).acount()\n"),
        ("n = len(await f())\n", "n = await (await f()).acount()\n"),
        ("n = len(qs := f())\n", "n = await (qs := f()).acount()\n"),
        ("n = len((a | b))\n", "n = await (a | b).acount()\n"),
        ("n = len(\n    qs\n)\n", "n = await qs.acount()\n"),
        ("n = len(qs,)\n", "n = await qs.acount()\n"),
        # lines that only hung together by the brackets of the call
        ("n = len(\n    qs\n    .all()\n)\n", "n = await (qs\n    .all()).acount()\n"),
        ("n = len(qs.filter(\n    a=1,\n))\n", "n = await qs.filter(\n    a=1,\n).acount()\n"),
        ("f(len(\n  qs\n  .all()\n))\n", "f(await qs\n  .all().acount())\n"),
    ],
)
def test_a_part_gets_parentheses_where_its_new_place_needs_them(before: str, expected: str) -> None:
    call = before[before.index("len") : _closing(before, before.index("len") + 3)]
    argument = call[4:-1].strip().rstrip(",")
    part = argument.removeprefix("(").removesuffix(")") if argument == "(a | b)" else argument

    assert after(before, replacing(before, call, "await {0}.acount()", part)) == expected


def _closing(text: str, opening: int) -> int:
    """The offset behind the bracket that closes the one at `opening`."""
    depth = 0
    for at in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at + 1
    raise AssertionError("not closed")


def test_comments_beside_a_part_go_with_it() -> None:
    before = """\
count = len(  # how many
    # we have
    books  # by now
)
"""
    call = before[before.index("len") : -1]

    assert (
        after(before, replacing(before, call, "await {0}.acount()", "books"))
        == """\
count = await (  # how many
    # we have
    books  # by now
).acount()
"""
    )


def test_comments_go_into_brackets_of_the_template_as_they_are() -> None:
    before = "time.sleep(\n    5,  # seconds\n)\n"
    call = before[:-1]

    assert after(before, replacing(before, call, "await anyio.sleep({0})", "5")) == (
        "await anyio.sleep(5  # seconds\n)\n"
    )


def test_a_fix_that_would_lose_a_comment_is_refused() -> None:
    before = "x = add(\n    first,\n    key,  # important\n    other,\n)\n"

    assert refusal(before, replacing(before, before[4:-1], "{0}", "first")) == (
        "a comment would be lost"
    )


def test_a_comprehension_takes_a_name_that_the_file_does_not_use() -> None:
    before = "item = 1\nbooks = list(qs)\n"
    step = replacing(before, "list(qs)", "[{name} async for {name} in {0}]", "qs", fresh="item")

    assert after(before, step) == "item = 1\nbooks = [item_2 async for item_2 in qs]\n"


def test_a_comprehension_needs_parentheses_around_a_condition() -> None:
    before = "books = list(a if b else c)\n"
    step = replacing(before, "list(a if b else c)", "[x async for x in {0}]", "a if b else c")

    assert after(before, step) == "books = [x async for x in (a if b else c)]\n"


THREADED = [
    ("f()", "await asyncio.to_thread(f)"),
    ("f( )", "await asyncio.to_thread(f)"),
    ("f(a, *b, c=d, **e)", "await asyncio.to_thread(f, a, *b, c=d, **e)"),
    ("f(a,)", "await asyncio.to_thread(f, a,)"),
    ("f(  a  )", "await asyncio.to_thread(f,  a  )"),
    ("f(x for x in y)", "await asyncio.to_thread(f, (x for x in y))"),
    ("f(x := 1)", "await asyncio.to_thread(f, x := 1)"),
    ("f(a,\n  b)", "await asyncio.to_thread(f, a,\n  b)"),
    (
        "f(\n    a,  # first\n    b=c,\n)",
        "await asyncio.to_thread(\n    f,\n    a,  # first\n    b=c,\n)",
    ),
    ("f(  # why\n    a,\n)", "await asyncio.to_thread(f,  # why\n    a,\n)"),
    ("f(\n    # nothing\n)", "await asyncio.to_thread(f\n    # nothing\n)"),
]


@pytest.mark.parametrize(("before", "expected"), THREADED)
def test_arguments_are_handed_on_as_they_are_written(before: str, expected: str) -> None:
    text = f"x = {before}\n"
    span = find(text, before)
    step = Rewrite(span, "await asyncio.to_thread({0}, {1*})", (find(text, "f"), span))

    assert after(text, step) == f"x = {expected}\n"


def test_a_call_is_wrapped_with_its_arguments_in_place() -> None:
    before = "total = self.total(\n    # of today\n    day, vat=True,\n).amount\n"
    call = before[before.index("self") : before.index(".amount")]
    span = find(before, call)
    step = Rewrite(span, "await sync_to_async({0})({1*})", (find(before, "self.total"), span))

    assert after(before, step) == (
        "total = (await sync_to_async(self.total)(\n    # of today\n    day, vat=True,\n)).amount\n"
    )


def test_a_bare_generator_stays_bare_as_the_only_argument() -> None:
    before = "f(x for x in y)\n"
    span = find(before, "f(x for x in y)")
    step = Rewrite(span, "await sync_to_async({0})({1*})", (find(before, "f"), span))

    assert after(before, step) == "await sync_to_async(f)(x for x in y)\n"


def test_braces_do_not_meet_in_an_f_string() -> None:
    before = 'f"{set(qs)}"\n'
    step = replacing(before, "set(qs)", "{x async for x in {0}}", "qs")

    assert after(before, step) == 'f"{ {x async for x in qs}}"\n'


def test_nested_f_strings_are_edited_at_the_right_place() -> None:
    before = "s = f'{f\"{f()} {len(qs)}\"} {f()}'\n"

    assert after(before, awaiting(before, "f()", 2)) == (
        "s = f'{f\"{f()} {len(qs)}\"} {await f()}'\n"
    )
    assert after(before, replacing(before, "len(qs)", "await {0}.acount()", "qs")) == (
        "s = f'{f\"{f()} {await qs.acount()}\"} {f()}'\n"
    )


@pytest.mark.parametrize(
    ("snippet", "reason"),
    [("x = f()", "there is no expression at the place to rewrite"), ("= f", "there is no")],
)
def test_a_span_that_is_no_expression_is_refused(snippet: str, reason: str) -> None:
    before = "x = f()\n"

    assert refusal(before, awaiting(before, snippet)).startswith(reason)


def test_a_part_outside_the_expression_is_refused() -> None:
    before = "x = f(), g()\n"
    step = Rewrite(find(before, "f()"), "{0}", (find(before, "g()"),))

    assert refusal(before, step) == "a part to keep lies outside what is to be rewritten"


def test_a_template_that_is_no_python_is_refused() -> None:
    before = "x = f()\n"

    assert "does not work" in refusal(before, replacing(before, "f()", "await (", "f"))
    assert "does not work" in refusal(before, replacing(before, "f()", "{1}", "f"))


@pytest.mark.parametrize(
    ("before", "operand", "expected"),
    [
        ("if qs: pass", "qs", "if await qs.aexists(): pass"),
        ("if not qs: pass", "qs", "if not await qs.aexists(): pass"),
        ("if (qs): pass", "qs", "if (await qs.aexists()): pass"),
        ("if a | b: pass", "a | b", "if await (a | b).aexists(): pass"),
        ("if (a | b): pass", "a | b", "if (await (a | b).aexists()): pass"),
        ("if (\n  a\n  .b()\n): pass", "a\n  .b()", "if (\n  await a\n  .b().aexists()\n): pass"),
        ("while x := qs: pass", "qs", "while x := await qs.aexists(): pass"),
    ],
)
def test_an_expression_can_be_rewritten_around_itself(
    before: str, operand: str, expected: str
) -> None:
    step = replacing(before, operand, "await {0}.aexists()", operand)

    assert after(before + "\n", step) == expected + "\n"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("""f"{q}"\n""", """f"{q.only('a')}"\n"""),
        ("""f'{q}'\n""", """f'{q.only("a")}'\n"""),
        ("""f'''{f"{x}" + q}'''\n""", """f'''{f"{x}" + q.only("a")}'''\n"""),
        ("""f"{x}" + q\n""", """f"{x}" + q.only("a")\n"""),
    ],
)
def test_new_strings_have_quotes_that_an_f_string_around_them_allows(
    before: str, expected: str
) -> None:
    assert after(before, replacing(before, "q", '{0}.only("a")', "q")) == expected


def test_a_fix_that_finds_no_quotes_left_is_refused() -> None:
    text = """f"{f'{q}'}"\n"""
    reason = "an f-string around it leaves no quotes for new strings"

    assert refusal(text, replacing(text, "q", '{0}.only("a")', "q")) == reason
