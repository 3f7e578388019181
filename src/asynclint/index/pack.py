"""A file that holds many small entries, each found and read without reading the others.

Layout, integers in four bytes, little-endian:

    what made it, one line │ n │ checksum of the table │ n sorted keys │ n ends │ n entries

An end counts bytes from the first entry; an entry is a checksum and data. A file is written once
and replaced as a whole. One that is absent, damaged or of another making counts as empty.
"""

from __future__ import annotations

import os
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import suppress

KEY_BYTES = 16

_INTEGER_BYTES = 4


class Pack:
    """An open pack; `making` is the line that it must begin with to be believed."""

    def __init__(self, path: str, making: bytes) -> None:
        self._file = -1
        self._count = 0
        self._table = b""
        self._entries = 0  # offset of the first entry
        with suppress(OSError):
            self._file = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            self._read_table(making + b"\n")

    def __len__(self) -> int:
        return self._count

    def __contains__(self, key: bytes) -> bool:
        return self._find(key) is not None

    def get(self, key: bytes) -> bytes | None:
        """The data of an entry; None if there is none, or if it is damaged."""
        number = self._find(key)
        return None if number is None else self._read_entry(number)

    def items(self) -> Iterator[tuple[bytes, bytes]]:
        """All entries that are not damaged, in the order of their keys."""
        for number in range(self._count):
            data = self._read_entry(number)
            if data is not None:
                yield self._key(number), data

    def close(self) -> None:
        """Let go of the file; the pack is empty from here on."""
        if self._file >= 0:
            os.close(self._file)
        self._file = -1
        self._count = 0

    def _read_table(self, making: bytes) -> None:
        head = self._read(0, len(making) + 2 * _INTEGER_BYTES)
        if not head.startswith(making) or len(head) != len(making) + 2 * _INTEGER_BYTES:
            return
        count = _integer(head, len(making))
        size = count * (KEY_BYTES + _INTEGER_BYTES)
        if len(head) + size > os.fstat(self._file).st_size:
            return
        table = self._read(len(head), size)
        if zlib.crc32(table) == _integer(head, len(making) + _INTEGER_BYTES):
            self._count = count
            self._table = table
            self._entries = len(head) + size

    def _find(self, key: bytes) -> int | None:
        number = bisect_left(range(self._count), key, key=self._key)
        return number if number < self._count and self._key(number) == key else None

    def _key(self, number: int) -> bytes:
        return self._table[number * KEY_BYTES : (number + 1) * KEY_BYTES]

    def _end(self, number: int) -> int:
        return _integer(self._table, self._count * KEY_BYTES + number * _INTEGER_BYTES)

    def _read_entry(self, number: int) -> bytes | None:
        start = self._end(number - 1) if number else 0
        try:
            entry = self._read(self._entries + start, self._end(number) - start)
        except OSError:
            return None
        data = entry[_INTEGER_BYTES:]
        if len(entry) < _INTEGER_BYTES or zlib.crc32(data) != _integer(entry, 0):
            return None
        return data

    def _read(self, offset: int, size: int) -> bytes:
        if hasattr(os, "pread"):  # needs no common position, which forked processes would share
            return os.pread(self._file, size, offset)
        os.lseek(self._file, offset, os.SEEK_SET)
        return os.read(self._file, size)

    def __del__(self) -> None:
        self.close()


def write_pack(path: str, making: bytes, entries: Mapping[bytes, bytes]) -> bool:
    """Replace the pack at `path`, whole or not at all; False if it could not be written."""
    temporary = f"{path}.{os.getpid()}.{os.urandom(4).hex()}"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(temporary, "wb") as file:
            file.write(_encoded(making, entries))
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)
        return False
    return True


def _encoded(making: bytes, entries: Mapping[bytes, bytes]) -> bytes:
    keys = sorted(entries)
    ends, end = [], 0
    for key in keys:
        end += _INTEGER_BYTES + len(entries[key])
        ends.append(_bytes(end))
    table = b"".join(keys) + b"".join(ends)
    pieces = [making, b"\n", _bytes(len(keys)), _bytes(zlib.crc32(table)), table]
    for key in keys:
        pieces += (_bytes(zlib.crc32(entries[key])), entries[key])
    return b"".join(pieces)


def _integer(data: bytes, offset: int) -> int:
    return int.from_bytes(data[offset : offset + _INTEGER_BYTES], "little")


def _bytes(number: int) -> bytes:
    return number.to_bytes(_INTEGER_BYTES, "little")
