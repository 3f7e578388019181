"""Decorators of libraries, by what they make of the function that they decorate.

A decorator that is not listed here, nor a function of the project, makes something unknown.
"""

from __future__ import annotations

PROPERTY = frozenset({"property", "abc.abstractproperty", "django.utils.functional.classproperty"})
CACHED_PROPERTY = frozenset(
    {
        "functools.cached_property",
        "django.utils.functional.cached_property",
        "cached_property.cached_property",
    }
)
STATIC_METHOD = frozenset({"staticmethod", "abc.abstractstaticmethod"})
CLASS_METHOD = frozenset({"classmethod", "abc.abstractclassmethod"})

# What they decorate stands for what subclasses do.
ABSTRACT = frozenset(
    {
        "abc.abstractmethod",
        "abc.abstractproperty",
        "abc.abstractclassmethod",
        "abc.abstractstaticmethod",
    }
)

CONTEXT_MANAGER = frozenset({"contextlib.contextmanager"})
ASYNC_CONTEXT_MANAGER = frozenset({"contextlib.asynccontextmanager"})

# The class of the first argument (behind `self`) chooses among the functions registered.
SINGLE_DISPATCH = frozenset({"functools.singledispatch", "functools.singledispatchmethod"})

# They keep what the function gave and give it again.
CACHES = frozenset({"functools.cache", "functools.lru_cache", "async_lru.alru_cache"})

# They run the function inside a transaction, which they open (and so query) on the same thread.
TRANSACTIONS = frozenset(
    {
        "django.db.transaction.atomic",
        "django.db.transaction.Atomic",
        "django.db.transaction.commit_on_success",
    }
)

# Calling what they give calls the function, with the same result: on the same thread, as it is.
TRANSPARENT = frozenset(
    {
        "abc.abstractmethod",
        "functools.cache",
        "functools.lru_cache",
        "functools.singledispatch.register",
        "functools.wraps",
        "typing.final",
        "typing.override",
        "tenacity.retry",
        "backoff.on_exception",
        "backoff.on_predicate",
        "typing.no_type_check",
        "typing.overload",
        "typing_extensions.final",
        "typing_extensions.override",
        "typing_extensions.deprecated",
        "warnings.deprecated",
        # https://docs.djangoproject.com/en/6.1/topics/http/decorators/
        "django.contrib.admin.action",
        "django.contrib.admin.display",
        "django.contrib.auth.decorators.login_not_required",
        "django.contrib.auth.decorators.login_required",
        "django.contrib.auth.decorators.permission_required",
        "django.contrib.auth.decorators.user_passes_test",
        "django.db.transaction.non_atomic_requests",
        "django.dispatch.receiver",
        "django.dispatch.dispatcher.receiver",
        "django.utils.decorators.method_decorator",
        "django.utils.decorators.sync_and_async_middleware",
        "django.utils.decorators.sync_only_middleware",
        "django.utils.decorators.async_only_middleware",
        "django.views.decorators.cache.cache_control",
        "django.views.decorators.cache.never_cache",
        "django.views.decorators.clickjacking.xframe_options_deny",
        "django.views.decorators.clickjacking.xframe_options_exempt",
        "django.views.decorators.clickjacking.xframe_options_sameorigin",
        "django.views.decorators.common.no_append_slash",
        "django.views.decorators.csrf.csrf_exempt",
        "django.views.decorators.csrf.csrf_protect",
        "django.views.decorators.csrf.ensure_csrf_cookie",
        "django.views.decorators.csrf.requires_csrf_token",
        "django.views.decorators.debug.sensitive_post_parameters",
        "django.views.decorators.debug.sensitive_variables",
        "django.views.decorators.http.condition",
        "django.views.decorators.http.etag",
        "django.views.decorators.http.last_modified",
        "django.views.decorators.http.require_GET",
        "django.views.decorators.http.require_POST",
        "django.views.decorators.http.require_http_methods",
        "django.views.decorators.http.require_safe",
        "django.views.decorators.vary.vary_on_cookie",
        "django.views.decorators.vary.vary_on_headers",
        "django.test.override_settings",
        "django.test.utils.override_settings",
        "django.test.tag",
        "django.test.utils.tag",
        "unittest.mock.patch",
        "unittest.mock.patch.object",
        "unittest.mock.patch.dict",
        "pytest.mark.asyncio",
        "pytest.mark.anyio",
        "pytest.mark.django_db",
        "pytest.mark.parametrize",
    }
)

_VERBS = ("get", "post", "put", "patch", "delete", "head", "options", "api_operation", "api_route")
# They tell a framework of the function and give it back as it is.
ROUTES = frozenset(
    {
        *(f"{cls}.{verb}" for cls in ("ninja.NinjaAPI", "ninja.Router") for verb in _VERBS),
        *(f"{cls}.{verb}" for cls in ("fastapi.FastAPI", "fastapi.APIRouter") for verb in _VERBS),
        "ariadne.ObjectType.field",
        "ariadne.SubscriptionType.source",
        "discord.Client.event",
        "discord.ext.commands.Cog.listener",
        "aiohttp.web.RouteTableDef.get",
        "aiohttp.web.RouteTableDef.post",
        "aiohttp.web.middleware",
    }
)
# They make an object that does what the function does when it is called, on the same thread.
TASKS = frozenset({"celery.shared_task", "celery.app.shared_task", "celery.Celery.task"})
# An argument with which the object gives itself to the function first.
GIVING_ITSELF = "bind"

# They write down what REST framework is to know of a view, and give it back as it is.
# https://www.django-rest-framework.org/api-guide/views/#api-policy-decorators
POLICIES = frozenset(
    f"rest_framework.decorators.{name}"
    for name in ("action", "authentication_classes", "parser_classes", "permission_classes")
    + ("renderer_classes", "schema", "throttle_classes")
)

TRANSPARENT |= ROUTES | TASKS | POLICIES

# Of those, the ones that are called to make the decorator, even with a function as argument.
FACTORIES = frozenset(
    {
        *ROUTES - {"discord.Client.event", "aiohttp.web.middleware"},
        *POLICIES,
        "backoff.on_exception",
        "backoff.on_predicate",
        "functools.wraps",
        "django.contrib.auth.decorators.permission_required",
        "django.contrib.auth.decorators.user_passes_test",
        "django.dispatch.receiver",
        "django.dispatch.dispatcher.receiver",
        "django.utils.decorators.method_decorator",
        "django.views.decorators.cache.cache_control",
        "django.views.decorators.http.condition",
        "django.views.decorators.http.etag",
        "django.views.decorators.http.last_modified",
        "django.views.decorators.http.require_http_methods",
        "django.views.decorators.vary.vary_on_headers",
        "unittest.mock.patch",
        "unittest.mock.patch.object",
        "unittest.mock.patch.dict",
        "pytest.mark.parametrize",
    }
)
