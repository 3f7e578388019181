"""Functions that tell in what surroundings code runs."""

from __future__ import annotations

# Whether an event loop runs in this thread.
# https://github.com/strawberry-graphql/strawberry: strawberry 0.341, strawberry/utils/inspect.py
TELLING_OF_LOOP = frozenset({"strawberry.utils.inspect.in_async_context"})

# They raise RuntimeError where none runs.
RAISING_WITHOUT_LOOP = frozenset({"asyncio.get_running_loop"})

# Variables that whoever is further out sets for those that are called: their class, and its method
# that gives the value.
HANDED_DOWN = {"contextvars.ContextVar": "get"}
