"""Methods whose result a framework takes for a yes or a no, and never awaits.

A coroutine is true: where one of these is `async def`, or gives back a coroutine, everybody is let
in. Each row was run: tests/oracle/test_access.py shows who gets in.
"""

from __future__ import annotations

from typing import NamedTuple

from asynclint.knowledge.schema import Version


class Question(NamedTuple):
    """Methods of the subclasses of a class that are asked for a yes or no."""

    cls: str
    methods: tuple[str, ...]
    asker: str  # who takes the result, as messages name it
    granted: str  # what a yes means, for whom nobody should have said yes
    unless: tuple[str, ...] = ()  # packages of which one awaits the method, if the project has it


_ADMIN = (
    "has_view_permission",
    "has_add_permission",
    "has_change_permission",
    "has_delete_permission",
)
_PERMISSIONS = ("has_perm", "has_perms", "has_module_perms")

QUESTIONS = (
    # https://docs.djangoproject.com/en/6.1/topics/auth/default/#the-loginrequiredmixin-mixin
    Question(
        "django.contrib.auth.mixins.UserPassesTestMixin",
        ("test_func",),
        "Django",
        "every visitor passes the test",
    ),
    Question(
        "django.contrib.auth.mixins.PermissionRequiredMixin",
        ("has_permission",),
        "Django",
        "every visitor has the permission",
    ),
    # https://docs.djangoproject.com/en/6.1/ref/contrib/admin/#modeladmin-methods
    Question(
        "django.contrib.admin.options.BaseModelAdmin",
        (*_ADMIN, "has_module_permission"),
        "the admin",
        "every member of the staff has the permission",
    ),
    Question(
        "django.contrib.admin.AdminSite",
        ("has_permission",),
        "the admin",
        "every visitor gets into the admin",
    ),
    # https://docs.djangoproject.com/en/6.1/topics/auth/customizing/
    Question(
        "django.contrib.auth.backends.BaseBackend",
        ("has_perm", "has_module_perms", "user_can_authenticate"),
        "Django",
        "every user is allowed to",
    ),
    Question(
        "django.contrib.auth.models.PermissionsMixin",
        _PERMISSIONS,
        "Django",
        "every user has every permission",
    ),
    Question(
        "django.contrib.auth.models.AbstractBaseUser",
        ("check_password",),
        "Django",
        "every password is right",
    ),
    # https://www.django-rest-framework.org/api-guide/permissions/: 3.18; adrf 0.1 awaits them
    Question(
        "rest_framework.permissions.BasePermission",
        ("has_permission", "has_object_permission"),
        "Django REST framework",
        "every request is permitted",
        ("adrf",),
    ),
    # https://www.django-rest-framework.org/api-guide/throttling/
    Question(
        "rest_framework.throttling.BaseThrottle",
        ("allow_request",),
        "Django REST framework",
        "no request is held back",
        ("adrf",),
    ),
    # https://django-ninja.dev/guides/throttling/: django-ninja 1.7
    Question(
        "ninja.throttling.BaseThrottle",
        ("allow_request",),
        "Django Ninja",
        "no request is held back",
    ),
)

METHODS = frozenset(method for row in QUESTIONS for method in row.methods)


class Asking(NamedTuple):
    """A decorator that takes a function for the question."""

    name: str
    keyword: str  # of the function, which also comes first
    awaits_since: Version  # the first Django that awaits a coroutine function; nothing else ever
    granted: str


# https://docs.djangoproject.com/en/6.1/topics/auth/default/#django.contrib.auth.decorators.user_passes_test:
# run on 3.2 to 5.2
ASKING = (
    Asking(
        "django.contrib.auth.decorators.user_passes_test",
        "test_func",
        (5, 1),
        "every visitor passes the test",
    ),
)
