from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import WARNING
from asynclint.rules.base import Rule, suggestion
from asynclint.semantic import environment_variables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import ModulePlace


class AsyncSafetyDisabled(Rule):
    """Checks for code that sets `DJANGO_ALLOW_ASYNC_UNSAFE`.

    ## Why is this bad?
    Django refuses queries on the event loop with `SynchronousOnlyOperation`. Where this variable is
    set, to whatever text but an empty one, it does not refuse them: the query is made, all other
    requests wait for it, and nothing tells. Worse, coroutines that run at the same time share one
    connection to the database. What one of them does may end up in the transaction of another one,
    and be stored or lost with that.

    ## Example
    ```python
    import os

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # error

    async def hello(request):
        return None
    ```

    Use instead:
    ```python
    import os

    async def hello(request):
        return None
    ```

    Mend the places that raise `SynchronousOnlyOperation`: with the async methods of querysets and
    models, or with `sync_to_async`. In a notebook, which has a loop of its own, the variable is
    what Django recommends; suppress the finding there.

    ## Exceptions
    Code that reads, empties or removes the variable.

    ## Fix safety
    Only suggested: without the switch all that it hid shows, and has to be mended first.

    ## References
    - [Async safety](https://docs.djangoproject.com/en/stable/topics/async/#async-safety)
    """

    code = "ASL512"
    name = "async-safety-disabled"
    severity = WARNING

    def check_module(self, place: ModulePlace) -> Iterator[Finding]:
        for unit, at in environment_variables.settings_of(
            place.model, place.module, "DJANGO_ALLOW_ASYNC_UNSAFE"
        ):
            yield self.finding_over(
                place,
                place.span_in(unit, at),
                "Django's protection against queries on the event loop is switched off: they block"
                " it, and coroutines get into each other's transactions",
                fix=suggestion("Remove it, and mend what raises `SynchronousOnlyOperation`"),
            )
