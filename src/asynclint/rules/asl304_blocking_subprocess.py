from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.schema import SUBPROCESS
from asynclint.rules.blocking import BlockingWork, blocks, other_way

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation, UseSite


class BlockingSubprocess(BlockingWork):
    """Checks for `subprocess`, `os.system`, `os.popen`, `os.wait…` and other functions that start a
    process or wait for one, on the event loop.

    ## Why is this bad?
    Nothing raises. The event loop waits until the process has ended, and with it every request that
    this process is serving. Starting one takes a while, too.

    ## Example
    ```python
    import subprocess

    async def version(request):
        subprocess.run(["true"], check=True)  # error
        return "done"
    ```

    Use instead:
    ```python
    import asyncio

    async def version(request):
        process = await asyncio.create_subprocess_exec("true")
        await process.wait()
        return "done"
    ```

    ## Fix safety
    Nothing is changed: the async way has an interface of its own.

    ## References
    - [Subprocesses](https://docs.python.org/3/library/asyncio-subprocess.html)
    """

    code = "ASL304"
    name = "blocking-subprocess"
    does = SUBPROCESS

    def message(self, site: CallSite | UseSite, place: Place, operation: Operation) -> str:
        return blocks(site, place, operation, "until the process answers or ends")

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        return other_way(operation, "`asyncio.create_subprocess_exec`")
