"""Lowered chunks kept under the hash of their text, so that none is parsed twice.

Between runs they lie in one file (see `asynclint.index.pack`), as data and never as code. An entry
is decoded when it is asked for, not before.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from importlib.machinery import PathFinder

import msgspec

from asynclint.index.pack import KEY_BYTES, Pack, write_pack
from asynclint.index.tree import SCHEMA, Lowered

PACK = "lowered.pack"  # the name of the file in the store's folder
LIMIT = 64_000_000  # bytes of entries in memory, and in the file

# What a key is about: a tree of statements, one of a class's members, or that all of a file parses.
_TOP_LEVEL = b"module"
_MEMBER = b"member"
_SOUND = b"sound"


class Store:
    """Lowered trees by the text they come from; kept in memory only if `folder` is None.

    Nothing that goes wrong with the file is an error: what cannot be read is a miss, and what
    cannot be written is not kept. When the file would grow beyond `limit` bytes, entries that this
    run did not ask for are dropped from it.
    """

    def __init__(self, folder: str | None, limit: int = LIMIT) -> None:
        self._path = None if folder is None else os.path.join(folder, PACK)
        self._limit = limit
        self._making = _making()
        self._pack: Pack | None = None
        self._asked: set[bytes] = set()  # keys of this run
        self._new: dict[bytes, bytes] = {}  # entries that are not in the file
        self._new_size = 0
        self._decoder: msgspec.msgpack.Decoder[Lowered] | None = None

    def has(self, text: str, member: bool = False) -> bool:
        """Whether there is an entry; it may yet turn out to be damaged."""
        key = self._key(text, _MEMBER if member else _TOP_LEVEL)
        return key in self._new or key in self._opened()

    def is_sound(self, text: str) -> bool:
        """Whether this text of a whole file was once marked as one that parses."""
        key = self._key(text, _SOUND)
        return key in self._new or self._opened().get(key) is not None

    def mark_sound(self, text: str) -> None:
        """Note that all of a file parses."""
        self._add(self._key(text, _SOUND), b"")

    def get(self, text: str, member: bool = False) -> Lowered | None:
        """The tree of this text (of a class's member, if `member`), or None for a miss."""
        key = self._key(text, _MEMBER if member else _TOP_LEVEL)
        data = self._new.get(key)
        if data is None:
            data = self._opened().get(key)
        if data is None:
            return None
        try:
            return self._decode(data)
        except (msgspec.MsgspecError, RecursionError):
            return None

    def put(self, text: str, member: bool, lowered: Lowered) -> None:
        """Keep the tree of a text; one too deep to be encoded is not kept."""
        try:
            data = msgspec.msgpack.encode(lowered)
        except RecursionError:
            return
        self._add(self._key(text, _MEMBER if member else _TOP_LEVEL), data)

    def save(self) -> None:
        """Write what is new, together with what the file holds by now."""
        if self._path is None or not self._new:
            return
        self._close()
        others = Pack(self._path, self._making)
        entries = {**dict(others.items()), **self._new}
        others.close()
        if sum(map(len, entries.values())) > self._limit:
            entries = {key: data for key, data in entries.items() if key in self._asked}
        if write_pack(self._path, self._making, entries):
            self._new.clear()
            self._new_size = 0

    def _add(self, key: bytes, data: bytes) -> None:
        self._new_size += len(data) - len(self._new.get(key, b""))
        self._new[key] = data
        while self._new_size > self._limit:  # in an editor that has been open for long
            self._new_size -= len(self._new.pop(next(iter(self._new))))

    def _key(self, text: str, about: bytes) -> bytes:
        key = blake2b(
            text.encode("utf-8", "surrogatepass"),
            digest_size=KEY_BYTES,
            key=self._making,
            person=about,
        ).digest()
        self._asked.add(key)
        return key

    def _opened(self) -> Pack:
        if self._pack is None:
            self._pack = Pack(self._path or os.devnull, self._making)
        return self._pack

    def _close(self) -> None:
        # An open file cannot be replaced everywhere; what it holds is read again when needed.
        if self._pack is not None:
            self._pack.close()
            self._pack = None

    def _decode(self, data: bytes) -> Lowered:
        if self._decoder is None:  # takes milliseconds to make
            self._decoder = msgspec.msgpack.Decoder(Lowered)
        return self._decoder.decode(data)


def _making() -> bytes:
    """What lowered trees depend on besides their text: the schema and the parser's version.

    The version is read from the parser's files: importing it would take longer than most runs.
    """
    version = b"unknown"
    spec = PathFinder.find_spec("libcst")
    if spec is not None and spec.origin is not None:
        try:
            with open(os.path.join(os.path.dirname(spec.origin), "_version.py"), "rb") as file:
                version = file.read()
        except OSError:
            pass
    return b"asynclint %d %s" % (SCHEMA, blake2b(version, digest_size=8).hexdigest().encode())
