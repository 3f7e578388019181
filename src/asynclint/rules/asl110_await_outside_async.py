from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from asynclint.diagnostics import ERROR
from asynclint.fixes.steps import MakeAsync
from asynclint.index import tree
from asynclint.rules.base import Rule, suggestion, unsafe
from asynclint.semantic.variables import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.diagnostics import Finding, Fix
    from asynclint.rules.base import Place


class AwaitOutsideAsync(Rule):
    """Checks for `await`, `async for` and `async with` in a function that is not async.

    Lambdas and class bodies are never async. Generator expressions may be so anywhere, and code at
    the top of a module is left alone: in notebooks and consoles it may await.

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
    Unsafe: whoever calls the function must await it from now on. Not offered for methods that
    Python calls itself, such as `__init__`.

    ## References
    - [Await expression](https://docs.python.org/3/reference/expressions.html#await-expression)
    """

    code = "ASL110"
    name = "await-outside-async"
    severity = ERROR

    def check_function(self, place: Place) -> Iterator[Finding]:
        node = place.routine.node
        if not isinstance(node, tree.Function):
            return  # reported in the function around it
        if not _may_be_refused(node, place.routine.is_async):
            return
        scope = "" if place.routine.is_async else f"`{node.name}`, which is not async"
        for at, word, where in _refused(node.body, scope):
            fix = self._fix(node, place) if where == scope else None
            yield self.finding(place, at, f"`{word}` in {where}: `SyntaxError`", fix=fix)

    def _fix(self, node: tree.Function, place: Place) -> Fix:
        if node.name.startswith("__") and node.name not in _ASYNC_HOOKS:
            return suggestion(f"Python calls `{node.name}` itself and does not await it")
        return unsafe(f"Make `{node.name}` async", MakeAsync(place.span(node.at)))


# Special methods whose result is awaited by Python or by whoever calls the object.
_ASYNC_HOOKS = frozenset({"__aenter__", "__aexit__", "__anext__", "__call__"})


def _may_be_refused(node: tree.Function, is_async: bool) -> bool:
    """A quick look, as nearly all functions have nothing that Python could refuse."""
    if is_async:
        return any(isinstance(inner, (tree.Lambda, tree.Class)) for inner in walk(node.body))
    return any(_async_word(inner) for inner in walk(node.body))


def _refused(node: Any, scope: str) -> Iterator[tuple[int, str, str]]:
    """The async syntax that Python refuses: place, word and where it stands.

    `scope` says in words why it is refused where `node` stands, or is empty where it is allowed.
    Functions inside are asked about by themselves.
    """
    if type(node) is list:
        for item in node:
            yield from _refused(item, scope)
        return
    word = _async_word(node)
    if word and scope:
        yield node.at, word, scope
    if isinstance(node, Struct):
        for part, inner in _parts(node, scope):
            yield from _refused(part, inner)


def _async_word(node: Any) -> str:
    if isinstance(node, tree.Await):
        return "await"
    if isinstance(node, tree.For) and node.is_async:
        return "async for"
    if isinstance(node, tree.With) and node.is_async:
        return "async with"
    if isinstance(node, tree.Comprehension) and node.kind != "generator":
        return "async for" if any(clause.is_async for clause in node.clauses) else ""
    return ""


def _parts(node: Any, scope: str) -> Iterator[tuple[Any, str]]:
    """The parts of a node, each with the scope that it is evaluated in."""
    if isinstance(node, (tree.Function, tree.Lambda)):
        yield [param.default for param in node.params], scope
        if isinstance(node, tree.Function):
            yield node.decorators, scope
        else:
            yield node.body, "a lambda, which is never async"
    elif isinstance(node, tree.Class):
        yield [node.bases, [keyword.value for keyword in node.keywords], node.decorators], scope
        yield node.body, "the body of a class, which is never async"
    elif isinstance(node, tree.Comprehension) and node.kind == "generator":
        # A generator expression is async by itself; only its first iterable is evaluated outside.
        first, *others = node.clauses
        yield first.iterable, scope
        yield [first.target, first.conditions, others, node.element], ""
    else:
        yield [getattr(node, name) for name in node.__struct_fields__], scope
