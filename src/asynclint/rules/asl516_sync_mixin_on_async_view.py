from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import contracts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import ClassPlace


class SyncMixinOnAsyncView(Rule):
    """Checks for sync mixins and decorators that guard a class-based view with async handlers.

    These are `LoginRequiredMixin`, `PermissionRequiredMixin` and `UserPassesTestMixin`, and
    `method_decorator(…, name="dispatch")` with a decorator that asks for the user or changes the
    response.

    ## Why is this bad?
    `dispatch` of an async view gives a coroutine, and Django awaits what comes out of it. The
    mixins are sync in all releases of Django. They run on the event loop, look at `request.user`,
    which queries the session, and that raises `SynchronousOnlyOperation`: users who are logged in
    cannot see the page. Visitors who are not are answered with a redirect, which Django then
    awaits: `TypeError: object HttpResponseRedirect can't be used in 'await' expression`. Decorators
    that change the response find a coroutine instead: `AttributeError`.

    ## Example
    ```python
    from django.contrib.auth.mixins import LoginRequiredMixin
    from django.http import HttpResponse
    from django.views import View

    class Basket(LoginRequiredMixin, View):  # error
        async def get(self, request):
            return HttpResponse("basket")
    ```

    Use instead:
    ```python
    from django.contrib.auth.views import redirect_to_login
    from django.http import HttpResponse
    from django.views import View

    class Basket(View):
        async def get(self, request):
            user = await request.auser()
            if not user.is_authenticated:
                return redirect_to_login(request.path)
            return HttpResponse("basket")
    ```

    From Django 5.1 on `login_required` works with async functions, so that the handlers themselves
    can be decorated; from 5.2 on through `method_decorator`, too.

    ## Exceptions
    A view whose class, or a base of it in the project, has a `dispatch` of its own is left alone.

    ## Fix safety
    Only suggested: what the mixin has to refuse, and how, a person has to say.

    ## References
    - [Async views](https://docs.djangoproject.com/en/stable/topics/async/#async-views)
    - [`LoginRequiredMixin`](https://docs.djangoproject.com/en/stable/topics/auth/default/#the-loginrequiredmixin-mixin)
    """

    code = "ASL516"
    name = "sync-mixin-on-async-view"
    severity = ERROR

    def check_class(self, place: ClassPlace) -> Iterator[Finding]:
        for guard, unit, at in contracts.guards(place.model, place.name):
            span = place.span_in(unit, at)
            name = guard.name.rpartition(".")[2]
            yield self.finding_over(
                place,
                span,
                f"`{name}` is sync and `{place.info.qualname}` is an async view: {guard.fate}",
                fix=suggestion("Ask for the user with `await request.auser()` in the view itself"),
            )
