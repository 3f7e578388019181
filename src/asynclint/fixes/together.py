"""Several files replaced together: all of them or none."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from asynclint.fixes.write import WriteError, check_file, replace_file

if TYPE_CHECKING:
    from collections.abc import Sequence


def replace_files(files: Sequence[tuple[str, bytes, bytes]]) -> None:
    """Replace the contents of files: (path, old, new). Each has to hold `old` still, which is seen
    to before the first is written. Where one cannot be replaced, those that were are put back, and
    the WriteError of that one is raised."""
    for path, old, _ in files:
        check_file(path, old)
    done: list[tuple[str, bytes, bytes]] = []
    try:
        for path, old, new in files:
            replace_file(path, old, new)
            done.append((path, old, new))
    except WriteError:
        for path, old, new in done:
            with contextlib.suppress(WriteError):  # somebody else has changed it meanwhile
                replace_file(path, new, old)
        raise
