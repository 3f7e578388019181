"""What an import is called where a fix needs it: found in the file, or to be added, or refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import libcst as cst

from asynclint.fixes.bindings import Binding, bindings, imported_as, scopes_at
from asynclint.fixes.errors import RejectedError
from asynclint.fixes.places import Places
from asynclint.fixes.steps import AddImport


class _Known(NamedTuple):
    """An import statement's binding of what is wanted."""

    spelling: str  # how code says it: "s2a", "asyncio", "os.path"
    name: str  # the name that the statement binds: "s2a", "asyncio", "os"
    alias: cst.ImportAlias
    statement: cst.CSTNode


class Spelled(NamedTuple):
    """A template in the names of the file."""

    template: str
    named: frozenset[AddImport]  # the imports that it uses
    missing: frozenset[AddImport]  # those of them that the file does not have yet


class Imports:
    """What the imports that fixes ask for are called in a file."""

    def __init__(self, places: Places) -> None:
        self.places = places

    def spell(self, wanted: Iterable[AddImport], template: str, node: cst.CSTNode) -> Spelled:
        """A template with the imports' names as they are at `node`.

        RejectedError if a name means something else there.
        """
        named: set[AddImport] = set()
        missing: set[AddImport] = set()
        for want in wanted:
            reference = re.compile(rf"(?<![\w.]){re.escape(_reference(want))}(?!\w)")
            if not reference.search(template):
                continue
            named.add(want)
            spelling = self._spelling_at(want, node)
            if spelling is None:
                missing.add(want)
            else:
                template = reference.sub(spelling, template)
        return Spelled(template, frozenset(named), frozenset(missing))

    def missing(self, want: AddImport) -> bool:
        """Whether an import that no template names has to be added; RejectedError as in `spell`."""
        return self._spelling_at(want, None) is None

    def _spelling_at(self, want: AddImport, node: cst.CSTNode | None) -> str | None:
        """How the import is called at a place; None if a line has to be added first."""
        scopes: list[cst.CSTNode] = [self.places.module]
        if node is not None:
            scopes = scopes_at(self.places, node)
        for each in self._known(want):
            scope = next((s for s in scopes if self._binds(s, each)), None)
            inner = scopes[: scopes.index(scope)] if scope is not None else []
            if scope is None or any(self._bound_in(s, each.name) for s in inner):
                continue
            if self._is_sure(each, scope, node, want):
                return each.spelling
        self._refuse_other_meaning(want, scopes)
        return None

    def _known(self, want: AddImport) -> Iterator[_Known]:
        """Every statement that imports what is wanted, in the order of the text."""
        words = {want.name or want.module.partition(".")[0], want.module.rpartition(".")[2]}
        nodes = [node for word in words for node in self.places.names(word)]
        for node in sorted(nodes, key=self.places.span):
            for ancestor in self.places.ancestors(node):
                if isinstance(ancestor, cst.ImportAlias):
                    yield from self._read_alias(ancestor, want)
                    break

    def _read_alias(self, alias: cst.ImportAlias, want: AddImport) -> Iterator[_Known]:
        module, name = imported_as(self.places, alias)
        statement = self.places.parents[alias]
        other = alias.evaluated_alias
        if want.name and (module, name) == (want.module, want.name):
            yield _Known(other or name, other or name, alias, statement)
        elif not want.name and not name and other and module == want.module:
            yield _Known(other, other, alias, statement)
        elif not want.name and not name and not other:
            if module == want.module or module.startswith(want.module + "."):
                yield _Known(want.module, module.partition(".")[0], alias, statement)
        elif not want.name and name and f"{module}.{name}" == want.module:  # from os import path
            yield _Known(other or name, other or name, alias, statement)

    def _binds(self, scope: cst.CSTNode, known: _Known) -> bool:
        return any(each.binder is known.alias for each in self._bound_in(scope, known.name))

    def _bound_in(self, scope: cst.CSTNode, name: str) -> list[Binding]:
        return [each for each in bindings(self.places, name) if each.scope is scope]

    def _is_sure(
        self, known: _Known, scope: cst.CSTNode, node: cst.CSTNode | None, want: AddImport
    ) -> bool:
        """Whether the import has run, and its name means nothing else, when `node` runs."""
        parents, span = self.places.parents, self.places.span
        line = parents[known.statement]
        block, try_around = parents[line], None
        if isinstance(block, cst.IndentedBlock):
            above = parents[block]
            if isinstance(above, cst.Try | cst.TryStar):
                block, try_around = parents[above], above
        if not isinstance(line, cst.SimpleStatementLine):  # `if x: import y`
            return False
        if block is not scope and parents.get(block) is not scope:  # in an `if`, a loop …
            return False
        is_local = scope is not self.places.module
        if is_local and node is not None and span(known.statement).end > span(node).start:
            return False  # a function's own import counts from there on only
        return all(
            self._agrees(each, want) or try_around in list(self.places.ancestors(each.binder))
            for each in self._bound_in(scope, known.name)
        )

    def _agrees(self, binding: Binding, want: AddImport) -> bool:
        """Whether a binding of the wanted name means what is wanted."""
        if not isinstance(binding.binder, cst.ImportAlias):
            return False
        module, name = imported_as(self.places, binding.binder)
        if want.name or binding.binder.asname is not None:
            return any(
                each.alias is binding.binder for each in self._read_alias(binding.binder, want)
            )
        return not name and module.partition(".")[0] == want.module.partition(".")[0]

    def _refuse_other_meaning(self, want: AddImport, scopes: list[cst.CSTNode]) -> None:
        """RejectedError if the name to import would not mean the import in one of the scopes."""
        name = _reference(want).partition(".")[0]
        for scope in scopes:
            is_module = scope is self.places.module
            others = self._bound_in(scope, name)
            if is_module:
                others = [each for each in others if not self._agrees(each, want)]
            if others:
                where = "in this module" if is_module else f"in {_describe(scope)}"
                raise RejectedError(f"`{name}` means something else {where}")


def _reference(want: AddImport) -> str:
    """How templates name the import."""
    return want.name or want.module


def _describe(scope: cst.CSTNode) -> str:
    if isinstance(scope, cst.FunctionDef | cst.ClassDef):
        return f"`{scope.name.value}`"
    return "a lambda" if isinstance(scope, cst.Lambda) else "a comprehension"
