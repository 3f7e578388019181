from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.index import tree
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import contracts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import ClassPlace


class BypassedSyncOverride(Rule):
    """Checks for overrides of a sync method whose async twin, which the project uses, passes them
    by: **checks that the override makes are not made**.

    Such are `authenticate`, `get_user` and `has_perm` of authentication backends (from Django 5.2
    on), `has_perm` and its like of users (5.2), `check_password` (5.0), `create_user` and
    `get_by_natural_key` of managers (5.2), `load`, `save` and `create_model_instance` of sessions
    in the database (5.1).

    ## Why is this bad?
    Most async methods of Django run the sync method in a thread, so an override of that counts for
    both. These do not: they have code of their own. A backend that lets in nobody who is banned
    does so for `authenticate()` and `login()`; for `aauthenticate()` Django's own method decides,
    which knows nothing of bans, and access is granted. Nothing is raised. What was right before an
    upgrade of Django is wrong after it, without a change in the project.

    ## Example
    ```python
    from django.contrib.auth.backends import ModelBackend

    class NotBanned(ModelBackend):
        def get_user(self, user_id):  # error
            user = super().get_user(user_id)
            return None if user is None or user.last_name == "banned" else user

    async def me(request):
        user = await request.auser()
        return user.pk
    ```

    Use instead:
    ```python
    from django.contrib.auth.backends import ModelBackend

    class NotBanned(ModelBackend):
        def get_user(self, user_id):
            user = super().get_user(user_id)
            return None if user is None or user.last_name == "banned" else user

        async def aget_user(self, user_id):
            user = await super().aget_user(user_id)
            return None if user is None or user.last_name == "banned" else user

    async def me(request):
        user = await request.auser()
        return user.pk
    ```

    ## Exceptions
    Silent while no code of the project comes to the twin: a project that is sync throughout may
    override the sync methods alone.

    ## Fix safety
    Only suggested: what the override checks or does has to be written for both ways.

    ## References
    - [Writing an authentication backend](https://docs.djangoproject.com/en/stable/topics/auth/customizing/#writing-an-authentication-backend)
    - [Django 5.2 release notes](https://docs.djangoproject.com/en/stable/releases/5.2/#django-contrib-auth)
    """

    code = "ASL515"
    name = "bypassed-sync-override"
    severity = ERROR

    def check_class(self, place: ClassPlace) -> Iterator[Finding]:
        for half, routine in contracts.bypassed(place.model, place.name):
            assert isinstance(routine.node, tree.Function)
            since = ".".join(map(str, half.since))
            yield self.finding_over(
                place,
                place.span_in(routine.unit, routine.node.name_at),
                f"`{half.twin}()`, which the project uses, does not call"
                f" `{routine.qualname}` (Django {since} and later): {half.lost}",
                place.span_in(routine.unit, routine.node.at),
                fix=suggestion(f"Override `{half.twin}` as well"),
            )
