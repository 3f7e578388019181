"""Deep recursion does not have the interpreter fetch memory for frames again and again."""

from __future__ import annotations

import sys

import pytest

from asynclint.stack import in_one_block

resource = pytest.importorskip("resource")


def _up_and_down(depth: int, times: int) -> int:
    if depth:
        return _up_and_down(depth - 1, times)
    return sum(_leaf(number) for number in range(times))


def _leaf(number: int) -> int:
    return number % 2


def _faults(depth: int) -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    in_one_block(lambda: _up_and_down(depth, 3_000))
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_the_result_comes_back() -> None:
    assert in_one_block(lambda: "done") == "done"


def test_an_error_comes_back() -> None:
    with pytest.raises(ValueError, match="told"):
        in_one_block(lambda: _fail())


def _fail() -> None:
    raise ValueError("told")


@pytest.mark.skipif(sys.platform == "win32", reason="counts pages as Unix does")
def test_no_depth_fetches_a_block_for_each_call() -> None:
    # A block of frames that is fetched for a call is a page that the system has to hand out.
    for depth in range(300):
        assert _faults(depth) < 2_000, depth
