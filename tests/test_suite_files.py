"""Markdown suites say what they mean, and those that cannot be read are refused."""

from __future__ import annotations

import textwrap

import pytest
from suites import Case, Expectation, SuiteError, expectations, plain, read


def cases(text: str) -> list[Case]:
    return list(read(textwrap.dedent(text), "some/suite.md"))


def case(text: str) -> Case:
    [only] = cases(text)
    return only


def test_a_heading_begins_a_case_and_blocks_are_its_files() -> None:
    first, second = cases(
        """\
        An introduction.

        # Two files

        They are named by the line above.

        `shop/totals.py`:
        ```python
        def total():
            return 1
        ```

        `shop/views.py`:

        ```python
        from shop.totals import total
        ```

        # One file

        ```python
        # not a heading
        x = 1
        ```
        """
    )
    assert (first.title, first.line) == ("Two files", 3)
    assert first.files == {
        "shop/totals.py": "def total():\n    return 1\n",
        "shop/views.py": "from shop.totals import total\n",
    }
    assert first.prose == "They are named by the line above."
    assert first.name == "some/suite: Two files"
    assert second.files == {"views.py": "# not a heading\nx = 1\n"}


def test_unnamed_blocks_make_up_one_file_with_prose_between() -> None:
    found = case(
        """\
        # Parts

        ```python
        x = 1  # error: [ASL201]
        ```

        And then:

        ```python
        y = 2  # error: [ASL202]
        ```
        """
    )
    assert plain(found.files["views.py"]) == "x = 1\n\ny = 2\n"
    assert found.expected == {"views.py": {1: [Expectation("ASL201")], 3: [Expectation("ASL202")]}}


def test_a_toml_block_is_the_settings_and_a_named_one_is_a_file() -> None:
    found = case(
        """\
        # Settings

        ```toml
        django-version = "4.1"
        ```

        `pyproject.toml`:
        ```toml
        [project]
        ```

        ```console
        $ not read
        ```

        ```python
        x = 1
        ```
        """
    )
    assert found.settings == 'django-version = "4.1"\n'
    assert found.files == {"pyproject.toml": "[project]\n", "views.py": "x = 1\n"}


def test_fixed_blocks_give_the_text_after_each_level_of_fixes() -> None:
    found = case(
        """\
        # Fixes

        `a.py`:
        ```python
        x = 1
        ```

        ```python
        y = 1
        ```

        `a.py`:
        ```python fixed
        x = 2
        ```

        ```python fixed unsafe
        y = 2
        ```
        """
    )
    assert found.fixed == {"a.py": "x = 2\n"}
    assert found.fixed_unsafe == {"views.py": "y = 2\n"}


def test_marks_carry_codes_parts_of_messages_and_chains() -> None:
    text = (
        'a()  # error: [ASL201] "`get`" "blocks" chain: shop.total → Order.objects.get\n'
        'b()  # error: [ASL201] [ASL105] "load"\n'
        'c()  # error: [ASL311] chain: f → g "x" [ASL104]\n'
        "d()  # missed: [ASL312] local files are accepted by default\n"
        "e()\n"
        "f  # reveal: QuerySet[Book]  # error: [ASL202]\n"
    )
    found = expectations({"views.py": text})["views.py"]
    assert found == {
        1: [Expectation("ASL201", ("`get`", "blocks"), ("shop.total", "Order.objects.get"))],
        2: [Expectation("ASL201"), Expectation("ASL105", ("load",))],
        3: [Expectation("ASL311", chain=("f", 'g "x"')), Expectation("ASL104")],
        4: [Expectation("ASL312", is_missed=True)],
        6: [Expectation("ASL202")],
    }
    assert plain(text) == "a()\nb()\nc()\nd()\ne()\nf\n"


def test_reveals_are_kept_apart_from_findings() -> None:
    found = case("# Kinds\n```python\nbooks  # reveal: QuerySet[Book]\n```\n")
    assert found.expected == {}
    assert found.revealed == {"views.py": {1: "QuerySet[Book]"}}


def test_the_oracle_is_switched_off_with_a_reason() -> None:
    text = "# Case\n\noracle: none, because it needs a broker.\n\n```python\nx = 1\n```\n"
    assert not case(text).oracle
    assert case(text.replace("oracle: none", "The oracle")).oracle


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("```python\nx = 1\n```\n", "before the first heading"),
        ("# Case\n```python\nx = 1\n", "does not end"),
        ("# Case\n\nOnly words.\n", "without code"),
        ("# Case\n```python\nx  # error: ASL201\n```\n", "cannot read the mark"),
        ("# Case\n```python\nx  # error: [ASL201] count\n```\n", "cannot read the mark"),
        ("# Case\noracle: none\n```python\nx = 1\n```\n", "say why"),
        ("# A\n```python\nx\n```\n# A\n```python\nx\n```\n", "a second case"),
        ("# A\n`a.py`:\n```python\nx\n```\n`b.py`:\n```python fixed\ny\n```\n", "not expected"),
        (
            "# A\n`a.py`:\n```python\n```\n`b.py`:\n```python\n```\n```python fixed\n```\n",
            "name the file",
        ),
    ],
)
def test_suites_that_cannot_be_meant_are_refused(text: str, reason: str) -> None:
    with pytest.raises(SuiteError, match=reason):
        cases(text)
