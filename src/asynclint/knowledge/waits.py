"""Waits that do not wait, for what their arguments say.

https://docs.python.org/3/library/threading.html#threading.Lock.acquire
https://docs.python.org/3/library/queue.html#queue.Queue.get
https://docs.python.org/3/library/os.html#os.waitpid

The same of calls of services that are told not to ask anybody, or that nobody told what to ask for.
"""

from __future__ import annotations

# By the row's name: the position, the name and the value of an argument that leaves no wait.
# A position is -1 for an argument that can only be given by name.
Spared = tuple[tuple[int, str, object], ...]

_LOCK: Spared = ((0, "blocking", False), (0, "blocking", 0), (1, "timeout", 0))
_QUEUE: Spared = ((0, "block", False), (0, "block", 0), (1, "timeout", 0))
_TIMEOUT: Spared = ((0, "timeout", 0),)

SPARED: dict[str, Spared] = {
    "threading.Lock.acquire": _LOCK,
    "threading.RLock.acquire": _LOCK,
    "threading.Condition.acquire": _LOCK,
    "threading.Semaphore.acquire": _LOCK,
    "multiprocessing.synchronize.Lock.acquire": ((0, "block", False), (1, "timeout", 0)),
    "multiprocessing.synchronize.RLock.acquire": ((0, "block", False), (1, "timeout", 0)),
    "multiprocessing.synchronize.Semaphore.acquire": ((0, "block", False), (1, "timeout", 0)),
    "threading.Condition.wait": _TIMEOUT,
    "threading.Condition.wait_for": ((1, "timeout", 0),),
    "threading.Event.wait": _TIMEOUT,
    "threading.Thread.join": _TIMEOUT,
    "queue.Queue.get": _QUEUE,
    "queue.SimpleQueue.get": _QUEUE,
    "multiprocessing.queues.Queue.get": _QUEUE,
    "multiprocessing.process.BaseProcess.join": _TIMEOUT,
    "multiprocessing.pool.AsyncResult.get": _TIMEOUT,
    "multiprocessing.pool.AsyncResult.wait": _TIMEOUT,
    "multiprocessing.synchronize.Event.wait": _TIMEOUT,
    "multiprocessing.connection.wait": ((1, "timeout", 0),),
    "concurrent.futures.Future.result": _TIMEOUT,
    "concurrent.futures.Future.exception": _TIMEOUT,
    "concurrent.futures.wait": ((1, "timeout", 0),),
    "concurrent.futures.Executor.shutdown": ((0, "wait", False),),
    "subprocess.Popen.wait": _TIMEOUT,
    "select.select": ((3, "timeout", 0),),
    "selectors.BaseSelector.select": _TIMEOUT,
    "signal.sigtimedwait": ((1, "timeout", 0),),
    "os.waitpid": ((1, "options", "os.WNOHANG"),),
    "os.wait3": ((0, "options", "os.WNOHANG"),),
    "os.wait4": ((1, "options", "os.WNOHANG"),),
    "email_validator.validate_email": ((-1, "check_deliverability", False),),
    "github.Github.get_repo": ((1, "lazy", True),),
    "gitlab.mixins.CRUDMixin.get": ((1, "lazy", True),),
}
# By the row of leaving a block: the methods whose work leaving it waits for. What an event loop
# hands in (`loop.run_in_executor(pool, …)`) is awaited, and done by then.
# https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.run_in_executor
HANDING_IN = {"concurrent.futures.Executor.__exit__": frozenset({"submit", "map"})}
# Functions that make something to be awaited of what those methods give.
AWAITING = frozenset({"wrap_future"})
# Those that wait only if they are told something: for how long, for whom.
ONLY_WITH_ARGUMENTS = frozenset(
    {"multiprocessing.connection.Connection.poll", "github.Github.get_user"}
)
