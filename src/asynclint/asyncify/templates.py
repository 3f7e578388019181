"""Templates that may call a method: `{{ book.total }}` calls it, and awaits nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from asynclint.conversion import Spot
from asynclint.sources.paths import join
from asynclint.sources.text import UndecodableError, decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.engine import Project
    from asynclint.semantic.routines import Routine

_ENDINGS = (".html", ".htm", ".txt", ".xml", ".jinja", ".jinja2", ".j2", ".djhtml")
_TAGS = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)


def mentions(project: Project, routine: Routine) -> Iterator[Spot]:
    """The places in templates that look up the name of a method which needs no arguments."""
    own = routine.node.params[1:]
    if routine.cls is None or any(p.default is None and "star" not in p.kind for p in own):
        return
    word = re.compile(rf"\.{re.escape(routine.name)}\b")
    for path in _files(project, project.root):
        try:
            text = decode(project.fs.read(path)).text
        except (OSError, UndecodableError):
            continue
        if word.search(text) is None:
            continue
        for tag in _TAGS.finditer(text):
            if word.search(tag[0]) is not None:
                row = text.count("\n", 0, tag.start()) + 1
                yield Spot(project.shown(path), row, "", " ".join(tag[0].split()))


def _files(project: Project, folder: str) -> Iterator[str]:
    for entry in project.fs.scan(folder):
        path = join(folder, entry.name)
        if entry.is_dir:
            if entry.name not in project.settings.exclude and not entry.is_symlink:
                yield from _files(project, path)
        elif entry.name.endswith(_ENDINGS):
            yield path
