from __future__ import annotations

import subprocess
import sys

import pytest
from fix_programs import awaiting, find, fix, renaming, replacing

from asynclint.diagnostics import Applicability, Fix, Span
from asynclint.fixes.apply import apply_fixes
from asynclint.fixes.merge import choose
from asynclint.fixes.steps import (
    AddImport,
    MakeAsync,
    RemoveStatement,
    ReplaceStatement,
    ReplaceText,
    Rewrite,
    Step,
)

DISPLAY, UNSAFE, SAFE = Applicability

ANYWHERE = Span(0, 1)


def chosen(*steps: Step) -> list[int]:
    """Which of several fixes of one step each are chosen, by number; found in this order."""
    fixes = [fix(step, title=str(number)) for number, step in enumerate(steps)]
    found = [(Span(at, at + 1), "ASL201", each) for at, each in enumerate(fixes)]
    return [int(each.title) for each in choose(found, SAFE)]


def both(text: str, one: Step, other: Step) -> str:
    """The text after two fixes of one step each that combine, chosen in either order."""
    assert chosen(one, other) == chosen(other, one) == [0, 1]
    results = {apply_fixes(text, [fix(a), fix(b)]).text for a, b in ((one, other), (other, one))}
    assert len(results) == 1
    return results.pop()


# --- which are considered


@pytest.mark.parametrize(
    ("level", "titles"),
    [(SAFE, ["safe"]), (UNSAFE, ["unsafe", "safe"]), (DISPLAY, ["unsafe", "safe"])],
)
def test_only_fixes_as_safe_as_wanted_are_chosen_and_suggestions_never(
    level: Applicability, titles: list[str]
) -> None:
    texts = [ReplaceText(Span(at, at + 1), "") for at in (0, 10, 20)]
    found = [
        (ANYWHERE, "ASL201", Fix("shown", DISPLAY, (texts[0],))),
        (ANYWHERE, "ASL201", Fix("unsafe", UNSAFE, (texts[1],))),
        (ANYWHERE, "ASL201", Fix("safe", SAFE, (texts[2],))),
    ]

    assert [each.title for each in choose(found, level)] == titles


def test_a_fix_without_steps_is_not_chosen() -> None:
    assert choose([(ANYWHERE, "ASL106", Fix("Keep the task", SAFE))], SAFE) == []


def test_fixes_come_in_the_order_of_their_places_and_codes() -> None:
    found = [
        (Span(5, 6), "ASL201", fix(AddImport("c"), title="third")),
        (Span(3, 9), "ASL202", fix(AddImport("b"), title="second")),
        (Span(3, 4), "ASL201", fix(AddImport("a"), title="first")),
    ]

    assert [each.title for each in choose(found, SAFE)] == ["first", "second", "third"]


# --- which combine


def test_fixes_that_stay_apart_combine() -> None:
    text = "a(), b()\n"

    assert both(text, awaiting(text, "a()"), awaiting(text, "b()")) == "await a(), await b()\n"


def test_fixes_that_touch_do_not_combine() -> None:
    assert chosen(ReplaceText(Span(0, 3), "x"), ReplaceText(Span(3, 6), "y")) == [0]


def test_fixes_that_overlap_do_not_combine() -> None:
    text = "len(list(qs))\n"
    outer = replacing(text, "len(list(qs))", "await {0}.acount()", "qs")
    inner = replacing(text, "list(qs)", "[x async for x in {0}]", "qs")

    assert chosen(outer, inner) == [0]


def test_equal_steps_count_once() -> None:
    text = "f()\n"

    assert chosen(awaiting(text, "f()"), awaiting(text, "f()")) == [0, 1]
    outcome = apply_fixes(text, [fix(awaiting(text, "f()")), fix(awaiting(text, "f()"))])
    assert (outcome.text, len(outcome.applied)) == ("await f()\n", 2)


def test_a_fix_is_chosen_whole_or_not_at_all() -> None:
    text = "f(), g()\n"
    found = [
        (Span(0, 3), "ASL104", fix(awaiting(text, "f()"))),
        (Span(1, 3), "ASL311", fix(replacing(text, "f()", "{0}", "f"), awaiting(text, "g()"))),
        (Span(5, 8), "ASL301", fix(replacing(text, "g()", "h"))),
    ]

    assert choose(found, SAFE) == [found[0][2], found[2][2]]


# --- one within a part that the other keeps


def test_an_edit_in_a_kept_part_combines() -> None:
    text = "f(g())\n"

    assert both(text, awaiting(text, "f(g())"), awaiting(text, "g()")) == "await f(await g())\n"


def test_an_edit_of_a_whole_kept_part_combines() -> None:
    text = "n = len(helper())\n"
    outer = replacing(text, "len(helper())", "await {0}.acount()", "helper()")

    assert both(text, outer, awaiting(text, "helper()")) == "n = await (await helper()).acount()\n"


def test_an_inner_edit_gets_the_parentheses_of_its_new_place() -> None:
    text = "n = g(len(helper())).x\n"
    dropped = replacing(text, "g(len(helper()))", "{0}", "len(helper())")
    inner = replacing(text, "len(helper())", "await {0}.acount()", "helper()")

    assert both(text, dropped, inner) == "n = (await helper().acount()).x\n"


def test_edits_in_the_arguments_that_are_handed_on_combine() -> None:
    text = "f(g(), x)\n"
    span = find(text, "f(g(), x)")
    outer = Rewrite(span, "await asyncio.to_thread({0}, {1*})", (find(text, "f"), span))

    assert both(text, outer, awaiting(text, "g()")) == "await asyncio.to_thread(f, await g(), x)\n"


def test_an_edit_in_a_part_that_the_template_repeats_happens_twice() -> None:
    text = "x = f(g())\n"
    outer = replacing(text, "f(g())", "{0} if {0} else 1", "g()")

    assert both(text, outer, awaiting(text, "g()")) == "x = await g() if await g() else 1\n"


def test_an_edit_in_a_part_that_the_template_leaves_out_does_not_combine() -> None:
    text = "f(g())\n"
    outer = replacing(text, "f(g())", "h()", "g()")

    assert chosen(outer, awaiting(text, "g()")) == [0]


def test_two_edits_of_the_same_expression_do_not_combine() -> None:
    text = "f()\n"
    threaded = replacing(text, "f()", "await to_thread({0})", "f")

    assert chosen(awaiting(text, "f()"), replacing(text, "f()", "g({0})", "f()")) == [0]
    assert chosen(awaiting(text, "f()"), threaded) == [0]


def test_a_renamed_attribute_combines_with_edits_of_its_value_and_of_its_call() -> None:
    text = "f().filter(g()).get(h())\n"
    rename = renaming(text, "f().filter(g()).get", "aget")

    assert both(text, rename, awaiting(text, "f()")) == "(await f()).filter(g()).aget(h())\n"
    assert both(text, rename, awaiting(text, "g()")) == "f().filter(await g()).aget(h())\n"
    assert both(text, rename, awaiting(text, "h()")) == "f().filter(g()).aget(await h())\n"
    assert both(text, rename, awaiting(text, text.strip())) == f"await {text}".replace(
        "get", "aget"
    )


def test_two_names_for_one_attribute_do_not_combine() -> None:
    assert chosen(renaming("a.get()", "a.get", "aget"), renaming("a.get()", "a.get", "first")) == [
        0
    ]


def test_an_async_statement_combines_with_edits_in_its_header_and_body() -> None:
    text = "for x in f(): g()\n"
    header = MakeAsync(find(text, "for x in f():"))

    assert both(text, header, awaiting(text, "f()")) == "async for x in await f(): g()\n"
    assert both(text, header, awaiting(text, "g()")) == "async for x in f(): await g()\n"


def test_an_async_clause_combines_with_edits_in_its_iterable() -> None:
    text = "[x for x in rows(g())]\n"
    clause = MakeAsync(find(text, "rows(g())"))

    assert both(text, clause, awaiting(text, "g()")) == "[x async for x in rows(await g())]\n"
    assert both(text, clause, awaiting(text, "rows(g())")) == "[x async for x in await rows(g())]\n"


def test_an_async_clause_does_not_combine_with_a_rewrite_of_the_comprehension() -> None:
    text = "[x for x in qs]\n"
    rewritten = fix(replacing(text, "[x for x in qs]", "list({0})", "qs"))

    outcome = apply_fixes(text, [rewritten, fix(MakeAsync(find(text, "qs")))])

    assert (outcome.text, outcome.applied) == ("list(qs)\n", (rewritten,))


def test_a_removed_statement_does_not_combine_with_edits_in_it() -> None:
    text = "x = f()\n"

    assert chosen(RemoveStatement(find(text, "x = f()")), awaiting(text, "f()")) == [0]


def test_a_replaced_statement_combines_with_edits_in_its_parts() -> None:
    text = "x = f(g())\n"
    outer = ReplaceStatement(find(text, "x = f(g())"), "return {0}", (find(text, "f(g())"),))

    assert both(text, outer, awaiting(text, "g()")) == "return f(await g())\n"


def test_imports_combine_with_everything() -> None:
    assert chosen(AddImport("a"), AddImport("b"), AddImport("a"), ReplaceText(Span(0, 1), "")) == [
        0, 1, 2, 3,
    ]  # fmt: skip


# --- what applying finds out


def test_applying_rejects_the_later_of_two_fixes_that_overlap() -> None:
    text = "f()\n"
    fixes = [fix(awaiting(text, "f()")), fix(replacing(text, "f()", "g({0})", "f()"))]

    outcome = apply_fixes(text, fixes)

    assert outcome.text == "await f()\n"
    assert (outcome.applied, outcome.rejected) == ((fixes[0],), (fixes[1],))
    assert outcome.reasons == ("it overlaps another fix",)


def test_a_fix_of_which_one_step_fails_changes_nothing() -> None:
    text = "f()\n"
    broken = fix(AddImport("asyncio"), awaiting(text, "f()"), renaming(text, "f", "g"))

    outcome = apply_fixes(text, [broken])

    assert (outcome.text, outcome.rejected) == (text, (broken,))


def test_choosing_and_the_vocabulary_do_not_import_libcst() -> None:
    code = (
        "import asynclint.fixes.merge, asynclint.fixes.steps, sys; print('libcst' in sys.modules)"
    )

    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout == "False\n"
