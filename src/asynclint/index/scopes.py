"""What a function's own scope binds, written down while its body is lowered."""

from __future__ import annotations

from asynclint.index.tree import Attribute, Display, Expr, Name, Param, Starred


class Scope:
    """The scope of a module, class, function or lambda while it is being read.

    Comprehensions get none: their targets are never bound here, and a walrus inside one binds in
    the function around it, as in Python.
    """

    __slots__ = ("bound", "declared", "first", "is_generator", "stores")

    def __init__(self, params: list[Param] | None = None) -> None:
        self.bound: dict[str, None] = {}  # in the order of the source
        self.declared: dict[str, str] = {}  # name → "global" or "nonlocal"
        self.first: str | None = None
        self.is_generator = False
        self.stores: dict[tuple[str, str], None] = {}  # (`self`, `x`) for `self.x = …`
        for param in params or ():
            self.bound[param.name] = None
            if self.first is None and param.kind in ("only-positional", "normal"):
                self.first = param.name

    def bind(self, name: str) -> None:
        self.bound[name] = None

    def bind_target(self, target: Expr) -> None:
        """Bind what assigning to `target` binds."""
        if type(target) is Name:
            self.bound[target.id] = None
        elif type(target) is Attribute:
            if type(target.value) is Name:
                self.stores[target.value.id, target.name] = None
        elif type(target) is Display:
            for item in target.items:
                self.bind_target(item)
        elif type(target) is Starred:
            self.bind_target(target.value)

    def unbind_target(self, target: Expr) -> None:
        """Note a `del`, which makes a name local as an assignment does."""
        if type(target) is Name:
            self.bound[target.id] = None
        elif type(target) is Display:
            for item in target.items:
                self.unbind_target(item)

    def own_names(self) -> list[str]:
        return [name for name in self.bound if name not in self.declared]

    def self_stores(self) -> list[str]:
        return [name for owner, name in self.stores if owner == self.first]

    def leave(self, outer: Scope) -> None:
        """Hand what was stored on names that belong to a scope further out to `outer`."""
        for owner, name in self.stores:
            declared = self.declared.get(owner)
            if declared == "nonlocal" or (declared is None and owner not in self.bound):
                outer.stores[owner, name] = None
