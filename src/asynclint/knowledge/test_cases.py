"""How tests are run: which methods of a test case nobody awaits, and what pytest hands to tests."""

from __future__ import annotations

from typing import NamedTuple

TEST_CASE = "unittest.TestCase"
# The classes that run `async def` tests under a loop, and those that run `asyncSetUp` there.
AWAITING_TESTS = frozenset({"django.test.SimpleTestCase", "unittest.IsolatedAsyncioTestCase"})
AWAITING_FIXTURES = frozenset({"unittest.IsolatedAsyncioTestCase"})
# Classes of which all that matters here is known by their names alone.
KNOWN = frozenset({TEST_CASE, "unittest.IsolatedAsyncioTestCase", "object"})


class Fixture(NamedTuple):
    names: tuple[str, ...]
    lost: str


# https://docs.python.org/3/library/unittest.html#unittest.TestCase.setUp: called, never awaited,
# whatever the class derives from
CALLED = Fixture(
    ("setUp", "tearDown", "setUpClass", "tearDownClass", "setUpTestData"),
    "which does not await it: nothing in it runs",
)
# https://docs.python.org/3/library/unittest.html#unittest.IsolatedAsyncioTestCase.asyncSetUp
UNKNOWN = Fixture(
    ("asyncSetUp", "asyncTearDown"),
    "which knows no method of that name: only `IsolatedAsyncioTestCase` calls it",
)
NAMES = frozenset((*CALLED.names, *UNKNOWN.names))
# What a class of the project defines to run its tests in a way of its own.
RUNNING = ("run", "debug", "__call__", "_callTestMethod", "_callSetUp", "_setup_and_call")

# https://pytest-django.readthedocs.io/en/latest/helpers.html#fixtures
FIXTURES = {
    "client": "django.test.Client",
    "admin_client": "django.test.Client",
    "async_client": "django.test.AsyncClient",
    "async_admin_client": "django.test.AsyncClient",
    "rf": "django.test.RequestFactory",
    "async_rf": "django.test.AsyncRequestFactory",
}
# A project that has one of these words in its code runs its tests with pytest-django.
PYTEST_DJANGO = ("pytest_django", "django_db")
