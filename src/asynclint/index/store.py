"""Lowered chunks kept under the hash of their text, so that none is parsed twice.

Between runs they lie in a file (see `asynclint.index.pack`), as data and never as code. An entry is
decoded when it is asked for, not before. To write a large file anew for a few entries would take
longer than the rest of the run: they are put into a small one beside it, until there are several.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from importlib.machinery import PathFinder

import msgspec

from asynclint.index.pack import KEY_BYTES, Pack, write_pack
from asynclint.index.tree import SCHEMA, Lowered

PACK = "lowered.pack"  # the name of the file in the store's folder
LIMIT = 64_000_000  # bytes of entries in memory, and in the file
LARGE = 2_000_000  # bytes of a file that is not written anew for every few entries
MANY_FILES = 8  # small ones beside it
# In an editor, where one run follows the other as long as it is open:
MANY_RUNS = 200  # what none of so many asked for is of texts that are gone
PAUSE = 60.0  # seconds between two writes, unless much is new
_BESIDE = ".beside.pack"

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
        self._packs: list[Pack] | None = None
        self._asked: dict[bytes, int] = {}  # keys, and the last run that asked for them
        self._runs = 0
        self._written = -PAUSE  # when the file was written last
        self._new: dict[bytes, bytes] = {}  # entries that are not in the file
        self._new_size = 0
        self._decoder: msgspec.msgpack.Decoder[Lowered] | None = None

    def has(self, text: str, member: bool = False) -> bool:
        """Whether there is an entry; it may yet turn out to be damaged."""
        key = self._key(text, _MEMBER if member else _TOP_LEVEL)
        return key in self._new or any(key in pack for pack in self._opened())

    def is_sound(self, text: str) -> bool:
        """Whether this text of a whole file was once marked as one that parses."""
        key = self._key(text, _SOUND)
        return key in self._new or self._kept(key) is not None

    def mark_sound(self, text: str) -> None:
        """Note that all of a file parses."""
        self._add(self._key(text, _SOUND), b"")

    def get(self, text: str, member: bool = False) -> Lowered | None:
        """The tree of this text (of a class's member, if `member`), or None for a miss."""
        key = self._key(text, _MEMBER if member else _TOP_LEVEL)
        data = self._new.get(key)
        if data is None:
            data = self._kept(key)
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
        """A run has ended. Write what is new: beside a large file, else together with what is kept
        by now; not again at once, though, for one run after the other."""
        self._runs += 1
        if self._runs % MANY_RUNS == 0:
            self._forget_old()
        if self._path is None or not self._new:
            return
        if time.monotonic() - self._written < PAUSE and self._new_size < LARGE:
            return
        self._written = time.monotonic()
        self._close()
        beside = self._beside()
        is_small = 8 * self._new_size < _size(self._path)
        if is_small and _size(self._path) >= LARGE and len(beside) < MANY_FILES:
            path = f"{self._path}.{os.urandom(6).hex()}{_BESIDE}"
            is_written = write_pack(path, self._making, self._new)
        else:
            is_written = write_pack(self._path, self._making, self._all_entries(beside))
            for path in beside if is_written else ():
                with suppress(OSError):  # another run has done so, or has it open
                    os.unlink(path)
        if is_written:
            self._new.clear()
            self._new_size = 0

    def _forget_old(self) -> None:
        """Forget the keys that were not asked for of late, and what is in memory only for them."""
        for key, run in list(self._asked.items()):
            if run <= self._runs - MANY_RUNS:
                del self._asked[key]
                if self._path is None:
                    self._new_size -= len(self._new.pop(key, b""))

    def _all_entries(self, beside: Iterable[str]) -> dict[bytes, bytes]:
        """What is kept in files, and what is new; only what this run asked for if all that is more
        than there may be."""
        entries: dict[bytes, bytes] = {}
        for path in (self._path or os.devnull, *beside):
            pack = Pack(path, self._making)
            entries.update(pack.items())
            pack.close()
        entries.update(self._new)
        if sum(map(len, entries.values())) > self._limit:
            return {key: data for key, data in entries.items() if key in self._asked}
        return entries

    def _beside(self) -> list[str]:
        """The paths of the small files."""
        folder, name = os.path.split(self._path or os.devnull)
        try:
            names = os.listdir(folder)
        except OSError:
            return []
        small = (n for n in names if n.startswith(name) and n.endswith(_BESIDE))
        return sorted(os.path.join(folder, n) for n in small)

    def _kept(self, key: bytes) -> bytes | None:
        """What the files hold under a key."""
        for pack in self._opened():
            data = pack.get(key)
            if data is not None:
                return data
        return None

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
        self._asked[key] = self._runs
        return key

    def _opened(self) -> list[Pack]:
        if self._packs is None:
            paths = [] if self._path is None else [self._path, *self._beside()]
            self._packs = [Pack(path, self._making) for path in paths]
        return self._packs

    def _close(self) -> None:
        # An open file cannot be replaced everywhere; what it holds is read again when needed.
        for pack in self._packs or ():
            pack.close()
        self._packs = None

    def _decode(self, data: bytes) -> Lowered:
        if self._decoder is None:  # takes milliseconds to make
            self._decoder = msgspec.msgpack.Decoder(Lowered)
        return self._decoder.decode(data)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


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
