"""Functions and methods of libraries whose meaning a row cannot say.

They look into their arguments: builtins that iterate, `getattr` with a literal,
`functools.partial`, `asyncio.gather`, queryset methods that change what is loaded … Each takes the
run, the arguments and the call's node, and gives the outcome, or None where the row should decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.knowledge.schema import FILE
from asynclint.semantic import (
    assertions,
    attributes,
    classes,
    containers,
    contexts,
    converters,
    django,
    getters,
    iterators,
    lazies,
    loading,
    logs,
    querysets,
    rendering,
    signals,
    stored,
    surroundings,
    texts,
    validation,
)
from asynclint.semantic.containers import formatting, iterate_argument, use_argument
from asynclint.semantic.implicit import HASH, TRUTH
from asynclint.semantic.kinds import (
    ANYTHING,
    BOOL,
    INT,
    NONE,
    NOTHING,
    STR,
    ClassRef,
    Coroutine,
    Descriptor,
    Fixed,
    Instance,
    Iterating,
    Kind,
    Lazy,
    Literal,
    Manager,
    ModelInstance,
    Partial,
    QuerySet,
    Same,
    is_unknown,
    join,
    members,
)
from asynclint.semantic.loops import GIVES_BACK
from asynclint.semantic.outcomes import Arguments, Outcome
from asynclint.semantic.sites import Effect, Operation

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.semantic.calls import Calls
    from asynclint.semantic.loading import Loaded

    Special = Callable[[Calls, Arguments, tree.Call], Outcome | None]
    Change = Callable[[QuerySet, Arguments], Outcome]


def function(run: Calls, name: str, args: Arguments, node: tree.Node) -> Outcome | None:
    """A function (or class) of a library, called."""
    special = FUNCTIONS.get(name)
    if not isinstance(node, tree.Call):
        return None
    if special is None:
        return iterators.function(run, name, args, node)
    return special(run, args, node)


def method(
    run: Calls, name: str, receiver: Kind, args: Arguments, node: tree.Node
) -> Outcome | None:
    """A method of a library, called on a receiver."""
    short = name.rpartition(".")[2]
    special = _METHODS.get(name)
    if special is not None and isinstance(node, tree.Call):
        return special(run, args, node)
    if isinstance(receiver, Iterating) and name in _STEPS:
        return Outcome(run.next_of(receiver, node), passes=False)
    if isinstance(receiver, ClassRef):
        if short == "as_manager" and django.is_queryset(run.model, receiver.name):
            return Outcome(Manager(django.MANAGER, "", receiver.name))
        if short == "from_queryset" and django.is_manager(run.model, receiver.name):
            return _from_queryset(run, receiver, args)
        return None
    if name in signals.SENDING:
        return signals.send(run, receiver, args, node)
    if name in _SAVING_FILES and args.keyword("save") == Literal(False):
        # Without saving the object, only the storage is used.
        return Outcome(NONE, Operation(FILE, name.rpartition(".")[2], name))
    if _is_told(name, args):
        row = run.model.tables.row(name)
        text = "" if row is None else row.returns
        return Outcome(run.model.kind_from_text(text, receiver, args, run))
    if isinstance(receiver, ModelInstance) and not validation.asks(run.model, receiver.cls, short):
        return Outcome(NONE)
    if name == "django.db.utils.ConnectionHandler.all" and args.keyword("initialized_only"):
        # The connections that this very thread has opened: on the loop there are none. Who asks
        # for these in another thread looks after them.
        return Outcome(Instance("list"), None, (Effect(GIVES_BACK, name, ()),))
    if isinstance(receiver, Manager) and short in ("get_queryset", "all"):
        return _all(run, receiver, short)
    if isinstance(receiver, Manager) and short in _CHANGES:
        queryset = run.model.queryset_of(receiver)
        if isinstance(queryset, QuerySet):
            return _CHANGES[short](queryset, args)
    if isinstance(receiver, QuerySet) and short in _CHANGES:
        return _CHANGES[short](receiver, args)
    if name in _RESULTS and isinstance(receiver, Instance) and receiver.args:
        return Outcome(receiver.args[0])
    if isinstance(receiver, (Instance, Fixed, Literal)) and isinstance(node, tree.Call):
        return containers.method(run, receiver, short, args, node)
    return None


# They run a generator up to its next `yield`.
_STEPS = frozenset({"types.GeneratorType.send", "types.GeneratorType.__next__"})
_RESULTS = frozenset({"asyncio.Future.result", "asyncio.Task.result"})  # of what it stands for
_SAVING_FILES = frozenset(
    {
        "django.db.models.fields.files.FieldFile.save",
        "django.db.models.fields.files.FieldFile.delete",
    }
)


# Methods that ask nobody where they are given all of these arguments; None stands for any value.
_TOLD: dict[str, tuple[tuple[str, Kind | None], ...]] = {
    "django.contrib.sessions.backends.base.SessionBase.get_expiry_age": (("expiry", None),),
    "django.contrib.sessions.backends.base.SessionBase.get_expiry_date": (("expiry", None),),
    # Validated before, as it has to be; what else there is to do is left to the caller.
    "django.forms.BaseModelForm.save": (("commit", Literal(False)),),
    # What is left are foreign keys that are not excluded.
    "django.db.models.Model.full_clean": (
        ("exclude", None),
        ("validate_unique", Literal(False)),
        ("validate_constraints", Literal(False)),
    ),
}


def _is_told(name: str, args: Arguments) -> bool:
    """Whether the arguments leave a method nothing to ask for."""
    needed = _TOLD.get(name)
    if needed is None:
        return False
    given = {key: args.keyword(key) for key, _ in needed}
    return all(given[key] is not None and value in (None, given[key]) for key, value in needed)


# --- querysets -------------------------------------------------------------------------------


def _from_queryset(run: Calls, receiver: ClassRef, args: Arguments) -> Outcome:
    for option in members(args.get(0, "queryset_class") or NOTHING):
        if isinstance(option, ClassRef):
            return Outcome(querysets.from_queryset(run.model, receiver.name, option.name))
    return Outcome(ANYTHING)


def _all(run: Calls, receiver: Manager, name: str) -> Outcome:
    if name == "all" or receiver.related:
        return Outcome(run.model.queryset_of(receiver))
    return Outcome(querysets.fresh_queryset(run.model, receiver))


def _select_related(queryset: QuerySet, args: Arguments) -> Outcome:
    return Outcome(querysets.with_loaded(queryset, _paths(args)))


def _paths(args: Arguments) -> list[str] | None:
    """The relations that `select_related` or `prefetch_related` names; None where not known."""
    paths: list[str] = []
    if not args.positional or args.starred:
        return None
    for kind in args.positional:
        below: tuple[str, ...] | None = ()
        if isinstance(kind, Instance) and kind.cls == _PREFETCH and kind.args:
            *inner, kind = kind.args
            below = inner[0].loaded if inner and isinstance(inner[0], QuerySet) else ()
        if below is None or not isinstance(kind, Literal) or not isinstance(kind.value, str):
            return None
        name = kind.value.partition("=")[0]
        paths += [kind.value, *(_behind(name, path) for path in below)]
    return paths


def _behind(name: str, path: str) -> str:
    """What holds of the rows of a relation, as what holds of the object that has it."""
    return f"?{name}__{path[1:]}" if path.startswith("?") else f"{name}__{path}"


def _columns(args: Arguments) -> list[str] | None:
    """The columns that `only` or `defer` names; None where not known."""
    names = [k.value for k in args.positional if isinstance(k, Literal)]
    if args.starred or len(names) < len(args.positional):
        return None
    return [str(name) for name in names]


def _choosing(change: Callable[[Loaded, list[str] | None], Loaded]) -> Change:
    def special(queryset: QuerySet, args: Arguments) -> Outcome:
        columns = _columns(args)
        lazy = querysets.lazily(queryset)
        return Outcome(querysets.loading_else(lazy, lambda loaded: change(loaded, columns)))

    return special


def _values_list(queryset: QuerySet, args: Arguments) -> Outcome:
    flat = args.keyword("flat")
    row: Kind = Instance("tuple")
    if flat is not None and flat != Literal(False):
        row = ANYTHING
    elif args.keyword("named") is not None:
        row = ANYTHING
    return Outcome(querysets.with_row(queryset, row))


def _values(queryset: QuerySet, args: Arguments) -> Outcome:
    return Outcome(querysets.with_row(queryset, Instance("dict", (STR, ANYTHING))))


def _prefetch_object(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """`Prefetch` of a lookup: the queryset that it names, if any, and where the rows will be."""
    lookup = args.get(0, "lookup") or ANYTHING
    queryset = args.get(1, "queryset")
    where = _named_list(lookup, args.get(2, "to_attr"))
    return Outcome(Instance(_PREFETCH, (where,) if queryset is None else (queryset, where)))


def _named_list(lookup: Kind, attribute: Kind | None) -> Kind:
    """The place of prefetched rows as a path: see `asynclint.semantic.loading`."""
    if attribute is None or attribute == NONE:
        return lookup
    if not isinstance(attribute, Literal) or not isinstance(lookup, Literal):
        return ANYTHING
    before, separator, relation = str(lookup.value).rpartition("__")
    return Literal(f"{before}{separator}{attribute.value}={relation}")


def _prefetch_into(run: Calls, args: Arguments, node: tree.Call) -> Outcome | None:
    """`prefetch_related_objects(books, "tags")`: the rows of the variables have more in memory."""
    paths = _paths(args.behind(1))
    rows = node.args[0] if node.args else None
    for variable in rows.items if isinstance(rows, tree.Display) else [rows]:
        if isinstance(variable, tree.Name) and variable.id in run.env:
            run.env[variable.id] = querysets.having_loaded(run.env[variable.id], paths)
    return None


_PREFETCH = "django.db.models.Prefetch"

_CHANGES: dict[str, Change] = {
    "only": _choosing(loading.only),
    "defer": _choosing(loading.without),
    "select_related": _select_related,
    "prefetch_related": _select_related,
    "values": _values,
    "values_list": _values_list,
    "none": lambda queryset, args: Outcome(querysets.in_state(queryset, "empty")),
    "union": lambda queryset, args: Outcome(querysets.in_state(queryset, "lazy")),
}


def new_queryset(run: Calls, result: QuerySet, args: Arguments) -> QuerySet:
    """`BookQuerySet(self.model, using=…)`."""
    for option in members(args.get(0, "model") or NOTHING):
        if isinstance(option, ClassRef) and django.is_model(run.model, option.name):
            return QuerySet(result.cls, option.name, ModelInstance(option.name, ()))
    return result


# --- builtins --------------------------------------------------------------------------------


def _length(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    use_argument(run, args, node, "length", "len")
    effects = run.special_effects(args.get(0) or NOTHING, ("__len__",), node)
    return Outcome(INT, None, effects, passes=False)


def _truth(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    use_argument(run, args, node, "truth", "bool")
    effects = run.special_effects(args.get(0) or NOTHING, TRUTH, node)
    return Outcome(BOOL, None, effects, passes=False)


def _number(cls: str, *methods: str) -> Special:
    """A builtin that makes a number of its argument, by the first of these methods."""

    def special(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
        use_argument(run, args, node, "operand", cls)
        effects = run.special_effects(args.get(0) or NOTHING, methods, node)
        return Outcome(Instance(cls), None, effects, passes=False)

    return special


def _hash(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    effects = run.special_effects(args.get(0) or NOTHING, HASH, node)
    return Outcome(INT, None, effects, passes=False)


def _dumps(how: str) -> Special:
    def special(run: Calls, args: Arguments, node: tree.Call) -> Outcome | None:
        return Outcome(STR, uses=True) if how == "json" else _pickled(run, args, node)

    return special


def _pickled(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    use_argument(run, args, node, "pickle", "pickle.dumps")
    return Outcome(Instance("bytes"))


def _dict(run: Calls, args: Arguments, node: tree.Call) -> Outcome | None:
    if not args.positional:
        names = [name for name, _ in args.keywords]
        if None in names:
            return Outcome(Instance("dict", (STR, ANYTHING)))
        return Outcome(
            Fixed("dict", tuple(k for _, k in args.keywords), tuple(n or "" for n in names)),
            passes=False,
        )
    kind = args.positional[0]
    if isinstance(kind, Fixed) and kind.cls == "dict":
        return Outcome(kind)
    iterate_argument(run, node, args, 0, "dict")
    return Outcome(Instance("dict", (ANYTHING, ANYTHING)), passes=False)


def _getattr(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    value, name = args.get(0), args.get(1)
    if value is None or not isinstance(name, Literal) or not isinstance(name.value, str):
        return Outcome(ANYTHING)
    lazies.look(run, value, "attribute", name.value, node.args[0])
    options = members(value)
    found = [attributes.attribute(run, option, name.value, node) for option in options]
    default = args.get(2)
    return Outcome(join(*found, *([default] if default is not None else [])))


def _hasattr(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    _getattr(run, args, node)  # to look whether it is there is to read it
    return Outcome(BOOL, passes=False)


def _lazy_object(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """`SimpleLazyObject(function)`: what the function gives, once somebody looks."""
    work = args.get(0, "func") or NOTHING
    return Outcome(Lazy(run.quietly_called(work), work))


def _type(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    cls = django.class_of(args.get(0) or ANYTHING)
    return Outcome(ClassRef(cls) if cls and len(node.args) == 1 else ANYTHING, passes=False)


def _isinstance(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    lazies.tested(run, args, node)
    return Outcome(BOOL, passes=False)


def _harmless(result: Kind) -> Special:
    return lambda run, args, node: Outcome(result, passes=False)


def _partial(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    target = args.get(0, "func")
    if target is None:
        return Outcome(ANYTHING)
    rest = args.behind(1)
    keywords = tuple((name, kind) for name, kind in rest.keywords if name is not None)
    return Outcome(
        join(*(Partial(option, rest.positional, keywords) for option in members(target)))
    )


def _partial_method(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    return Outcome(Descriptor("partial", _partial(run, args, node).result))


def _property(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """`size = property(get_size)` in the body of a class."""
    getter = args.get(0, "fget")
    return Outcome(ANYTHING if getter is None else Descriptor("property", getter))


def _new_object(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """`object.__new__(cls)`, which no class of the project does in its own way."""
    made = [
        run.model.instance_of(o) for o in members(args.get(0) or ANYTHING) if type(o) is ClassRef
    ]
    return Outcome(join(*made) if made else ANYTHING)


def _descriptor(how: str) -> Special:
    """`fetch = staticmethod(fetch)`: what the decorator of that name makes."""

    def special(run: Calls, args: Arguments, node: tree.Call) -> Outcome | None:
        target = args.get(0)
        return None if target is None else Outcome(Descriptor(how, target))

    return special


def _copied(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """`copy.copy` looks at the state of what it copies, as pickling does; `deepcopy` of a queryset
    does not."""
    use_argument(run, args, node, "pickle", "copy.copy")
    return Outcome(args.get(0) or ANYTHING)


def _given(position: int, name: str = "") -> Special:
    """Gives back one of its arguments."""
    return lambda run, args, node: Outcome(args.get(position, name or None) or ANYTHING)


def _same(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """`NewType("BookId", int)`: a function that gives back what it is given."""
    return Outcome(Same())


def _cast(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """`cast("QuerySet[Book]", rows)`: what is said to be of a value counts for as much as is not
    known of it."""
    value = args.get(1, "val") or ANYTHING
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    declared = run.annotation_kind(given[0]) if given else ANYTHING
    known = [o for o in members(value) if not is_unknown(o)]
    if is_unknown(declared) or len(known) != 1 or len(members(value)) > 1:
        return Outcome(value if is_unknown(declared) else declared)
    said, is_of = django.class_of(declared), django.class_of(known[0])
    if type(declared) is type(known[0]) and said and is_of and said != is_of:
        # What is known may be no more than what a library declares, so the other class counts,
        # unless it is a base of the known one.
        if not classes.is_subclass(run.model, is_of, said):
            return Outcome(declared)
    return Outcome(value)


# --- asyncio ---------------------------------------------------------------------------------


def _results(args: Arguments) -> Kind:
    awaited = [join(*map(attributes.awaited, members(kind))) for kind in args.positional]
    if args.starred or not 0 < len(awaited) <= 12:
        return Instance("list", (join(*awaited),) if awaited else ())
    return Fixed("list", tuple(awaited))


def _gather(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    return Outcome(Coroutine(_results(args), node.at, "asyncio.gather", is_future=True))


def _wait_for(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    result = join(*map(attributes.awaited, members(args.get(0) or ANYTHING)))
    return Outcome(Coroutine(result, node.at, "asyncio.wait_for"))


def _task(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    result = join(*map(attributes.awaited, members(args.get(0) or ANYTHING)))
    return Outcome(Instance("asyncio.Task", (result,)))


def _as_completed(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    """The coroutines that it gives stand for those that it was given, each as it is done."""
    item = iterate_argument(run, node, args, 0, "asyncio.as_completed")
    result = join(*map(attributes.awaited, members(item)))
    each = Coroutine(result, -1, "asyncio.as_completed")
    return Outcome(Instance("asyncio.tasks._AsCompletedIterator", (each,)))


def _entering(cls: str) -> Special:
    """A context manager that gives what it was given: `nullcontext(books)`, `closing(page)`."""

    def special(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
        value = args.get(0, "enter_result") or args.get(0, "thing") or NONE
        return Outcome(Instance(cls, (value,)))

    return special


def _run(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    row = run.model.tables.row("asyncio.run")
    result = join(*map(attributes.awaited, members(args.get(0) or ANYTHING)))
    return Outcome(result, None if row is None else run.model.operation(row))


# --- Django ----------------------------------------------------------------------------------


def _get_user_model(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    return Outcome(ClassRef(django.user_model(run.model)))


def _get_model(run: Calls, args: Arguments, node: tree.Call) -> Outcome:
    given = (args.get(0, "app_label"), args.get(1, "model_name"))
    parts = [k.value for k in given if isinstance(k, Literal)]
    name = ".".join(str(part) for part in parts)
    found = django.model_named_by(run.model, Literal(name), run.module) if name else None
    return Outcome(ClassRef(found) if found else ANYTHING)


FUNCTIONS: dict[str, Special] = {
    **iterators.FUNCTIONS,
    **contexts.FUNCTIONS,
    **getters.FUNCTIONS,
    **logs.FUNCTIONS,
    **stored.FUNCTIONS,
    **rendering.FUNCTIONS,
    "dict": _dict,
    "collections.OrderedDict": _dict,
    "len": _length,
    "bool": _truth,
    "str": formatting("str"),
    "repr": formatting("repr", texts.REPR),
    "format": formatting("format", texts.FORMATTED),
    "print": formatting("print"),
    "int": _number("int", "__int__", "__index__"),
    "float": _number("float", "__float__", "__index__"),
    "abs": _number("float", "__abs__"),
    "round": _number("float", "__round__"),
    "hash": _hash,
    "getattr": _getattr,
    "type": _type,
    "isinstance": _isinstance,
    "issubclass": _harmless(BOOL),
    "hasattr": _hasattr,
    "django.utils.functional.SimpleLazyObject": _lazy_object,
    "callable": _harmless(BOOL),
    "id": _harmless(INT),
    "inspect.isawaitable": _harmless(BOOL),
    "inspect.iscoroutine": _harmless(BOOL),
    "inspect.iscoroutinefunction": _harmless(BOOL),
    "asyncio.iscoroutine": _harmless(BOOL),
    "asyncio.iscoroutinefunction": _harmless(BOOL),
    "asgiref.sync.iscoroutinefunction": _harmless(BOOL),
    "json.dumps": _dumps("json"),
    "pickle.dumps": _dumps("pickle"),
    "functools.partial": _partial,
    "functools.partialmethod": _partial_method,
    "property": _property,
    "object.__new__": _new_object,
    "staticmethod": _descriptor("static"),
    "classmethod": _descriptor("class"),
    "functools.update_wrapper": _given(0),
    "copy.copy": _copied,
    "copy.deepcopy": _given(0),
    "typing.cast": _cast,
    "typing_extensions.cast": _cast,
    **dict.fromkeys(
        [
            f"{m}.{f}"
            for m in ("typing", "typing_extensions")
            for f in ("assert_type", "reveal_type")
        ],
        _given(0),
    ),
    "typing.NewType": _same,
    "typing_extensions.NewType": _same,
    "asyncio.gather": _gather,
    "asyncio.wait_for": _wait_for,
    "asyncio.create_task": _task,
    "asyncio.ensure_future": _task,
    "asyncio.run": _run,
    "asyncio.as_completed": _as_completed,
    "contextvars.ContextVar": surroundings.context_variable,
    "contextlib.nullcontext": _entering("contextlib.nullcontext"),
    "contextlib.aclosing": _entering("contextlib.aclosing"),
    **{name: converters.reversed_by(name) for name in converters.REVERSING},
    "django.contrib.auth.get_user_model": _get_user_model,
    "django.db.models.Prefetch": _prefetch_object,
    "django.db.models.prefetch_related_objects": _prefetch_into,
    "django.db.models.aprefetch_related_objects": _prefetch_into,
}

_METHODS: dict[str, Special] = {
    **assertions.METHODS,
    **logs.METHODS,
    **contexts.METHODS,
    "django.apps.registry.Apps.get_model": _get_model,
}
