"""Classes that projects derive from, so that what is inherited is known to be nothing else."""

from __future__ import annotations

from asynclint.knowledge.schema import ITERABLE, MODEL, QUERYSET, SHORTCUT, Callable, Class

CLASSES = (
    # https://docs.djangoproject.com/en/6.1/ref/applications/#configurable-attributes
    Class("django.apps.AppConfig", aliases=("django.apps.config.AppConfig",), complete=True),
    # https://docs.djangoproject.com/en/6.1/howto/custom-management-commands/
    Class("django.core.management.base.BaseCommand", complete=True),
    Class(
        "django.core.management.base.AppCommand",
        bases=("django.core.management.base.BaseCommand",),
        complete=True,
    ),
    Class(
        "django.core.management.base.LabelCommand",
        bases=("django.core.management.base.BaseCommand",),
        complete=True,
    ),
    # https://docs.djangoproject.com/en/6.1/topics/http/middleware/
    Class("django.utils.deprecation.MiddlewareMixin", complete=True),
    # https://docs.djangoproject.com/en/6.1/ref/contrib/admin/
    Class("django.contrib.admin.options.BaseModelAdmin", complete=True),
    Class(
        "django.contrib.admin.ModelAdmin",
        bases=("django.contrib.admin.options.BaseModelAdmin",),
        aliases=("django.contrib.admin.options.ModelAdmin",),
        complete=True,
    ),
    Class(
        "django.contrib.admin.options.InlineModelAdmin",
        bases=("django.contrib.admin.options.BaseModelAdmin",),
        complete=True,
    ),
    Class(
        "django.contrib.admin.TabularInline",
        bases=("django.contrib.admin.options.InlineModelAdmin",),
        aliases=("django.contrib.admin.options.TabularInline",),
        complete=True,
    ),
    Class(
        "django.contrib.admin.StackedInline",
        bases=("django.contrib.admin.options.InlineModelAdmin",),
        aliases=("django.contrib.admin.options.StackedInline",),
        complete=True,
    ),
    Class(
        "django.contrib.admin.AdminSite",
        aliases=("django.contrib.admin.sites.AdminSite",),
        complete=True,
    ),
    # https://docs.djangoproject.com/en/6.1/ref/models/fields/#enumeration-types
    Class(
        "django.db.models.Choices",
        aliases=("django.db.models.enums.Choices",),
        traits=(ITERABLE,),
        complete=True,
    ),
    Class(
        "django.db.models.TextChoices",
        bases=(
            "django.db.models.Choices",
            "str",
        ),
        aliases=("django.db.models.enums.TextChoices",),
        complete=True,
    ),
    Class(
        "django.db.models.IntegerChoices",
        bases=(
            "django.db.models.Choices",
            "int",
        ),
        aliases=("django.db.models.enums.IntegerChoices",),
        complete=True,
    ),
    Class("django.forms.Widget", aliases=("django.forms.widgets.Widget",), complete=True),
    Class("django.contrib.syndication.views.Feed", complete=True),
    Class("django.contrib.sitemaps.Sitemap", complete=True),
    # https://docs.djangoproject.com/en/6.1/ref/exceptions/
    Class("django.core.exceptions.ObjectDoesNotExist", bases=("Exception",), complete=True),
    Class("django.core.exceptions.MultipleObjectsReturned", bases=("Exception",), complete=True),
    Class(
        "django.core.exceptions.ValidationError",
        bases=("Exception",),
        traits=(ITERABLE,),
        complete=True,
    ),
    Class("django.core.exceptions.PermissionDenied", bases=("Exception",), complete=True),
    Class("django.core.exceptions.ImproperlyConfigured", bases=("Exception",), complete=True),
    Class("django.core.exceptions.SuspiciousOperation", bases=("Exception",), complete=True),
    # https://docs.python.org/3/library/unittest.html#unittest.TestCase
    Class("unittest.TestCase", aliases=("unittest.case.TestCase",), complete=True),
    Class(
        "unittest.IsolatedAsyncioTestCase",
        bases=("unittest.TestCase",),
        aliases=("unittest.async_case.IsolatedAsyncioTestCase",),
        complete=True,
    ),
    # https://docs.pydantic.dev/latest/api/base_model/
    # https://django-ninja.dev/guides/throttling/: django-ninja 1.7
    Class("ninja.throttling.BaseThrottle", complete=True),
    Class(
        "ninja.throttling.SimpleRateThrottle",
        bases=("ninja.throttling.BaseThrottle",),
        complete=True,
    ),
    Class("ninja.throttling.AnonRateThrottle", bases=("ninja.throttling.SimpleRateThrottle",)),
    Class("ninja.throttling.AuthRateThrottle", bases=("ninja.throttling.SimpleRateThrottle",)),
    Class("ninja.throttling.UserRateThrottle", bases=("ninja.throttling.SimpleRateThrottle",)),
    # https://django-ninja.dev/reference/schema/
    Class(
        "pydantic.BaseModel",
        aliases=("pydantic.main.BaseModel",),
        traits=(ITERABLE,),
        complete=True,
    ),
    Class(
        "ninja.Schema",
        bases=("pydantic.BaseModel",),
        aliases=("ninja.schema.Schema",),
        complete=True,
    ),
    # https://docs.python.org/3/library/exceptions.html
    Class("GeneratorExit", bases=("BaseException",), complete=True),
    Class("KeyboardInterrupt", bases=("BaseException",), complete=True),
    Class("SystemExit", bases=("BaseException",), complete=True),
    Class("ArithmeticError", bases=("Exception",), complete=True),
    Class("AssertionError", bases=("Exception",), complete=True),
    Class("AttributeError", bases=("Exception",), complete=True),
    Class("BufferError", bases=("Exception",), complete=True),
    Class("EOFError", bases=("Exception",), complete=True),
    Class("ImportError", bases=("Exception",), complete=True),
    Class("LookupError", bases=("Exception",), complete=True),
    Class("MemoryError", bases=("Exception",), complete=True),
    Class("NameError", bases=("Exception",), complete=True),
    Class(
        "OSError",
        bases=("Exception",),
        aliases=(
            "EnvironmentError",
            "IOError",
        ),
        complete=True,
    ),
    Class("ReferenceError", bases=("Exception",), complete=True),
    Class("RuntimeError", bases=("Exception",), complete=True),
    Class("StopAsyncIteration", bases=("Exception",), complete=True),
    Class("StopIteration", bases=("Exception",), complete=True),
    Class("SyntaxError", bases=("Exception",), complete=True),
    Class("SystemError", bases=("Exception",), complete=True),
    Class("TypeError", bases=("Exception",), complete=True),
    Class("ValueError", bases=("Exception",), complete=True),
    Class("Warning", bases=("Exception",), complete=True),
    Class("FloatingPointError", bases=("ArithmeticError",), complete=True),
    Class("OverflowError", bases=("ArithmeticError",), complete=True),
    Class("ZeroDivisionError", bases=("ArithmeticError",), complete=True),
    Class("BytesWarning", bases=("Warning",), complete=True),
    Class("DeprecationWarning", bases=("Warning",), complete=True),
    Class("FutureWarning", bases=("Warning",), complete=True),
    Class("ImportWarning", bases=("Warning",), complete=True),
    Class("PendingDeprecationWarning", bases=("Warning",), complete=True),
    Class("ResourceWarning", bases=("Warning",), complete=True),
    Class("RuntimeWarning", bases=("Warning",), complete=True),
    Class("SyntaxWarning", bases=("Warning",), complete=True),
    Class("UnicodeWarning", bases=("Warning",), complete=True),
    Class("UserWarning", bases=("Warning",), complete=True),
    Class("BlockingIOError", bases=("OSError",), complete=True),
    Class("ChildProcessError", bases=("OSError",), complete=True),
    Class("ConnectionError", bases=("OSError",), complete=True),
    Class("FileExistsError", bases=("OSError",), complete=True),
    Class("FileNotFoundError", bases=("OSError",), complete=True),
    Class("InterruptedError", bases=("OSError",), complete=True),
    Class("IsADirectoryError", bases=("OSError",), complete=True),
    Class("NotADirectoryError", bases=("OSError",), complete=True),
    Class("PermissionError", bases=("OSError",), complete=True),
    Class("ProcessLookupError", bases=("OSError",), complete=True),
    Class("TimeoutError", bases=("OSError",), complete=True),
    Class("IndentationError", bases=("SyntaxError",), complete=True),
    Class("IndexError", bases=("LookupError",), complete=True),
    Class("KeyError", bases=("LookupError",), complete=True),
    Class("ModuleNotFoundError", bases=("ImportError",), complete=True),
    Class("NotImplementedError", bases=("RuntimeError",), complete=True),
    Class("RecursionError", bases=("RuntimeError",), complete=True),
    Class("UnboundLocalError", bases=("NameError",), complete=True),
    Class("UnicodeError", bases=("ValueError",), complete=True),
    Class("BrokenPipeError", bases=("ConnectionError",), complete=True),
    Class("ConnectionAbortedError", bases=("ConnectionError",), complete=True),
    Class("ConnectionRefusedError", bases=("ConnectionError",), complete=True),
    Class("ConnectionResetError", bases=("ConnectionError",), complete=True),
    Class("TabError", bases=("IndentationError",), complete=True),
    Class("UnicodeDecodeError", bases=("UnicodeError",), complete=True),
    Class("UnicodeEncodeError", bases=("UnicodeError",), complete=True),
    Class("UnicodeTranslateError", bases=("UnicodeError",), complete=True),
    # https://docs.python.org/3/library/asyncio-exceptions.html
    Class(
        "asyncio.CancelledError",
        bases=("BaseException",),
        aliases=("asyncio.exceptions.CancelledError",),
        complete=True,
    ),
)

ROWS = (
    Callable("unittest.IsolatedAsyncioTestCase.asyncSetUp", returns="None", is_async=True),
    Callable("unittest.IsolatedAsyncioTestCase.asyncTearDown", returns="None", is_async=True),
    Callable("unittest.IsolatedAsyncioTestCase.enterAsyncContext", is_async=True),
    Callable("django.core.management.base.BaseCommand.handle", opaque=True),
    Callable("django.core.management.base.BaseCommand.execute", opaque=True),
    # What the admin does, it does in a thread.
    Callable("django.contrib.admin.ModelAdmin.get_queryset", returns="django.db.models.QuerySet"),
    Callable("django.contrib.admin.ModelAdmin.save_model", MODEL, "None"),
    Callable("django.contrib.admin.ModelAdmin.delete_model", MODEL, "None"),
    Callable(
        "django.contrib.admin.ModelAdmin.get_object", QUERYSET, "django.db.models.Model | None"
    ),
    Callable("django.contrib.admin.ModelAdmin.message_user", returns="None"),
    Callable("django.contrib.admin.ModelAdmin.log_change", SHORTCUT),
    Callable("django.contrib.admin.ModelAdmin.log_addition", SHORTCUT),
    Callable("django.contrib.admin.options.BaseModelAdmin.has_add_permission", SHORTCUT, "bool"),
    Callable("django.contrib.admin.options.BaseModelAdmin.has_change_permission", SHORTCUT, "bool"),
    Callable("django.contrib.admin.options.BaseModelAdmin.has_delete_permission", SHORTCUT, "bool"),
    Callable("django.contrib.admin.options.BaseModelAdmin.has_view_permission", SHORTCUT, "bool"),
    Callable("pydantic.BaseModel.model_dump", returns="dict[str, object]"),
    Callable("pydantic.BaseModel.model_dump_json", returns="str"),
    Callable(
        "django.core.exceptions.ValidationError.messages", returns="list[str]", is_property=True
    ),
    Callable(
        "django.core.exceptions.ValidationError.message_dict",
        returns="dict[str, list[str]]",
        is_property=True,
    ),
)
