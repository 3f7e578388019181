from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.schema import DRIVER
from asynclint.rules.blocking import BlockingWork, blocks, other_way

if TYPE_CHECKING:
    from asynclint.diagnostics import Fix
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite, Operation, UseSite


class BlockingDatabaseDriver(BlockingWork):
    """Checks for clients of databases, search engines, queues and clouds that are no part of
    Django, on the event loop: `sqlite3`, `psycopg`, `redis`, `pymongo`, `elasticsearch`,
    `boto3`, SQLAlchemy's sync sessions, Celery's `delay()` and others, a client kept on an
    object included.

    ## Why is this bad?
    Nothing raises, because Django does not know of them. The event loop waits for the server, and
    with it every request that this process is serving.

    ## Example
    ```python
    import sqlite3

    async def version(request, path=":memory:"):
        connection = sqlite3.connect(path)  # error
        connection.close()
        return "done"
    ```

    Use instead:
    ```python
    import asyncio
    import sqlite3

    def look(path):
        connection = sqlite3.connect(path)
        connection.close()
        return "done"

    async def version(request, path=":memory:"):
        return await asyncio.to_thread(look, path)
    ```

    ## Fix safety
    Nothing is changed: the async way has an interface of its own.

    ## References
    - [Running in threads](https://docs.python.org/3/library/asyncio-task.html#running-in-threads)
    """

    code = "ASL306"
    name = "blocking-database-driver"
    does = DRIVER

    def message(self, site: CallSite | UseSite, place: Place, operation: Operation) -> str:
        return blocks(site, place, operation, "until the server has answered")

    def fix(self, site: CallSite, place: Place, operation: Operation) -> Fix | None:
        return other_way(operation, "the client's async form, or `asyncio.to_thread`")
