"""Hooks that frameworks always call as plain functions: what an `async def` there loses.

Each row was run on the releases that its source names. Hooks whose result decides about access are
not here; they have a rule of their own.
"""

from __future__ import annotations

from typing import NamedTuple

from asynclint.knowledge.schema import Version

# Who calls a hook, as far as that depends on the class that holds it.
ALWAYS = "always"  # whatever else the class does
GENERIC = "generic"  # the handlers of a generic view, unless the project has handlers of its own
HANDLING = "handling"  # around handlers that are all sync


class Hook(NamedTuple):
    """Methods of the subclasses of a class.

    A name `clean_*` stands for one method a field; a `*` in the name of the class for any
    characters.
    """

    cls: str
    names: tuple[str, ...]
    lost: str  # what happens instead
    by: str = "Django"
    when: str = ALWAYS
    # For classes that derive from nothing: other names that such a class has as well.
    beside: tuple[str, ...] = ()


class Registration(NamedTuple):
    """Decorators that hand a function to a framework."""

    names: tuple[str, ...]
    lost: str
    by: str = "Django"
    until: Version | None = None  # the first Django that awaits it


class Argument(NamedTuple):
    """An argument that is a function to be called later, or a list of such."""

    callee: str  # a function, a class, or a base of the class that is called; `*` as in `Hook`
    position: int  # -1 where it is given by keyword only
    keyword: str
    lost: str
    by: str = "Django"


PASSES = "validation passes"
NOTHING_RUNS = "its body never runs"
SHOWN = "`<coroutine object …>` stands in its place"

_MODEL = "django.db.models.Model"
_SERIALIZER = "rest_framework.serializers.BaseSerializer"
_REST = "Django REST framework"
_BACKEND = "django.contrib.auth.backends.BaseBackend"

# https://docs.djangoproject.com/en/6.1/topics/async/: run on 3.1 to 6.1
_DJANGO = (
    Hook(_MODEL, ("save",), "`objects.create()` and forms return, and nothing is stored"),
    Hook(_MODEL, ("delete",), "nothing is deleted"),
    Hook(_MODEL, ("clean", "full_clean", "clean_fields", "validate_unique"), PASSES),
    Hook(_MODEL, ("validate_constraints",), PASSES),
    Hook(_MODEL, ("__str__", "__init__"), "`TypeError`"),
    Hook(_MODEL, ("get_absolute_url", "from_db"), SHOWN),
    Hook("django.db.models.*Field", ("from_db_value",), SHOWN),
    Hook("django.db.models.*Field", ("get_prep_value", "pre_save"), "the database refuses it"),
    Hook("django.db.models.Manager", ("get_queryset",), "every queryset of it is a coroutine"),
    Hook("django.db.models.QuerySet", ("update",), "`aupdate()` raises `TypeError`"),
    Hook("django.forms.BaseForm", ("clean", "clean_*", "is_valid", "full_clean"), PASSES),
    Hook("django.forms.*Field", ("clean", "validate"), PASSES),
    Hook("django.forms.BaseFormSet", ("clean",), PASSES),
    Hook("django.forms.BaseModelFormSet", ("save_new",), "nothing is stored"),
    Hook("django.contrib.admin.ModelAdmin", ("save_model",), "nothing is stored"),
    Hook("django.contrib.admin.ModelAdmin", ("delete_model",), "nothing is deleted"),
    Hook("django.contrib.admin.ModelAdmin", ("get_queryset",), "its pages do not work"),
    Hook("django.apps.AppConfig", ("ready",), NOTHING_RUNS),
    Hook("django.core.management.base.BaseCommand", ("handle",), "`AttributeError`"),
    Hook("django.core.management.base.BaseCommand", ("add_arguments",), "its options are missing"),
    Hook("django.template.Node", ("render",), "`TypeError`"),
    Hook(_BACKEND, ("authenticate", "get_user", "get_all_permissions"), "every login fails"),
    Hook("django.core.files.storage.Storage", ("_save",), "`TypeError`, and nothing is stored"),
    Hook("django.core.files.storage.Storage", ("exists",), "saving a file never ends"),
    Hook("django.core.files.storage.Storage", ("url",), SHOWN),
    Hook(
        "django.utils.deprecation.MiddlewareMixin",
        ("process_request", "process_response"),
        "every request fails (`TypeError`)",
    ),
    Hook("django.contrib.sitemaps.Sitemap", ("items",), "`TypeError`"),
    Hook("django.contrib.syndication.views.Feed", ("items",), "`TypeError`"),
    Hook("logging.Handler", ("emit",), "nothing is logged", "`logging`"),
    Hook(
        "",
        ("validate",),
        "every password is accepted",
        beside=("get_help_text",),
    ),
    Hook("", ("to_python",), "the view is given a coroutine", beside=("regex", "to_url")),
    Hook("", ("to_url",), "`reverse()` finds nothing", beside=("regex", "to_python")),
)

# https://docs.djangoproject.com/en/6.1/ref/class-based-views/: run on 3.1 to 6.1
_VIEWS = (
    Hook("django.views.View", ("setup",), "`AttributeError`"),
    Hook("django.views.View", ("dispatch",), "every request fails (`ValueError`)", when=HANDLING),
    Hook(
        "django.views.generic.base.ContextMixin",
        ("get_context_data",),
        "`TypeError`",
        when=GENERIC,
    ),
    Hook(
        "django.views.generic.base.TemplateResponseMixin",
        ("get_template_names",),
        "`AttributeError`",
        when=GENERIC,
    ),
    Hook(
        "django.views.generic.base.TemplateResponseMixin",
        ("render_to_response",),
        "every request fails (`ValueError`)",
        when=GENERIC,
    ),
    Hook(
        "django.views.generic.detail.SingleObjectMixin",
        ("get_object", "get_queryset"),
        "the template is given a coroutine",
        when=GENERIC,
    ),
    Hook(
        "django.views.generic.list.MultipleObjectMixin",
        ("get_queryset",),
        "the template is given a coroutine",
        when=GENERIC,
    ),
    Hook(
        "django.views.generic.edit.FormMixin",
        ("get_form", "get_form_kwargs", "get_initial", "get_success_url"),
        "every request fails",
        when=GENERIC,
    ),
    Hook(
        "django.views.generic.edit.FormMixin",
        ("form_valid", "form_invalid"),
        f"every request fails (`ValueError`) and {NOTHING_RUNS}",
        when=GENERIC,
    ),
    Hook("django.views.generic.RedirectView", ("get_redirect_url",), "`TypeError`", when=GENERIC),
)

# https://www.django-rest-framework.org/: 3.18
_REST_FRAMEWORK = (
    Hook(_SERIALIZER, ("validate", "validate_*"), PASSES, _REST),
    Hook(_SERIALIZER, ("create", "update"), "nothing is stored", _REST),
    Hook(_SERIALIZER, ("to_representation",), "`TypeError`", _REST),
    Hook(
        "rest_framework.mixins.CreateModelMixin",
        ("perform_create",),
        "it answers 201 and nothing is stored",
        _REST,
        GENERIC,
    ),
    Hook(
        "rest_framework.mixins.UpdateModelMixin",
        ("perform_update",),
        "it answers 200 and nothing is stored",
        _REST,
        GENERIC,
    ),
    Hook(
        "rest_framework.mixins.DestroyModelMixin",
        ("perform_destroy",),
        "it answers 204 and nothing is deleted",
        _REST,
        GENERIC,
    ),
    Hook(
        "rest_framework.generics.GenericAPIView",
        ("get_queryset", "get_object", "filter_queryset", "get_serializer_class"),
        "every request fails",
        _REST,
        GENERIC,
    ),
    Hook(
        "rest_framework.views.APIView", ("get_permissions",), "every request fails", _REST, GENERIC
    ),
    Hook(
        "rest_framework.authentication.BaseAuthentication",
        ("authenticate",),
        "every request fails (`TypeError`)",
        _REST,
    ),
)

HOOKS = _DJANGO + _VIEWS + _REST_FRAMEWORK

REGISTRATIONS = (
    # https://docs.djangoproject.com/en/6.1/howto/custom-template-tags/
    Registration(
        tuple(f"django.template.Library.{name}" for name in ("filter", "simple_tag")), SHOWN
    ),
    Registration(("django.template.Library.simple_block_tag",), SHOWN),
    Registration(("django.template.Library.inclusion_tag",), "the page lacks it"),
    # https://docs.djangoproject.com/en/6.1/ref/contrib/admin/actions/
    Registration(("django.contrib.admin.action",), NOTHING_RUNS, "Django's admin"),
    Registration(("django.contrib.admin.display",), SHOWN, "Django's admin"),
    # https://docs.djangoproject.com/en/6.1/topics/checks/
    Registration(("django.core.checks.register",), "`TypeError`"),
    # https://docs.djangoproject.com/en/5.0/releases/5.0/#signals
    Registration(("django.dispatch.receiver",), NOTHING_RUNS, until=(5, 0)),
)

# https://docs.djangoproject.com/en/6.1/ref/validators/ and …/ref/models/fields/
ARGUMENTS = (
    Argument("django.db.models.*Field", -1, "validators", PASSES),
    Argument("django.db.models.*Field", -1, "default", "the coroutine becomes the value"),
    Argument("django.db.models.FileField", -1, "upload_to", "`TypeError`"),
    Argument("django.forms.*Field", -1, "validators", PASSES),
    Argument("rest_framework.*Field", -1, "validators", PASSES, _REST),
    # https://docs.djangoproject.com/en/6.1/ref/migration-operations/#runpython
    Argument("django.db.migrations.RunPython", 0, "code", NOTHING_RUNS),
    Argument("django.db.migrations.RunPython", 1, "reverse_code", NOTHING_RUNS),
    # https://docs.djangoproject.com/en/6.1/topics/db/transactions/#performing-actions-after-commit
    Argument("django.db.transaction.on_commit", 0, "func", NOTHING_RUNS),
)

# The packages whose classes await hooks of these names.
AWAITING_PACKAGES = frozenset({"adrf"})
