from __future__ import annotations

import pytest

from asynclint.rules.documentation import document, marked_rows, page_of, parse, without_marks


class SyncQuery:
    """Checks for queries that are made on the event loop,
    by whatever way.

    A word before the sections.

    ## Why is this bad?
    It raises `SynchronousOnlyOperation`.

    ## Example
    ```python
    async def detail(request, pk):
        ## not a heading
        return Order.objects.get(pk=pk)  # error: [ASL201] raises
    ```

    Use instead:
    ```python
    async def detail(request, pk):
        return await Order.objects.aget(pk=pk)
    ```

    ## Fix safety
    Safe.
    """

    code = "ASL201"
    name = "sync-query"
    severity = "error"
    default = True
    preview = False


def test_the_summary_is_one_sentence_on_one_line():
    summary = page_of(SyncQuery).summary
    assert summary == "Checks for queries that are made on the event loop, by whatever way."


def test_sections_begin_at_headings_outside_of_code():
    titles = [section.title for section in page_of(SyncQuery).sections]
    assert titles == ["", "Why is this bad?", "Example", "Fix safety"]
    assert page_of(SyncQuery).section("Fix safety") == "Safe."
    assert page_of(SyncQuery).section("Options") == ""


def test_the_bad_example_keeps_its_marks():
    bad = page_of(SyncQuery).bad
    assert bad.splitlines()[2] == ("    return Order.objects.get(pk=pk)  # error: [ASL201] raises")
    assert marked_rows(bad) == (3,)
    assert without_marks(bad).splitlines()[2] == "    return Order.objects.get(pk=pk)"


def test_the_good_example_is_what_to_use_instead():
    assert page_of(SyncQuery).good == (
        "async def detail(request, pk):\n    return await Order.objects.aget(pk=pk)\n"
    )


def test_what_is_shown_has_no_marks():
    assert "# error" not in page_of(SyncQuery).markdown()
    assert "Use instead:" in page_of(SyncQuery).markdown()


def test_the_document_begins_with_name_code_and_standing():
    assert document(SyncQuery).splitlines()[:5] == [
        "# sync-query (ASL201)",
        "",
        "Severity: error · on by default",
        "",
        "Checks for queries that are made on the event loop, by whatever way.",
    ]


def test_a_page_without_example_has_empty_code():
    assert parse("Checks for nothing.")[2:] == ("", "")


@pytest.mark.parametrize(
    ("docstring", "said"),
    [
        ("", "the docstring is empty"),
        ("## Example\nNo summary.", "does not begin with a summary"),
        ("Checks.\n\n## Example\n```python\nx = 1\n", "a code block is not closed"),
    ],
)
def test_a_docstring_that_is_no_page_is_refused(docstring, said):
    with pytest.raises(ValueError, match=said):
        parse(docstring)


def test_the_refusal_names_the_rule():
    class Bare(SyncQuery):
        __doc__ = None

    with pytest.raises(ValueError, match="ASL201"):
        page_of(Bare)
