"""Real files, read in chunks and as a whole: both must say the same.

A sample that is the same in every run; `scripts/check_chunks.py` reads all files.
"""

from __future__ import annotations

import importlib.util
import os
import random
import sysconfig
import time
from pathlib import Path
from types import ModuleType

import pytest

SECONDS = 12  # for the whole sample, on a machine that has other things to do
FILES = 120
LARGEST = 60_000  # bytes

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "check_chunks.py"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_chunks", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


check_chunks = _script()


def _sample() -> list[str]:
    files = [
        path
        for folder in (sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"))
        for path in check_chunks.python_files([folder])
        if os.path.getsize(path) <= LARGEST
    ]
    return random.Random(2).sample(sorted(set(files)), min(FILES, len(set(files))))


def test_chunks_agree_with_the_whole_on_files_of_this_machine():
    started = time.monotonic()
    verdicts = []
    for path in _sample():
        _, verdict, detail = check_chunks.judge_file(path)
        verdicts.append(verdict)
        assert verdict != check_chunks.DISAGREES, f"{path}: {detail}"
        if time.monotonic() - started > SECONDS:
            break
    assert verdicts.count(check_chunks.AGREES) > len(verdicts) * 0.9


@pytest.mark.parametrize(
    "text",
    [
        "# a\n\n",
        "a = 1; b = 2\nif c: d\nelse: e\n",
        "@a\n# b\n@c(d)\nclass E[F](G, metaclass=H):  # i\n    # j\n    k = 1; l = 2\n\n    @m\n"
        "    async def n(self): return f'{self.o!r:>{p}}'\n    # q\n# r\n",
        "class A:\n\t'''doc'''\n\n\tdef b(self):\n\t\tself.c = (\n1)\n\n\n\n# end",
        "\f\nclass A:\r\n  b = 1\r\n\r\n  \f  \r\n  c = '''\n'''\r\nd = 1",
        "try:\n  a\nexcept* B as c:\n  match d:\n    case {'e': [f, *_]} if g: pass\nfinally: h\n",
        'a = f"{b["c"]}" f\'{d:{e}}\'\nf(x=(y := 1))\n',
    ],
)
def test_chunks_agree_with_the_whole_on_every_shape_of_statement(text: str):
    assert check_chunks.judge(text) == (check_chunks.AGREES, "")


def test_a_difference_is_noticed(monkeypatch):
    text = "a = 1\nb = 2\n"
    assert check_chunks.judge(text)[0] == check_chunks.AGREES
    monkeypatch.setattr(check_chunks, "split", lambda text: [check_chunks.Chunk("x", (), 0, 6)])
    assert check_chunks.judge(text)[0] == check_chunks.DISAGREES
