"""Objects that keep a queryset which they are made over, and ask it themselves."""

from __future__ import annotations

_PAGINATOR = "django.core.paginator.Paginator"
PAGE = "django.core.paginator.Page"

# Class → the argument of its constructor: position and name.
# https://docs.djangoproject.com/en/6.1/ref/paginator/#paginator-class
MADE_OVER = {_PAGINATOR: (0, "object_list")}

# What counts the rows, once: the number is kept.
COUNTING = frozenset(
    f"{_PAGINATOR}.{name}"
    for name in ("page", "get_page", "validate_number", "count", "num_pages", "page_range")
)
# Of these, what gives a part of the rows, not yet fetched.
# https://docs.djangoproject.com/en/6.1/ref/paginator/#page-class
PAGES = frozenset({f"{_PAGINATOR}.page", f"{_PAGINATOR}.get_page"})
