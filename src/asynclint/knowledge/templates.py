"""Templates: who renders them, with what, and what Django's own filters do with a value.

https://docs.djangoproject.com/en/6.1/ref/templates/builtins/
"""

from __future__ import annotations

from typing import NamedTuple

# The parts of what stands for a template, a context or a response: see `Rendering`.
TEMPLATE_NAME, SOURCE, CONTEXT, REQUEST = "template name", "source", "context", "request"

Argument = tuple[int, str]  # position (-1: only by its name) and name


class Rendering(NamedTuple):
    """A function, class or method that takes a template, its context, or both. What it does not
    take as an argument its object holds: `TemplateResponse(…).render()`."""

    template: Argument | None = None
    context: Argument | None = None
    request: Argument | None = None
    source: Argument | None = None  # the text of a template


_RESPONSE = "django.template.response"
_NAME = (0, "template_name")

# What renders.
RENDERING: dict[str, Rendering] = {
    "django.shortcuts.render": Rendering((1, "template_name"), (2, "context"), (0, "request")),
    "django.template.loader.render_to_string": Rendering(_NAME, (1, "context"), (2, "request")),
    "django.template.Engine.render_to_string": Rendering(_NAME, (1, "context")),
    "django.template.backends.django.Template.render": Rendering(
        context=(0, "context"), request=(1, "request")
    ),
    "django.template.Template.render": Rendering(context=(0, "context")),
    f"{_RESPONSE}.SimpleTemplateResponse.render": Rendering(),
    f"{_RESPONSE}.SimpleTemplateResponse.rendered_content": Rendering(),
}

# What keeps a template or a context, to be rendered later.
KEEPING: dict[str, Rendering] = {
    "django.template.loader.get_template": Rendering(_NAME),
    "django.template.loader.select_template": Rendering((0, "template_name_list")),
    "django.template.Engine.get_template": Rendering(_NAME),
    "django.template.Engine.from_string": Rendering(source=(0, "template_code")),
    "django.template.Template": Rendering(source=(0, "template_string")),
    "django.template.Context": Rendering(context=(0, "dict_")),
    "django.template.RequestContext": Rendering(context=(1, "dict_"), request=(0, "request")),
    f"{_RESPONSE}.SimpleTemplateResponse": Rendering((0, "template"), (1, "context")),
    f"{_RESPONSE}.TemplateResponse": Rendering((1, "template"), (2, "context"), (0, "request")),
}

# What a filter does with the value before it, and what it gives: "text", "number", "item" (one of
# its items), "list" (of them), "same" (the value itself), "other" (its argument, or the value).
FILTERS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        (
            "addslashes", "capfirst", "center", "cut", "escape", "escapejs", "force_escape",
            "iriencode", "linebreaks", "linebreaksbr", "linenumbers", "ljust", "lower", "make_list",
            "pprint", "rjust", "safe", "slugify", "striptags", "title", "truncatechars",
            "truncatechars_html", "truncatewords", "truncatewords_html", "upper", "urlencode",
            "urlize", "urlizetrunc", "wordcount", "wordwrap", "localize", "unlocalize",
            "floatformat",
        ),
        ("format", "text"),
    ),
    **dict.fromkeys(("join", "unordered_list"), ("iterate", "text")),
    **dict.fromkeys(
        ("dictsort", "dictsortreversed", "escapeseq", "safeseq"), ("iterate", "list")
    ),
    **dict.fromkeys(("length", "pluralize"), ("length", "number")),
    **dict.fromkeys(("first", "random"), ("subscript", "item")),
    "yesno": ("truth", "text"),
    "default": ("truth", "other"),
    "default_if_none": ("", "other"),
    "slice": ("", "same"),
}  # fmt: skip

# Methods that Django's templates do not call, since they change data. (`alters_data`)
ALTERING = frozenset(
    {
        "add", "bulk_create", "bulk_update", "clear", "create", "create_superuser", "create_user",
        "delete", "get_or_create", "remove", "save", "save_base", "set", "update",
        "update_or_create", "open",
    }
)  # fmt: skip

# Context processors of Django's that bring something lazy, and under which name.
REQUEST_PROCESSOR = "django.template.context_processors.request"
AUTH_PROCESSOR = "django.contrib.auth.context_processors.auth"
# `perms.shop.add_book` asks the user: by this method, for what stands behind the app's name.
# https://docs.djangoproject.com/en/6.1/topics/auth/default/#permissions
PERMISSIONS = "django.contrib.auth.context_processors.PermWrapper"
PERMISSIONS_OF_APP = "django.contrib.auth.context_processors.PermLookupDict"
ASKED_FOR_PERMISSION = "has_perm"
