"""Whether a call that works on a file is given one of the disk, or an object in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.schema import FILE
from asynclint.semantic import classes, django
from asynclint.semantic.kinds import BYTES, STR, Kind, Literal, is_unknown, members

if TYPE_CHECKING:
    from asynclint.knowledge.schema import Callable
    from asynclint.semantic.model import Model
    from asynclint.semantic.outcomes import Arguments


def works_on_disk(model: Model, row: Callable, args: Arguments) -> bool:
    """Whether a call by this row works on the disk, as far as its arguments decide that.

    Of the arguments in `row.files` that are given, one must be a path or a file of the disk; one of
    which nothing is known may as well be in memory.
    """
    given = [args.get(position, name) for position, name in row.files]
    handles = [kind for kind in given if kind is not None]
    return not handles or any(_is_of_disk(model, kind) for kind in handles)


def _is_of_disk(model: Model, kind: Kind) -> bool:
    return not is_unknown(kind) and any(_is_file(model, o) for o in members(kind))


def _is_file(model: Model, kind: Kind) -> bool:
    if isinstance(kind, Literal):
        return isinstance(kind.value, str)
    if kind in (STR, BYTES):
        return True
    cls = django.class_of(kind)
    if cls is None:
        return False
    if "pathlib.PurePath" in classes.mro(model, cls):
        return True
    reading = model.tables.row(f"{cls}.read")
    return reading is not None and reading.does == FILE
