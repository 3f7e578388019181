"""The vocabulary of edits: what a rule may ask for, as plain data.

A step names a place by its span in the decoded text and says what should become of it; how that
is done without disturbing a byte elsewhere is the business of `asynclint.fixes.apply`. Steps
compare by value, so that two fixes that ask for the same import share it.
"""

from __future__ import annotations

from typing import NamedTuple

from asynclint.diagnostics import Span


class Rewrite(NamedTuple):
    """Replace the expression at `span` by `template`.

    The template is Python with `{0}`, `{1}` … for the expressions at `parts`, which are kept as
    they are written (edits inside them still apply): `Rewrite(call, "await {0}", (call,))` awaits
    a call, `Rewrite(call, "[{name} async for {name} in {0}]", (argument,), fresh="item")` rewrites
    `list(qs)`. `{name}` stands for `fresh`, or for the first of fresh, fresh_2, fresh_3 … that the
    file does not use. Parentheses are added where precedence needs them, outside and around each
    part, and never where they are not needed.

    `{1*}` stands for all arguments of the call at part 1, as they are written: keywords, stars,
    comments, line breaks and a trailing comma included. Without arguments the comma before it goes:
    `Rewrite(call, "await asyncio.to_thread({0}, {1*})", (callee, call))` turns `f(a, b=c)` into
    `await asyncio.to_thread(f, a, b=c)`, and `f()` into `await asyncio.to_thread(f)`.

    Every part lies within `span`. What lies outside the parts goes away, comments excepted: a fix
    that would lose one is not applied. A template may not put a part into a lambda.
    """

    span: Span
    template: str
    parts: tuple[Span, ...] = ()
    fresh: str = ""


class RenameAttribute(NamedTuple):
    """Rename the attribute that ends the expression at `span`: `a.b.get` → `a.b.aget`."""

    span: Span
    name: str


class MakeAsync(NamedTuple):
    """Add `async` to the `for`, `with` or `def` statement whose header is at `span`, or to the
    comprehension clause whose iterable is at `span`."""

    span: Span


class MakeSync(NamedTuple):
    """Take the `async` from the `for` or `with` statement whose header is at `span`, or from the
    comprehension clause whose iterable is at `span`."""

    span: Span


class RemoveStatement(NamedTuple):
    """Remove the simple statement at `span`; a block left empty gets `pass`."""

    span: Span


class ReplaceStatement(NamedTuple):
    """Put a keyword in front of, or in place of the beginning of, the simple statement at `span`.

    `template` is one simple statement with `{0}` … as in `Rewrite`:
    `ReplaceStatement(statement, "return {0}", (value,))`.
    """

    span: Span
    template: str
    parts: tuple[Span, ...] = ()


class AddImport(NamedTuple):
    """Make `name` of `module` usable in the file: `AddImport("asgiref.sync", "sync_to_async")`.

    With an empty `name` the module itself is imported: `AddImport("asyncio")`. A binding that is
    there already is used as it is, under its alias if it has one; templates name the import by
    `module.name`'s last part (or the module), and are adapted to the alias. Where the name means
    something else in the module or in a function that would use it, the fix is not applied.
    """

    module: str
    name: str = ""


class DropImport(NamedTuple):
    """Take away the import that gives the expression at `span` (a name, or `name.attribute`) its
    first name, if nothing uses it any more when all fixes of the pass are done.

    It stays where the name is bound elsewhere as well, is listed in `__all__` or named in a string
    that may be an annotation, where a comment or an `as` of its own name says that it is wanted,
    and within `if`, `try` and classes.
    """

    span: Span


class ReplaceText(NamedTuple):
    """Replace the characters at `span` by `text`: in a file that cannot be parsed as it is, or in
    what no expression or statement covers, such as a comment."""

    span: Span
    text: str


Step = (
    Rewrite
    | RenameAttribute
    | MakeAsync
    | MakeSync
    | RemoveStatement
    | ReplaceStatement
    | AddImport
    | DropImport
    | ReplaceText
)
