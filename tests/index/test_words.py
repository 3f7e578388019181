"""Words of texts: a search and what is kept of one reading say the same."""

from __future__ import annotations

import re

import pytest

from asynclint.diagnostics import Span
from asynclint.index.words import MANY_SEARCHES, SOME_SEARCHES, Stretches, Vocabulary, holds_word

TEXT = "from shop import fetch as load, fetching\nfetch(naïve)\nprefetch.fetch_all(a_fetch)\n"
WORDS = ("fetch", "fetching", "naïve", "na", "load", "fetch_all", "as", "absent", "a")


@pytest.mark.parametrize("word", WORDS)
def test_a_word_is_what_a_regular_expression_finds(word):
    pattern = re.compile(rf"\b{word}\b")
    for start in range(len(TEXT)):
        for end in (start, start + 5, start + 23, len(TEXT)):
            end = min(end, len(TEXT))
            found = any(m for m in pattern.finditer(TEXT[start:end]))
            assert holds_word(TEXT, word, start, end) == found


def test_many_questions_are_answered_like_few():
    lines = [Span(m.start(), m.end()) for m in re.finditer(r".*\n", TEXT)]
    stretches = Stretches(TEXT, lines)
    few = [stretches.holding({word}) for word in WORDS]
    assert few[0] == [0, 1]
    for _ in range(SOME_SEARCHES):
        stretches.holding(("x",))
    assert [stretches.holding({word}) for word in WORDS] == few
    assert stretches.holding(("naïve", "load", "fetch_all")) == [0, 1, 2]


def test_texts_by_the_words_in_them():
    texts = {"a": TEXT, "b": "fetch", "c": None, "d": "prefetch as\tfetch\nx as y as z"}
    vocabulary = Vocabulary(sorted(texts), texts.get)
    few = [vocabulary.holding(word) for word in WORDS]
    assert few[0] == ("a", "b", "d")
    for _ in range(MANY_SEARCHES):
        vocabulary.holding("x")
    assert [vocabulary.holding(word) for word in WORDS] == few
    assert vocabulary.other_names("fetch") == {"load"}
    assert vocabulary.other_names("prefetch") == {"fetch"}
    assert vocabulary.other_names("x") == {"y"}
    assert vocabulary.other_names("y") == {"z"}
    assert vocabulary.other_names("load") == set()
