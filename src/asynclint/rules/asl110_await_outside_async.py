from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import MakeAsync
from asynclint.index import tree
from asynclint.rules.base import Rule, unsafe
from asynclint.semantic.variables import own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding
    from asynclint.rules.base import Place


class AwaitOutsideAsync(Rule):
    """Checks for `await`, `async for` and `async with` in a function that is not async.

    ## Why is this bad?
    Python refuses to compile the file: `SyntaxError: 'await' outside async function`.

    ## Example
    ```python
    from shop.models import Book

    def detail(request, pk):
        book = await Book.objects.aget(pk=pk)  # error
        return book.title
    ```

    Use instead:
    ```python
    from shop.models import Book

    async def detail(request, pk):
        book = await Book.objects.aget(pk=pk)
        return book.title
    ```

    ## Fix safety
    Unsafe: whoever calls the function must await it from now on.

    ## References
    - [Await expression](https://docs.python.org/3/reference/expressions.html#await-expression)
    """

    code = "ASL110"
    name = "await-outside-async"
    severity = ERROR

    def check_function(self, place: Place) -> Iterator[Finding]:
        node = place.routine.node
        if place.routine.is_async or isinstance(node, tree.Lambda):
            yield from self._in_lambdas(place)
            return
        for at, word in _async_syntax(own_nodes(node.body)):
            message = f"`{word}` in `{node.name}`, which is not async: `SyntaxError`"
            fix = unsafe(f"Make `{node.name}` async", MakeAsync(place.span(node.at)))
            yield self.finding(place, at, message, fix=fix)
        yield from self._in_lambdas(place)

    def _in_lambdas(self, place: Place) -> Iterator[Finding]:
        for inner in own_nodes(place.routine.node.body):
            if isinstance(inner, tree.Lambda):
                for at, word in _async_syntax(own_nodes(inner.body)):
                    yield self.finding(
                        place, at, f"`{word}` in a lambda, which is never async: `SyntaxError`"
                    )


def _async_syntax(nodes: Iterator[object]) -> Iterator[tuple[int, str]]:
    for node in nodes:
        if isinstance(node, tree.Await):
            yield node.at, "await"
        elif isinstance(node, tree.For) and node.is_async:
            yield node.at, "async for"
        elif isinstance(node, tree.With) and node.is_async:
            yield node.at, "async with"
        elif isinstance(node, tree.Comprehension) and node.kind != "generator":
            if any(clause.is_async for clause in node.clauses):
                yield node.at, "async for"
