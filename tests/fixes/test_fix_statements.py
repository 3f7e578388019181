from __future__ import annotations

import pytest
from fix_programs import after, awaiting, find, fix, refusal, renaming

from asynclint.fixes.apply import apply_fixes
from asynclint.fixes.steps import (
    MakeAsync,
    MakeSync,
    RemoveStatement,
    RenameAttribute,
    ReplaceStatement,
)

# --- attributes


@pytest.mark.parametrize(
    ("before", "attribute", "expected"),
    [
        ("a.b.get(get=a.get)", "a.b.get", "a.b.aget(get=a.get)"),
        (
            "(a\n  # the one\n  . get )(1)",
            "a\n  # the one\n  . get",
            "(a\n  # the one\n  . aget )(1)",
        ),
        ("f'{a.get}'", "a.get", "f'{a.aget}'"),
    ],
)
def test_only_the_attribute_s_name_changes(before: str, attribute: str, expected: str) -> None:
    assert after(before + "\n", renaming(before, attribute, "aget")) == expected + "\n"


def test_only_attributes_can_be_renamed() -> None:
    assert refusal("get(1)\n", RenameAttribute(find("get(1)", "get"), "aget")) == (
        "there is no attribute at the place to rename"
    )


# --- async


@pytest.mark.parametrize(
    ("before", "header", "expected"),
    [
        ("for x in y:\n    pass", "for x in y:", "async for x in y:\n    pass"),
        ("if a:\n\tfor x in y: pass", "for x in y:", "if a:\n\tasync for x in y: pass"),
        ("with a as b, c: pass", "with a as b, c:", "async with a as b, c: pass"),
        ("with (\n  a as b,  # b\n): pass", "with (\n  a as b,  # b\n):", None),
        ("@one\n@two  # both\ndef f(\n  x\n): pass", "def f(\n  x\n):", None),
        ("class A:\n  @p\n  # why\n  def f(self): pass", "def f(self):", None),
    ],
)
def test_a_statement_is_made_async(before: str, header: str, expected: str | None) -> None:
    wanted = before.replace(header, f"async {header}") if expected is None else expected

    assert after(before + "\n", MakeAsync(find(before, header))) == wanted + "\n"


@pytest.mark.parametrize(
    ("before", "iterable", "expected"),
    [
        ("[x for x in qs]", "qs", "[x async for x in qs]"),
        ("{x: 1 for x in a for y in b if y}", "b", "{x: 1 for x in a async for y in b if y}"),
        ("f(x\n  # each\n  for x in (qs)\n)", "qs", "f(x\n  # each\n  async for x in (qs)\n)"),
        ("[(x)for x in qs]", "qs", "[(x)async for x in qs]"),
    ],
)
def test_a_clause_of_a_comprehension_is_made_async(
    before: str, iterable: str, expected: str
) -> None:
    assert after(before + "\n", MakeAsync(find(before, iterable))) == expected + "\n"


def test_what_is_async_already_stays_as_it_is() -> None:
    text = "async def f(): [x async for x in y]\n"

    assert after(text, MakeAsync(find(text, "async def f():"))) == text
    assert after(text, MakeAsync(find(text, "y", 3))) == text


@pytest.mark.parametrize(
    ("before", "place", "expected"),
    [
        ("async for x in y: pass", "async for x in y:", "for x in y: pass"),
        ("async  for x in y: pass", "async  for x in y:", "for x in y: pass"),
        ("async with a as b: pass", "async with a as b:", "with a as b: pass"),
        ("[x async for x in (qs)]", "qs", "[x for x in (qs)]"),
        ("[(x)async for x in qs]", "qs", "[(x)for x in qs]"),
    ],
)
def test_a_loop_or_block_is_made_sync(before: str, place: str, expected: str) -> None:
    text, wanted = (f"async def f():\n    {line}\n" for line in (before, expected))

    assert after(text, MakeSync(find(text, place))) == wanted


def test_what_is_sync_already_stays_as_it_is() -> None:
    assert after("for x in y: pass\n", MakeSync(find("for x in y: pass", "for x in y:"))) == (
        "for x in y: pass\n"
    )


def test_an_if_cannot_be_made_async() -> None:
    assert refusal("if a: pass\n", MakeAsync(find("if a: pass\n", "if a:"))) == (
        "there is no loop, `with` or `def` at the place"
    )


def test_edits_in_the_header_and_in_the_body_apply_with_async() -> None:
    before = "for x in f(g()):\n    h(x)\n"

    fixed = after(
        before,
        MakeAsync(find(before, "for x in f(g()):")),
        awaiting(before, "g()"),
        awaiting(before, "h(x)"),
    )

    assert fixed == "async for x in f(await g()):\n    await h(x)\n"


# --- removal


REMOVED = [
    ("a()\ngone()\nb()", "a()\nb()"),
    ("if x:\n    gone()\n    b()", "if x:\n    b()"),
    ("# about it\ngone()\nb()", "# about it\nb()"),
    ("gone(\n    1,  # one\n)\nb()", "b()"),
    # a block that would be empty
    ("if x:\n    gone()", "if x:\n    pass"),
    ("if x:\n    gone()  # at last", "if x:\n    pass  # at last"),
    ("if x:\n\t# why\n\tgone();", "if x:\n\t# why\n\tpass"),
    ("if x: gone()", "if x: pass"),
    ("class A: gone();", "class A: pass"),
    ("def f():\n    '''Doc.'''\n    gone()", "def f():\n    '''Doc.'''"),
    # what is said behind it
    ("a()\ngone()  # it did this\nb()", "a()\n# it did this\nb()"),
    ("a()\ngone()  # noqa: F821\nb()", "a()\nb()"),
    ("a()\ngone()  # type: ignore\nb()", "a()\nb()"),
    # semicolons
    ("gone(); b(); c()", "b(); c()"),
    ("a(); gone(); c()", "a(); c()"),
    ("a(); gone()", "a()"),
    ("a(); gone();  # both", "a();  # both"),
    ("if x: gone(); b()", "if x: b()"),
    ("a(); \\\n  gone()", "a()"),
]


@pytest.mark.parametrize(("before", "expected"), REMOVED)
def test_a_statement_is_removed(before: str, expected: str) -> None:
    gone = before[before.index("gone") : before.index(")", before.index("gone")) + 1]

    assert after(before + "\n", RemoveStatement(find(before, gone))) == expected + "\n"


def test_a_removed_statement_takes_its_continuation_along() -> None:
    before = "a()\ngone() \\\n    + 1\nb()\n"

    assert after(before, RemoveStatement(find(before, "gone() \\\n    + 1"))) == "a()\nb()\n"


def test_several_statements_are_removed_at_once() -> None:
    before = "if x:\n    a(); b()\n    # then\n    c()\nd(); e(); f(); g()\n"
    fixes = [fix(RemoveStatement(find(before, f"{name}()"))) for name in "abcdeg"]

    outcome = apply_fixes(before, fixes)

    assert outcome.rejected == ()
    assert outcome.text == "if x:\n    pass\n    # then\nf()\n"


def test_the_last_statement_of_a_file_without_a_final_newline_is_removed() -> None:
    assert after("a()\ngone()", RemoveStatement(find("a()\ngone()", "gone()"))) == "a()\n"


def test_a_neighbour_of_a_removed_statement_can_be_awaited() -> None:
    before = "gone(); f(); gone2()\n"

    fixed = after(
        before,
        RemoveStatement(find(before, "gone()")),
        awaiting(before, "f()"),
        RemoveStatement(find(before, "gone2()")),
    )

    assert fixed == "await f()\n"


def test_a_whole_if_is_no_simple_statement() -> None:
    assert refusal("if x: a()\n", RemoveStatement(find("if x: a()\n", "if x: a()"))) == (
        "there is no simple statement at the place to remove"
    )


# --- replacement


@pytest.mark.parametrize(
    ("before", "statement", "template", "part", "expected"),
    [
        ("f()  # go", "f()", "await {0}", "f()", "await f()  # go"),
        ("a; f(1); b", "f(1)", "return {0}", "f(1)", "a; return f(1); b"),
        ("x = f()", "x = f()", "return {0}", "f()", "return f()"),
        ("(a or b)", "(a or b)", "await {0}", "a or b", "await (a or b)"),
        ("a or b", "a or b", "await {0}", "a or b", "await (a or b)"),
        ("x = a, b", "x = a, b", "return {0}", "a, b", "return a, b"),
        ("return f(\n  1\n)", "return f(\n  1\n)", "yield {0}", "f(\n  1\n)", "yield f(\n  1\n)"),
    ],
)
def test_a_statement_is_replaced_around_its_parts(
    before: str, statement: str, template: str, part: str, expected: str
) -> None:
    step = ReplaceStatement(find(before, statement), template, (find(before, part),))

    assert after(before + "\n", step) == expected + "\n"


def test_edits_apply_in_the_parts_of_a_replaced_statement() -> None:
    before = "x = f(g())\n"
    replaced = ReplaceStatement(find(before, "x = f(g())"), "return {0}", (find(before, "f(g())"),))

    assert after(before, replaced, awaiting(before, "g()")) == "return f(await g())\n"


def test_a_template_of_two_statements_is_refused() -> None:
    step = ReplaceStatement(find("f()\n", "f()"), "a; b")

    assert (
        refusal("f()\n", step)
        == "the template 'a; b' does not work: it is not one simple statement"
    )
