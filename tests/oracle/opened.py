"""Files that notice when they are read or written on the loop.

`open` gives objects of C, whose methods cannot be wrapped. So a program is given these instead:
the same layers (raw, buffered, text) with a subclass on top.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import Any

METHODS = (
    "read", "read1", "readinto", "readline", "readlines", "write", "writelines", "truncate",
    "__next__",
)  # fmt: skip

Notice = Callable[[str, Any], object]  # (what is done, the frame that does it)


def watched(base: type, notice: Notice) -> type:
    """A subclass of `base` whose methods report themselves before they do their work."""

    def wrap(name: str) -> Callable[..., Any]:
        method = getattr(base, name)

        def noticed(self: Any, *args: Any) -> Any:
            notice(f"file.{name.strip('_')}", sys._getframe(1))
            return method(self, *args)

        return noticed

    return type(base.__name__, (base,), {n: wrap(n) for n in METHODS if hasattr(base, n)})


class Opener:
    """Opens as `open` does, with the top layer watched."""

    def __init__(self, real: Callable[..., Any], notice: Notice) -> None:
        self.real = real
        self.text = watched(io.TextIOWrapper, notice)
        self.layers = {
            base: watched(base, notice)
            for base in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom)
        }

    def open(
        self,
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> Any:
        if "b" in mode:
            below = self.real(file, mode, buffering, encoding, errors, newline, closefd, opener)
            return self.rewrapped(below)
        # Let `open` judge the arguments of text files, without truncating them a second time.
        binary = self.real(file, mode.replace("t", "") + "b", -1, None, None, None, closefd, opener)
        text = self.text(binary, encoding, errors, newline, buffering == 1)
        text.mode = mode
        return text

    def rewrapped(self, file: Any) -> Any:
        """The same open file under a watched top layer (unbuffered ones stay as they are)."""
        kind = self.layers.get(type(file))
        return file if kind is None else kind(file.detach())
