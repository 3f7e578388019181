"""What starts a coroutine as a task of which the event loop keeps no more than a weak reference.

https://docs.python.org/3/library/asyncio-task.html#asyncio.create_task
"""

from __future__ import annotations

WEAKLY_HELD = frozenset(
    {
        "asyncio.create_task",
        "asyncio.ensure_future",
        "asyncio.AbstractEventLoop.create_task",
    }
)
