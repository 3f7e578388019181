"""The assertions of unittest and of Django's test cases: they look at the values they are given.

Those that ask what kind of object a value is (`assertIsInstance`, `assertIs`) may be given a
coroutine with reason.
"""

from __future__ import annotations

from asynclint.knowledge.schema import methods

ROWS = (
    # https://docs.python.org/3/library/unittest.html#assert-methods
    *methods(
        "unittest.TestCase",
        "assertTrue assertFalse assertEqual assertNotEqual assertAlmostEqual "
        "assertNotAlmostEqual assertGreater assertGreaterEqual assertLess assertLessEqual "
        "assertIn assertNotIn assertIsNone assertIsNotNone assertCountEqual assertListEqual "
        "assertTupleEqual assertSetEqual assertDictEqual assertMultiLineEqual "
        "assertSequenceEqual assertRegex assertNotRegex",
        returns="None",
        uses_arguments=True,
        opaque=True,
    ),
    # https://docs.djangoproject.com/en/6.1/topics/testing/tools/#assertions
    *methods(
        "django.test.SimpleTestCase",
        "assertContains assertNotContains assertRedirects assertTemplateUsed "
        "assertTemplateNotUsed assertJSONEqual assertJSONNotEqual assertHTMLEqual "
        "assertInHTML",
        returns="None",
        uses_arguments=True,
        opaque=True,
    ),
    *methods(
        "django.test.TransactionTestCase",
        "assertQuerySetEqual",
        returns="None",
        uses_arguments=True,
        opaque=True,
        since=(4, 2),
    ),
)
