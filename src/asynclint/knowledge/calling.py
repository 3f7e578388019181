"""Methods that call a function which they are given on the thread that calls them: at once, or when
the loop of that thread comes to it.

The functions that take their arguments' items are in `iterating`, those that use a thread in
`threads`.
"""

from __future__ import annotations

# https://docs.python.org/3/library/contextvars.html#contextvars.Context.run: gives its result
RUNNING = {"contextvars.Context.run": 0}

# Method → position of the function, whose arguments follow.
# https://docs.python.org/3/library/asyncio-eventloop.html#scheduling-callbacks
CALLING = {
    **RUNNING,
    "asyncio.AbstractEventLoop.call_soon": 0,
    "asyncio.AbstractEventLoop.call_later": 1,
    "asyncio.AbstractEventLoop.call_at": 1,
    "asyncio.Future.add_done_callback": 0,
}
