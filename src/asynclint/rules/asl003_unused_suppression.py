from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import WARNING, Span
from asynclint.fixes.steps import ReplaceText
from asynclint.rules.base import Rule, safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix, IgnoreComment
    from asynclint.rules.base import Source


class UnusedSuppression(Rule):
    """Checks for ignore comments, and for codes in them, that suppress nothing.

    A code counts only if its rule was run. `# noqa` without codes, and the codes of other tools,
    are left alone.

    ## Why is this bad?
    The mistake that the comment was for is gone, or never was there. A comment that is left behind
    hides the next mistake that is made in its place.

    ## Example
    ```python
    import asyncio

    async def poll(request):
        await asyncio.sleep(1)  # asynclint: ignore[ASL302]  # error
        return "done"
    ```

    Use instead:
    ```python
    import asyncio

    async def poll(request):
        await asyncio.sleep(1)
        return "done"
    ```

    ## Fix safety
    Safe: only the comment, or the code in it, goes.
    """

    code = "ASL003"
    name = "unused-suppression"
    severity = WARNING

    def check_comments(
        self, comments: tuple[IgnoreComment, ...], source: Source
    ) -> Iterator[Finding]:
        for comment in comments:
            if any(code.text.upper() == self.code for code in comment.codes or ()):
                continue  # it is meant to stay
            unused = [code for code in comment.codes or () if code.is_unused]
            if not (comment.is_unused or unused):
                continue
            said = (
                "the comment"
                if comment.codes is None or not comment.codes
                else ", ".join(f"`{code.text}`" for code in unused)
            )
            verb = "suppress" if len(unused) > 1 else "suppresses"
            yield self.finding_at(
                source, *comment.span, f"{said} {verb} nothing here", fix=_fix(comment, source)
            )


def _fix(comment: IgnoreComment, source: Source) -> Fix:
    if comment.is_unused or comment.codes is None:
        return safe("Remove the comment", ReplaceText(comment.removal, ""))
    first, last = comment.codes[0].span.start, comment.codes[-1].span.end
    left = ", ".join(code.text for code in comment.codes if not code.is_unused)
    return safe("Remove the code", ReplaceText(Span(first, last), left))
