"""Finding the object under a dotted name, in whatever is installed."""

from __future__ import annotations

import builtins
import functools
import importlib
import inspect
import sys
import warnings
from typing import Any, NamedTuple

from knowledge_exceptions import OUR_NAMES, STANDS_FOR


class Absent(Exception):
    """The package is there, the name is not."""


class NotInstalled(Exception):
    """The module that would hold the name cannot be imported."""


class Thing(NamedTuple):
    """An object and how its owner holds it (a property rather than its value, say)."""

    value: Any
    held: Any


def find(dotted: str) -> Thing:
    """The object under a dotted name, which may be one of our own names for it.

    Raises Absent or NotInstalled.
    """
    for ours, real in OUR_NAMES.items():
        if f"{dotted}.".startswith(f"{ours}."):
            dotted = real + dotted[len(ours) :]
    if hasattr(builtins, dotted.partition(".")[0]):
        dotted = f"builtins.{dotted}"
    try:
        return _follow(dotted, modules_first=False)
    except Absent:
        # A package may hold a function under the name of one of its modules.
        return _follow(dotted, modules_first=True)


def _follow(dotted: str, *, modules_first: bool) -> Thing:
    module, rest = _module_of(dotted, modules_first)
    value: Any = module
    held: Any = module
    for part in rest:
        owner = value
        try:
            held = inspect.getattr_static(owner, part)
        except AttributeError:
            held = None
        if isinstance(held, (property, functools.cached_property)):
            value = held
            continue
        try:
            value = getattr(owner, part)
        except AttributeError:
            if held is None:
                raise Absent(dotted) from None
            value = held
    return Thing(value, held)


def find_method(owner: str, name: str) -> Thing:
    """A function, or a method of a class or of a class that stands for those derived from it."""
    for place in (owner, *STANDS_FOR.get(owner, ())):
        try:
            return find(f"{place}.{name}" if place else name)
        except Absent:
            continue
    raise Absent(f"{owner}.{name}")


@functools.cache
def importable(module: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            importlib.import_module(module)
    except Exception:
        return False
    return True


def _is_module(parts: list[str], modules_first: bool) -> bool:
    """Whether a dotted name is a module's, and not that of something in its package beside it."""
    beside = getattr(sys.modules[".".join(parts[:-1])], parts[-1], None)
    return (modules_first or beside is None or inspect.ismodule(beside)) and importable(
        ".".join(parts)
    )


def _module_of(dotted: str, modules_first: bool) -> tuple[Any, list[str]]:
    """The innermost module that a dotted name goes through, and the rest of the name."""
    parts = dotted.split(".")
    if not importable(parts[0]):
        raise NotInstalled(parts[0])
    length = 1
    while length < len(parts) and _is_module(parts[: length + 1], modules_first):
        length += 1
    name = ".".join(parts[:length])
    if length < len(parts) and not hasattr(sys.modules[name], parts[length]):
        try:
            importlib.import_module(".".join(parts[: length + 1]))
        except ModuleNotFoundError as error:
            if error.name != ".".join(parts[: length + 1]):
                raise NotInstalled(str(error.name)) from None
        except Exception:
            raise NotInstalled(".".join(parts[: length + 1])) from None
    return sys.modules[name], parts[length:]


def set_django_up() -> None:
    """Make Django usable, once, with its own applications and a database in memory."""
    import django
    from django.conf import settings

    if settings.configured:
        return
    contrib = "admin auth contenttypes sessions messages sites flatpages redirects staticfiles"
    settings.configure(
        INSTALLED_APPS=[f"django.contrib.{name}" for name in contrib.split()],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        SECRET_KEY="none",
        SITE_ID=1,
        STATIC_URL="/static/",
        USE_TZ=True,
    )
    django.setup()
