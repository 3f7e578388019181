from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.schema import HTTP
from asynclint.rules.blocking import BlockingWork

if TYPE_CHECKING:
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation, UseSite


class BlockingHttp(BlockingWork):
    """Checks for sync HTTP requests on the event loop.

    `requests`, `urllib`, `urllib3`, `http.client`, the sync half of `httpx`, and the clients of
    vendors, as functions and as methods of sessions and clients.

    ## Why is this bad?
    Nothing raises. The event loop stands still until the other server has answered, and with it
    every request that this process is serving.

    ## Example
    ```python
    import requests

    async def rates(request, url):
        answer = requests.get(url, timeout=5)  # error
        return answer.text
    ```

    Use instead:
    ```python
    import asyncio
    import requests

    async def rates(request, url):
        answer = await asyncio.to_thread(requests.get, url, timeout=5)
        return answer.text
    ```

    ## Fix safety
    Unsafe: the request runs in a thread, where other code may run at the same time. An async client
    (`httpx.AsyncClient`, `aiohttp`) needs no thread, but is a change of library.

    ## References
    - [Running in threads](https://docs.python.org/3/library/asyncio-task.html#running-in-threads)
    - [HTTPX: async support](https://www.python-httpx.org/async/)
    """

    code = "ASL301"
    name = "blocking-http"
    does = HTTP

    def message(self, site: CallSite | UseSite, place: Place, operation: Operation) -> str:
        spelled = place.source(site.at)
        text = f"`{spelled}` blocks the event loop until the server has answered"
        return f"{text}; use {operation.instead}" if operation.instead else text
