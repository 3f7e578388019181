from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR, WARNING
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import middleware

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import ClassPlace, ModulePlace, Place


class MiddlewareNotAsyncReady(Rule):
    """Checks for async middleware that does not tell Django so, for middleware that says it can be
    async and cannot, and for sync-only middleware in the settings of a project with async views.

    ## Why is this bad?
    Django adapts middleware by what it declares: `async_capable` (False, unless it says otherwise),
    and whether the instance is marked as a coroutine function. Where that is not true, one
    middleware hands a coroutine to the next, which takes it for a response, and every request
    fails: `AttributeError: 'coroutine' object has no attribute 'status_code'`, `TypeError:
    'coroutine' object does not support item assignment`, `TypeError: sync_to_async can only be
    applied to sync functions.`

    A sync-only middleware works. But under ASGI Django takes each request to a thread for it, and
    back to the event loop for an async view: what async views are there for is lost on all pages.

    ## Example
    ```python
    class Timing:
        def __init__(self, get_response):
            self.get_response = get_response

        async def __call__(self, request):  # error
            response = await self.get_response(request)
            response["X-Timed"] = "yes"
            return response
    ```

    Use instead:
    ```python
    from asgiref.sync import iscoroutinefunction, markcoroutinefunction

    class Timing:
        async_capable = True
        sync_capable = False

        def __init__(self, get_response):
            self.get_response = get_response
            if iscoroutinefunction(get_response):
                markcoroutinefunction(self)

        async def __call__(self, request):
            response = await self.get_response(request)
            response["X-Timed"] = "yes"
            return response
    ```

    A function takes `@async_only_middleware` or `@sync_and_async_middleware`, both of
    `django.utils.decorators`; a class that derives from `MiddlewareMixin` need not care, as long as
    it has no `__call__` of its own.

    ## Exceptions
    Middleware is what is made with `get_response`; a class whose bases are not known is left alone,
    and so is one that declares nothing and is not named where the project has a `MIDDLEWARE`
    setting: other frameworks have middleware of the same shape.
    The settings are looked at where the project's URLs lead to an async view and it has an ASGI
    application; what they name has to be found in the project, or in what is installed.

    ## Fix safety
    Only suggested: how the middleware is to serve both kinds of views, a person has to write.

    ## References
    - [Asynchronous support](https://docs.djangoproject.com/en/stable/topics/http/middleware/#asynchronous-support)
    - [Async views](https://docs.djangoproject.com/en/stable/topics/async/#async-views)
    """

    code = "ASL506"
    name = "middleware-not-async-ready"
    severity = ERROR

    def check_function(self, place: Place) -> Iterator[Finding]:
        flaw = middleware.of_function(place.model, place.routine)
        if flaw is not None:
            message, fix = _FUNCTIONS[flaw.what]
            yield self.finding(
                place, flaw.at, f"`{place.routine.qualname}` {message}{_FAILS}", fix=fix
            )

    def check_class(self, place: ClassPlace) -> Iterator[Finding]:
        flaw = middleware.of_class(place.model, place.name)
        if flaw is not None:
            message, fix = _CLASSES[flaw.what]
            span = place.span_in(flaw.unit, flaw.at)
            text = f"`{place.info.qualname}.__call__` {message}{_FAILS}"
            yield self.finding_over(place, span, text, fix=fix)

    def check_module(self, place: ModulePlace) -> Iterator[Finding]:
        for unit, node in middleware.sync_only(place.model, place.module):
            name = str(node.value).rpartition(".")[2]
            message = (
                f"`{name}` is sync only, and the project has async views: each request goes to a"
                " thread for it and comes back to the event loop"
            )
            span = place.span_in(unit, node.at)
            fix = suggestion("Let it be async as well, or last in the list")
            yield self.finding_over(place, span, message, fix=fix, severity=WARNING)


_FAILS = ": every request fails"
_MARK = suggestion("Mark the instance with `markcoroutinefunction(self)` in `__init__`")
_CLASSES: dict[str, tuple[str, Fix]] = {
    middleware.UNDECLARED: (
        "is async, and its class does not say `async_capable = True`",
        suggestion("Declare `async_capable` and mark the instance with `markcoroutinefunction`"),
    ),
    middleware.UNMARKED: (
        "is async, and the instance is not marked with `markcoroutinefunction`, so that middleware"
        " above it gets a coroutine",
        _MARK,
    ),
    middleware.FALSE: (
        "is sync, and the class says that it can be async: under ASGI `get_response` gives it a"
        " coroutine",
        suggestion("Write an async way as well, or declare `async_capable = False`"),
    ),
}
_FUNCTIONS: dict[str, tuple[str, Fix]] = {
    middleware.UNDECLARED: (
        "gives async middleware back, and no decorator says so",
        suggestion("Decorate it with `async_only_middleware`"),
    ),
    middleware.FALSE: (
        "gives sync middleware back, and its decorator says that it can be async: under ASGI"
        " `get_response` gives it a coroutine",
        suggestion("Write an async way as well, or decorate it with `sync_only_middleware`"),
    ),
}
