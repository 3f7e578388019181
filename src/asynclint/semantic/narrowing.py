"""What a condition tells about the variables in it, where it holds and where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import classes, django, overrides
from asynclint.semantic.kinds import (
    ANYTHING,
    BOOL,
    NONE,
    NOTHING,
    Anything,
    Bound,
    ClassRef,
    Coroutine,
    Def,
    External,
    Fixed,
    Instance,
    Kind,
    Literal,
    Manager,
    ModelInstance,
    Partial,
    QuerySet,
    Synced,
    Threaded,
    join,
    members,
    union,
)
from asynclint.semantic.state import FLAG
from asynclint.semantic.uses import needs_result

if TYPE_CHECKING:
    from asynclint.semantic.expressions import Expressions

# Classes and functions that tell whether a value must be awaited.
_AWAITABLE_CLASSES = frozenset(
    f"{module}.{name}"
    for module in ("collections.abc", "typing", "types", "asyncio")
    for name in ("Awaitable", "Coroutine", "CoroutineType", "Future")
)
_AWAITABLE_TESTS = frozenset(
    {
        "inspect.isawaitable",
        "inspect.iscoroutine",
        "asyncio.iscoroutine",
        "asyncio.isfuture",
        "asyncio.coroutines.iscoroutine",
    }
)
_COROUTINE_FUNCTION_TESTS = frozenset(
    {
        "inspect.iscoroutinefunction",
        "asyncio.iscoroutinefunction",
        "asyncio.coroutines.iscoroutinefunction",
        "asgiref.sync.iscoroutinefunction",
    }
)


def narrow(run: Expressions, test: tree.Expr, holds: bool) -> None:
    """Change the variables of the run to what they are where `test` holds (or does not)."""
    if isinstance(test, tree.Operation) and test.operator == "not":
        narrow(run, test.operands[0], not holds)
    elif isinstance(test, tree.Logical):
        if (test.operator == "and") == holds:
            for operand in test.operands:
                narrow(run, operand, holds)
    elif isinstance(test, tree.Name):
        _truth(run, test.id, holds)
    elif isinstance(test, tree.Walrus):
        _truth(run, test.target, holds)
    elif isinstance(test, tree.Attribute):
        _flag(run, test, holds)
    elif isinstance(test, tree.Comparison) and len(test.operators) == 1:
        _comparison(run, test, holds)
    elif isinstance(test, tree.Call):
        _call(run, test, holds)


def known_truth(run: Expressions, test: tree.Expr) -> bool | None:
    """Whether a condition holds, where the kinds of its parts leave no doubt.

    Local variables that hold a known truth value or None, and tests whether a known function is a
    coroutine function; anything else is not known.
    """
    if isinstance(test, tree.Operation) and test.operator == "not":
        inner = known_truth(run, test.operands[0])
        return None if inner is None else not inner
    if isinstance(test, tree.Logical):
        truths = [known_truth(run, operand) for operand in test.operands]
        decisive = test.operator == "or"
        if decisive in truths:
            return decisive
        return None if None in truths else not decisive
    if isinstance(test, tree.Name):
        kind = run.env.get(test.id)
        if isinstance(kind, Literal) and isinstance(kind.value, bool):
            return kind.value
        return False if kind == NONE else None
    if isinstance(test, tree.Walrus):
        return known_truth(run, test.value)
    if isinstance(test, tree.Attribute):
        told = run.env.get(f"{FLAG}{_variable(test)}")
        return told.value if isinstance(told, Literal) and isinstance(told.value, bool) else None
    if isinstance(test, tree.Comparison) and test.operators in (["is"], ["is not"]):
        return _known_none(run, test)
    if isinstance(test, tree.Call) and not test.args:
        return True if _asks_context(run, test) else None
    if isinstance(test, tree.Call) and len(test.args) == 2:
        return _known_instance(run, test)
    if isinstance(test, tree.Call) and len(test.args) == 1:
        with run.muted():
            callee = run.eval(test.function)
            names = [o.name for o in members(callee) if isinstance(o, External)]
            if not any(name in _COROUTINE_FUNCTION_TESTS for name in names):
                return None
            return _all_coroutine_functions(run, run.eval(test.args[0]))
    return None


def _known_instance(run: Expressions, test: tree.Call) -> bool | None:
    """`isinstance(name, classes)`, for a value whose class is known."""
    name = _variable(test.args[0])
    kind = run.env.get(name) if name is not None else None
    if kind is None or not isinstance(test.function, tree.Name) or test.function.id != "isinstance":
        return None
    with run.muted():
        names = _class_names(run.eval(test.args[1]))
    if names is None:
        return None
    answers = {_is_one_of(run, option, names) for option in members(kind)}
    return answers.pop() if len(answers) == 1 else None


def _asks_context(run: Expressions, test: tree.Call) -> bool:
    """`variable.get()` of a context variable: it is there to be set by whoever calls, and what is
    done where nobody has set it is for other occasions than a request or a task."""
    if not isinstance(test.function, tree.Attribute) or test.function.name != "get":
        return False
    with run.muted():
        owner = run.eval(test.function.value)
    return isinstance(owner, Instance) and owner.cls == "contextvars.ContextVar"


def _options(tested: Kind) -> list[Kind]:
    """The classes of a tuple of them, or of a union."""
    options: list[Kind] = []
    for option in members(tested):
        options += option.items if isinstance(option, Fixed) else (option,)
    return options


def _class_names(tested: Kind) -> list[str] | None:
    """The classes that a value is tested for; None where one of them is not known."""
    options = _options(tested)
    if not options or not all(isinstance(o, ClassRef) for o in options):
        return None
    return [o.name for o in options if isinstance(o, ClassRef)]


def _known_none(run: Expressions, test: tree.Comparison) -> bool | None:
    """`name is None`, `name is not None`."""
    name, right = _variable(test.operands[0]), test.operands[1]
    kind = run.env.get(name) if name is not None else None
    if kind is None or not (isinstance(right, tree.Constant) and right.kind == "None"):
        return None
    if kind == NONE:
        return test.operators == ["is"]
    options = members(kind)
    if not options or any(isinstance(o, Anything) or o == NONE for o in options):
        return None
    return test.operators == ["is not"]


def _all_coroutine_functions(run: Expressions, kind: Kind) -> bool | None:
    options = [o for m in members(kind) for o in overrides.standing_in(run.model, m)]
    answers = {is_coroutine_function(option) for option in options}
    return answers.pop() if len(answers) == 1 else None


def is_coroutine_function(kind: Kind) -> bool | None:
    """Whether calling a callable gives a coroutine; None where that is not known."""
    if isinstance(kind, Def):
        return kind.routine.is_async and not kind.routine.is_generator
    if isinstance(kind, Bound):
        return is_coroutine_function(kind.function)
    if isinstance(kind, Partial):
        return is_coroutine_function(kind.target)
    if isinstance(kind, Threaded):
        return True
    return False if isinstance(kind, Synced) else None


def _variable(node: tree.Expr) -> str | None:
    if isinstance(node, tree.Name):
        return node.id
    if isinstance(node, tree.Walrus):
        return node.target
    if isinstance(node, tree.Attribute) and isinstance(node.value, tree.Name):
        return f"{node.value.id}.{node.name}"
    return None


def _truth(run: Expressions, name: str, holds: bool) -> None:
    kind = run.env.get(name)
    if kind is not None and holds:
        run.env[name] = union(m for m in members(kind) if m != NONE)


def _flag(run: Expressions, test: tree.Attribute, holds: bool) -> None:
    """A boolean field of an object of a model: it is so until somebody changes the object."""
    name = _variable(test)
    owner = run.env.get(test.value.id) if isinstance(test.value, tree.Name) else None
    if name is None or not isinstance(owner, ModelInstance):
        return
    with run.muted():
        kind = run.eval(test)
    if kind == BOOL:
        run.env[f"{FLAG}{name}"] = Literal(holds)
        run.has_flags = True


def _comparison(run: Expressions, test: tree.Comparison, holds: bool) -> None:
    operator = test.operators[0]
    left, right = test.operands
    name = _variable(left)
    if name is None or not (isinstance(right, tree.Constant) and right.kind == "None"):
        return
    kind = run.env.get(name)
    if kind is None or operator not in ("is", "is not", "==", "!="):
        return
    is_none = (operator in ("is", "==")) == holds
    if is_none:
        run.env[name] = NONE
    else:
        run.env[name] = union(m for m in members(kind) if m != NONE)


def _call(run: Expressions, test: tree.Call, holds: bool) -> None:
    if not test.args:
        return
    name = _variable(test.args[0])
    kind = run.env.get(name) if name is not None else None
    if name is None or kind is None:
        return
    with run.muted():
        callee = run.eval(test.function)
    names = [o.name for o in members(callee) if isinstance(o, (External, ClassRef))]
    if names in (["isinstance"], ["hasattr"]) and len(test.args) == 2:
        with run.muted():
            tested = run.eval(test.args[1])
        if names == ["isinstance"]:
            run.env[name] = _instance(run, kind, tested, holds)
        elif isinstance(tested, Literal):
            run.env[name] = _having(kind, str(tested.value), holds)
    elif any(n in _AWAITABLE_TESTS for n in names):
        run.env[name] = _awaitable(kind, holds)


def _awaitable(kind: Kind, holds: bool) -> Kind:
    """The value where it is (or is not) something to be awaited."""
    coroutines = [m for m in members(kind) if isinstance(m, Coroutine)]
    if holds:
        return join(*coroutines) if coroutines else ANYTHING
    return join(*(m for m in members(kind) if not isinstance(m, Coroutine)))


def _having(kind: Kind, attribute: str, holds: bool) -> Kind:
    """`hasattr(value, attribute)`: coroutines have hardly any."""
    if attribute == "__await__":
        return _awaitable(kind, holds)
    return join(
        *(
            m
            for m in members(kind)
            if not isinstance(m, Coroutine) or needs_result(m, "attribute", attribute) != holds
        )
    )


def _instance(run: Expressions, kind: Kind, tested: Kind, holds: bool) -> Kind:
    """`isinstance(value, tested)`."""
    if tested != NOTHING and all(_class_name(o) in _AWAITABLE_CLASSES for o in _options(tested)):
        return _awaitable(kind, holds)
    names = _class_names(tested)
    if names is None:
        return ANYTHING if holds else kind
    if not holds:
        left = [m for m in members(kind) if _is_one_of(run, m, names) is not True]
        return union(overrides.without(run.model, m, names) for m in left)
    answers = [(m, _is_one_of(run, m, names)) for m in members(kind)]
    sure = [member for member, answer in answers if answer is True]
    if all(answer is not None for _, answer in answers):
        return join(*sure) if sure else NOTHING
    return join(*sure, *(_tested(run, name) for name in names))


def _tested(run: Expressions, name: str) -> Kind:
    """An object of which only the class is known: a queryset may have its rows already."""
    kind = run.model.instance_of(ClassRef(name))
    if isinstance(kind, QuerySet):
        return QuerySet(kind.cls, kind.model, kind.row, "unknown", None)
    if isinstance(kind, Manager):
        return Manager(kind.cls, kind.model, kind.queryset, kind.related, "unknown", None)
    return kind


def _class_name(kind: Kind) -> str:
    return kind.name if isinstance(kind, (ClassRef, External)) else ""


def _is_one_of(run: Expressions, kind: Kind, names: list[str]) -> bool | None:
    """Whether a value is an object of one of the classes; None where that is not known."""
    cls = type(kind.value).__name__ if isinstance(kind, Literal) else django.class_of(kind)
    if isinstance(kind, Fixed):
        cls = kind.cls
    if cls is None or isinstance(kind, ClassRef):
        return None
    if any(classes.is_subclass(run.model, cls, name) for name in names):
        return True
    if cls in _PLAIN and all(name in _PLAIN or name in run.model.classes for name in names):
        return False
    # A class of the project may be derived from; one that is a model is derived from in the open.
    is_known = cls in run.model.classes and not classes.hides_something(run.model, cls)
    related = any(classes.is_subclass(run.model, name, cls) for name in names)
    return False if is_known and not related else None


_PLAIN = frozenset({"str", "int", "float", "bool", "bytes", "list", "tuple", "dict", "set", "None"})
