"""Lowered chunks kept on disk under the hash of their text, so that none is parsed twice.

A store is one file, the pack: a line that says what wrote it, a checksum, and a msgpack map from
keys to encoded trees. It is data, never code, and replaced as a whole; one that is damaged or of
another making counts as empty. An entry is decoded when it is asked for.
"""

from __future__ import annotations

import os
import zlib
from contextlib import suppress
from hashlib import blake2b
from importlib.machinery import PathFinder

import msgspec

from asynclint.index.tree import SCHEMA, Lowered

PACK = "lowered.pack"  # the name of the file in the store's folder
LIMIT = 64_000_000  # bytes of entries; above it, those that this run did not use are dropped

_MEMBER = b"member"
_TOP_LEVEL = b"module"
_CHECKSUM_BYTES = 4


class Store:
    """Lowered trees by the text they come from; kept in memory only if `folder` is None.

    Nothing that goes wrong with the file is an error: what cannot be read is a miss, and what
    cannot be written is not kept.
    """

    def __init__(self, folder: str | None, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self._making = _making()
        self._found: dict[bytes, msgspec.Raw] | None = None  # what the pack held when first asked
        self._used: dict[bytes, bytes] = {}  # entries that this run got or put
        self._is_new = False  # whether some of them are not in the pack
        self._decoder: msgspec.msgpack.Decoder[Lowered] | None = None

    def has(self, text: str, member: bool = False) -> bool:
        """Whether there is an entry; it may yet turn out to be damaged."""
        key = self._key(text, member)
        return key in self._used or key in self._pack()

    def get(self, text: str, member: bool = False) -> Lowered | None:
        """The tree of this text (of a class's member, if `member`), or None for a miss."""
        key = self._key(text, member)
        data = self._used.get(key)
        try:
            if data is None:
                raw = self._pack().get(key)
                if raw is None:
                    return None
                data = msgspec.msgpack.decode(raw, type=bytes)
            lowered = self._decode(data)
        except (msgspec.MsgspecError, RecursionError):
            return None
        self._used[key] = data
        return lowered

    def put(self, text: str, member: bool, lowered: Lowered) -> None:
        """Keep the tree of a text; a tree too deep to be encoded is not kept."""
        try:
            data = msgspec.msgpack.encode(lowered)
        except RecursionError:
            return
        self._used[self._key(text, member)] = data
        self._is_new = True

    def save(self) -> None:
        """Write what is new, together with what the pack holds by now."""
        if self._folder is None or not self._is_new:
            return
        others = _read(self._file(self._folder), self._making)
        size = sum(map(len, self._used.values()))
        size += sum(memoryview(raw).nbytes for key, raw in others.items() if key not in self._used)
        entries: dict[bytes, msgspec.Raw | bytes] = dict(self._used)
        if size <= self._limit:
            entries = {**others, **self._used}
        if _write(self._folder, self._making, msgspec.msgpack.encode(entries)):
            self._is_new = False

    def _key(self, text: str, member: bool) -> bytes:
        return blake2b(
            text.encode("utf-8", "surrogatepass"),
            digest_size=16,
            key=self._making,
            person=_MEMBER if member else _TOP_LEVEL,
        ).digest()

    def _pack(self) -> dict[bytes, msgspec.Raw]:
        if self._found is None:
            folder = self._folder
            self._found = {} if folder is None else _read(self._file(folder), self._making)
        return self._found

    def _decode(self, data: bytes) -> Lowered:
        if self._decoder is None:  # costs milliseconds, which runs without a miss or hit save
            self._decoder = msgspec.msgpack.Decoder(Lowered)
        return self._decoder.decode(data)

    @staticmethod
    def _file(folder: str) -> str:
        return os.path.join(folder, PACK)


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


def _read(path: str, making: bytes) -> dict[bytes, msgspec.Raw]:
    """The entries of a pack; none if it is absent, damaged or of another making."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError:
        return {}
    header = making + b"\n"
    start = len(header) + _CHECKSUM_BYTES
    body = memoryview(data)[start:]
    if not data.startswith(header) or data[len(header) : start] != _checksum(body):
        return {}
    try:
        return msgspec.msgpack.decode(body, type=dict[bytes, msgspec.Raw])
    except msgspec.MsgspecError:
        return {}


def _write(folder: str, making: bytes, body: bytes) -> bool:
    """Put a pack in place of the one that is there, whole or not at all."""
    temporary = os.path.join(folder, f"{PACK}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        os.makedirs(folder, exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(making + b"\n" + _checksum(body) + body)
        os.replace(temporary, os.path.join(folder, PACK))
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        return False
    return True


def _checksum(data: bytes | memoryview) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM_BYTES, "little")
