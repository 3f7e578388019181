"""What holds for all tests."""

from __future__ import annotations

import gc


def pytest_collection_finish() -> None:
    """Tests are many objects that live to the end: the garbage collector need not look at them."""
    gc.collect()
    gc.freeze()
