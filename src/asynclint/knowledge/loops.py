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
        "django.db.utils.ConnectionHandler.close_all",
        "django.db.backends.base.base.BaseDatabaseWrapper.close_if_unusable_or_obsolete",
    }
)
# This one is refused on the loop: it has a row that says so, and is told by its label.
CLOSING = frozenset({"BaseDatabaseWrapper.close"})
# A module that patches asyncio, so that a loop may run within another.
NESTING = "nest_asyncio"
