"""Callables that hand a function to a thread, and those that run a coroutine for sync code.

Code handed over is not on the loop. Users add wrappers of their own with `thread-wrappers`.
"""

from __future__ import annotations

from typing import NamedTuple


class Runner(NamedTuple):
    """A callable that runs one of its arguments in a thread at once."""

    name: str
    function: int  # position of the function; its arguments follow, those with a name as keywords
    keyword: str = ""  # name under which the function may be given
    gives: str = "coroutine"  # of the function's result; or a class over that; or "" (nothing)
    passes: bool = True  # the arguments behind the function are the function's own
    maps: bool = False  # or it is called for their items, and the results are iterated over


# Called with a function, they give a callable that runs it in a thread and is to be awaited; called
# without one (`sync_to_async(thread_sensitive=False)`) they give such a wrapper.
WRAPPERS = frozenset(
    {
        "asgiref.sync.sync_to_async",
        "asgiref.sync.SyncToAsync",
        "channels.db.database_sync_to_async",
        "channels.db.DatabaseSyncToAsync",
        "asyncer.asyncify",
        "strawberry_django.resolvers.django_resolver",
    }
)

# The other way round: a coroutine function made callable for sync code.
UNWRAPPERS = frozenset(
    {
        "asgiref.sync.async_to_sync",
        "asgiref.sync.AsyncToSync",
        "anyio.from_thread.run",
        "asyncer.syncify",
    }
)

_FUTURE = "concurrent.futures.Future"
_RESULTS = "iterator"
RUNNERS = (
    Runner("asyncio.to_thread", 0, "func"),
    Runner("anyio.to_thread.run_sync", 0, "func"),
    Runner("trio.to_thread.run_sync", 0, "sync_fn"),
    Runner("starlette.concurrency.run_in_threadpool", 0, "func"),
    Runner("fastapi.concurrency.run_in_threadpool", 0, "func"),
    Runner("asyncio.AbstractEventLoop.run_in_executor", 1, "func", gives="asyncio.Future"),
    Runner("concurrent.futures.Executor.submit", 0, "fn", gives=_FUTURE),
    Runner("concurrent.futures.ThreadPoolExecutor.submit", 0, "fn", gives=_FUTURE),
    Runner("concurrent.futures.ProcessPoolExecutor.submit", 0, "fn", gives=_FUTURE),
    Runner("concurrent.futures.Executor.map", 0, "fn", gives=_RESULTS, maps=True),
    Runner("concurrent.futures.ThreadPoolExecutor.map", 0, "fn", gives=_RESULTS, maps=True),
    Runner("concurrent.futures.ProcessPoolExecutor.map", 0, "fn", gives=_RESULTS, maps=True),
    Runner("threading.Thread", 1, "target", gives="", passes=False),
    Runner("threading.Timer", 1, "function", gives="", passes=False),
    Runner("multiprocessing.Process", 1, "target", gives="", passes=False),
)
RUNNER_OF = {runner.name: runner for runner in RUNNERS}

# Behind the name of a wrapper that was told `thread_sensitive=False`.
INSENSITIVE = "(thread_sensitive=False)"
# Those whose threads Django knows nothing of: nobody closes the connections that they open.
# Wrappers of Channels close theirs when they are done.
FOREIGN = frozenset(
    {
        f"asgiref.sync.sync_to_async{INSENSITIVE}",
        f"asgiref.sync.SyncToAsync{INSENSITIVE}",
        "asyncer.asyncify",
        "asyncio.to_thread",
        "anyio.to_thread.run_sync",
        "starlette.concurrency.run_in_threadpool",
        "fastapi.concurrency.run_in_threadpool",
        "asyncio.AbstractEventLoop.run_in_executor",
        "concurrent.futures.Executor.submit",
        "concurrent.futures.ThreadPoolExecutor.submit",
        "concurrent.futures.Executor.map",
        "concurrent.futures.ThreadPoolExecutor.map",
        "threading.Thread",
        "threading.Timer",
    }
)
