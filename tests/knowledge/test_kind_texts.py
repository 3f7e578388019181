"""The grammar that the rows are held against accepts what it should, and nothing else."""

from __future__ import annotations

import pytest
from kind_texts import NotAKindError, dotted_names


@pytest.mark.parametrize(
    "text",
    [
        "int",
        "row | None",
        "tuple[row, bool]",
        "tuple[object, ...]",
        "dict[str, list[int]]",
        "queryset",
        "queryset[dict[str, object]]",
        "list[row 0]",
        "awaited 0 | called 1",
    ],
)
def test_these_are_kind_texts_that_name_no_class(text: str) -> None:
    assert dotted_names(text) == set()


def test_classes_are_found_wherever_they_stand() -> None:
    text = "a.B | list[c.D[self]] | type[e.F]"
    assert dotted_names(text) == {"a.B", "c.D", "e.F"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Book",
        "int |",
        "list",
        "list[int",
        "list[int, str]",
        "dict[str]",
        "int]",
        "argument",
        "self 0",
        "a.B[]",
        "list[int, ...]",
        "'a.B'",
    ],
)
def test_these_are_no_kind_texts(text: str) -> None:
    with pytest.raises(NotAKindError):
        dotted_names(text)
