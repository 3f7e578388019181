"""What the tables say of Django's templates, asked of Django itself."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import Any

import pytest

from asynclint.index.template_values import TemplateError
from asynclint.index.templates import parse
from asynclint.knowledge.templates import FILTERS

from . import database
from .harness import prepare

LIBRARIES = ("django.template.defaultfilters", "django.templatetags.l10n")
ARGUMENTS = {"slice": ":2", "dictsort": "title", "dictsortreversed": "title"}


def filters() -> dict[str, Callable[..., Any]]:
    prepare()
    found: dict[str, Callable[..., Any]] = {}
    for name in LIBRARIES:
        found.update(import_module(name).register.filters)
    return found


def queries(function: Callable[..., Any], name: str) -> bool:
    """Whether a filter that is used on a lazy queryset asks the database."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from shop.models import Book

    parameters = list(inspect.signature(inspect.unwrap(function)).parameters.values())[1:]
    needed = [p for p in parameters if p.default is p.empty]
    refused = suppress(TypeError, ValueError, AttributeError)
    with CaptureQueriesContext(connection) as asked, refused:
        function(Book.objects.all(), *(ARGUMENTS.get(name, "1") for _ in needed))
    return bool(asked.captured_queries)


# They raise afterwards: no template uses them so.
NOT_MEANT = {"timesince", "timeuntil"}


def test_filters_query_as_the_table_says() -> None:
    with database.fresh(prepare().template):
        asking = {name for name, function in filters().items() if queries(function, name)}
    assert {name for name, (how, _) in FILTERS.items() if how} == asking - NOT_MEANT


@pytest.mark.parametrize(
    "text",
    [
        "{% for a, b in c.items reversed %}{% empty %}{% endfor %}",
        "{% if not a and b == 'x' or c not in d %}{% elif e is not None %}{% else %}{% endif %}",
        "{% with a=b c=d|upper %}{% endwith %}{% with a as b %}{% endwith %}",
        "{% include 'a.html' with a=b only %}{% include a %}",
        "{% block a %}{{ block.super }}{% endblock a %}",
        "{% regroup a by b.c as d %}{% firstof a b 'c' as d %}{% cycle 'a' b as c silent %}",
        "{% url 'a' b c=d.e as f %}{% widthratio a b 100 as c %}{% now 'Y' as year %}",
        "{% ifchanged a %}{% else %}{% endifchanged %}{% spaceless %}{{ a }}{% endspaceless %}",
        "{% autoescape off %}{% filter upper %}{{ a }}{% endfilter %}{% endautoescape %}",
        "{% load i18n %}{% blocktranslate with a=b|upper count c=d|length trimmed %}{{ a }}"
        "{% plural %}{{ c }}{% endblocktranslate %}{% translate 'a' as b %}{% translate c %}",
        "{% load cache %}{% cache 60 a b.c %}{{ d }}{% endcache %}",
        "{{ a|default:b.c|add:'1'|slice:':2' }}{{ _('a') }}{{ -1 }}{{ 'a\\'b' }}",
        "{% for a in %}{% endfor %}",
        "{% if a b %}{% endif %}",
        "{% with a %}{% endwith %}",
        "{% for a in b %}",
        "{{ a b }}",
        "{{ a._b }}",
        "{{ }}",
        "{% endif %}",
        "{% if a == %}{% endif %}",
        "{% regroup a by b %}",
        "{% extends %}",
    ],
)
def test_templates_are_taken_and_refused_as_django_does(text: str) -> None:
    prepare()
    from django.template import Engine, TemplateSyntaxError

    def taken(read: Callable[[str], object]) -> bool:
        try:
            read(text)
        except (TemplateError, TemplateSyntaxError):
            return False
        return True

    libraries = {
        "i18n": "django.templatetags.i18n", "cache": "django.templatetags.cache",
    }  # fmt: skip
    engine = Engine(libraries=libraries)
    assert taken(parse) is taken(engine.from_string)
