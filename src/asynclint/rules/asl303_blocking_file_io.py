from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.schema import FILE
from asynclint.rules.base import suggestion
from asynclint.rules.blocking import BlockingWork, in_thread

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation, UseSite


class BlockingFileIo(BlockingWork):
    """Checks for file I/O on the event loop.

    `open` and the methods of the file, `pathlib`, `os` and `shutil`, archives, temporary files, and
    Django's storages and file fields.

    ## Why is this bad?
    Nothing raises. The event loop waits for the disk, or for the network that a storage lies
    behind, and with it every request that this process is serving.

    ## Example
    ```python
    from pathlib import Path

    async def terms(request, path):
        return Path(path).read_text()  # error
    ```

    Use instead:
    ```python
    import asyncio
    from pathlib import Path

    async def terms(request, path):
        return await asyncio.to_thread(Path(path).read_text)
    ```

    ## Fix safety
    Unsafe: the work runs in a thread, where other code may run at the same time.

    ## References
    - [Running in threads](https://docs.python.org/3/library/asyncio-task.html#running-in-threads)
    """

    code = "ASL303"
    name = "blocking-file-io"
    does = FILE

    def message(self, site: CallSite | UseSite, place: Place, operation: Operation) -> str:
        return f"`{place.source(site.at)}` blocks the event loop while it uses the disk"

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        if site.parent in ("with", "for"):
            return suggestion("Move the work to a function and call it with `asyncio.to_thread`")
        return in_thread(site, place)
