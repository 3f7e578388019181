from __future__ import annotations

from fix_programs import after, awaiting, find, fix, renaming, replacing

from asynclint.diagnostics import Span
from asynclint.fixes.apply import edits
from asynclint.fixes.steps import AddImport, MakeAsync, RemoveStatement, Rewrite, Step


def changes(text: str, *steps: Step) -> list[tuple[str, str]]:
    """What stands at each place that a fix changes, and what will stand there."""
    parts = edits(text, fix(*steps))
    result, position = "", 0
    for start, end, content in parts:
        result += text[position:start] + content
        position = end
    assert result + text[position:] == after(text, *steps)
    return [(text[start:end], content) for start, end, content in parts]


def test_whole_words_are_exchanged_and_nothing_around_them() -> None:
    text = "order = Order.objects.get(pk=1)\n"

    assert changes(
        text, renaming(text, "Order.objects.get", "aget"), awaiting(text, "Order.objects.get(pk=1)")
    ) == [("", "await "), ("get", "aget")]


def test_parentheses_are_places_of_their_own() -> None:
    text = "name = user().name\n"

    assert changes(text, awaiting(text, "user()")) == [("", "(await "), ("", ")")]


def test_import_and_call_are_apart() -> None:
    text = "import abc\n\n\nasync def wait():\n    time.sleep(5)\n"
    call = replacing(text, "time.sleep(5)", "await asyncio.sleep({0})", "5")

    assert edits(text, fix(AddImport("asyncio"), call)) == [
        (11, 11, "import asyncio\n"),
        (text.index("time"), text.index(".sleep"), "await asyncio"),
    ]


def test_arguments_that_stay_are_not_part_of_an_edit() -> None:
    text = "x = f(a,\n  b)\n"
    span = find(text, "f(a,\n  b)")
    step = Rewrite(span, "await to_thread({0}, {1*})", (Span(4, 5), span))

    assert changes(text, step) == [("", "await to_thread("), ("(", ", ")]


def test_a_repeated_part_is_written_anew() -> None:
    text = "x = f(y)\n"

    assert changes(text, replacing(text, "f(y)", "{0} if {0} else z", "y")) == [
        ("f(y)", "y if y else z")
    ]


def test_a_removed_line_is_one_edit() -> None:
    text = "a()\nb()\nc()\n"

    assert changes(text, RemoveStatement(find(text, "b()"))) == [("b()\n", "")]


def test_async_is_one_word_more() -> None:
    text = "for x in y: pass\n"

    assert changes(text, MakeAsync(find(text, "for x in y:"))) == [("", "async ")]


def test_a_fix_that_does_not_apply_has_no_edits() -> None:
    text = "sync_to_async = 1\nf()\n"

    assert edits(text, fix(AddImport("asgiref.sync", "sync_to_async"))) == []
    assert edits("f(\n", fix(awaiting("f(\n", "f"))) == []


def test_a_fix_that_changes_nothing_has_no_edits() -> None:
    assert edits("import asyncio\n", fix(AddImport("asyncio"))) == []
