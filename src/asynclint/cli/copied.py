"""What a run writes to standard output and standard error, kept while it is written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType
    from typing import TextIO


class Copied:
    """Use it as a context; `out` and `err` are what was written meanwhile."""

    def __init__(self) -> None:
        self._streams = (sys.stdout, sys.stderr)
        self._copies = [None if s is None else _Copy(s) for s in self._streams]

    @property
    def out(self) -> str:
        return _text(self._copies[0])

    @property
    def err(self) -> str:
        return _text(self._copies[1])

    def __enter__(self) -> Copied:
        sys.stdout, sys.stderr = self._copies
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        sys.stdout, sys.stderr = self._streams


class _Copy:
    """A stream that keeps what is written through it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.parts: list[str] = []

    def write(self, text: str) -> int:
        self.parts.append(text)
        return self._stream.write(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def _text(copy: _Copy | None) -> str:
    return "" if copy is None else "".join(copy.parts)
