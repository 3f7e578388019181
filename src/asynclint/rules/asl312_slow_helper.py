from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.knowledge.schema import CPU, FILE
from asynclint.rules.base import Rule
from asynclint.rules.blocking import first_time, in_django_thread, worst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place
    from asynclint.semantic.sites import CallSite


class SlowHelper(Rule):
    """Checks for calls, on the event loop, of the project's own sync functions that read or write
    local files or compute for long further down: in the same file or another, however deep.

    Off by default: a small file on a local disk is read in less time than a thread takes. What a
    function does besides, such as a query, is for ASL311, which then reports the call alone.

    ## Why is this bad?
    Nothing raises. The event loop waits for the disk or for the processor, and with it every
    request that this process is serving.

    ## Example
    ```python
    def load(path):
        with open(path) as file:
            return file.read()

    async def terms(request, path):
        return load(path)  # error
    ```

    Use instead:
    ```python
    from asgiref.sync import sync_to_async

    def load(path):
        with open(path) as file:
            return file.read()

    async def terms(request, path):
        return await sync_to_async(load)(path)
    ```

    ## Fix safety
    Unsafe: the function runs in a thread, where other code may run at the same time.

    ## References
    - [`sync_to_async()`](https://docs.djangoproject.com/en/stable/topics/async/#sync-to-async)
    """

    code = "ASL312"
    name = "slow-helper"
    default = False

    def check_call(self, site: CallSite, place: Place) -> Iterator[Finding]:
        if not place.on_loop or site.awaited or worst(site.effects) is not None:
            return
        slow = [effect for effect in site.effects if effect.does in (FILE, CPU)]
        if not slow:
            return
        effect = min(slow, key=lambda e: (len(e.frames), e.does))
        end = "uses the disk" if effect.does == FILE else "computes"
        yield self.finding(
            place,
            site.at,
            f"`{place.source(site.at)}` reaches {place.source_of(effect)}{first_time(effect)}:"
            f" the event loop waits while it {end}",
            statement=site.statement,
            chain=place.frames(site.at, effect),
            fix=in_django_thread(site, place),
        )
