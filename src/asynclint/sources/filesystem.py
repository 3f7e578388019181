"""Where bytes come from: the disk, a dictionary in memory, or editor buffers laid over either.

Every layer reads through a `FileSystem`, so that the command line, the editor and the tests run the
same code. Paths are absolute, with forward slashes (see `asynclint.sources.paths`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from stat import S_ISDIR
from typing import NamedTuple, Protocol

from asynclint.sources.paths import parent


class Stat(NamedTuple):
    """What is known of a file without reading it; equal for equal content that was not touched."""

    mtime_ns: int  # in memory a negative number that stands for the content
    size: int  # bytes; 0 for a folder in memory
    is_dir: bool


class Entry(NamedTuple):
    """One name in a folder. A symbolic link is described by what it leads to."""

    name: str
    is_dir: bool
    is_symlink: bool


class FileSystem(Protocol):
    """How asynclint looks at files. `read` and `scan` raise OSError where they cannot."""

    def read(self, path: str) -> bytes: ...

    def stat(self, path: str) -> Stat | None:
        """None if there is nothing at `path`, or nothing that may be looked at."""

    def scan(self, path: str) -> list[Entry]:
        """The files and folders in the folder at `path`, sorted by name.

        Left out: links that lead nowhere, and what is neither a file nor a folder (a pipe named
        `x.py` would never end).
        """

    def real(self, path: str) -> str:
        """`path` with every symbolic link on the way resolved."""


class Disk:
    """The files of this machine."""

    def read(self, path: str) -> bytes:
        with open(path, "rb", buffering=0) as file:
            return file.readall() or b""

    def stat(self, path: str) -> Stat | None:
        try:
            found = os.stat(path)
        except (OSError, ValueError):  # ValueError: a zero character in the path
            return None
        return Stat(found.st_mtime_ns, found.st_size, S_ISDIR(found.st_mode))

    def scan(self, path: str) -> list[Entry]:
        entries = []
        with os.scandir(path) as items:
            for item in items:
                try:
                    is_dir = item.is_dir()
                    if is_dir or item.is_file():
                        entries.append(Entry(item.name, is_dir, item.is_symlink()))
                except OSError:  # a link that leads to itself
                    continue
        entries.sort()
        return entries

    def real(self, path: str) -> str:
        whole = os.path.realpath(path)
        return whole if os.sep == "/" else whole.replace(os.sep, "/")


class Memory:
    """Files kept in a dictionary of absolute path → content; text is stored as UTF-8."""

    def __init__(self, files: Mapping[str, str | bytes] | None = None) -> None:
        self._files: dict[str, bytes] = {}
        self._folders: dict[str, dict[str, bool]] = {"/": {}}  # folder → name → is it a folder
        for path, content in (files or {}).items():
            self.write(path, content)

    def write(self, path: str, content: str | bytes) -> None:
        """Create or replace the file at `path`, with the folders it needs."""
        self._files[path] = content.encode() if isinstance(content, str) else content
        child, is_dir = path, False
        while (folder := parent(child)) != child:
            names = self._folders.setdefault(folder, {})
            names[child.rpartition("/")[2]] = is_dir
            child, is_dir = folder, True

    def remove(self, path: str) -> None:
        """Remove the file at `path`, if there is one, and the folders that it leaves empty."""
        if self._files.pop(path, None) is None:
            return
        child = path
        while (folder := parent(child)) != child:
            names = self._folders[folder]
            del names[child.rpartition("/")[2]]
            if names or parent(folder) == folder:
                return
            del self._folders[folder]
            child = folder

    def read(self, path: str) -> bytes:
        try:
            return self._files[path]
        except KeyError:
            raise FileNotFoundError(2, "No such file or directory", path) from None

    def stat(self, path: str) -> Stat | None:
        data = self._files.get(path)
        if data is None:
            return Stat(0, 0, True) if path in self._folders else None
        return Stat(_mark(data), len(data), False)

    def scan(self, path: str) -> list[Entry]:
        if path not in self._folders:
            raise FileNotFoundError(2, "No such file or directory", path)
        return sorted(Entry(name, is_dir, False) for name, is_dir in self._folders[path].items())

    def real(self, path: str) -> str:
        return path


class Overlay:
    """Unsaved buffers laid over another file system: where there is a buffer, it is the file."""

    def __init__(self, below: FileSystem, buffers: Mapping[str, str | bytes] | None = None) -> None:
        self._below = below
        self._buffers = Memory(buffers)

    def open(self, path: str, content: str | bytes) -> None:
        """Lay a buffer over `path`, or replace the one that lies there."""
        self._buffers.write(path, content)

    def close(self, path: str) -> None:
        """Take the buffer away: what lies below is the file again."""
        self._buffers.remove(path)

    def read(self, path: str) -> bytes:
        try:
            return self._buffers.read(path)
        except FileNotFoundError:
            return self._below.read(path)

    def stat(self, path: str) -> Stat | None:
        above = self._buffers.stat(path)
        if above is not None and not above.is_dir:
            return above
        return self._below.stat(path) or above

    def scan(self, path: str) -> list[Entry]:
        above = self._buffers.stat(path)
        if above is None or not above.is_dir:
            return self._below.scan(path)
        named = {entry.name: entry for entry in self._buffers.scan(path)}
        found = self._below.stat(path)
        if found is not None and found.is_dir:
            # What lies below knows of links; a buffer never turns a folder into a file.
            named.update((entry.name, entry) for entry in self._below.scan(path))
        return sorted(named.values())

    def real(self, path: str) -> str:
        return self._below.real(path)


def _mark(data: bytes) -> int:
    """A number for a content: equal contents have equal ones, and no file on disk has it."""
    from hashlib import blake2b  # only editors and tests come here

    return -int.from_bytes(blake2b(data, digest_size=7).digest(), "big") - 1
