"""The store: what is put in comes out again, and no file can make it fail."""

from __future__ import annotations

import os
import random
import stat
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asynclint.index.lowering import lower
from asynclint.index.pack import KEY_BYTES, Pack, write_pack
from asynclint.index.store import MANY_FILES, PACK, Store
from asynclint.index.tree import Lowered

TEXT = "async def f():\n    return await g('x')\n"


def lowered(text: str = TEXT) -> Lowered:
    return lower(text, 0, len(text))


def encoded(tree: Lowered | None) -> bytes:
    return msgspec.msgpack.encode(tree)


def kept(folder: Path, *texts: str, limit: int = 64_000_000) -> Store:
    """A store in `folder` after a run that lowered `texts`."""
    store = Store(str(folder), limit)
    for text in texts:
        if store.get(text) is None:
            store.put(text, False, lowered(text))
    store.save()
    return store


def entry(number: int) -> bytes:
    return number.to_bytes(KEY_BYTES, "big")


def test_what_was_put_is_found_in_this_run_and_in_the_next(tmp_path: Path):
    folder = tmp_path / "deep" / "cache"
    for store in (kept(folder, TEXT), Store(str(folder))):
        assert store.has(TEXT)
        assert encoded(store.get(TEXT)) == encoded(lowered())
        assert store.get(TEXT + "\n") is None and not store.has(TEXT + "\n")


def test_members_of_classes_are_kept_apart_from_statements(tmp_path: Path):
    store = kept(tmp_path, "a = 1\n")
    assert store.get("a = 1\n", member=True) is None


def test_a_file_that_parses_is_remembered_as_such(tmp_path: Path):
    store = Store(str(tmp_path))
    store.mark_sound(TEXT)
    store.save()
    for again in (store, Store(str(tmp_path))):
        assert again.is_sound(TEXT) and not again.is_sound(TEXT * 2)
        assert again.get(TEXT) is None


def test_without_a_folder_entries_live_in_memory_only(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = Store(None)
    store.put(TEXT, False, lowered())
    store.save()
    assert store.get(TEXT) is not None
    assert list(tmp_path.iterdir()) == []


def test_the_oldest_entries_are_forgotten_where_memory_is_limited():
    size = len(encoded(lowered("a = 1\n")))
    store = Store(None, limit=2 * size)
    for text in ("a = 1\n", "b = 2\n", "c = 3\n"):
        store.put(text, False, lowered(text))
    assert [store.has(text) for text in ("a = 1\n", "b = 2\n", "c = 3\n")] == [False, True, True]


def test_a_run_that_finds_everything_writes_nothing(tmp_path: Path):
    kept(tmp_path, TEXT)
    before = os.stat(tmp_path / PACK)
    kept(tmp_path, TEXT)
    after = os.stat(tmp_path / PACK)
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_writers_keep_what_others_wrote_meanwhile(tmp_path: Path):
    one, other = Store(str(tmp_path)), Store(str(tmp_path))
    assert not one.has("a = 1\n") and not other.has("a = 1\n")
    one.put("a = 1\n", False, lowered("a = 1\n"))
    other.put("b = 1\n", False, lowered("b = 1\n"))
    one.save()
    other.save()
    assert all(Store(str(tmp_path)).has(text) for text in ("a = 1\n", "b = 1\n"))
    assert other.has("a = 1\n")


def test_entries_that_are_not_used_go_when_the_file_grows_too_large(tmp_path: Path):
    size = len(encoded(lowered("a = 1\n")))
    kept(tmp_path, "a = 1\n", "b = 2\n")
    kept(tmp_path, "b = 2\n", "c = 3\n", limit=2 * size)
    store = Store(str(tmp_path))
    assert [store.has(text) for text in ("a = 1\n", "b = 2\n", "c = 3\n")] == [False, True, True]


def test_a_file_of_another_schema_or_parser_is_a_miss_and_gets_replaced(tmp_path: Path):
    kept(tmp_path, TEXT)
    making, newline, rest = (tmp_path / PACK).read_bytes().partition(b"\n")
    (tmp_path / PACK).write_bytes(b"asynclint 0 " + making[-16:] + newline + rest)
    assert Store(str(tmp_path)).get(TEXT) is None
    assert kept(tmp_path, TEXT).get(TEXT) is not None
    assert (tmp_path / PACK).read_bytes().startswith(making + newline)


@pytest.mark.parametrize("data", [b"", b"\0" * 100, b"asynclint", b"\xff" * 5000, b"PK\x03\x04"])
def test_a_foreign_file_is_a_miss_and_gets_replaced(tmp_path: Path, data: bytes):
    (tmp_path / PACK).write_bytes(data)
    assert Store(str(tmp_path)).get(TEXT) is None
    kept(tmp_path, TEXT)
    assert Store(str(tmp_path)).get(TEXT) is not None


def test_a_file_with_any_damage_gives_the_right_tree_or_a_miss(tmp_path: Path):
    kept(tmp_path, TEXT, "a = 1\n")
    whole = (tmp_path / PACK).read_bytes()
    chance = random.Random(7)
    for _ in range(200):
        data = bytearray(whole)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        else:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        (tmp_path / PACK).write_bytes(data)
        found = Store(str(tmp_path)).get(TEXT)
        assert found is None or encoded(found) == encoded(lowered())


def test_an_entry_that_is_no_tree_is_a_miss(tmp_path: Path):
    store = kept(tmp_path, TEXT)
    making = (tmp_path / PACK).read_bytes().partition(b"\n")[0]
    pack = Pack(str(tmp_path / PACK), making)
    ((key, _),) = pack.items()
    for data in (b"", b"text", msgspec.msgpack.encode([[["no", "tree"]], []])):
        assert write_pack(str(tmp_path / PACK), making, {key: data})
        assert Store(str(tmp_path)).get(TEXT) is None
    assert store.get(TEXT) is None


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="permissions do not hold here")
def test_a_folder_that_cannot_be_written_or_read_is_no_error(tmp_path: Path):
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert kept(tmp_path, TEXT).get(TEXT) is not None
        assert Store(str(tmp_path)).get(TEXT) is None
    finally:
        tmp_path.chmod(stat.S_IRWXU)


def test_a_folder_whose_place_is_taken_by_a_file_is_no_error(tmp_path: Path):
    (tmp_path / "cache").write_text("not a folder")
    assert kept(tmp_path / "cache", TEXT).get(TEXT) is not None
    assert (tmp_path / "cache").read_text() == "not a folder"


def test_a_pack_that_is_a_folder_is_no_error_and_leaves_nothing_behind(tmp_path: Path):
    (tmp_path / PACK).mkdir()
    kept(tmp_path, TEXT)
    assert [path.name for path in tmp_path.iterdir()] == [PACK]


def test_half_a_surrogate_pair_can_be_looked_up():
    assert Store(None).get("a = '\ud800'\n") is None


@settings(deadline=None)
@given(st.dictionaries(st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES), st.binary()))
def test_a_pack_gives_back_what_was_written(tmp_path_factory, entries: dict[bytes, bytes]):
    path = str(tmp_path_factory.mktemp("packs") / "pack")
    assert write_pack(path, b"tests", entries)
    pack = Pack(path, b"tests")
    assert dict(pack.items()) == entries and len(pack) == len(entries)
    assert all(key in pack and pack.get(key) == data for key, data in entries.items())
    assert pack.get(entry(1)) == entries.get(entry(1))
    pack.close()
    assert entry(1) not in pack
    assert len(Pack(path, b"others")) == 0


def test_few_entries_are_put_beside_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("asynclint.index.store.LARGE", 1_000)
    first = [f"y{number} = 1\n" for number in range(50)]
    kept(tmp_path, *first)
    before = (tmp_path / PACK).stat()
    added = [f"x{number} = 1\n" for number in range(MANY_FILES)]
    for number, line in enumerate(added, 2):
        kept(tmp_path, line)
        assert len(list(tmp_path.iterdir())) == number
    assert (tmp_path / PACK).stat() == before
    assert all(Store(str(tmp_path)).has(line) for line in (*first, *added))
    kept(tmp_path, "last = 1\n")
    assert [path.name for path in tmp_path.iterdir()] == [PACK]
    assert all(Store(str(tmp_path)).has(line) for line in (*first, *added, "last = 1\n"))
