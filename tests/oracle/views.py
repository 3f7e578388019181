"""What Django finds wrong with a class-based view when a URL is made for it."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from contextlib import suppress

from django.core.exceptions import ImproperlyConfigured
from django.views import View

from .programs import INSTALLED, module_name, python_files
from .recorder import RAISES, Frame, Recorder, described


def refused_views_noticed(files: dict[str, str], recorder: Recorder) -> None:
    """Make a view of each class of the program that is one, as its URLs do."""
    for path, text in python_files(files).items():
        module = sys.modules.get(module_name(path))
        for node in classes_in(text) if INSTALLED not in path else ():
            cls = getattr(module, node.name, None)
            if not inspect.isclass(cls) or not issubclass(cls, View):
                continue
            recorder.entry = f"{module_name(path)}.{node.name}"
            with suppress(TypeError):  # a set of views wants to know its actions
                try:
                    cls.as_view()
                except ImproperlyConfigured as error:
                    place = Frame(path, node.lineno, node.name)
                    recorder.record(RAISES, described(error), [place], type(error))


def classes_in(text: str) -> Iterator[ast.ClassDef]:
    with suppress(SyntaxError):
        yield from (node for node in ast.parse(text).body if isinstance(node, ast.ClassDef))
