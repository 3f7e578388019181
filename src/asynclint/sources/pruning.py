"""Files of the cache that are kept for a time: each comes whole or not at all, and folders stay
small: what was not used for long goes, and so do the oldest of many.

Several runs may do so at the same time: what another one has removed is gone, and that is all.
"""

from __future__ import annotations

import os
import time

OLD = 30 * 24 * 3600  # seconds
ABANDONED = 3600  # seconds after which nobody is writing a draft any more


def put(path: str, data: bytes, suffix: str, many: int) -> None:
    """Write a file, which ends with `suffix`, by one replace, and prune its folder. What cannot be
    written is not kept."""
    folder = os.path.dirname(path)
    draft = f"{path}.{os.getpid()}{os.urandom(4).hex()}"
    try:
        os.makedirs(folder, exist_ok=True)
        with open(draft, "wb") as file:
            file.write(data)
        os.replace(draft, path)
    except OSError:
        return
    prune(folder, suffix, many)


def prune(folder: str, suffix: str, many: int) -> None:
    """Remove the files in a folder that end with `suffix` and were used (or written) too long ago,
    the oldest of more than `many`, and drafts of interrupted runs. What cannot be removed stays."""
    now = time.time()
    kept: list[tuple[float, str]] = []
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        is_draft = f"{suffix}." in entry.name
        if not (is_draft or entry.name.endswith(suffix)):
            continue
        try:
            used = entry.stat().st_mtime
        except OSError:
            continue
        if now - used > (ABANDONED if is_draft else OLD):
            _remove(entry.path)
        elif not is_draft:
            kept.append((used, entry.path))
    for _, path in sorted(kept)[: max(len(kept) - many, 0)]:
        _remove(path)


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
