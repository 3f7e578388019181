"""Templates for programs that render: the program's own files, else a page for every name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType

from django.conf import settings
from django.template import Origin
from django.template.loaders.base import Loader as BaseLoader
from django.test import override_settings

OF_THE_PROGRAM: dict[str, str] = {}  # template name -> source, set for each run


class Loader(BaseLoader):
    def get_template_sources(self, template_name: str) -> Iterator[Origin]:
        yield Origin(name=template_name, template_name=template_name, loader=self)

    def get_contents(self, origin: Origin) -> str:
        return OF_THE_PROGRAM.get(origin.template_name, "a page")


@contextmanager
def context_processors_of(modules: Iterable[ModuleType]) -> Iterator[None]:
    """Let those context processors run in the body that a program's own settings name."""
    engines = [engine for module in modules for engine in getattr(module, "TEMPLATES", ())]
    names = [
        name
        for engine in engines
        for name in engine.get("OPTIONS", {}).get("context_processors", ())
    ]
    if not names:
        yield
        return
    (own,) = settings.TEMPLATES
    changed = {**own, "OPTIONS": {**own["OPTIONS"], "context_processors": names}}
    with override_settings(TEMPLATES=[changed]):
        yield
