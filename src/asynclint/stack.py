"""Room for deep recursion.

The interpreter (from 3.11 on) keeps the frames of functions in blocks of 16 KB. Recursion that goes
up and down across the end of a block has it fetched from the system and given back each time:
100,000 times in a run over a small project, a tenth of all the time it takes.
"""

from __future__ import annotations

from collections.abc import Callable
from types import FunctionType
from typing import Any, TypeVar, cast

T = TypeVar("T")

# A block is at least as large as the frame for which it is fetched, and a power of two: a frame
# that asks for a little more than half of one leaves the rest to all others. Memory that nothing is
# written to is only reserved.
_BLOCK = 1 << 25  # bytes
_SLOTS = (_BLOCK // 2) // 8 + 1024


def _call(work: Callable[[], Any]) -> Any:
    return work()


def in_one_block(work: Callable[[], T]) -> T:
    """Do the work with all of its frames in one block."""
    return cast("T", _roomy(work))


_roomy = FunctionType(_call.__code__.replace(co_stacksize=_SLOTS), {})
