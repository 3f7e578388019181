"""Messages in the log: `logger.warning("lost %s", order)` makes the text where it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.semantic import texts
from asynclint.semantic.kinds import NONE, Kind
from asynclint.semantic.outcomes import Arguments, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.index import tree
    from asynclint.semantic.calls import Calls
    from asynclint.semantic.sites import Effect

    Special = Callable[[Calls, Arguments, tree.Call], Outcome | None]

# Levels that are on where programs are used; below them nothing is formatted.
_LEVELS = ("info", "warning", "error", "exception", "critical")


def _logged(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """The message is made a text of, with the values that follow it."""
    effects: tuple[Effect, ...] = ()
    message = args.get(0, "msg")
    values: tuple[Kind, ...] = args.positional[1:]
    if message is not None:
        effects = run.special_effects(message, texts.TEXT, node)
        for kind, methods in zip(values, texts.by_percent(message, len(values))):
            effects += run.special_effects(kind, methods, node)
    return Outcome(NONE, None, effects, uses=True)


FUNCTIONS: dict[str, Special] = {f"logging.{level}": _logged for level in _LEVELS}
METHODS: dict[str, Special] = {
    f"logging.{cls}.{level}": _logged for cls in ("Logger", "LoggerAdapter") for level in _LEVELS
}
