"""Circular questions: the least answer, whoever asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asynclint.semantic.queries import Queries, UnsettledError

if TYPE_CHECKING:
    from collections.abc import Sequence

System = dict[int, tuple[frozenset[str], frozenset[int]]]  # question → own words, what it asks

systems: st.SearchStrategy[System] = st.dictionaries(
    st.integers(0, 7),
    st.tuples(st.frozensets(st.sampled_from("abc")), st.frozensets(st.integers(0, 7), max_size=4)),
    min_size=8,
    max_size=8,
)


def answer(queries: Queries, system: System, question: int) -> frozenset[str]:
    """All words that a question reaches."""

    def ask() -> frozenset[str]:
        words, others = system[question]
        return words.union(*(answer(queries, system, other) for other in sorted(others)))

    return queries.ask(question, ask, frozenset())  # type: ignore[no-any-return]


def least(system: System) -> dict[int, frozenset[str]]:
    """The least answers, by plain iteration from nothing."""
    known = dict.fromkeys(system, frozenset[str]())
    while True:
        new = {q: w.union(*(known[o] for o in others)) for q, (w, others) in system.items()}
        if new == known:
            return known
        known = new


@given(systems, st.permutations(range(8)))
def test_answers_are_the_least_whatever_is_asked_first(
    system: System, order: Sequence[int]
) -> None:
    queries = Queries()
    asked = {question: answer(queries, system, question) for question in order}
    assert asked == least(system)


@given(systems, st.integers(0, 7))
def test_answers_are_kept(system: System, question: int) -> None:
    queries = Queries()
    first = answer(queries, system, question)

    def never() -> frozenset[str]:
        raise AssertionError("asked again")

    assert queries.ask(question, never, frozenset()) == first


def test_a_question_that_never_settles_is_told() -> None:
    queries = Queries()

    def flip() -> bool:
        return not queries.ask("flip", flip, False)

    with pytest.raises(UnsettledError, match="flip"):
        queries.ask("flip", flip, False)


def test_an_interrupted_question_leaves_the_others_intact() -> None:
    queries = Queries()
    queries.ask("one", lambda: 1, 0)

    def fails() -> int:
        queries.ask("two", lambda: queries.ask("three", fails, 0), 0)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        queries.ask("three", fails, 0)
    assert queries.ask("one", lambda: 2, 0) == 1
    assert queries.ask("three", lambda: 3, 0) == 3
