"""The vocabulary of facts: what a row about a library can say.

Rows describe what code that asynclint does not read does when it is called: Django, the standard
library, clients, frameworks. A missing row means "not known", never "harmless"; a row whose `does`
is empty says that the callable is known not to block (unless the row is `opaque`).

Kind texts, used wherever a row names what a value is:

    django.http.HttpResponse     an instance of that class (the name of a `Class`, never an alias)
    int str bytes None bool …    a builtin; `object` is something not known
    list[K] set[K] dict[K, V] tuple[K, L] tuple[K, ...] iterator[K] asynciterator[K]
    type[K]                      the class itself
    name[K]                      that class over K: `django.db.models.Manager[self]`
    django.contrib.auth.models.AbstractBaseUser    a user: an object of the project's user model
    K | L                        one of both
    self                         the receiver's kind
    row                          what the receiver's queryset holds
    declared_rows                the queryset that the class of a generic view names
    own_rows, item, own_item     the queryset and the object of the view itself, and what it keeps
    form                         the form of a view
    formed                       the object that a model form is about
    client, async_client         what a test case asks for pages with
    made                         such a row, but one that was made and not fetched
    queryset, queryset[K]        a queryset of the receiver's model; one that holds K
    argument N                   the kind of the call's argument N, counted from 0
    row N                        what the queryset, manager or model class in argument N holds
    awaited N                    what awaiting argument N gives
    lazy[K]                      an object that is fetched when it is first looked into
    value                        the last type argument of the receiver
    called N                     what calling argument N gives

Special methods have rows like others. `__enter__` and `__aenter__` return what `as` binds,
`__iter__` and `__aiter__` return `iterator[K]` and `asynciterator[K]`, `__await__` returns what
`await` gives.

A row whose last part has a `*` stands for every method whose name fits and that has no row of its
own: "django.db.models.Model.get_next_by_*".
"""

from __future__ import annotations

from typing import Any, NamedTuple

Version = tuple[int, int]

# What a callable does to the thread that runs it. Each names the rule that reports it directly.
QUERYSET = "queryset"  # ASL201: evaluates a queryset or manager; raises on the loop
MODEL = "model"  # ASL203: queries from a model instance or related manager; raises on the loop
RELATION = "relation"  # ASL204: what an instance does not hold yet
TRANSACTION = "transaction"  # ASL205
SESSION = "session"  # ASL206
SHORTCUT = "shortcut"  # ASL207: a Django function that queries
FORM = "form"  # ASL208
TEMPLATE = "template"  # ASL209
HTTP = "http"  # ASL301
SLEEP = "sleep"  # ASL302
FILE = "file"  # ASL303
SUBPROCESS = "subprocess"  # ASL304
NETWORK = "network"  # ASL305
DRIVER = "driver"  # ASL306: a database or service client that is not Django's ORM
CACHE = "cache"  # ASL307
EMAIL = "email"  # ASL308
CPU = "cpu"  # ASL309
WAIT = "wait"  # ASL310
BRIDGE = "bridge"  # ASL401: runs a coroutine to its end for sync code; raises on the loop
LOOP = "loop"  # ASL402: runs an event loop; raises where one is running
TEST_CLIENT = "test client"  # ASL509: runs a view, sync or async, in the thread of the test
OPERATIONS = (
    QUERYSET, MODEL, RELATION, TRANSACTION, SESSION, SHORTCUT, FORM, TEMPLATE, HTTP, SLEEP, FILE,
    SUBPROCESS, NETWORK, DRIVER, CACHE, EMAIL, CPU, WAIT, BRIDGE, LOOP,
    TEST_CLIENT,
)  # fmt: skip
# Those that Django refuses on the loop.
RAISING = (QUERYSET, MODEL, RELATION, TRANSACTION, SHORTCUT, SESSION, FORM, TEMPLATE)

# What an object can do; a class without a trait is known not to have it only if `complete`.
AWAITABLE = "awaitable"
ITERABLE = "iterable"
ASYNC_ITERABLE = "async-iterable"
CONTEXT = "context"
ASYNC_CONTEXT = "async-context"


class Class(NamedTuple):
    """A class of a library."""

    name: str  # the shortest public dotted name: "django.db.models.QuerySet"
    bases: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()  # other dotted names that reach it, the defining one included
    traits: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()  # (attribute, kind text)
    complete: bool = False  # `traits`, with those of the bases, are all that its instances have


class Callable(NamedTuple):
    """A function, or a method named by its class and its own name: "requests.Session.get".

    `returns` is a kind text (see above); empty where it is not known. A class needs no row to be
    called: calling it gives an instance; it has one, under its own name, where its construction
    does something or needs its arguments.
    """

    name: str
    does: str = ""  # one of OPERATIONS
    returns: str = ""
    is_async: bool = False  # a call gives a coroutine (or awaitable) of `returns`
    twin: str = ""  # the async counterpart: a sibling method's name, or a function's dotted name
    twin_since: Version | None = None  # of Django, for Django's own
    since: Version | None = None  # of Django, where it is younger than 3.1
    instead: str = ""  # the async way, as a phrase: "`httpx.AsyncClient`"
    aliases: tuple[str, ...] = ()
    uses_arguments: bool = False  # needs its arguments' values: a coroutine there is a mistake
    consumed: str = ""  # one of OPERATIONS: what the first step of iterating over the result does
    is_property: bool = False  # read, not called: "django.core.paginator.Paginator.count"
    opaque: bool = False  # runs code that no row can know: an empty `does` promises nothing
    # Arguments (position, name) that are paths or open files. Where some of them are given, `does`
    # and `consumed` hold only if one is a path or a file of the disk, and so does what is returned.
    files: tuple[tuple[int, str], ...] = ()


def methods(owner: str, names: str, **traits: Any) -> tuple[Callable, ...]:
    """Rows of methods that differ in nothing but their names, which spaces part; `traits` are
    fields of `Callable`."""
    return tuple(Callable(f"{owner}.{name}", **traits) for name in names.split())


class Field(NamedTuple):
    """A class of model fields."""

    name: str  # as Class.name
    value: str = ""  # kind text of the attribute on an instance; empty where it is not known
    relation: str = ""  # one of "to-one", "to-many", or "" where the field is no relation
    aliases: tuple[str, ...] = ()


class Value(NamedTuple):
    """An object that a module holds under a name: "django.core.cache.cache"."""

    name: str
    kind: str  # kind text
    aliases: tuple[str, ...] = ()


class Called(NamedTuple):
    """The argument of a method that is a function, which the method calls. A value in its place is
    not called."""

    position: int
    keyword: str = "callback"
    takes_rest: bool = True  # the arguments behind it are the function's


class Calling(NamedTuple):
    """A function that calls one of its arguments, at the position `function` or by its keyword,
    with so many arguments: items of the iterated ones, or the parts of one (`spreads`)."""

    function: int
    keyword: str = ""
    arguments: int = 1
    spreads: bool = False
