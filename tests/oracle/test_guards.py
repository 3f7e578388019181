"""What stands before an async view and does not work there, on real Django: every row is run."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.core.exceptions import SynchronousOnlyOperation

from asynclint.knowledge.guards import DECORATORS, MIXINS, Guard

from .harness import prepare

# What the decorators are made with, where they are not given the view itself.
MADE_WITH: dict[str, dict[str, Any]] = {
    "permission_required": {"perm": "shop.view_book"},
    "user_passes_test": {"test_func": lambda user: user.is_active},
    "staff_member_required": {"login_url": "/login/"},
    "cache_control": {},
    "vary_on_headers": {},
}
EVERY = [*MIXINS, *DECORATORS.values()]


def view(guard: Guard) -> Any:
    from django.http import HttpResponse
    from django.utils.decorators import method_decorator
    from django.utils.module_loading import import_string
    from django.views import View

    async def get(self: Any, request: Any) -> HttpResponse:
        return HttpResponse("secret")

    found = import_string(guard.name)
    body = {"get": get, "permission_required": "shop.view_book", "test_func": lambda self: False}
    if guard in MIXINS:
        return type("Guarded", (found, View), body).as_view()
    name = guard.name.rpartition(".")[2]
    decorator = found(**MADE_WITH[name]) if name in MADE_WITH else found
    return method_decorator(decorator, name="dispatch")(type("Guarded", (View,), body)).as_view()


@pytest.mark.parametrize("guard", EVERY, ids=lambda guard: guard.name.rpartition(".")[2])
def test_nobody_sees_an_async_view_behind_it(guard: Guard) -> None:
    prepared = prepare()
    from django.contrib.auth.models import AnonymousUser

    from . import database
    from .arguments import Values

    async def ask(is_known: bool) -> type[BaseException] | None:
        values = Values(prepared.session_key, "", Path())
        request = await sync_to_async(values.request)()
        if not is_known:
            request.user = AnonymousUser()
        try:
            await view(guard)(request)
        except Exception as error:
            return type(error)
        return None

    with database.fresh(prepared.template):
        raised = [asyncio.run(ask(is_known)) for is_known in (False, True)]
    if "AttributeError" in guard.fate or "response" in guard.fate:
        assert raised in ([AttributeError] * 2, [TypeError] * 2), raised
    else:
        assert raised == [TypeError, SynchronousOnlyOperation]
