"""Django's test clients and test cases."""

from __future__ import annotations

from asynclint.knowledge.schema import (
    CONTEXT,
    ITERABLE,
    QUERYSET,
    SHORTCUT,
    TEST_CLIENT,
    Callable,
    Class,
    methods,
)

CLASSES = (
    # https://docs.djangoproject.com/en/6.1/topics/testing/tools/
    Class(
        "django.test.RequestFactory", aliases=("django.test.client.RequestFactory",), complete=True
    ),
    Class(
        "django.test.AsyncRequestFactory",
        bases=("django.test.RequestFactory",),
        aliases=("django.test.client.AsyncRequestFactory",),
        complete=True,
    ),
    Class("django.test.client.ClientMixin", complete=True),
    Class(
        "django.test.Client",
        bases=(
            "django.test.client.ClientMixin",
            "django.test.RequestFactory",
        ),
        aliases=("django.test.client.Client",),
        complete=True,
    ),
    Class(
        "django.test.AsyncClient",
        bases=(
            "django.test.client.ClientMixin",
            "django.test.AsyncRequestFactory",
        ),
        aliases=("django.test.client.AsyncClient",),
        complete=True,
    ),
    # https://docs.djangoproject.com/en/6.1/topics/testing/tools/#provided-test-case-classes
    Class(
        "django.test.SimpleTestCase",
        bases=("unittest.TestCase",),
        aliases=("django.test.testcases.SimpleTestCase",),
        attributes=(
            ("client", "client"),
            ("async_client", "async_client"),
        ),
    ),
    Class(
        "django.test.TransactionTestCase",
        bases=("django.test.SimpleTestCase",),
        aliases=("django.test.testcases.TransactionTestCase",),
    ),
    Class(
        "django.test.TestCase",
        bases=("django.test.TransactionTestCase",),
        aliases=("django.test.testcases.TestCase",),
    ),
    Class("django.test.utils.CaptureQueriesContext", traits=(CONTEXT, ITERABLE), complete=True),
    Class(
        "django.test.LiveServerTestCase",
        bases=("django.test.TransactionTestCase",),
        aliases=("django.test.testcases.LiveServerTestCase",),
    ),
    # https://www.django-rest-framework.org/api-guide/testing/
    Class("rest_framework.test.APIClient", bases=("django.test.Client",)),
    Class(
        "rest_framework.test.APISimpleTestCase",
        bases=("django.test.SimpleTestCase",),
        attributes=(("client", "rest_framework.test.APIClient"),),
    ),
    Class(
        "rest_framework.test.APITransactionTestCase",
        bases=("django.test.TransactionTestCase",),
        attributes=(("client", "rest_framework.test.APIClient"),),
    ),
    Class(
        "rest_framework.test.APITestCase",
        bases=("django.test.TestCase",),
        attributes=(("client", "rest_framework.test.APIClient"),),
    ),
    Class(
        "rest_framework.test.APILiveServerTestCase",
        bases=("django.test.LiveServerTestCase",),
        attributes=(("client", "rest_framework.test.APIClient"),),
    ),
)

ROWS = (
    # https://docs.djangoproject.com/en/6.1/topics/testing/tools/#django.test.TransactionTestCase.assertNumQueries
    # Both connect to the database before the first query.
    Callable(
        "django.test.TransactionTestCase.assertNumQueries",
        returns="django.test.utils.CaptureQueriesContext",
        opaque=True,
    ),
    Callable("django.test.utils.CaptureQueriesContext.__enter__", QUERYSET, "self"),
    # https://docs.djangoproject.com/en/6.1/topics/testing/advanced/#the-request-factory
    # They give what `self.request()` gives: a request here, a response in the clients.
    Callable("django.test.RequestFactory.get"),
    Callable("django.test.RequestFactory.post"),
    Callable("django.test.RequestFactory.put"),
    Callable("django.test.RequestFactory.patch"),
    Callable("django.test.RequestFactory.delete"),
    Callable("django.test.RequestFactory.head"),
    Callable("django.test.RequestFactory.options"),
    Callable("django.test.RequestFactory.trace"),
    Callable("django.test.RequestFactory.generic"),
    # https://docs.djangoproject.com/en/6.1/topics/testing/tools/#the-test-client
    # Whether a response is streamed only the view knows.
    *methods(
        "django.test.Client",
        "get post put patch delete head options trace generic request",
        does=TEST_CLIENT,
        returns="django.http.HttpResponse | django.http.StreamingHttpResponse",
        opaque=True,
    ),
    # Up to Django 4.2 these are plain functions that give a coroutine.
    *methods(
        "django.test.AsyncClient",
        "get post put patch delete head options trace generic request",
        returns="django.http.HttpResponse | django.http.StreamingHttpResponse",
        is_async=True,
    ),
    Callable(
        "django.test.client.ClientMixin.login", SHORTCUT, "bool", twin="alogin", twin_since=(5, 0)
    ),
    Callable(
        "django.test.client.ClientMixin.force_login",
        SHORTCUT,
        "None",
        twin="aforce_login",
        twin_since=(5, 0),
    ),
    Callable(
        "django.test.client.ClientMixin.logout", SHORTCUT, "None", twin="alogout", twin_since=(5, 0)
    ),
    # Reading it fetches nothing for a client that is logged in; making one for another queries.
    Callable(
        "django.test.client.ClientMixin.session",
        "",
        "django.contrib.sessions.backends.base.SessionBase",
        is_property=True,
    ),
    Callable("django.test.client.ClientMixin.alogin", returns="bool", is_async=True, since=(5, 0)),
    Callable(
        "django.test.client.ClientMixin.aforce_login", returns="None", is_async=True, since=(5, 0)
    ),
    Callable("django.test.client.ClientMixin.alogout", returns="None", is_async=True, since=(5, 0)),
    Callable(
        "django.test.client.ClientMixin.asession",
        returns="django.contrib.sessions.backends.base.SessionBase",
        is_async=True,
        since=(5, 0),
    ),
)
