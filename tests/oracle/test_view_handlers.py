"""The handlers of the libraries' views are as the table says."""

from __future__ import annotations

import importlib
import inspect

import pytest

from asynclint.knowledge.tables import TABLES
from asynclint.knowledge.view_handlers import NAMES, OF_LIBRARIES

from .harness import prepare

MODULES = (
    *(f"django.views.generic.{name}" for name in ("base", "detail", "list", "edit", "dates")),
    "django.contrib.auth.views",
    "rest_framework.generics",
    "adrf.generics",
)


@pytest.mark.parametrize("module", MODULES)
def test_views_have_the_handlers_that_the_table_lists(module: str) -> None:
    prepare()
    for cls in vars(importlib.import_module(module)).values():
        if not inspect.isclass(cls) or cls.__module__ != module or not hasattr(cls, "as_view"):
            continue
        own = {
            name: inspect.iscoroutinefunction(vars(cls)[name])
            for name in NAMES
            if name in vars(cls)
        }
        known = OF_LIBRARIES.get(TABLES.canonical(f"{module}.{cls.__qualname__}"))
        listed = {} if known is None else dict.fromkeys(known.names, known.is_async)
        assert own == listed, cls


def test_nothing_is_listed_that_does_not_exist() -> None:
    prepare()
    for name in OF_LIBRARIES:
        module, _, cls = name.rpartition(".")
        assert hasattr(importlib.import_module(module), cls), name
