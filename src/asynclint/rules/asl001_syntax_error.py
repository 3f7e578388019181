from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Source


class SyntaxErrorInFile(Rule):
    """Checks for files that cannot be parsed.

    asynclint reads the syntax of every Python up to 3.14, whichever Python it runs on itself. What
    it cannot parse, Python cannot run. The parts of the file that can be parsed are checked all the
    same, and so are all other files.

    ## Why is this bad?
    Importing the file raises `SyntaxError`.

    ## Example
    ```python
    from django.shortcuts import render

    async def detail(request):
        return render(request "detail.html")  # error
    ```

    Use instead:
    ```python
    from django.shortcuts import render

    async def detail(request):
        return render(request, "detail.html")
    ```

    ## References
    - [The Python grammar](https://docs.python.org/3/reference/grammar.html)
    """

    code = "ASL001"
    name = "syntax-error"
    severity = ERROR

    def check_source(self, source: Source) -> Iterator[Finding]:
        if source.broken is not None:
            offset, reason = source.broken
            yield self.finding_at(source, offset, offset, f"Cannot be parsed: {reason}")
