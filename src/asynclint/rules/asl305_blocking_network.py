from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.schema import NETWORK
from asynclint.rules.blocking import BlockingWork, blocks, other_way

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation, UseSite


class BlockingNetwork(BlockingWork):
    """Checks for sockets, name look-ups, and clients of mail, file and shell servers (`smtplib`,
    `ftplib`, `imaplib`, `paramiko`, …) on the event loop. Functions that the setting `blocking`
    names without saying what they do are reported here as well.

    ## Why is this bad?
    Nothing raises. The event loop waits until the other side answers, and with it every request
    that this process is serving.

    ## Example
    ```python
    import socket

    async def address(request):
        return socket.gethostbyname("localhost")  # error
    ```

    Use instead:
    ```python
    import asyncio

    async def address(request):
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo("localhost", None)
        return found[0][4][0]
    ```

    ## Fix safety
    Nothing is changed: the async way has an interface of its own.

    ## References
    - [Streams](https://docs.python.org/3/library/asyncio-stream.html)
    - [`loop.getaddrinfo()`](https://docs.python.org/3/library/asyncio-eventloop.html#asyncio.loop.getaddrinfo)
    """

    code = "ASL305"
    name = "blocking-network"
    does = NETWORK

    def message(self, site: CallSite | UseSite, place: Place, operation: Operation) -> str:
        return blocks(site, place, operation, "until the other side answers")

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        return other_way(operation, "`asyncio.to_thread`")
