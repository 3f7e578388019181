from __future__ import annotations

import re
from collections.abc import Callable

from fix_programs import find, fix, fix_text

from asynclint.diagnostics import Applicability, Span
from asynclint.fixes.merge import Candidate
from asynclint.fixes.steps import AddImport, ReplaceText, Rewrite

SAFE, UNSAFE = Applicability.SAFE, Applicability.UNSAFE

Rule = Callable[[str], list[Candidate]]


def rule(code: str, pattern: str, new: str, level: Applicability = SAFE) -> Rule:
    """A rule that finds a pattern and would have its text replaced."""

    def look(text: str) -> list[Candidate]:
        found = [Span(*match.span()) for match in re.finditer(pattern, text)]
        return [
            (span, code, fix(ReplaceText(span, new), title=f"{code}: {new}", level=level))
            for span in found
        ]

    return look


def together(*rules: Rule) -> Rule:
    return lambda text: [each for look in rules for each in look(text)]


def test_a_text_without_findings_stays_as_it_is() -> None:
    fixed, problems = fix_text("x = 1\n", lambda text: [], SAFE)

    assert (fixed.text, fixed.applied, fixed.rounds, problems) == ("x = 1\n", (), 0, ())


def test_fixes_are_applied_until_none_is_left() -> None:
    rules = together(rule("ASL201", r"\ba\b", "b"), rule("ASL202", r"\bb\b", "c"))

    fixed, problems = fix_text("a, b\n", rules, SAFE)

    assert (fixed.text, fixed.rounds, problems) == ("c, c\n", 2, ())
    assert fixed.applied == ("ASL201: b", "ASL202: c", "ASL202: c")
    assert fixed.codes == ("ASL201", "ASL202", "ASL202")


def test_fixes_that_touch_are_applied_one_after_the_other() -> None:
    fixed, _problems = fix_text(
        "a+-a\n", together(rule("ASL201", r"a\+", "b+"), rule("ASL202", "-a", "c")), SAFE
    )

    assert (fixed.text, fixed.rounds) == ("b+c\n", 2)


def test_only_fixes_of_the_level_are_applied() -> None:
    rules = together(rule("ASL201", "a", "b"), rule("ASL202", "x", "y", UNSAFE))

    assert fix_text("a, x\n", rules, SAFE)[0].text == "b, x\n"
    assert fix_text("a, x\n", rules, UNSAFE)[0].text == "b, y\n"


def test_a_rule_whose_fix_breaks_the_syntax_is_left_out_and_named() -> None:
    rules = together(rule("ASL201", "a", "b"), rule("ASL202", "x", "("))

    fixed, problems = fix_text("a, x, a\n", rules, SAFE, path="shop/views.py")

    assert (fixed.text, fixed.codes) == ("b, x, b\n", ("ASL201", "ASL201"))
    assert [(each.path, each.message) for each in problems] == [
        ("shop/views.py", "a fix of ASL202 breaks the syntax")
    ]


def test_fixes_that_only_break_the_syntax_together_take_turns() -> None:
    # without `return` it is fine, without `x` it is, without both it is not
    rules = together(rule("ASL201", "return", ""), rule("ASL202", "(?<=return )x", ""))

    fixed, problems = fix_text("if z: return x\n", rules, SAFE)

    assert (fixed.text, fixed.codes, problems) == ("if z:  x\n", ("ASL201",), ())


def test_a_rule_that_never_ends_is_left_out_and_named() -> None:
    rules = together(rule("ASL201", r"\ba\b", "b"), rule("ASL202", r"^", "x."))

    fixed, problems = fix_text("a\n", rules, SAFE)

    assert (fixed.text, fixed.codes) == ("b\n", ("ASL201",))
    assert [each.message for each in problems] == ["the fixes of ASL202 never come to an end"]


def test_rules_that_undo_each_other_are_left_out_and_named() -> None:
    rules = together(
        rule("ASL201", r"\ba\b", "b"), rule("ASL202", r"\bb\b", "a"), rule("ASL203", "x", "y")
    )

    fixed, problems = fix_text("a, x\n", rules, SAFE)

    assert fixed.text == "a, y\n"
    assert [each.message for each in problems] == [
        "the fixes of ASL201, ASL202 never come to an end"
    ]


def test_a_long_way_to_the_end_is_allowed_for() -> None:
    step_by_step = together(*(rule(f"ASL{n}", rf"\bx{n}\b", f"x{n + 1}") for n in range(10)))

    assert fix_text("x0\n", step_by_step, SAFE)[0].text == "x10\n"
    assert fix_text("x0\n", step_by_step, SAFE, max_rounds=5)[1] != ()


def test_a_fix_that_does_not_fit_is_reported_and_does_not_stand_in_the_way() -> None:
    sync = AddImport("asgiref.sync", "sync_to_async")

    def look(text: str) -> list[Candidate]:
        if "f()" not in text:
            return []
        span = find(text, "f()")
        wrapped = Rewrite(span, "await sync_to_async(f)()")
        awaited = Rewrite(span, "await g()")
        return [
            (span, "ASL311", fix(sync, wrapped, title="Run it in a thread")),
            (span, "ASL401", fix(awaited, title="Await g")),
        ]

    fixed, problems = fix_text("def sync_to_async(): pass\nf()\n", look, SAFE)

    assert fixed.text == "def sync_to_async(): pass\nawait g()\n"
    assert (fixed.applied, fixed.rejected, problems) == (("Await g",), (), ())


def test_what_cannot_be_applied_at_the_end_is_told_with_its_reason() -> None:
    sync = AddImport("asgiref.sync", "sync_to_async")
    found = [(Span(0, 1), "ASL311", fix(sync, title="Run it in a thread"))]

    fixed, _problems = fix_text("sync_to_async = 1\n", lambda text: found, SAFE)

    assert fixed.rejected == (
        ("Run it in a thread", "`sync_to_async` means something else in this module"),
    )


def test_a_file_that_cannot_be_parsed_is_mended_and_then_fixed() -> None:
    rules = together(rule("ASL002", "def async", "async def"), rule("ASL201", r"\ba\b", "b"))

    fixed, problems = fix_text("def async view(): a\n", rules, SAFE)

    assert (fixed.text, problems) == ("async def view(): b\n", ())


def test_first_party_modules_reach_the_imports() -> None:
    found = [(Span(0, 1), "ASL302", fix(AddImport("asyncio")))]

    fixed, _problems = fix_text(
        "import zlib\nimport asyncio2\n", lambda text: found, SAFE, first_party={"asyncio2"}
    )

    assert fixed.text == "import asyncio\nimport zlib\nimport asyncio2\n"
