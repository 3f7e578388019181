"""Whether the server's memory stays flat: the quick form of `scripts/editor_memory.py`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from asynclint.index.store import MANY_RUNS, Store
from asynclint.server.features import build

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))
import editor_memory


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_process_that_is_typed_at(tmp_path, capsys):
    root = tmp_path / "shop"
    root.mkdir()
    taken = asyncio.run(editor_memory.measure(root, 120, 4, ("--no-cache",)))
    assert [sample.edits for sample in taken] == [1, 30, 60, 90, 120]
    assert taken[-1].memory < 1.5 * taken[0].memory


def test_trees_of_texts_that_are_gone_are_forgotten():
    store = Store(None)
    for number in range(5 * MANY_RUNS):
        store.mark_sound(f"x = {number}")
        store.is_sound("the same")
        store.save()
    assert len(store._asked) <= 2 * MANY_RUNS + 2
    assert len(store._new) <= 2 * MANY_RUNS + 2
    assert store.is_sound(f"x = {number}")


def test_what_is_asked_for_all_the_time_is_kept():
    store = Store(None)
    store.mark_sound("the same")
    for _ in range(3 * MANY_RUNS):
        assert store.is_sound("the same")
        store.save()


def test_a_cache_on_the_disk_is_not_written_at_every_key(tmp_path):
    store = Store(str(tmp_path))
    store.mark_sound("one")
    store.save()
    written = {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    store.mark_sound("two")
    store.save()
    assert {path.name: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == written
    assert store.is_sound("two")


def test_nothing_is_left_of_a_message_that_was_dealt_with():
    protocol = build(None).protocol
    for number in range(3):
        protocol._execute_handler(str(number), lambda _: None, ignored, ({},))

    def begun():
        yield (lambda: None), (), {}

    protocol._execute_handler("begun", begun, ignored)
    assert protocol._request_futures == {}


def ignored(_):
    """A callback that has no use for the result."""
