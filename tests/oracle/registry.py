"""Room in Django's registry for the models of one program.

A program's top-level packages and modules count as installed apps while it runs. Afterwards the
registry, and the classes that the program's models pointed at, are as they were.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps
from django.contrib.contenttypes.models import ContentType
from django.db import models

from .programs import Finder
from .recorder import PROGRAM


class ProgramApp(AppConfig):
    path = PROGRAM


class Registered:
    """The models that have come to the registry since it was opened."""

    def __init__(self) -> None:
        self.before = set(all_models())

    def models(self) -> list[type[models.Model]]:
        return [model for model in all_models() if model not in self.before]


def all_models() -> list[type[models.Model]]:
    return [
        model
        for of_label in apps.all_models.values()
        for model in of_label.values()
        if not model._meta.auto_created
    ]


@contextmanager
def open_to(files: dict[str, str]) -> Iterator[Registered]:
    """Let the modules of the program define models during the body."""
    configs, pending = apps.app_configs, dict(apps._pending_operations)
    stored = {label: dict(of_label) for label, of_label in apps.all_models.items()}
    attributes = {model: set(vars(model)) for model in all_models()}
    apps.app_configs = {**configs, **program_apps(files)}
    registered = Registered()
    try:
        yield registered
    finally:
        new = registered.models()
        apps.app_configs = configs
        apps.all_models.clear()
        apps.all_models.update(stored)
        for config in configs.values():
            config.models = apps.all_models[config.label]
        apps._pending_operations.clear()
        apps._pending_operations.update(pending)
        if new or any(set(vars(model)) != known for model, known in attributes.items()):
            clean(attributes)


def program_apps(files: dict[str, str]) -> dict[str, AppConfig]:
    """An app for each top-level name of the program; one that exists is replaced if need be."""
    found = {}
    tops = {name.partition(".")[0] for name in Finder(files).paths}
    for name in sorted(tops):
        if name in apps.app_configs:
            if f"{name}/models.py" not in files:
                continue
            apps.all_models[name] = {}
        found[name] = program_app(name)
    return found


def program_app(name: str) -> AppConfig:
    config = ProgramApp(name, ModuleType(name))
    config.apps = apps
    config.models = apps.all_models[name]
    return config


def clean(attributes: dict[Any, set[str]]) -> None:
    """Take away what the program's models left on the classes that they point at."""
    for model, known in attributes.items():
        for name in set(vars(model)) - known:
            delattr(model, name)
    apps.clear_cache()
    ContentType.objects.clear_cache()
