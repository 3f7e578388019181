"""Templates for programs that render: the program's own files, else a page for every name."""

from __future__ import annotations

from collections.abc import Iterator

from django.template import Origin
from django.template.loaders.base import Loader as BaseLoader

OF_THE_PROGRAM: dict[str, str] = {}  # template name -> source, set for each run


class Loader(BaseLoader):
    def get_template_sources(self, template_name: str) -> Iterator[Origin]:
        yield Origin(name=template_name, template_name=template_name, loader=self)

    def get_contents(self, origin: Origin) -> str:
        return OF_THE_PROGRAM.get(origin.template_name, "a page")
