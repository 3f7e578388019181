"""The assertions of unittest and of Django's test cases: they look at the values they are given.

Those that ask what kind of object a value is (`assertIsInstance`, `assertIs`) may be given a
coroutine with reason.
"""

from __future__ import annotations

from asynclint.knowledge.schema import Callable

ROWS = (
    # https://docs.python.org/3/library/unittest.html#assert-methods
    Callable("unittest.TestCase.assertTrue", returns="None", uses_arguments=True, opaque=True),
    Callable("unittest.TestCase.assertFalse", returns="None", uses_arguments=True, opaque=True),
    Callable("unittest.TestCase.assertEqual", returns="None", uses_arguments=True, opaque=True),
    Callable("unittest.TestCase.assertNotEqual", returns="None", uses_arguments=True, opaque=True),
    Callable(
        "unittest.TestCase.assertAlmostEqual", returns="None", uses_arguments=True, opaque=True
    ),
    Callable(
        "unittest.TestCase.assertNotAlmostEqual", returns="None", uses_arguments=True, opaque=True
    ),
    Callable("unittest.TestCase.assertGreater", returns="None", uses_arguments=True, opaque=True),
    Callable(
        "unittest.TestCase.assertGreaterEqual", returns="None", uses_arguments=True, opaque=True
    ),
    Callable("unittest.TestCase.assertLess", returns="None", uses_arguments=True, opaque=True),
    Callable("unittest.TestCase.assertLessEqual", returns="None", uses_arguments=True, opaque=True),
    Callable("unittest.TestCase.assertIn", returns="None", uses_arguments=True, opaque=True),
    Callable("unittest.TestCase.assertNotIn", returns="None", uses_arguments=True, opaque=True),
    Callable("unittest.TestCase.assertIsNone", returns="None", uses_arguments=True, opaque=True),
    Callable("unittest.TestCase.assertIsNotNone", returns="None", uses_arguments=True, opaque=True),
    Callable(
        "unittest.TestCase.assertCountEqual", returns="None", uses_arguments=True, opaque=True
    ),
    Callable("unittest.TestCase.assertListEqual", returns="None", uses_arguments=True, opaque=True),
    Callable(
        "unittest.TestCase.assertTupleEqual", returns="None", uses_arguments=True, opaque=True
    ),
    Callable("unittest.TestCase.assertSetEqual", returns="None", uses_arguments=True, opaque=True),
    Callable("unittest.TestCase.assertDictEqual", returns="None", uses_arguments=True, opaque=True),
    Callable(
        "unittest.TestCase.assertMultiLineEqual", returns="None", uses_arguments=True, opaque=True
    ),
    Callable(
        "unittest.TestCase.assertSequenceEqual", returns="None", uses_arguments=True, opaque=True
    ),
    Callable("unittest.TestCase.assertRegex", returns="None", uses_arguments=True, opaque=True),
    Callable("unittest.TestCase.assertNotRegex", returns="None", uses_arguments=True, opaque=True),
    # https://docs.djangoproject.com/en/6.1/topics/testing/tools/#assertions
    Callable(
        "django.test.SimpleTestCase.assertContains",
        returns="None",
        uses_arguments=True,
        opaque=True,
    ),
    Callable(
        "django.test.SimpleTestCase.assertNotContains",
        returns="None",
        uses_arguments=True,
        opaque=True,
    ),
    Callable(
        "django.test.SimpleTestCase.assertRedirects",
        returns="None",
        uses_arguments=True,
        opaque=True,
    ),
    Callable(
        "django.test.SimpleTestCase.assertTemplateUsed",
        returns="None",
        uses_arguments=True,
        opaque=True,
    ),
    Callable(
        "django.test.SimpleTestCase.assertTemplateNotUsed",
        returns="None",
        uses_arguments=True,
        opaque=True,
    ),
    Callable(
        "django.test.SimpleTestCase.assertJSONEqual",
        returns="None",
        uses_arguments=True,
        opaque=True,
    ),
    Callable(
        "django.test.SimpleTestCase.assertJSONNotEqual",
        returns="None",
        uses_arguments=True,
        opaque=True,
    ),
    Callable(
        "django.test.SimpleTestCase.assertHTMLEqual",
        returns="None",
        uses_arguments=True,
        opaque=True,
    ),
    Callable(
        "django.test.SimpleTestCase.assertInHTML", returns="None", uses_arguments=True, opaque=True
    ),
)
