"""What is said on standard error, and when output may be in colour."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from typing import TextIO

COLOURS = {"error": "red", "warning": "yellow"}


def error(message: str, remedy: str = "") -> None:
    """Say what is wrong and where; `remedy` is what the user can do about it."""
    _say("error", message, remedy)


def warning(message: str, remedy: str = "") -> None:
    """Say what the user should know, though the run is good."""
    _say("warning", message, remedy)


def note(message: str) -> None:
    """Say what is being done (--verbose)."""
    say(f"asynclint: {message}")


def say(text: str, stream: TextIO | None = None) -> None:
    """Write a line to `stream`, to standard error unless given."""
    where = stream or sys.stderr
    if where is not None:
        print(text, file=where, flush=True)


def is_coloured(stream: TextIO | None, choice: str = "auto") -> bool:
    """Whether to write colours to `stream`: the choice decides, then NO_COLOR, then FORCE_COLOR,
    then whether it is a terminal that can show them."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"


def is_terminal(stream: TextIO | None) -> bool:
    """Whether `stream` is an open terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # it is closed
        return False


def colour_choice() -> str:
    """The value of --color in the running command; `auto` where there is none."""
    context = click.get_current_context(silent=True)
    choice = context.params.get("color") if context else None
    return choice or "auto"


def _say(kind: str, message: str, remedy: str) -> None:
    label = click.style(f"{kind}:", fg=COLOURS[kind], bold=True)
    text = f"asynclint: {label} {message}"
    if remedy:
        text += "".join(f"\n  help: {line}" for line in remedy.splitlines())
    click.echo(text, err=True, color=is_coloured(sys.stderr, colour_choice()))
