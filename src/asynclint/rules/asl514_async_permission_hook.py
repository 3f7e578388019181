from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.index import tree
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import contracts
from asynclint.semantic.kinds import Coroutine, members
from asynclint.semantic.sites import CallSite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import ModulePlace, Place


class AsyncPermissionHook(Rule):
    """Checks for permission hooks that give a coroutine: **access is granted to everyone**.

    Such are `test_func` and `has_permission` of Django's mixins for views, `has_…_permission` of
    the admin, `has_perm` and its like of users and authentication backends, `check_password`, the
    permissions and throttles of Django REST framework, the throttles of Django Ninja, and before
    Django 5.1 the function given to `user_passes_test`. Hooks that are not async themselves but
    return what a coroutine function gives are reported too.

    ## Why is this bad?
    The framework calls the hook, does not await what it gives, and asks whether that is true. A
    coroutine is an object like others, and objects are true. So the answer is always yes: who must
    not see a page sees it, and who must not delete an object deletes it. The body of the hook never
    runs, and nothing is raised. All that shows is a warning in the log of the server:
    `RuntimeWarning: coroutine 'StaffOnly.has_permission' was never awaited`.

    ## Example
    ```python
    from rest_framework.permissions import BasePermission

    class StaffOnly(BasePermission):
        async def has_permission(self, request, view):  # error
            return request.user.is_staff
    ```

    Use instead:
    ```python
    from rest_framework.permissions import BasePermission

    class StaffOnly(BasePermission):
        def has_permission(self, request, view):
            return request.user.is_staff
    ```

    Where the answer takes async code, call that through `async_to_sync`. Django runs sync views,
    and with them these hooks, in a thread, so both sync queries and `async_to_sync` work there.

    ## Exceptions
    The permissions of a project that uses `adrf`, which awaits them. A hook that some code of the
    project awaits itself is left alone as well.

    ## Fix safety
    Only suggested: what the hook awaits has to become sync code, or be called through
    `async_to_sync`. Until it is, treat what it guards as open to everyone.

    ## References
    - [`UserPassesTestMixin`](https://docs.djangoproject.com/en/stable/topics/auth/default/#limiting-access-to-logged-in-users-that-pass-a-test)
    - [Permissions in Django REST framework](https://www.django-rest-framework.org/api-guide/permissions/)
    """

    code = "ASL514"
    name = "async-permission-hook"
    severity = ERROR

    def check_function(self, place: Place) -> Iterator[Finding]:
        routine, model = place.routine, place.model
        question = contracts.question(model, routine)
        if question is None or not contracts.gives_coroutine(model, routine):
            return
        gives = "is async" if routine.is_async else "gives a coroutine"
        yield self.finding(
            place,
            self._where(place),
            f"`{routine.qualname}` {gives}, and {question.asker} does not await it: a coroutine"
            f" is true, so {question.granted}",
            fix=suggestion("Make it sync; call async code in it through `async_to_sync`"),
        )

    def check_module(self, place: ModulePlace) -> Iterator[Finding]:
        for unit, function, row, is_async in contracts.asked(place.model, place.module):
            decorator = row.name.rpartition(".")[2]
            spelled = " ".join(place.module.excerpt(unit.span(function.at)).split())
            does, since = "gives a coroutine", ""
            if is_async:
                does, since = "is async", f" before Django {'.'.join(map(str, row.awaits_since))}"
            yield self.finding_over(
                place,
                place.span_in(unit, function.at),
                f"`{spelled}` {does}, and `{decorator}` does not await it{since}: a coroutine is"
                f" true, so {row.granted}",
                fix=suggestion("Make it sync; call async code in it through `async_to_sync`"),
            )

    def _where(self, place: Place) -> int:
        """What a sync hook returns, if that is what makes the coroutine; else the hook's name."""
        node = place.routine.node
        assert isinstance(node, tree.Function)
        for site in () if place.is_async else place.behaviour.sites:
            if isinstance(site, CallSite) and site.parent == "return":
                if any(isinstance(option, Coroutine) for option in members(site.result)):
                    return site.at
        return node.name_at
