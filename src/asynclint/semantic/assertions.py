"""Assertions of test cases that look into their arguments; that they use the values, rows say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.semantic.containers import iterate_argument, use_argument

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.index import tree
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.outcomes import Arguments, Outcome

    Special = Callable[[Calls, Arguments, tree.Call], Outcome | None]


def _truth(name: str) -> Special:
    def special(run: Calls, args: Arguments, node: tree.Call) -> Outcome | None:
        use_argument(run, args, node, "truth", name)
        return None  # the rest is for the row

    return special


def _items(name: str, *positions: int) -> Special:
    def special(run: Calls, args: Arguments, node: tree.Call) -> Outcome | None:
        for position in positions:
            iterate_argument(run, node, args, position, name)
        return None

    return special


# https://docs.python.org/3/library/unittest.html#assert-methods
METHODS: dict[str, Special] = {
    "unittest.TestCase.assertTrue": _truth("assertTrue"),
    "unittest.TestCase.assertFalse": _truth("assertFalse"),
    "unittest.TestCase.assertCountEqual": _items("assertCountEqual", 0, 1),
    "unittest.TestCase.assertSequenceEqual": _items("assertSequenceEqual", 0, 1),
    "unittest.TestCase.assertIn": _items("assertIn", 1),
    "unittest.TestCase.assertNotIn": _items("assertNotIn", 1),
    # https://docs.djangoproject.com/en/6.1/topics/testing/tools/#assertions
    "django.test.TransactionTestCase.assertQuerySetEqual": _items("assertQuerySetEqual", 0, 1),
}
