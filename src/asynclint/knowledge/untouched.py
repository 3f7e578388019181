"""What leaves model instances that it is given as they are: nothing more of them is in memory
afterwards, and nothing less.

Of anything else that no code is known of, that may be: a thread that hands an author to some
library's function has perhaps loaded the author's books. Special methods that these call
(`__str__`, `__hash__`, `__iter__`) are followed by themselves.
"""

from __future__ import annotations

# https://docs.djangoproject.com/en/6.1/ref/models/querysets/: keys are compared with those in the
# database, and objects are set on others.
_QUERYSETS = frozenset(
    f"django.db.models.{name}" for name in ("QuerySet", "Manager", "RelatedManager")
)
# They read columns of what they are given, or put the other end of a relation on it.
_TOUCHING = frozenset(
    f"{prefix}{name}"
    for name in ("bulk_create", "bulk_update", "add", "set", "remove", "clear")
    for prefix in ("", "a")
)

_CONTAINERS = {
    "list": ("append", "extend", "insert", "remove", "index", "count"),
    "set": ("add", "discard", "remove", "update"),
    "dict": ("get", "pop", "setdefault", "update"),
}

_UNTOUCHED = frozenset(
    {
        # https://docs.djangoproject.com/en/6.1/ref/models/instances/#saving-objects
        "django.db.models.Model.save",
        "django.db.models.Model.asave",
        "django.shortcuts.get_object_or_404",
        "django.shortcuts.get_list_or_404",
        "django.shortcuts.aget_object_or_404",
        "django.shortcuts.aget_list_or_404",
        # https://docs.python.org/3/library/functions.html
        "bool", "dict", "enumerate", "frozenset", "hash", "id", "isinstance", "iter", "len", "list",
        "next", "print", "repr", "reversed", "set", "sorted", "tuple", "type", "zip",
        *(f"{owner}.{name}" for owner, names in _CONTAINERS.items() for name in names),
    }
)  # fmt: skip


def leaves_alone(name: str) -> bool:
    """Whether a callable of this (canonical) name leaves its arguments' rows as they are."""
    owner, _, method = name.rpartition(".")
    return name in _UNTOUCHED or (owner in _QUERYSETS and method not in _TOUCHING)
