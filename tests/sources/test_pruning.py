"""What is kept too long, or too much of, is removed, and nothing else."""

from __future__ import annotations

import os
import time

from asynclint.sources.pruning import ABANDONED, OLD, prune


def put(folder, name, age):
    path = folder / name
    path.write_text("x")
    os.utime(path, (time.time() - age,) * 2)


def left(folder):
    return sorted(path.name for path in folder.iterdir())


def test_old_files_and_abandoned_drafts_go(tmp_path):
    put(tmp_path, "a.run", 10)
    put(tmp_path, "b.run", OLD + 10)
    put(tmp_path, "b.run.7", 10)
    put(tmp_path, "c.run.8", ABANDONED + 10)
    put(tmp_path, "notes.txt", OLD + 10)
    prune(tmp_path, ".run", 5)
    assert left(tmp_path) == ["a.run", "b.run.7", "notes.txt"]


def test_the_oldest_of_many_go(tmp_path):
    for number in range(6):
        put(tmp_path, f"{number}.run", 100 * number)
    prune(tmp_path, ".run", 2)
    assert left(tmp_path) == ["0.run", "1.run"]


def test_a_folder_that_is_not_there_is_no_trouble(tmp_path):
    prune(str(tmp_path / "nowhere"), ".run", 2)
