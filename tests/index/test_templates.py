"""Templates are read as Django's own parser reads them, by what it makes of the same text."""

from __future__ import annotations

import pytest

from asynclint.index.template_tree import Filter, For, If, Include, Show, Test, Unknown, Value, With
from asynclint.index.template_values import TemplateError, pieces
from asynclint.index.templates import parse

BOOK = Value(("book",))


def test_values_with_filters_and_constants() -> None:
    (shown,) = parse('\n{{ book.author.name|default:"no | name"|upper }}')
    assert shown == Show(
        2,
        '{{ book.author.name|default:"no | name"|upper }}',
        Value(
            ("book", "author", "name"),
            None,
            (Filter("default", Value((), "no | name")), Filter("upper")),
        ),
    )
    values = [node.value for node in parse("{{ 3 }}{{ 'a' }}{{ 1.5 }}{{ _('a') }}")]  # type: ignore[union-attr]
    assert [(value.lookups, value.literal) for value in values] == [
        ((), 3),
        ((), "a"),
        ((), None),
        ((), ""),
    ]


def test_loops_with_several_targets() -> None:
    (loop,) = parse(
        "{% for key, value in rows.items reversed %}{{ key }}{% empty %}-{{ 1 }}{% endfor %}"
    )
    assert isinstance(loop, For)
    assert loop.targets == ("key", "value")
    assert loop.sequence == Value(("rows", "items"))
    assert (len(loop.body), len(loop.empty)) == (1, 1)


def test_conditions_bind_as_in_django() -> None:
    (node,) = parse("{% if not a and b == 'x' or c not in d %}1{% elif e %}2{% else %}3{% endif %}")
    assert isinstance(node, If)
    assert [branch[0] for branch in node.branches] == [
        Test(
            "or",
            (
                Test(
                    "and",
                    (
                        Test("not", (Value(("a",)),)),
                        Test("==", (Value(("b",)), Value((), "x"))),
                    ),
                ),
                Test("not in", (Value(("c",)), Value(("d",)))),
            ),
        ),
        Value(("e",)),
        None,
    ]


def test_names_that_are_bound() -> None:
    old, new, included = parse(
        "{% with book as b %}{% endwith %}{% with a=book b=book.title|upper %}{% endwith %}"
        '{% include "rows.html" with a=book only %}'
    )
    assert isinstance(old, With) and isinstance(new, With) and isinstance(included, Include)
    assert old.bindings == (("b", BOOK),)
    assert [name for name, _ in new.bindings] == ["a", "b"]
    assert (included.bindings, included.only) == ((("a", BOOK),), True)


def test_what_is_not_rendered_is_left_out() -> None:
    assert parse("{# {{ a }} #}{% comment 'x' %}{{ b }}{% nonsense %}{% endcomment %}") == ()
    assert parse("{% verbatim one %}{{ b }}{% endverbatim %}{% endverbatim one %}") == ()
    assert parse("{% load static %}{% csrf_token %}text") == ()


def test_tags_of_other_libraries_swallow_what_they_hold() -> None:
    one, other = parse(
        "{% window book %}{{ a.b }}{% window %}{% endwindow %}{% endwindow %}{% menu c as d %}"
    )
    assert one == Unknown(1, "{% window book %}", ("a", "b", "book", "endwindow", "window"))
    assert isinstance(other, Unknown)
    assert {"c", "d"} <= set(other.names)


@pytest.mark.parametrize(
    "text",
    [
        "{% for book in books %}",
        "{% endfor %}",
        "{% if %}{% endif %}",
        "{% if a b %}{% endif %}",
        "{% if a and %}{% endif %}",
        "{% for in books %}{% endfor %}",
        "{{ }}",
        "{{ a b }}",
        "{{ a._b }}",
        "{{ a|b:c|d: }}",
        "{% %}",
        "{% with a %}{% endwith %}",
        "{% block %}{% endblock %}",
        "{% include %}",
        "{% else %}",
    ],
)
def test_what_django_refuses_is_refused(text: str) -> None:
    with pytest.raises(TemplateError):
        parse(text)


def test_words_with_quotes_stay_together() -> None:
    assert pieces(" include 'a b.html' with c=\"d e\"|f:'g h' ") == [
        "include", "'a b.html'", "with", "c=\"d e\"|f:'g h'",
    ]  # fmt: skip
