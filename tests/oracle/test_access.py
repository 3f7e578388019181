"""Who gets in: permission hooks that are async, on the real frameworks.

Every hook here says no, to a request of a user who may do nothing. Sync, it keeps the user out;
async, it lets him in. So it is for every row of `asynclint.knowledge.permissions`.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django import VERSION
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from asynclint.knowledge.permissions import ASKING, QUESTIONS

from .harness import prepare


@pytest.fixture(autouse=True)
def django() -> Iterator[None]:
    template = prepare().template
    from . import database

    with warnings.catch_warnings(), database.fresh(template):
        warnings.simplefilter("ignore", RuntimeWarning)
        yield


def hooked(base: type, method: str, is_async: bool, **attributes: Any) -> Any:
    """A subclass whose hook says no."""

    def no(self: Any, *arguments: Any, **options: Any) -> bool:
        return False

    async def ano(self: Any, *arguments: Any, **options: Any) -> bool:
        return False

    return type("Hooked", (base,), {method: ano if is_async else no, **attributes})


def request() -> HttpRequest:
    from django.contrib.auth.models import User

    made = RequestFactory().get("/")
    made.user = User(pk=7, username="nobody", is_staff=True)
    return made


def enters_view(base: type, method: str, is_async: bool) -> bool:
    from django.views import View

    def get(self: Any, request: HttpRequest) -> HttpResponse:
        return HttpResponse("secret")

    view = type("Guarded", (hooked(base, method, is_async), View), {"get": get})
    try:
        return bool(view.as_view(raise_exception=True)(request()).status_code == 200)
    except PermissionDenied:
        return False


def is_allowed_in_admin(base: type, method: str, is_async: bool) -> bool:
    from django.contrib.admin import AdminSite, ModelAdmin
    from shop.models import Book

    admin = hooked(ModelAdmin, method, is_async)(Book, AdminSite())
    if method == "has_module_permission":
        site = AdminSite()
        site.register(Book, type(admin))
        assert base
        return bool(admin.has_module_permission(request()))
    # What the page with the list of objects asks, and the one that deletes.
    return bool(admin.get_model_perms(request())[method.split("_")[1]])


def enters_admin(base: type, method: str, is_async: bool) -> bool:
    site = hooked(base, method, is_async)()
    page = site.admin_view(lambda request: HttpResponse("secret"))
    with override_settings(ROOT_URLCONF=()):
        try:
            return bool(page(request()).status_code == 200)
        except Exception as error:  # it looks for the page to log in at, which is not there
            assert "admin" in str(error) or "urlconf" in str(error).lower(), error
            return False


def is_let_through_by_backend(base: type, method: str, is_async: bool) -> bool:
    from django.contrib.auth import backends
    from django.contrib.auth.models import User

    backend = hooked(backends.ModelBackend, method, is_async)
    backends.Hooked = backend
    user = User(pk=7, username="nobody")
    try:
        with override_settings(AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.Hooked"]):
            if method == "user_can_authenticate":
                user.set_password("secret")
                with found(user):
                    from django.contrib.auth import authenticate

                    return authenticate(None, username="nobody", password="secret") is not None
            if method == "has_module_perms":
                return bool(user.has_module_perms("shop"))
            return bool(user.has_perm("shop.view_book"))
    finally:
        delattr(backends, "Hooked")


def found(user: Any) -> Any:
    """Let the backends find this user under any name, without a database."""
    from django.contrib.auth import backends

    manager = SimpleNamespace(get_by_natural_key=lambda name: user)
    model = SimpleNamespace(
        _default_manager=manager, DoesNotExist=ObjectDoesNotExist, USERNAME_FIELD="username"
    )
    return patch.object(backends, "UserModel", model)


def user_may(base: type, method: str, is_async: bool) -> bool:
    from django.contrib.auth.decorators import permission_required
    from django.contrib.auth.models import User

    class Meta:
        proxy = True
        app_label = "shop"

    member = hooked(User, method, is_async, Meta=Meta, __module__=__name__)
    asked = request()
    asked.user = member(pk=7, username="nobody")
    if method == "has_module_perms":
        # The admin's list of apps goes by this.
        return bool(asked.user.has_module_perms("shop"))

    @permission_required("shop.view_book", raise_exception=True)
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("secret")

    if method == "has_perm":  # what the admin asks for each model
        from django.contrib.admin import AdminSite, ModelAdmin
        from shop.models import Book

        return bool(ModelAdmin(Book, AdminSite()).has_delete_permission(asked))
    try:
        return bool(page(asked).status_code == 200)
    except PermissionDenied:
        return False


def password_is_right(base: type, method: str, is_async: bool) -> bool:
    from django.contrib.auth.backends import ModelBackend
    from django.contrib.auth.models import User

    class Meta:
        proxy = True
        app_label = "shop"

    member = hooked(User, method, is_async, Meta=Meta, __module__=__name__)(username="nobody")
    with found(member):
        return ModelBackend().authenticate(None, "nobody", "wrong") is not None


def is_permitted(base: type, method: str, is_async: bool) -> bool:
    from rest_framework.exceptions import APIException
    from rest_framework.views import APIView

    name = "throttle_classes" if method == "allow_request" else "permission_classes"
    extra = {"wait": lambda self: None} if method == "allow_request" else {}
    view = type("Guarded", (APIView,), {name: [hooked(base, method, is_async, **extra)]})()
    asked = view.initialize_request(request())
    try:
        if method == "has_object_permission":
            view.check_object_permissions(asked, object())
        elif method == "has_permission":
            view.check_permissions(asked)
        else:
            view.check_throttles(asked)
    except APIException:
        return False
    return True


def is_not_held_back(base: type, method: str, is_async: bool) -> bool:
    from ninja import NinjaAPI
    from ninja.testing import TestClient

    throttle = hooked(base, method, is_async, wait=lambda self: None)()
    api = NinjaAPI(urls_namespace=f"throttled-{is_async}")

    @api.get("/books", throttle=[throttle])
    def books(request: HttpRequest) -> dict[str, str]:
        return {}

    return bool(TestClient(api).get("/books").status_code == 200)


WAYS: dict[str, Callable[[type, str, bool], bool]] = {
    "django.contrib.auth.mixins.UserPassesTestMixin": enters_view,
    "django.contrib.auth.mixins.PermissionRequiredMixin": enters_view,
    "django.contrib.admin.options.BaseModelAdmin": is_allowed_in_admin,
    "django.contrib.admin.AdminSite": enters_admin,
    "django.contrib.auth.backends.BaseBackend": is_let_through_by_backend,
    "django.contrib.auth.models.PermissionsMixin": user_may,
    "django.contrib.auth.models.AbstractBaseUser": password_is_right,
    "rest_framework.permissions.BasePermission": is_permitted,
    "rest_framework.throttling.BaseThrottle": is_permitted,
    "ninja.throttling.BaseThrottle": is_not_held_back,
}
ROWS = [(row.cls, method) for row in QUESTIONS for method in row.methods]


@pytest.mark.parametrize(("cls", "method"), ROWS)
def test_a_sync_hook_keeps_out_whom_an_async_one_lets_in(cls: str, method: str) -> None:
    from django.utils.module_loading import import_string

    way, base = WAYS[cls], import_string(cls)
    assert [way(base, method, is_async) for is_async in (False, True)] == [False, True]


@pytest.mark.parametrize("is_given_on", [True, False])
def test_a_coroutine_passes_the_test_of_a_decorator_that_does_not_await_it(
    is_given_on: bool,
) -> None:
    from django.contrib.auth.decorators import user_passes_test

    async def no(user: Any) -> bool:
        return False

    def enters(test: Callable[[Any], Any]) -> bool:
        view = user_passes_test(test)(lambda request: HttpResponse("secret"))
        return bool(view(request()).content == b"secret")

    assert not enters(lambda user: False)
    if is_given_on:
        assert enters(lambda user: no(user))
    else:
        assert enters(no) == (ASKING[0].awaits_since > VERSION)
