"""Whether a call that may wait for somebody does wait, by its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.waits import ONLY_WITH_TIMEOUT, SPARED
from asynclint.semantic.kinds import External, Kind, Literal

if TYPE_CHECKING:
    from asynclint.semantic.outcomes import Arguments


def is_spared(name: str, args: Arguments) -> bool:
    """Whether a call of the row is told not to wait: `get(block=False)`, `join(timeout=0)`."""
    if name in ONLY_WITH_TIMEOUT:
        return not (args.positional or args.keywords)
    for position, keyword, value in SPARED.get(name, ()):
        given = args.get(position, keyword)
        if given is not None and _is(given, value):
            return True
    return False


def _is(kind: Kind, value: object) -> bool:
    if isinstance(kind, External):
        return kind.name == value
    return isinstance(kind, Literal) and kind.value == value
