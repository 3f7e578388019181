from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR, WARNING
from asynclint.fixes.steps import RenameAttribute, Rewrite
from asynclint.index import tree
from asynclint.knowledge.schema import TEST_CLIENT
from asynclint.rules.base import suggestion, unsafe
from asynclint.rules.blocking import BlockingCall
from asynclint.semantic import test_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation


class SyncClientInAsyncTest(BlockingCall):
    """Checks for Django's sync test client in async tests, and for async methods of test cases that
    nobody awaits: `async def setUp`, `asyncSetUp` in a test case of Django's, `async def` tests in
    a plain `unittest.TestCase`.

    ## Why is this bad?
    The sync client runs middleware and view where it is called, so on the event loop of the test.
    A view that queries raises `SynchronousOnlyOperation: You cannot call this from an async context
    - use a thread or sync_to_async.`, and an async view `RuntimeError: You cannot use AsyncToSync
    in the same thread as an async event loop`. On a server neither would happen.

    `setUp` and its like are called and never awaited, also by `IsolatedAsyncioTestCase`: nothing in
    them runs, and `RuntimeWarning: coroutine 'BookTests.setUp' was never awaited` is all there is
    to see. `asyncSetUp` is a hook of `IsolatedAsyncioTestCase`; a test case of Django's does not
    call it. A plain `unittest.TestCase` calls an async test, gets a coroutine, and counts it as
    passed.

    ## Example
    ```python
    from django.http import HttpResponse
    from django.test import TestCase
    from django.urls import path

    from shop.models import Book

    async def stock(request):
        return HttpResponse(await Book.objects.acount())

    urlpatterns = [path("stock/", stock)]

    class StockTests(TestCase):
        async def test_stock(self):
            response = self.client.get("/stock/")  # error
            self.assertEqual(response.status_code, 200)
    ```

    Use instead:
    ```python
    from django.http import HttpResponse
    from django.test import TestCase
    from django.urls import path

    from shop.models import Book

    async def stock(request):
        return HttpResponse(await Book.objects.acount())

    urlpatterns = [path("stock/", stock)]

    class StockTests(TestCase):
        async def test_stock(self):
            response = await self.async_client.get("/stock/")
            self.assertEqual(response.status_code, 200)
    ```

    ## Fix safety
    Unsafe: the two clients do not share their cookies, so that a user who is logged in with one is
    not with the other. There is no fix for a client that the test made itself.

    ## References
    - [Testing asynchronous code](https://docs.djangoproject.com/en/stable/topics/testing/tools/#testing-asynchronous-code)
    - [`IsolatedAsyncioTestCase`](https://docs.python.org/3/library/unittest.html#unittest.IsolatedAsyncioTestCase)
    """

    code = "ASL509"
    name = "sync-client-in-async-test"
    severity = WARNING
    does = TEST_CLIENT

    def check_function(self, place: Place) -> Iterator[Finding]:
        node = place.routine.node
        if not isinstance(node, tree.Function) or not node.is_async:
            return
        lost = test_cases.lost(place.model, place.routine)
        if lost:
            base = test_cases.base_of(place.model, place.routine)
            message = f"`{place.routine.qualname}` is async in a `{base}`, {lost}"
            fix = suggestion("Make it sync; `async_to_sync` runs a coroutine to its end")
            yield self.finding(place, node.name_at, message, fix=fix, severity=ERROR)

    def message(self, site: CallSite, place: Place, operation: Operation) -> str:
        return (
            f"`{place.source(site.at)}` runs the view in the thread of the event loop: a query of"
            " the view raises `SynchronousOnlyOperation`, an async view `RuntimeError`"
        )

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        named = [name for name, _ in site.keywords]
        is_own = site.receiver_at >= 0 and place.source(site.receiver_at) == "self.client"
        if not (is_own and site.can_await and ALIKE.issuperset(named)):
            return suggestion("Use `AsyncClient`, and await the response")
        span = place.span(site.at)
        return unsafe(
            "Use `await self.async_client`",
            RenameAttribute(place.span(site.receiver_at), "async_client"),
            Rewrite(span, "await {0}", (span,)),
        )


# The arguments that both clients take, in all versions.
ALIKE = frozenset({"path", "data", "content_type", "secure"})
