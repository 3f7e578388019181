"""Any file: a sample of the standard library and of the packages here, through all rules."""

from __future__ import annotations

import random
import sysconfig
from functools import cache
from pathlib import Path

import pytest
from suite_runs import ROOT

from asynclint.config import Settings
from asynclint.engine import Project
from asynclint.sources.filesystem import Memory

# All rules, and files that are broken on purpose are as good as any other.
SETTINGS = Settings(select=("ALL",), exclude=(), preview=True)
SAMPLE = 60
LARGEST = 60_000  # bytes


@cache
def sample() -> tuple[Path, ...]:
    """Files of each kind: those with async code come first, for they are looked at most closely."""
    paths = sysconfig.get_paths()
    found = sorted(
        path
        for folder in {paths["stdlib"], paths["purelib"]}
        for path in Path(folder).rglob("*.py")
        if path.is_file() and path.stat().st_size < LARGEST
    )
    random.Random(0).shuffle(found)
    with_async = [path for path in found[:2000] if b"async def" in path.read_bytes()]
    return (*with_async[: SAMPLE // 2], *found[: SAMPLE - SAMPLE // 2])


def problems(files: dict[str, bytes]) -> list[str]:
    crashes: list[Exception] = []
    paths = [f"{ROOT}/{name}" for name in files]
    project = Project(ROOT, SETTINGS, Memory(dict(zip(paths, files.values(), strict=True))))
    project.on_crash = crashes.append
    report = project.check(paths)
    assert crashes == []
    assert report.checked == len(files)
    return [problem.message for problem in report.problems]


@pytest.mark.parametrize("number", range(6))
def test_real_files_are_checked_without_a_crash(number: int) -> None:
    chosen = sample()[number::6]
    files = {f"f{index}.py": path.read_bytes() for index, path in enumerate(chosen)}
    assert [m for m in problems(files) if "utf-8" not in m and "encoding" not in m] == []


@pytest.mark.parametrize("number", range(4))
def test_real_files_with_pieces_missing_are_checked_without_a_crash(number: int) -> None:
    """Lines taken out, as they are while somebody types: broken, or something else entirely."""
    dice = random.Random(number)
    files = {}
    for index, path in enumerate(sample()[number:32:4]):
        lines = path.read_bytes().splitlines(keepends=True)
        gone = {dice.randrange(len(lines) or 1) for _ in range(3)}
        files[f"f{index}.py"] = b"".join(line for n, line in enumerate(lines) if n not in gone)
    assert [m for m in problems(files) if "utf-8" not in m and "encoding" not in m] == []
