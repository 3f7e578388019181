"""Responses whose parts Django collects before it sends any of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.http import FileResponse, StreamingHttpResponse

from .recorder import WRONG_VALUE, Recorder, program_frames

# Iterators over what is in memory anyway.
CONTAINERS = (type(iter([])), type(iter(())), type(iter("")), type(iter(b"")))


@contextmanager
def remembered() -> Iterator[None]:
    """Let responses know which lines of the program made them."""
    make = StreamingHttpResponse.__init__

    def made(self: Any, *arguments: Any, **options: Any) -> None:
        self.made_by = tuple(program_frames(sys._getframe(1)))
        make(self, *arguments, **options)

    with patch.object(StreamingHttpResponse, "__init__", made):
        yield


def judge(result: Any, files: dict[str, str], recorder: Recorder, *, under_loop: bool) -> None:
    """Write down a response that is not streamed by the server that it is meant for."""
    if not isinstance(result, StreamingHttpResponse) or isinstance(result, FileResponse):
        return
    if result.is_async:
        if is_served_by_wsgi_only(files):
            recorder.record(WRONG_VALUE, "an async iterator is collected", result.made_by)
    elif under_loop and not isinstance(result._iterator, CONTAINERS):
        recorder.record(WRONG_VALUE, "a sync iterator is collected", result.made_by)


def is_served_by_wsgi_only(files: dict[str, str]) -> bool:
    texts = "\n".join(files.values())
    return "get_wsgi_application" in texts and "get_asgi_application" not in texts
