"""Which variables a function refers to, and how often it binds each: facts of its tree alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import fields

from asynclint.index import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asynclint.semantic.routines import Routine


# Builtins through which every variable may be read.
_READS_ALL = frozenset({"locals", "vars", "eval", "exec"})


_PLAIN = (int, str, bool)
_PARTS: dict[type[Struct], tuple[str, ...]] = {}  # class → the fields that may hold nodes


def _parts(cls: type[Struct]) -> tuple[str, ...]:
    """The fields of a class of nodes that may hold nodes or lists of them, the last first."""
    known = _PARTS.get(cls)
    if known is None:
        names = [field.name for field in fields(cls) if field.type not in _PLAIN]
        known = _PARTS[cls] = tuple(reversed(names))
    return known


def _below(node: Struct) -> list[Any]:
    """The nodes and lists of nodes directly in a node, the last first."""
    return [value for name in _parts(type(node)) if (value := getattr(node, name))]


def walk(node: Any) -> Iterator[Any]:
    """A node and everything below it, in the order of the source."""
    stack = [node]
    known = _PARTS.get
    while stack:
        current = stack.pop()
        if type(current) is list:
            stack.extend(current[::-1])
        elif isinstance(current, Struct):
            yield current
            cls = type(current)
            for name in known(cls) or _parts(cls):
                value = getattr(current, name)
                if value:  # neither absent nor an empty list
                    stack.append(value)


def references(routine: Routine) -> frozenset[str]:
    """The names that the function's body (nested ones included) reads, without its parameters."""
    known = routine.references
    if known is None:
        node = routine.node
        own = {p.name for p in node.params}
        body = node.body
        names = {n.id for n in walk(body) if isinstance(n, tree.Name)}
        known = routine.references = frozenset(names - own)
    return known


def unread(routine: Routine) -> frozenset[int]:
    """The places of the values that the function binds to variables which nothing reads."""
    known = routine.unread
    if known is None:
        known = routine.unread = frozenset(_unread(routine.node))
    return known


def _unread(node: tree.Function | tree.Lambda) -> Iterator[int]:
    if not isinstance(node, tree.Function):
        return
    targets: set[int] = set()  # the Name nodes that are only bound
    names: list[tree.Name] = []
    binds: list[tree.Bind] = []
    elsewhere: set[str] = set()
    for inner in walk(node.body):
        if isinstance(inner, tree.Name):
            names.append(inner)
        elif isinstance(inner, (tree.Bind, tree.Delete)):
            targets.update(id(target) for target in inner.targets)
            if isinstance(inner, tree.Bind):
                binds.append(inner)
        elif isinstance(inner, tree.ScopeDeclaration):
            elsewhere.update(inner.names)
    read = {name.id for name in names if id(name) not in targets} | elsewhere
    if read & _READS_ALL:
        return
    for bind in binds:
        if bind.value is not None and all(
            isinstance(t, tree.Name) and t.id in node.bound and t.id not in read
            for t in bind.targets
        ):
            yield bind.value.at


def aliases(routine: Routine) -> dict[str, frozenset[str]]:
    """The variables that may stand for one object, by each of their names: `a = b = value`, `a = b`
    somewhere in the function."""
    known = routine.aliases
    if known is None:
        known = {}
        for node in own_nodes(routine.node.body):
            if isinstance(node, tree.Bind) and node.value is not None:
                ends = [*node.targets, node.value]
                names = [end.id for end in ends if isinstance(end, tree.Name)]
                if len(names) > 1:
                    group = frozenset(names).union(*(known.get(name, ()) for name in names))
                    known.update(dict.fromkeys(group, group))
        routine.aliases = known
    return known


def containers(node: tree.Expr | None) -> tuple[str, ...]:
    """The variables whose items something is that comes out of an expression: `books[0]`, and for
    a loop `books`, `enumerate(books)`. What methods give are other objects."""
    if isinstance(node, tree.Subscript):
        node = node.value
    if isinstance(node, tree.Name):
        return (node.id,)
    if isinstance(node, tree.Call) and isinstance(node.function, tree.Name):
        return tuple(arg.id for arg in node.args if isinstance(arg, tree.Name))
    return ()


def is_local(routine: Routine | None, name: str) -> bool:
    """Whether a function, or one around it, binds a name for itself."""
    while routine is not None:
        node = routine.node
        if name in (node.bound if isinstance(node, tree.Function) else ()):
            return True
        routine = routine.outer
    return False


def store_counts(routine: Routine) -> dict[str, int]:
    """How often the function's own scope binds each of its variables; a parameter counts once."""
    known = routine.store_counts
    if known is None:
        known = {}
        for param in routine.node.params:
            known[param.name] = known.get(param.name, 0) + 1
        if isinstance(routine.node, tree.Function):
            bound = set(routine.node.bound)
            for name in _stored(routine.node.body):
                if name in bound:
                    known[name] = known.get(name, 0) + 1
        routine.store_counts = known
    return known


def rebound_behind(routine: Routine, inner: tree.Function | tree.Lambda) -> frozenset[str]:
    """The variables that the function's own scope may bind anew after it has come to `inner`, a
    function inside it: further down, or on the next turn of a loop around it."""
    known = routine.rebound.get(inner.at)
    if known is None:
        node = routine.node
        body = node.body if isinstance(node, tree.Function) else []
        known = routine.rebound[inner.at] = frozenset(_stored_behind(body, inner))
    return known


def _stored_behind(body: list[tree.Stmt], inner: tree.Function | tree.Lambda) -> Iterator[str]:
    behind = False
    for statement in body:
        if behind:
            yield from _stored([statement])
        elif any(node is inner for node in walk(statement)):
            behind = True
            if statement is not inner:
                yield from _stored_around(statement, inner)


def _stored_around(statement: tree.Stmt, inner: tree.Function | tree.Lambda) -> Iterator[str]:
    """The same within a statement that holds the inner function."""
    if isinstance(statement, tree.If):
        # The branches that are not taken bind nothing behind it.
        yield from _stored_behind(statement.body, inner)
        yield from _stored_behind(statement.orelse, inner)
    elif isinstance(statement, tree.With):
        yield from _stored_behind(statement.body, inner)
    elif isinstance(statement, tree.Try):
        later = [*statement.handlers, *statement.orelse, *statement.final]
        yield from _stored_behind(statement.body, inner)
        yield from _stored(later)  # type: ignore[arg-type]
    else:
        yield from _stored([statement])


def _stored(body: list[tree.Stmt]) -> Iterator[str]:
    stack: list[Any] = [body]
    while stack:
        node = stack.pop()
        if type(node) is list:
            stack.extend(node)
            continue
        if isinstance(node, (tree.Function, tree.Class)):
            yield node.name
            continue  # another scope
        if isinstance(node, tree.Lambda) or not isinstance(node, Struct):
            continue
        yield from _names_stored_by(node)
        stack.extend(_below(node))


def _names_stored_by(node: Any) -> Iterator[str]:
    if isinstance(node, (tree.Bind, tree.Delete)):
        for target in node.targets:
            yield from target_names(target)
    elif isinstance(node, (tree.Augment, tree.For)):
        yield from target_names(node.target)
    elif isinstance(node, tree.WithItem) and node.target is not None:
        yield from target_names(node.target)
    elif isinstance(node, tree.Walrus):
        yield node.target
    elif isinstance(node, tree.Handler) and node.name is not None:
        yield node.name
    elif isinstance(node, (tree.Import, tree.ImportFrom)):
        for alias in node.names:
            yield alias.alias or alias.name.partition(".")[0]
    elif isinstance(node, tree.Pattern):
        yield from (name for name in (node.name, node.rest) if name is not None)


def target_names(target: tree.Expr) -> Iterator[str]:
    if isinstance(target, tree.Name):
        yield target.id
    elif isinstance(target, tree.Starred):
        yield from target_names(target.value)
    elif isinstance(target, tree.Display):
        for item in target.items:
            yield from target_names(item)


def own_nodes(body: Any) -> Iterator[Any]:
    """The nodes of a function's own scope: nested functions, lambdas and classes are not entered.

    Those nested scopes themselves are given, and what of them is evaluated outside (defaults,
    decorators, bases) is.
    """
    stack: list[Any] = [body]
    known = _PARTS.get
    while stack:
        node = stack.pop()
        if type(node) is list:
            stack.extend(node[::-1])
        elif isinstance(node, Struct):
            yield node
            cls = type(node)
            if cls in _SCOPES:
                stack.extend(_outside(node))
                continue
            for name in known(cls) or _parts(cls):
                value = getattr(node, name)
                if value:  # neither absent nor an empty list
                    stack.append(value)


_SCOPES = frozenset({tree.Function, tree.Lambda, tree.Class})


def _outside(node: Any) -> list[Any]:
    """What of a function, lambda or class is evaluated where it stands, the last first."""
    if isinstance(node, tree.Class):
        return [*node.bases, *node.decorators]
    defaults = [param.default for param in node.params if param.default is not None]
    return [*defaults, *node.decorators] if isinstance(node, tree.Function) else defaults


def awaits(node: tree.Comprehension) -> bool:
    """Whether a comprehension waits between its items, which makes a generator asynchronous."""
    first, *others = node.clauses
    if any(clause.is_async for clause in node.clauses):
        return True
    stack: list[Any] = [node.element, node.key, first.conditions, others]
    while stack:
        inner = stack.pop()
        if type(inner) is list:
            stack.extend(inner)
        elif isinstance(inner, tree.Await):
            return True
        elif isinstance(inner, tree.Comprehension):
            # One of its own that waits makes this one wait; a generator waits only later.
            if inner.kind != "generator" and awaits(inner):
                return True
            stack.append(inner.clauses[0].iterable)
        elif isinstance(inner, Struct) and not isinstance(inner, (tree.Lambda, tree.Function)):
            stack.extend(_below(inner))
    return False


def mocked_names(routine: Routine) -> frozenset[str]:
    """The names that a test replaces while it runs: `patch("app.views.fetch")`,
    `patch.object(client, "get")`, `monkeypatch.setattr(client, "get", …)` name fetch and get."""
    known = routine.mocked
    if known is None:
        node = routine.node
        names: set[str] = set()
        parts = [node.body, node.decorators] if isinstance(node, tree.Function) else []
        for call in walk(parts) if routine.module.replaces else ():
            if isinstance(call, tree.Call) and _replaces(call.function):
                texts = [a.value for a in call.args[:2] if isinstance(a, tree.Constant)]
                names.update(t.rpartition(".")[2] for t in texts[:1] if isinstance(t, str))
        known = routine.mocked = frozenset(names)
    return known


def _replaces(function: tree.Expr) -> bool:
    if isinstance(function, tree.Name):
        return function.id == "patch"
    if not isinstance(function, tree.Attribute):
        return False
    if function.name in ("patch", "setattr"):
        return True
    owner = function.value
    inner = owner.name if isinstance(owner, tree.Attribute) else getattr(owner, "id", "")
    return function.name == "object" and inner == "patch"
