"""What a condition tells about the variables in it, where it holds and where it does not."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

from asynclint.index import tree
from asynclint.semantic import classes, constants, declarations, django, overrides, surroundings
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
        if isinstance(kind, Literal):
            return bool(kind.value)
        return False if kind == NONE else None
    if isinstance(test, tree.Constant):
        return test.value if isinstance(test.value, bool) else None
    if isinstance(test, tree.Walrus):
        return known_truth(run, test.value)
    if isinstance(test, tree.Attribute):
        told = run.env.get(f"{FLAG}{variable(test)}")
        return told.value if isinstance(told, Literal) and isinstance(told.value, bool) else None
    if isinstance(test, tree.Comparison) and test.operators in (["is"], ["is not"]):
        return _known_none(run, test)
    if isinstance(test, tree.Comparison):
        return _known_comparison(run, test)
    if isinstance(test, tree.Call) and surroundings.is_handed_down(run, test):
        return True
    if isinstance(test, tree.Call) and len(test.args) == 2:
        return _known_instance(run, test)
    if isinstance(test, tree.Call) and len(test.args) == 1:
        with run.muted():
            callee = run.eval(test.function)
            names = [o.name for o in members(callee) if isinstance(o, External)]
            if any(name in _COROUTINE_FUNCTION_TESTS for name in names):
                return _all_coroutine_functions(run, run.eval(test.args[0]))
            if "inspect.isasyncgenfunction" in names:
                return _all_give_items(run.eval(test.args[0]))
            return None
    return None


def _known_comparison(run: Expressions, test: tree.Comparison) -> bool | None:
    """`mode == "all"`, `mode in {"all", "new"}`, `0 < limit <= 3` over variables of the function
    that hold constants."""
    answers: list[bool | None] = []
    for position, operator in enumerate(test.operators):
        left, right = test.operands[position], test.operands[position + 1]
        if operator in ("in", "not in"):
            answer = _known_among(run, left, right)
        else:
            one, other = _constant(run, left), _constant(run, right)
            if one is None or other is None:
                return None
            if operator in ("==", "!="):
                answer = constants.are_equal(one, other)
            else:
                answer = constants.is_ordered(operator, one, other)
        negated = answer is not None and operator in ("!=", "not in")
        answers.append(not answer if negated else answer)
    if False in answers:
        return False
    return None if None in answers else True


def _constant(run: Expressions, node: tree.Expr) -> Kind | None:
    """The constant that an expression is: written here, or held by a variable of the function. What
    is set at the top of a module may be different where the program runs."""
    if isinstance(node, tree.Constant):
        return NONE if node.kind == "None" else None if node.value is None else Literal(node.value)
    kind = run.env.get(node.id) if isinstance(node, tree.Name) else None
    return kind if isinstance(kind, Literal) or kind == NONE else None


def _known_among(run: Expressions, left: tree.Expr, right: tree.Expr) -> bool | None:
    """`mode in {"all", "new"}`, also where a name stands for the set, and nothing changes it."""
    item = _constant(run, left)
    if item is None:
        return None
    with run.muted():
        container = run.eval(right)
    if isinstance(right, tree.Name) and right.id in run.env and _can_change(container):
        return None
    if isinstance(right, (tree.Name, tree.Attribute)) and _can_change(container):
        name = right.id if isinstance(right, tree.Name) else right.name
        if not constants.is_left_alone(run.model, name):
            return None
    return constants.is_among(item, container)


def _can_change(container: Kind) -> bool:
    return not isinstance(container, Fixed) or container.cls not in ("tuple", "frozenset")


def _known_instance(run: Expressions, test: tree.Call) -> bool | None:
    """`isinstance(name, classes)`, for a value whose class is known."""
    name = variable(test.args[0])
    kind = run.env.get(name) if name is not None else None
    if kind is None or not isinstance(test.function, tree.Name) or test.function.id != "isinstance":
        return None
    with run.muted():
        names = _class_names(run.eval(test.args[1]))
    if names is None:
        return None
    answers = {_is_one_of(run, option, names) for option in members(kind)}
    return answers.pop() if len(answers) == 1 else None


def _options(tested: Kind) -> list[Kind]:
    """The classes of a tuple of them, or of a union."""
    options: list[Kind] = []
    for option in members(tested):
        options += option.items if isinstance(option, Fixed) else (option,)
    return [ClassRef("None") if option == NONE else option for option in options]


def _class_names(tested: Kind) -> list[str] | None:
    """The classes that a value is tested for; None where one of them is not known."""
    options = _options(tested)
    if not options or not all(isinstance(o, ClassRef) for o in options):
        return None
    return [o.name for o in options if isinstance(o, ClassRef)]


def _known_none(run: Expressions, test: tree.Comparison) -> bool | None:
    """`name is None`, `name is not None`."""
    name, right = variable(test.operands[0]), test.operands[1]
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


def _all_give_items(kind: Kind) -> bool | None:
    """Whether calling a callable gives an async generator; None where that is not known."""
    answers: set[bool | None] = set()
    for option in members(kind):
        function = option.function if isinstance(option, Bound) else option
        routine = function.routine if isinstance(function, Def) else None
        answers.add(None if routine is None else routine.is_async and routine.is_generator)
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


def variable(node: tree.Expr) -> str | None:
    """The name under which a run keeps the value of a variable or of a variable's attribute."""
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
    name = variable(test)
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
    name = variable(left)
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
        if surroundings.asks_for_loop(run, test):
            surroundings.note(run.env, loop=holds)
        return
    name = variable(test.args[0])
    kind = run.env.get(name) if name is not None else None
    if name is None or kind is None:
        return
    with run.muted():
        callee = run.eval(test.function)
    names = [o.name for o in members(callee) if isinstance(o, (External, ClassRef))]
    told = _told_by_guard(run, callee)
    if told is not None:
        run.env[name] = _guarded(run, kind, told, holds)
    elif names == ["callable"]:
        run.env[name] = join(*(m for m in members(kind) if _is_callable(run, m) is not (not holds)))
    elif names in (["isinstance"], ["issubclass"], ["hasattr"]) and len(test.args) == 2:
        with run.muted():
            tested = run.eval(test.args[1])
        if names == ["isinstance"]:
            run.env[name] = instance(run, kind, tested, holds)
        elif names == ["issubclass"]:
            run.env[name] = _subclass(run, kind, tested, holds)
        elif isinstance(tested, Literal):
            run.env[name] = _having(run, kind, str(tested.value), holds)
    elif any(n in _AWAITABLE_TESTS for n in names):
        run.env[name] = _awaitable(kind, holds)


def _told_by_guard(run: Expressions, callee: Kind) -> tuple[Kind, bool] | None:
    function = callee.function if isinstance(callee, Bound) else callee
    return declarations.guarded(run.model, function.routine) if isinstance(function, Def) else None


def _guarded(run: Expressions, kind: Kind, told: tuple[Kind, bool], holds: bool) -> Kind:
    """A value of which a function said that it is (or is not) what it looks for."""
    wanted, is_strict = told
    cls = django.class_of(wanted)
    if not is_strict or cls is None:
        return wanted if holds else kind
    return instance(run, kind, ClassRef(cls), holds)


def _awaitable(kind: Kind, holds: bool) -> Kind:
    """The value where it is (or is not) something to be awaited."""
    coroutines = [m for m in members(kind) if isinstance(m, Coroutine)]
    if holds:
        return join(*coroutines) if coroutines else ANYTHING
    return join(*(m for m in members(kind) if not isinstance(m, Coroutine)))


def _having(run: Expressions, kind: Kind, attribute: str, holds: bool) -> Kind:
    """`hasattr(value, attribute)`."""
    if attribute == "__await__":
        return _awaitable(kind, holds)
    return join(*(m for m in members(kind) if _has(run, m, attribute) is not (not holds)))


def _has(run: Expressions, kind: Kind, attribute: str) -> bool | None:
    """Whether a value has an attribute; None where that is not known. Coroutines have hardly any,
    and what the classes of Python itself have is known to the last."""
    if isinstance(kind, Coroutine):
        return not needs_result(kind, "attribute", attribute)
    cls = type(kind.value).__name__ if isinstance(kind, Literal) else ""
    cls = kind.cls if isinstance(kind, (Fixed, Instance)) else cls
    if cls in _PLAIN:
        return hasattr(getattr(builtins, cls, None), attribute)
    if isinstance(kind, (QuerySet, Manager, ModelInstance)):
        found = classes.find(run.model, kind.cls, attribute)
        if found is not None and found.cls != classes.UNKNOWN:
            return True
        if isinstance(kind, QuerySet) and found is None and _is_told_whole(run, kind.cls):
            return False
    return None


def _is_told_whole(run: Expressions, cls: str) -> bool:
    """Whether all methods of a class and of its bases are known."""
    rows = run.model.tables
    return all(
        base in run.model.classes or ((row := rows.class_row(base)) is not None and row.complete)
        for base in classes.mro(run.model, cls)
    )


def _is_callable(run: Expressions, kind: Kind) -> bool | None:
    if isinstance(kind, (Def, Bound, ClassRef, Partial, Threaded, Synced)):
        return True
    if isinstance(kind, (Fixed, Literal, QuerySet, Manager, Coroutine)):
        return False
    if isinstance(kind, Instance):
        return False if kind.cls in _PLAIN else None
    if isinstance(kind, ModelInstance):
        return None if classes.find(run.model, kind.cls, "__call__") is not None else False
    return None


def _subclass(run: Expressions, kind: Kind, tested: Kind, holds: bool) -> Kind:
    """`issubclass(value, tested)`."""
    names = _class_names(tested)
    if names is None:
        return kind
    found: list[Kind] = []
    for member in members(kind):
        is_known = isinstance(member, ClassRef)
        cls = member.name if isinstance(member, ClassRef) else ""
        below = is_known and any(classes.is_subclass(run.model, cls, name) for name in names)
        if below if holds else not below:
            found.append(member)
        elif holds and not is_known and len(names) == 1:
            found.append(ClassRef(names[0]))
    return join(*found)


def instance(run: Expressions, kind: Kind, tested: Kind, holds: bool) -> Kind:
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
