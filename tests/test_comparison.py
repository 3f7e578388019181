"""Findings and marks are held against each other exactly."""

from __future__ import annotations

from comparison import mismatches, unlike_reveals

from asynclint.diagnostics import Finding, Frame, Position, Report, Span

CHAIN = (
    Frame("shop/views.py", 4, "view", "total(pk)"),
    Frame("shop/totals.py", 2, "total", "load(pk).price"),
    Frame("shop/totals.py", 5, "load", "Order.objects.get(pk=pk)"),
)


def finding(row: int, code: str = "ASL201", message: str = "`get()` blocks") -> Finding:
    return Finding(
        path="views.py",
        span=Span(0, 1),
        code=code,
        name="some-name",
        message=message,
        severity="error",
        start=Position(row, 1),
        end=Position(row, 2),
        statement=Span(0, 1),
        chain=CHAIN,
    )


def told(text: str, *findings: Finding) -> list[str]:
    return mismatches({"views.py": text}, Report(findings, (), 1))


def test_a_finding_on_each_mark_and_no_other_leaves_nothing_to_say() -> None:
    text = "a\nb  # error: [ASL201]\nc  # error: [ASL201] [ASL105]\n"
    assert told(text, finding(2), finding(3), finding(3, "ASL105")) == []


def test_a_mark_without_its_finding_is_told() -> None:
    text = "a  # error: [ASL201] [ASL201]\n"
    assert told(text, finding(1)) == ["not found: views.py:1: ASL201"]
    assert told(text, finding(1), finding(1)) == []


def test_a_finding_without_its_mark_is_told() -> None:
    [sentence] = told("a\nb  # error: [ASL201]\n", finding(1), finding(2))
    assert sentence.startswith("not marked: views.py:1:1: ASL201 `get()` blocks (view: total(pk)")


def test_another_code_or_message_is_another_finding() -> None:
    assert len(told("a  # error: [ASL202]\n", finding(1))) == 2
    assert len(told('a  # error: [ASL201] "count"\n', finding(1))) == 2
    assert told('a  # error: [ASL201] "get" "blocks"\n', finding(1)) == []


def test_a_missed_mark_asks_for_silence() -> None:
    assert told("a  # missed: [ASL312] off by default\n") == []
    assert len(told("a  # missed: [ASL201]\n", finding(1))) == 1


def test_chains_are_compared_in_order_by_the_ends_of_names() -> None:
    def fits(chain: str) -> bool:
        return told(f"a  # error: [ASL201] chain: {chain}\n", finding(1)) == []

    assert fits("shop.totals.total → Order.objects.get")
    assert fits("total → load → Order.objects.get")
    assert fits("Order.objects.get()")
    assert fits("shop.views.view → shop.totals.load")
    assert not fits("load → total")
    assert not fits("totals.load → get_or_create")
    assert not fits("otal")


def test_kinds_are_compared_word_by_word() -> None:
    marked = {"views.py": {1: "QuerySet[Book]", 2: "Book"}}
    assert unlike_reveals(marked, {"views.py": {1: "QuerySet[Book]", 2: "Book", 3: "str"}}) == []
    assert unlike_reveals(marked, {"views.py": {1: "QuerySet[Book] (evaluated)"}}) == [
        "views.py:1: `QuerySet[Book]` is marked, and taken for `QuerySet[Book] (evaluated)`",
        "views.py:2: `Book` is marked, and taken for `nothing`",
    ]
