"""A progress bar for long runs, on a terminal only."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from asynclint.cli.messages import is_terminal

if TYPE_CHECKING:
    from types import TracebackType

    from asynclint.cli.options import Options
    from asynclint.output.terminal import Bar

DELAY = 1.0  # seconds that a run may take before the bar appears


class Progress:
    """Call it with the files done and their total; use it as a context, which removes the bar."""

    def __init__(self, options: Options) -> None:
        self._is_wanted = not (options.no_progress or options.quiet) and is_terminal(sys.stderr)
        self._begin = time.monotonic()
        self._bar: Bar | None = None

    def __call__(self, done: int, total: int) -> None:
        if self._bar is None:
            if not self._is_wanted or time.monotonic() - self._begin < DELAY:
                return
            from asynclint.output.terminal import Bar  # brings rich along: only for long runs

            self._bar = Bar(sys.stderr, "Checking")
        self._bar.show(done, total)

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
