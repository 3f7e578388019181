"""Who asks whether an event loop is running, and who gives a thread's connections back.

https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.get_running_loop
https://docs.djangoproject.com/en/stable/ref/databases/#caveats
"""

from __future__ import annotations

ASKING = frozenset(
    {
        "asyncio.get_running_loop",
        "asyncio.current_task",
        "asyncio.AbstractEventLoop.is_running",
        "sniffio.current_async_library",
    }
)
GIVING_BACK = frozenset(
    {
        "django.db.close_old_connections",
        "django.db.backends.base.base.BaseDatabaseWrapper.close_if_unusable_or_obsolete",
    }
)
# These ask the database as well: they have a row that says so, and are told by their labels.
CLOSING = frozenset({"BaseDatabaseWrapper.close", "ConnectionHandler.close_all"})
# A module that patches asyncio, so that a loop may run within another.
NESTING = "nest_asyncio"
