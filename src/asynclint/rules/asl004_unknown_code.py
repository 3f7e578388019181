from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import WARNING
from asynclint.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, IgnoreComment
    from asynclint.rules.base import Source


class UnknownCode(Rule):
    """Checks for ignore comments that name no rule.

    Codes of other tools in a shared `# noqa:` are left alone. A setting that names no rule stops
    the run with a message of its own. A code that only a newer asynclint knows can stand beside the
    code of this rule: `# asynclint: ignore[ASL999, ASL004]`.

    ## Why is this bad?
    The comment suppresses nothing, although somebody relies on it.

    ## Example
    ```python
    async def poll(request):
        return "done"  # asynclint: ignore[ASL999]  # error
    ```

    Use instead:
    ```python
    async def poll(request):
        return "done"
    ```
    """

    code = "ASL004"
    name = "unknown-code"
    severity = WARNING

    def check_comments(
        self, comments: tuple[IgnoreComment, ...], source: Source
    ) -> Iterator[Finding]:
        for comment in comments:
            for code in comment.codes or ():
                if code.is_ours and not code.is_known:
                    message = f"no rule is called `{code.text}`: nothing is suppressed by it"
                    yield self.finding_at(source, *code.span, message)
