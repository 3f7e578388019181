from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.schema import WAIT
from asynclint.rules.blocking import BlockingWork, blocks, other_way

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation, UseSite


class BlockingWait(BlockingWork):
    """Checks for waits for another thread, another process or a person, on the event loop:
    `acquire()` of `threading`'s locks, `Event.wait()`, `queue.Queue.get()`, `Thread.join()`,
    `Future.result()` of `concurrent.futures`, `input()` and others.

    Waits that are told not to wait (`block=False`, `timeout=0`) are not reported.

    ## Why is this bad?
    Nothing raises. The event loop stands still until somebody else acts; if that somebody needs the
    event loop, for ever.

    ## Example
    ```python
    import queue

    jobs = queue.Queue()

    async def next_job(request):
        return jobs.get(timeout=5)  # error
    ```

    Use instead:
    ```python
    import asyncio

    jobs = asyncio.Queue()

    async def next_job(request):
        jobs.put_nowait("job")
        return await asyncio.wait_for(jobs.get(), timeout=5)
    ```

    ## Fix safety
    Nothing is changed: the async way has an interface of its own.

    ## References
    - [Synchronization primitives](https://docs.python.org/3/library/asyncio-sync.html)
    - [Queues](https://docs.python.org/3/library/asyncio-queue.html)
    """

    code = "ASL310"
    name = "blocking-wait"
    does = WAIT

    def message(self, site: CallSite | UseSite, place: Place, operation: Operation) -> str:
        return blocks(site, place, operation, "until somebody else acts")

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        return other_way(operation, "asyncio's counterpart, or `asyncio.to_thread`")
