"""What an expression gives: its kind, and the sites met while it is evaluated."""

from __future__ import annotations

import builtins
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

from asynclint.index import tree
from asynclint.semantic import (
    attributes,
    declarations,
    followed,
    iterators,
    narrowing,
    operators,
    overloads,
    places,
    puts,
    querysets,
    records,
    surroundings,
    texts,
)
from asynclint.semantic.calls import Calls
from asynclint.semantic.implicit import HASH, TRUTH
from asynclint.semantic.kinds import (
    ANYTHING,
    BOOL,
    BYTES,
    FLOAT,
    INT,
    NONE,
    NOTHING,
    STR,
    ClassRef,
    Coroutine,
    Def,
    Fixed,
    Instance,
    Iterating,
    Kind,
    Literal,
    QuerySet,
    Steps,
    Union,
    is_unknown,
    join,
    members,
    without_none,
)
from asynclint.semantic.variables import awaits, target_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from asynclint.semantic.routines import Routine

_BUILTINS = frozenset(dir(builtins))
_CONSTANTS = {
    "str": STR, "int": INT, "bytes": BYTES, "float": FLOAT, "complex": Instance("complex"),
    "None": NONE,
}  # fmt: skip


def constant(node: tree.Constant) -> Kind:
    """The kind of a constant."""
    if node.value is not None:
        return Literal(node.value)
    return _CONSTANTS.get(node.kind, ANYTHING)


class Expressions(Calls):
    """Evaluates expressions; `Flow` adds the statements."""

    # In a class body: the place of the statement that is evaluated, where it is known.
    until: int | None = None

    def eval(self, node: tree.Expr, parent: str = "") -> Kind:
        """The kind of the expression's value. `parent` says what takes it: "await", "for" …"""
        return _EVAL[type(node)](self, node, parent)

    def assign(self, target: tree.Expr, kind: Kind, value: tree.Expr | None = None) -> None:
        raise NotImplementedError  # by Flow

    def cells_of(self, routine: Routine) -> tuple[tuple[str, Kind], ...]:
        raise NotImplementedError  # by Flow

    # --- names and constants ------------------------------------------------------------------

    def _name(self, node: tree.Name, parent: str) -> Kind:
        return self.lookup(node.id)

    def lookup(self, name: str) -> Kind:
        kind = self.env.get(name)
        if kind is not None:
            return kind
        if self.routine is not None:
            if name in self.local_names:
                return NOTHING
            if name in self.cells:
                return self.cells[name]
            if _belongs_outside(self.routine.outer, name):
                return ANYTHING
        if self.cls is not None and self.routine is None:
            kind = self.model.class_body_name(self.cls, name, self.until)
            if kind is not None:
                return kind
        return self.global_name(name)

    def global_name(self, name: str) -> Kind:
        from asynclint.semantic import names

        kind = names.global_kind(self.model, self.module, name)
        if kind is not None:
            return kind
        if name in _BUILTINS:
            return names.external(self.model, name)
        return ANYTHING

    def _constant(self, node: tree.Constant, parent: str) -> Kind:
        return constant(node)

    # --- attributes, subscripts ---------------------------------------------------------------

    def _attribute(self, node: tree.Attribute, parent: str) -> Kind:
        receiver = self.eval(node.value, "attribute")
        return self.attribute(receiver, node)

    def attribute(self, receiver: Kind, node: tree.Attribute) -> Kind:
        """`receiver.name`, with what a property or descriptor runs."""
        if isinstance(node.value, tree.Name):
            known = self.env.get(f"{node.value.id}.{node.name}")
            if known is not None:
                return known
        self.use(receiver, "attribute", node.name, node, node.value)
        # Of None no attribute is read: that raises.
        options = members(without_none(receiver))
        return join(*(attributes.attribute(self, o, node.name, node) for o in options))

    def _subscript(self, node: tree.Subscript, parent: str) -> Kind:
        value = self.eval(node.value, "subscript")
        index = self.eval(node.index)
        how = "subscript"
        if isinstance(node.index, tree.Slice):
            how = "slice" if node.index.step is None else "step"
        options = members(value)
        if querysets.is_from_end(node.index):
            options = tuple(o for o in options if querysets.takes_negative_index(o))
        self.use(join(*options), how, "", node, node.value)
        return join(*(self._item(option, node, index) for option in options))

    def _item(self, kind: Kind, node: tree.Subscript, index: Kind) -> Kind:
        sliced = isinstance(node.index, tree.Slice)
        kind = records.as_tuple(self.model, kind)
        if isinstance(kind, QuerySet):
            if not isinstance(node.index, tree.Slice):
                return kind.row
            return kind if node.index.step is None else Instance("list", (kind.row,))
        if isinstance(kind, Fixed):
            return (
                places.item_of_display(kind, index)
                if not sliced
                else Instance(kind.cls, (join(*kind.items),))
            )
        if isinstance(kind, Instance) and kind.args:
            if kind.cls == "dict":
                return places.under_key(kind.args[-1], index)
            if kind.cls in ("list", "tuple", declarations.SEQUENCE):
                return kind if sliced else places.under_key(join(*kind.args), index)
        if kind in (STR, BYTES) or isinstance(kind, Literal):
            return STR if isinstance(kind, Literal) else kind
        if isinstance(kind, Instance) and not sliced:
            return self.implicit(kind, "__getitem__", (index,), node)
        if isinstance(kind, ClassRef):
            return declarations.subscripted(self, kind, node)
        return ANYTHING

    def _slice(self, node: tree.Slice, parent: str) -> Kind:
        for part in (node.lower, node.upper, node.step):
            if part is not None:
                self.eval(part)
        return ANYTHING

    def store_item(self, target: tree.Subscript, value: Kind) -> None:
        """`container[index] = value`."""
        container = self.eval(target.value)
        index = self.eval(target.index)
        puts.item(self, target.value, index, value)
        if not self.is_own_variable(target.value):
            self.keep(value)
        self.implicit(container, "__setitem__", (index, value), target)
        if places.is_dictionary(container):
            self.asked(index, HASH, target)
        if not isinstance(target.value, tree.Name):
            return
        name = target.value.id
        for option in members(container):
            if isinstance(option, Fixed) and option.cls != "tuple":
                self.env[name] = places.with_item(option, index, value)
            elif isinstance(option, Instance) and option.cls in ("list", "dict") and option.args:
                item = places.one_of_many(option.args[-1], value)
                self.env[name] = Instance(option.cls, (*option.args[:-1], item))

    # --- displays and comprehensions ----------------------------------------------------------

    def _display(self, node: tree.Display, parent: str) -> Kind:
        items: list[Kind] = []
        certain = True
        for item in node.items:
            if isinstance(item, tree.Starred):
                value = self.eval(item.value)
                items.append(self.iterate(value, item.value, "*"))
                certain = False
            else:
                items.append(self.eval(item))
        if node.kind == "set":
            self.asked(join(*items), HASH, node)
        if certain and all(isinstance(item, Literal) for item in items) and len(items) <= 40:
            return Fixed(node.kind, tuple(items))
        if certain and node.kind != "set" and len(items) <= 12:
            return Fixed(node.kind, tuple(items))
        return Instance(node.kind, (self.held(items),) if items else ())

    def _starred(self, node: tree.Starred, parent: str) -> Kind:
        value = self.eval(node.value)
        return self.iterate(value, node.value, "*")

    def _dict(self, node: tree.DictDisplay, parent: str) -> Kind:
        keys: list[str | int] = []
        certain = len(node.keys) <= 40
        kinds: list[Kind] = []
        for key, value in zip(node.keys, node.values):
            kind = NOTHING if key is None else self.eval(key)
            self.asked(kind, HASH, node)
            if isinstance(kind, Literal):
                keys.append(kind.value)
            elif key is not None:
                certain = False
            kinds.append(self.eval(value))
            if key is None:
                spread = kinds[-1]
                self.use(spread, "unpack", "**", value, value)
                if isinstance(spread, Fixed) and spread.cls == "dict":
                    kinds[-1:] = spread.items
                    keys += spread.keys
        if certain and len(kinds) == len(keys):
            merged = dict(zip(keys, kinds))
            return Fixed("dict", tuple(merged.values()), tuple(merged))
        if any(key is None for key in node.keys):
            for key, kind in zip(node.keys, kinds):
                if key is not None or not isinstance(kind, Coroutine):
                    self.keep(kind)
            return Instance("dict", (ANYTHING, ANYTHING))
        return Instance("dict", (ANYTHING, self.held(kinds)))

    def _comprehension(self, node: tree.Comprehension, parent: str) -> Kind:
        saved = dict(self.env)
        before = followed.state(self.env)
        can_await = self.can_await
        sources: tuple[Kind, ...] = ()  # generators that do their work when this one is iterated
        for position, clause in enumerate(node.clauses):
            if position == 1 and node.kind == "generator":
                self.can_await = False
            kind = self.eval(clause.iterable, "for")
            if node.kind == "generator" and not position and iterators.is_lazy(kind):
                sources, item = tuple(members(kind)), iterators.item_of(kind)
            else:
                item = self.iterate(kind, clause.iterable, "for", is_async=clause.is_async)
            if node.kind == "generator":
                self.can_await = False
            self.assign(clause.target, item)
            self.takes(clause.target, clause.iterable)
            for condition in clause.conditions:
                self.truth(condition)
                narrowing.narrow(self, condition, True)
        key = None if node.key is None else self.eval(node.key)
        element = self.held([self.eval(node.element)])
        self.can_await = can_await
        self._restore(saved, node)
        if node.kind == "generator" or any(clause.conditions for clause in node.clauses):
            followed.meet(self.env, before)
        if node.kind == "generator":
            cls = "asyncgenerator" if awaits(node) else "generator"
            return Iterating(cls, element, (Steps((), sources), ()) if sources else None)
        if node.kind == "dict":
            return Instance("dict", (key or ANYTHING, element))
        return Instance(node.kind, (element,))

    def _restore(self, saved: dict[str, Kind], node: tree.Comprehension) -> None:
        """Forget the comprehension's own variables; keep what became of the others."""
        own = {name for clause in node.clauses for name in target_names(clause.target)}
        for name in own:
            self.taken.pop(name, None)
        after = self.env
        self.env = saved
        for name, kind in after.items():
            if name not in own:
                saved[name] = kind

    # --- operators ----------------------------------------------------------------------------

    def _operation(self, node: tree.Operation, parent: str) -> Kind:
        if node.operator == "not":
            self.truth(node.operands[0])
            return BOOL
        kinds = [self.eval(operand) for operand in node.operands]
        return self.operate(node.operator, kinds, node)

    def operate(
        self, operator: str, kinds: list[Kind], node: tree.Operation | tree.Augment
    ) -> Kind:
        """The kind of `a operator b …`, of which the kinds are given."""
        operands = node.operands if isinstance(node, tree.Operation) else [node.target, node.value]
        for kind, operand in zip(kinds, operands):
            how = "format" if operator == "%" and operand is not operands[0] else "operand"
            self.use(kind, how, operator, node, operand)
        first, last = kinds[0], kinds[-1]
        if isinstance(node, tree.Augment) and operator == "+" and operators.is_list(first):
            item = self.iterate(last, node.value, "+=")
            return operators.with_items_added(first, last, self.held([item]))
        if operator == "%" and (first == STR or isinstance(first, Literal)):
            values = last.items if isinstance(last, Fixed) and last.cls == "tuple" else (last,)
            for item, methods in zip(values, texts.by_percent(first, len(values))):
                self.asked(item, methods, node)
            return STR
        overloaded = overloads.operated(self, operator, kinds, node)
        if overloaded is not None:
            return overloaded
        if isinstance(first, QuerySet) and operator in ("|", "&", "^"):
            return operators.combined(operator, first, last)
        if NOTHING in kinds:
            return NOTHING
        if operator == "|" and all(isinstance(k, ClassRef) or k == NONE for k in kinds):
            return join(*kinds)  # `isinstance(value, int | str)`
        if operator == "+" and all(isinstance(k, Fixed) and places.has_places(k) for k in kinds):
            return operators.all_joined(kinds)
        if all(operators.is_plain(kind) for kind in kinds):
            return operators.arithmetic(operator, kinds)
        if isinstance(first, Instance) and first.cls in ("pathlib.Path", "list", "dict", "set"):
            return first if first.cls != "list" else join(first, operators.as_list(last))
        return ANYTHING

    def _logical(self, node: tree.Logical, parent: str) -> Kind:
        results: list[Kind] = []
        told: dict[str, tuple[Kind, Kind | None]] = {}  # what an operand told of a variable
        after_first: dict[str, Kind] = {}
        is_given = node.operator == "or" and self._is_given(node.operands[0])
        at_start = surroundings.known(self.env)
        for position, operand in enumerate(node.operands):
            last = position == len(node.operands) - 1
            with self.muted() if is_given and position else nullcontext():
                kind = self.eval(operand, parent if parent == "truth" else "")
            if not position:
                after_first = followed.state(self.env)
            if not last:
                by = node.operator if parent == "truth" else f"{node.operator} value"
                self.use(kind, "truth", by, operand, operand)
                self.asked(kind, TRUTH, operand)
                kind = self._decided(kind, node.operator)
                before = dict(self.env)
                narrowing.narrow(self, operand, node.operator == "and")
                for name, known in before.items():
                    if self.env.get(name) is not known:
                        told[name] = (told[name][0] if name in told else known, self.env.get(name))
            results.append(kind)
        for name, (known, narrowed) in told.items():
            if self.env.get(name) is narrowed:
                self.env[name] = known
        followed.meet(self.env, after_first)
        surroundings.restore(self.env, at_start)
        return join(*results)

    def _is_given(self, operand: tree.Expr) -> bool:
        """Whether a parameter that is None by default has a value: `given or fallback()`; or a
        context variable, which is there to be set."""
        if surroundings.is_handed_down(self, operand):
            return True
        if not isinstance(operand, tree.Name) or self.routine is None:
            return False
        kind = self.env.get(operand.id, NOTHING)
        if kind == NOTHING or is_unknown(kind) or NONE in members(kind):
            return False
        for param in self.routine.node.params:
            default = param.default
            if param.name == operand.id and isinstance(default, tree.Constant):
                declared = self.model.declared(self.routine, param)
                may_lack = is_unknown(declared) or NONE in members(declared)
                return default.kind == "None" and may_lack
        return False

    @staticmethod
    def _decided(kind: Kind, operator: str) -> Kind:
        """What is left of an operand that decided: `a or b` gives `a` only where it is true."""
        if operator == "or":
            return without_none(kind) if kind != NONE else NOTHING
        if isinstance(kind, Union) and NONE in kind.members:
            return NONE
        return join(kind, NONE) if is_unknown(kind) else kind

    def _comparison(self, node: tree.Comparison, parent: str) -> Kind:
        kinds = [self.eval(operand) for operand in node.operands]
        for position, operator in enumerate(node.operators):
            left, right = node.operands[position], node.operands[position + 1]
            if operator in ("is", "is not"):
                for kind, operand in zip(kinds[position:], (left, right)):
                    if isinstance(operand, tree.Call):  # what it made is lost with the answer
                        self.use(kind, "compare", operator, node, operand)
                continue
            if operator in ("in", "not in"):
                self.use(kinds[position], "compare", operator, node, left)
                self.contains(kinds[position + 1], kinds[position], node, right)
            else:
                self.use(kinds[position], "compare", operator, node, left)
                self.use(kinds[position + 1], "compare", operator, node, right)
                overloads.compared(self, operator, kinds[position], kinds[position + 1], node)
        return BOOL

    def _conditional(self, node: tree.Conditional, parent: str) -> Kind:
        self.truth(node.test)
        known = narrowing.known_truth(self, node.test)
        if known is not None:
            return self.eval(node.body if known else node.orelse, parent)
        before = self.env
        self.env = dict(before)
        narrowing.narrow(self, node.test, True)
        then = self.eval(node.body, parent)
        after_then = self.env
        self.env = dict(before)
        narrowing.narrow(self, node.test, False)
        other = self.eval(node.orelse, parent)
        for name, kind in after_then.items():
            self.env[name] = join(kind, self.env[name]) if name in self.env else kind
        surroundings.restore(self.env, surroundings.known(before))
        return join(then, other)

    def truth(self, node: tree.Expr) -> Kind:
        """Evaluate a condition and take its truth value."""
        kind = self.eval(node, "truth")
        if not isinstance(node, (tree.Logical, tree.Comparison)) and not _is_not(node):
            self.use(kind, "truth", "if", node, node)
            self.asked(kind, TRUTH, node)
        elif isinstance(node, tree.Logical):
            # The last operand's truth decides; those before it were asked already.
            self.use_last_operand(node)
        return kind

    def use_last_operand(self, node: tree.Logical) -> None:
        last = node.operands[-1]
        if isinstance(last, tree.Walrus):
            self.use(self.lookup(last.target), "truth", node.operator, last, last)
        elif isinstance(last, (tree.Name, tree.Attribute)):
            with self.muted():
                kind = self.eval(last)
            self.use(kind, "truth", node.operator, last, last)
        elif isinstance(last, tree.Call):
            kind = self.results.get(last.at, ANYTHING)
            self.use(kind, "truth", node.operator, last, last)

    # --- the rest -----------------------------------------------------------------------------

    def _formatted(self, node: tree.FormattedString, parent: str) -> Kind:
        for value, conversion in zip(node.values, node.conversions):
            kind = self.eval(value)
            if not node.template:
                by = "repr" if conversion == "r" else "f-string"
                self.use(kind, "format", by, value, value)
                if not self.is_failing:
                    self.asked(kind, texts.by_conversion(conversion), value)
        return STR if not node.template else Instance("string.templatelib.Template")

    def _await(self, node: tree.Await, parent: str) -> Kind:
        return self.await_value(node, self.eval(node.value, "await"), parent)

    def _lambda(self, node: tree.Lambda, parent: str) -> Kind:
        for param in node.params:
            if param.default is not None:
                self.eval(param.default)
        routine = self.model.routine(
            self.module, self.unit, node, self.nested_name("<lambda>"), None, self.routine
        )
        return Def(routine, self.cells_of(routine))

    def nested(self, node: tree.Function) -> Kind:
        """A function defined inside this one."""
        from asynclint.semantic import functions

        routine = self.model.routine(
            self.module, self.unit, node, self.nested_name(node.name), None, self.routine
        )
        cells = self.cells_of(routine)
        self.nested_functions[node.at] = Def(routine, cells)
        return functions.decorated(self.model, routine, cells, self)

    def nested_name(self, name: str) -> str:
        return name if self.routine is None else f"{self.routine.qualname}.<locals>.{name}"

    def _walrus(self, node: tree.Walrus, parent: str) -> Kind:
        kind = self.eval(node.value, "bind")
        self.env[node.target] = kind
        self.forget_attributes(node.target)
        return kind

    def _yield(self, node: tree.Yield, parent: str) -> Kind:
        if self.certainty is not None:
            self.certainty.leave(self.env)
        if node.value is None:
            self.yields = join(self.yields, NONE)
            return ANYTHING
        kind = self.eval(node.value)
        self.keep(kind)
        if node.is_from:
            kind = self.iterate(kind, node.value, "yield from")
        self.yields = join(self.yields, kind)
        return ANYTHING

    def annotation_kind(self, node: tree.Expr) -> Kind:
        return declarations.kind_of(
            self.model, self.module, self.unit, node, self.routine, self.cls
        )

    def unpack(self, kind: Kind, source: tree.Expr) -> Callable[[int, int], Kind]:
        """How the parts of an unpacked value are known: (position, count) → kind."""
        options = [records.as_tuple(self.model, option) for option in members(kind)]
        if not all(places.has_places(option) for option in options):
            self.iterate(kind, source, "unpack")

        def part(position: int, count: int) -> Kind:
            return join(*(places.part_of(option, position, count) for option in options))

        return part

    def unpack_starred(self, kind: Kind, target: tree.Display) -> list[Kind] | None:
        """The kinds of the targets, one of which is starred; None where places are not known."""
        if not isinstance(kind, Fixed) or not places.has_places(kind):
            return None
        star = next(n for n, t in enumerate(target.items) if isinstance(t, tree.Starred))
        behind = len(target.items) - star - 1
        if len(kind.items) < star + behind:
            return None
        end = len(kind.items) - behind
        return [*kind.items[:star], join(*kind.items[star:end]), *kind.items[end:]]


def _is_not(node: tree.Expr) -> bool:
    return isinstance(node, tree.Operation) and node.operator == "not"


def _belongs_outside(outer: Routine | None, name: str) -> bool:
    """Whether an enclosing function has a variable of that name."""
    while outer is not None:
        node = outer.node
        bound = node.bound if isinstance(node, tree.Function) else [p.name for p in node.params]
        if name in bound:
            return True
        outer = outer.outer
    return False


_EVAL: dict[type[tree.Node], Callable[[Expressions, Any, str], Kind]] = {
    tree.Name: Expressions._name,
    tree.Attribute: Expressions._attribute,
    tree.Constant: Expressions._constant,
    tree.Call: Expressions._call,
    tree.Await: Expressions._await,
    tree.Starred: Expressions._starred,
    tree.Subscript: Expressions._subscript,
    tree.Slice: Expressions._slice,
    tree.Display: Expressions._display,
    tree.DictDisplay: Expressions._dict,
    tree.FormattedString: Expressions._formatted,
    tree.Operation: Expressions._operation,
    tree.Logical: Expressions._logical,
    tree.Comparison: Expressions._comparison,
    tree.Conditional: Expressions._conditional,
    tree.Comprehension: Expressions._comprehension,
    tree.Lambda: Expressions._lambda,
    tree.Walrus: Expressions._walrus,
    tree.Yield: Expressions._yield,
}
