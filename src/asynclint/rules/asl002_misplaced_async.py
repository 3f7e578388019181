from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import ReplaceText
from asynclint.rules.base import Rule, safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Source


class MisplacedAsync(Rule):
    """Checks for function definitions with `async` in the wrong place.

    The file is read as if it were right, so that its other mistakes are reported too.

    ## Why is this bad?
    `async` stands in front of `def`. Anything else is a `SyntaxError`, whose text ("invalid
    syntax") does not say what is meant.

    ## Example
    ```python
    from django.http import HttpResponse

    def async detail(request):  # error
        return HttpResponse("hello")
    ```

    Use instead:
    ```python
    from django.http import HttpResponse

    async def detail(request):
        return HttpResponse("hello")
    ```

    ## References
    - [Coroutine function definition](https://docs.python.org/3/reference/compound_stmts.html#async-def)
    """

    code = "ASL002"
    name = "misplaced-async"
    severity = ERROR

    def check_source(self, source: Source) -> Iterator[Finding]:
        for span, wrong, right in source.repairs:
            message = f"`{wrong}` is not a definition: write `{right}`"
            fix = safe(f"Write `{right}`", ReplaceText(span, right))
            yield self.finding_at(source, span.start, span.end, message, fix=fix)
