"""The lowered form of Python code: what the semantic layer reads instead of a syntax tree.

A lowered tree says what code does and nothing of how it is laid out: no white space, no comments,
no positions. Every node carries `at`, the number of its place; the places themselves (pairs of
character offsets, relative to the start of the chunk) lie in a table beside the tree, so that
moving code changes the table only.

The nodes are `msgspec` structs encoded as arrays: compact on disk, decoded and checked in one step,
and data rather than code. `SCHEMA` is part of every cache key: raise it with every change here or
in what lowering produces.
"""

from __future__ import annotations

from typing import Union

from msgspec import Struct

SCHEMA = 2


class Node(Struct, array_like=True, frozen=True, eq=False, gc=False):
    at: int


# --- expressions -----------------------------------------------------------------------------


class Name(Node, tag=1, frozen=True):
    id: str


class Attribute(Node, tag=2, frozen=True):
    value: Expr
    name: str


class Constant(Node, tag=3, frozen=True):
    """`kind` is one of str, bytes, int, float, complex, bool, None, Ellipsis.

    `value` is kept for strings of up to 500 characters, for integers of up to 63 bits and for
    booleans; it is None otherwise.
    """

    kind: str
    value: Union[str, int, bool, None] = None


class Keyword(Struct, array_like=True, frozen=True, eq=False, gc=False):
    name: Union[str, None]  # None for `**value`
    value: Expr


class Call(Node, tag=4, frozen=True):
    function: Expr
    args: list[Expr]  # `*value` is a Starred
    keywords: list[Keyword]


class Await(Node, tag=5, frozen=True):
    value: Expr


class Starred(Node, tag=6, frozen=True):
    value: Expr


class Subscript(Node, tag=7, frozen=True):
    value: Expr
    index: Expr  # `x[a, b]` has a Tuple


class Slice(Node, tag=8, frozen=True):
    lower: Union[Expr, None]
    upper: Union[Expr, None]
    step: Union[Expr, None]


class Display(Node, tag=9, frozen=True):
    """A tuple, list or set written out; `kind` is one of those three names."""

    kind: str
    items: list[Expr]


class DictDisplay(Node, tag=10, frozen=True):
    keys: list[Union[Expr, None]]  # None for `**value`
    values: list[Expr]


class FormattedString(Node, tag=11, frozen=True):
    """An f-string or t-string (`template` is then true), or a concatenation that holds one.

    `values` are the interpolated expressions, those of nested format specs included; `conversions`
    says of each what makes its text: "s", "r" or "a" after a `!`, "r" for `{value=}`, else "".
    """

    values: list[Expr]
    template: bool = False
    conversions: list[str] = []


class Operation(Node, tag=12, frozen=True):
    """A binary or unary operation; `a + b + c` is one node with three operands.

    `operator` is the operator's spelling: "+", "|", "not", "~", "u-", "u+" …
    """

    operator: str
    operands: list[Expr]


class Logical(Node, tag=13, frozen=True):
    """`a and b and c`, `a or b`."""

    operator: str
    operands: list[Expr]


class Comparison(Node, tag=14, frozen=True):
    """`a < b in c`: operators has one item less than operands; spelled "not in", "is not" …"""

    operators: list[str]
    operands: list[Expr]


class Conditional(Node, tag=15, frozen=True):
    test: Expr
    body: Expr
    orelse: Expr


class Clause(Struct, array_like=True, frozen=True, eq=False, gc=False):
    """`async for target in iterable if a if b` of a comprehension."""

    target: Expr
    iterable: Expr
    conditions: list[Expr]
    is_async: bool


class Comprehension(Node, tag=16, frozen=True):
    """`kind` is one of list, set, dict, generator; `key` is there for dict only."""

    kind: str
    key: Union[Expr, None]
    element: Expr
    clauses: list[Clause]


class Lambda(Node, tag=17, frozen=True):
    params: list[Param]
    body: Expr


class Walrus(Node, tag=18, frozen=True):
    target: str
    value: Expr


class Yield(Node, tag=19, frozen=True):
    value: Union[Expr, None]
    is_from: bool = False


class Param(Node, frozen=True):
    """`kind` is one of: only-positional, normal, star, only-keyword, double-star."""

    name: str
    kind: str
    annotation: Union[Expr, None] = None
    default: Union[Expr, None] = None


# --- statements ------------------------------------------------------------------------------
# The place of a simple statement is the whole of it; that of a compound statement is its header,
# from the first keyword (decorators left out) up to and including the colon.


class Evaluate(Node, tag=40, frozen=True):
    """An expression statement."""

    value: Expr


class Bind(Node, tag=41, frozen=True):
    """`a = b = value`, `a: annotation = value`, `a: annotation`."""

    targets: list[Expr]
    value: Union[Expr, None]
    annotation: Union[Expr, None] = None


class Augment(Node, tag=42, frozen=True):
    """`target operator= value`; `operator` without the equals sign."""

    target: Expr
    operator: str
    value: Expr


class Return(Node, tag=43, frozen=True):
    value: Union[Expr, None]


class Raise(Node, tag=44, frozen=True):
    exception: Union[Expr, None]
    cause: Union[Expr, None]


class Assert(Node, tag=45, frozen=True):
    test: Expr
    message: Union[Expr, None]


class Delete(Node, tag=46, frozen=True):
    targets: list[Expr]


class If(Node, tag=47, frozen=True):
    """`elif` is an If alone in `orelse`."""

    test: Expr
    body: list[Stmt]
    orelse: list[Stmt]


class While(Node, tag=48, frozen=True):
    test: Expr
    body: list[Stmt]
    orelse: list[Stmt]


class For(Node, tag=49, frozen=True):
    target: Expr
    iterable: Expr
    body: list[Stmt]
    orelse: list[Stmt]
    is_async: bool


class WithItem(Struct, array_like=True, frozen=True, eq=False, gc=False):
    context: Expr
    target: Union[Expr, None]


class With(Node, tag=50, frozen=True):
    items: list[WithItem]
    body: list[Stmt]
    is_async: bool


class Handler(Struct, array_like=True, frozen=True, eq=False, gc=False):
    type: Union[Expr, None]
    name: Union[str, None]
    body: list[Stmt]


class Try(Node, tag=51, frozen=True):
    body: list[Stmt]
    handlers: list[Handler]
    orelse: list[Stmt]
    final: list[Stmt]


class Pattern(Struct, array_like=True, frozen=True, eq=False, gc=False):
    """A pattern of a `case`; `name` is what captures the value that matched all of it.

    `kind` says what the rest means:
    "any": nothing else is asked (`_`, or just a name);
    "value": the value is `value`;
    "or": it matches one of `parts`;
    "class": it is an object of the class `value`; the last of `parts` are for the attributes
    `names`, those before for the positional ones of the class;
    "sequence": its items match `parts`, of which the one at `star` stands for any number of them;
    "mapping": what it has under `keys` matches `parts`; `rest` is a name for all other items.
    """

    kind: str
    name: Union[str, None] = None
    value: Union[Expr, None] = None
    parts: list[Pattern] = []
    names: list[str] = []
    keys: list[Expr] = []
    star: int = -1
    rest: Union[str, None] = None


class Case(Struct, array_like=True, frozen=True, eq=False, gc=False):
    """One `case`."""

    pattern: Pattern
    guard: Union[Expr, None]
    body: list[Stmt]


class Match(Node, tag=52, frozen=True):
    subject: Expr
    cases: list[Case]


class TypeParam(Struct, array_like=True, frozen=True, eq=False, gc=False):
    """`T: bound` of `def f[T: bound]`; those with a star have no bound."""

    name: str
    bound: Union[Expr, None]


class Function(Node, tag=53, frozen=True):
    """A `def` or `async def`. `at` is its header; `name_at` the place of its name.

    `bound` lists the names that the function's own scope binds, parameters first, those declared
    `global` or `nonlocal` left out. `self_stores` lists each X of `first_parameter.X = …` in it.
    """

    name: str
    name_at: int
    is_async: bool
    is_generator: bool
    params: list[Param]
    returns: Union[Expr, None]
    decorators: list[Expr]
    body: list[Stmt]
    bound: list[str]
    self_stores: list[str]
    type_params: list[TypeParam] = []


class Class(Node, tag=54, frozen=True):
    """A class. Of a top-level class that was read in chunks, `body` is empty: ask its members."""

    name: str
    name_at: int
    bases: list[Expr]
    keywords: list[Keyword]
    decorators: list[Expr]
    body: list[Stmt]
    type_params: list[TypeParam] = []


class Alias(Struct, array_like=True, frozen=True, eq=False, gc=False):
    name: str  # dotted in `import a.b`, plain in `from m import a`
    alias: Union[str, None]


class Import(Node, tag=55, frozen=True):
    names: list[Alias]


class ImportFrom(Node, tag=56, frozen=True):
    """`from ..module import a as b`; `level` counts the dots; a star import has star=True."""

    module: str
    level: int
    names: list[Alias]
    star: bool = False


class ScopeDeclaration(Node, tag=57, frozen=True):
    """`global a, b` or `nonlocal a, b`."""

    keyword: str
    names: list[str]


class Jump(Node, tag=58, frozen=True):
    """`break` or `continue`."""

    keyword: str


class TypeAlias(Node, tag=59, frozen=True):
    """`type Name[T] = value`."""

    name: str
    value: Expr
    type_params: list[TypeParam] = []


Expr = Union[
    Name,
    Attribute,
    Constant,
    Call,
    Await,
    Starred,
    Subscript,
    Slice,
    Display,
    DictDisplay,
    FormattedString,
    Operation,
    Logical,
    Comparison,
    Conditional,
    Comprehension,
    Lambda,
    Walrus,
    Yield,
]
Stmt = Union[
    Evaluate,
    Bind,
    Augment,
    Return,
    Raise,
    Assert,
    Delete,
    If,
    While,
    For,
    With,
    Try,
    Match,
    Function,
    Class,
    Import,
    ImportFrom,
    ScopeDeclaration,
    Jump,
    TypeAlias,
]


class Lowered(Struct, array_like=True, frozen=True, eq=False, gc=False):
    """A chunk of source, lowered: its statements and the table of their places."""

    body: list[Stmt]
    places: list[int]  # start and end of place n are items 2n and 2n + 1, relative to the chunk

    def place(self, at: int) -> tuple[int, int]:
        return self.places[2 * at], self.places[2 * at + 1]
