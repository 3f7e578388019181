"""Hypothesis writes programs: statement by statement, with what is known to be in each variable.

Everything that is written is right but for one thing: whether it may be done on the event loop,
and whether an `await` stands where it should. So what goes wrong is what asynclint is about.

What is left out, and why:
- Deletions, and rows that others can see: programs share a database.
- A coroutine that is awaited on one way only. Reported is one that is used wrongly on any way;
  whether one that is forgotten on some ways was meant to be cannot be told.
- In branches a helper is always called directly or always in a thread. `if …: await
  sync_to_async(load)() else: load()` is how code asks where it runs; asynclint takes its word.
- In a loop a row from outside it is left alone. Looking into it may fill it, and what holds on the
  first turn only is not told of.
- A queryset from outside a loop is asked anew there: where the loop does not turn it stays as it
  was, and the linter tells of that.
- A queryset that a closure uses is not bound again: what the closure then finds is not known.
- Deferred columns of what a one-to-one relation leads back to: it is the same object.
- Second calls of a coroutine function that is given rows: where one call gives a row of which more
  is in memory than another does, it is not told what the parameter holds.
- Annotated parameters of coroutine functions: of such a row nothing is known to be loaded or not.
- `await` on what a helper made of primary keys: asynclint knows no type for those, and is silent.
- Parameters of a coroutine function that a decorator of the program, or `partial`, stands around:
  what they are given is not known.
- A request after a thread has had it, which may have fetched what it is asked for.
- A cached property that is read twice on the loop: the second time it is in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st

from .programs import FAR, OWN, REQUEST, VIEWS, Line, Program, Top
from .shapes import SHAPES
from .surroundings import SURROUNDINGS
from .vocabulary import (
    BEGINNERS,
    METHODS,
    MODELS,
    NUMBER,
    QUERYSET,
    ROW,
    ROWS,
    STEPS,
    SYNTAX,
    VALUES,
    WITH_ROWS,
    Given,
    Var,
)

T = TypeVar("T")
COROUTINE = "coroutine"
MOST_HELPERS, MOST_LINES, MOST_FLAGS, MOST_TOPS = 3, 6, 2, 8
CHOICES = 500


class Helper(NamedTuple):
    name: str  # as it is called: "helpers.total§"
    is_async: bool
    params: tuple[Var, ...]
    gives: str
    model: str = ""
    in_thread: bool = False  # when it is called in a branch


def programs() -> st.SearchStrategy[Program]:
    """Views and what they call. A program takes one choice after the other from the bytes that
    Hypothesis draws at once: a draw for each choice takes ten times as long."""
    return st.binary(min_size=CHOICES, max_size=CHOICES).map(written)


def written(choices: bytes) -> Program:
    left = iter(choices)
    return Writer(lambda most: next(left, 0) % (most + 1)).program()


class Writer:
    """Writes one program; `number` gives a number from 0 up to its argument."""

    def __init__(self, number: Callable[[int], int]) -> None:
        self.number = number
        self.tops: list[Top] = []
        self.helpers: list[Helper] = []
        self.named = 0

    def pick(self, options: Sequence[T]) -> T:
        return options[self.number(len(options) - 1)]

    def chance(self, percent: int) -> bool:
        return self.number(99) < percent

    def program(self) -> Program:
        for place in range(self.number(MOST_HELPERS)):
            self.helper(place)
        body = Body(self, True, [], MOST_FLAGS)
        body.has_request = self.chance(50)
        lines = body.lines(2 + self.number(MOST_LINES - 2))
        if not lines[-1:] or not lines[-1].text.startswith("return "):
            lines.append(Line(f"return {self.pick(['1', *body.plain()])}"))
        params = [REQUEST] * body.has_request + body.flags
        header = f"async def view{OWN}({', '.join(params)}):"
        view = Top(VIEWS, f"view{OWN}", Line(header, tuple(lines)))
        return Program((*self.needed(view), view), tuple(body.flags))

    def needed(self, view: Top) -> list[Top]:
        """The helpers that the view leads to; what nothing runs tells nothing."""
        found: list[Top] = []
        for top in reversed(self.tops):
            rows = [row for user in (view, *found) for row in user.line.written()]
            if any(top.name in row for row in rows):
                found.insert(0, top)
        return found

    def helper(self, place: int) -> None:
        path = self.pick([VIEWS, FAR])
        name = f"helper{place}{OWN}"
        is_async = self.chance(40)
        params = tuple(self.params())
        body = Body(self, is_async, list(params), 0, path)
        lines = body.lines(self.number(2))
        given = body.value(self.pick([QUERYSET, NUMBER, ROW, ROWS, NUMBER]))
        lines.append(Line(f"return {given.text}"))
        shown = [
            f"{p.name}: {p.model}" if p.kind == ROW and not is_async and self.chance(30) else p.name
            for p in params
        ]
        header = f"{'async ' if is_async else ''}def {name}({', '.join(shown)}):"
        self.tops.append(Top(path, name, Line(header, tuple(lines))))
        called = name if path == VIEWS or self.chance(50) else f"helpers.{name}"
        self.helpers.append(
            Helper(called, is_async, params, given.kind, given.model, self.chance(50))
        )

    def params(self) -> list[Var]:
        found = []
        for _ in range(self.number(2)):
            model, kind = self.pick(BEGINNERS), self.pick([QUERYSET, ROW, QUERYSET, ROWS])
            facts = MODELS[model]
            name = facts.row if kind == ROW else facts.rows
            if name not in [v.name for v in found]:
                found.append(Var(name, kind, model))
        return found


class Body:
    """Writes the lines of one function; `vars` is what they may use."""

    def __init__(
        self, writer: Writer, is_async: bool, known: list[Var], flags: int, path: str = VIEWS
    ) -> None:
        self.writer = writer
        self.pick, self.chance, self.number = writer.pick, writer.chance, writer.number
        self.is_async = is_async
        self.vars = known
        self.flags: list[str] = []
        self.most_flags = flags
        self.path = path
        self.count = 0
        self.ended = False  # by something that raises: nothing behind it would run
        self.depth = 0
        self.captured: set[str] = set()  # by closures
        self.has_request = False
        self.shares_request = False  # with a thread
        self.loop = 0  # the number of variables outside the innermost loop

    def new(self, kind: str, model: str = "") -> Var:
        self.count += 1
        facts = MODELS.get(model)
        word = kind if facts is None else facts.row if kind == ROW else facts.rows
        return Var(f"{word}{self.count}", kind, model)

    def of(self, *kinds: str) -> list[Var]:
        near = self.vars[self.loop :]
        return [
            v for v in self.vars if v.kind in kinds and (v.kind not in (ROW, ROWS) or v in near)
        ]

    def plain(self) -> list[str]:
        return [v.name for v in self.of(NUMBER, VALUES)]

    def below(self, is_async: bool, known: list[Var], path: str) -> Body:
        """The body of a function that this one uses."""
        return Body(self.writer, is_async, known, 0, path)

    def top(self, path: str, name: str, line: Line) -> None:
        self.writer.tops.append(Top(path, name, line))

    # --- expressions --------------------------------------------------------------------------

    def queryset(self) -> Given:
        """A queryset or manager, and some steps more."""
        known = self.of(QUERYSET)
        rows = [v for v in self.of(ROW) if MODELS[v.model].many]
        source = self.number(3)
        if known and source < 2:
            var = self.pick(known)
            is_outside = var in self.vars[: self.loop] or var.name.startswith("self")
            text, model, is_manager = var.name, var.model, is_outside
        elif rows and source == 2:
            row = self.pick(rows)
            relation = self.pick(list(MODELS[row.model].many))
            text, model = f"{row.name}.{relation}", MODELS[row.model].many[relation]
            is_manager = True
        else:
            model = self.pick(BEGINNERS)
            text = self.pick(MODELS[model].begin)
            is_manager = text.endswith("objects")
        steps = self.steps(model) if self.chance(60) else ""
        if not steps and is_manager:
            steps = ".all()"
        return Given(text + steps, QUERYSET, model)

    def steps(self, model: str) -> str:
        facts = MODELS[model]
        kept = ", ".join(f'"{name}"' for name in (facts.column, *facts.foreign))
        own = [f".only({kept})", f'.defer("{facts.column}")'] if model != "Author" else []
        own += [f'.select_related("{name}")' for name in facts.foreign] * 3
        own += [f'.prefetch_related("{name}")' for name in facts.many] * 3
        own += [f'.prefetch_related("{name}")' for name in facts.foreign]
        return "".join(self.pick([*STEPS, *own]) for _ in range(1 + self.number(1)))

    def fetched(self) -> Given:
        """Rows, one of them, or a number of them, asked of the database."""
        source = self.queryset()
        forms = [*METHODS, *SYNTAX]
        sync, kind, twin = self.pick(forms)
        rows = [v.name for v in self.of(ROW) if v.model == source.model]
        if "{1}" in sync:
            if not rows:
                return Given(
                    *self.form(source.text + ".count()", NUMBER, source.text + ".acount()")
                )
            sync, twin = (text.replace("{1}", rows[0]) for text in (sync, twin))
        sync, twin = sync.format(source.text), twin.format(source.text)
        text, kind = self.form(sync, kind, twin, source.text)
        return Given(text, kind, source.model)

    def form(self, sync: str, kind: str, twin: str, source: str = "") -> tuple[str, str]:
        """One of the ways to write it here, right or wrong."""
        if not self.is_async:
            return sync, kind
        is_call = " async for " not in twin
        choice = self.number(19)
        if choice < 5:
            return sync, kind
        if choice < 8:
            return f"await sync_to_async(lambda: {sync})()", kind
        if choice < 9 and is_call and source:
            place = len(source) + sync[len(source) :].index("(")
            function, arguments = sync[:place], sync[place + 1 :]
            return f"await sync_to_async({function})({arguments}", kind
        if choice < 10 and not is_call and sync.startswith("list(") and ".val" not in sync:
            return f"await sync_to_async(list)({sync[5:]}", kind
        if choice == 10 and self.depth == 0 and self.chance(30):
            self.ended = True
            return f"await {sync}", kind
        return (f"await {twin}" if is_call else twin), kind

    def value(self, kind: str) -> Given:
        """Something of a kind."""
        if kind == QUERYSET:
            return self.queryset()
        for _ in range(3):
            found = self.any_value()
            if found.kind == kind:
                return found
        known = self.of(kind)
        if known:
            var = self.pick(known)
            return Given(var.name, var.kind, var.model)
        model = self.pick(BEGINNERS)
        begin = self.pick(MODELS[model].begin)
        if kind == ROW:
            return Given(*self.form(f"{begin}.first()", ROW, f"{begin}.afirst()"), model)
        if kind == ROWS:
            begin = begin if begin.endswith(")") else f"{begin}.all()"
            return Given(
                *self.form(f"list({begin})", ROWS, f"[row async for row in {begin}]"), model
            )
        return Given("1", NUMBER)

    def any_value(self) -> Given:
        """Some value; a coroutine is never one."""
        rows, lists = self.of(ROW), self.of(ROWS)
        choice = self.number(9)
        if choice < 3 and rows:
            return self.of_row(self.pick(rows))
        if choice < 4 and lists:
            var = self.pick(lists)
            text, kind = self.pick(WITH_ROWS)
            return Given(text.format(var.name), kind, var.model)
        if choice < 6 and self.callable_helpers():
            return self.called(self.pick(self.callable_helpers()))
        if choice < 7:
            return self.queryset()
        return self.fetched()

    def of_row(self, row: Var) -> Given:
        facts = MODELS[row.model]
        if facts.foreign and self.chance(35):
            name = self.pick(list(facts.foreign))
            return Given(f"{row.name}.{name}", ROW, facts.foreign[name])
        text = self.pick(facts.values).format(row.name)
        if self.is_async and self.chance(15):
            text = f"await sync_to_async(lambda: {text})()"
        return Given(text, VALUES)

    # --- calls of helpers ---------------------------------------------------------------------

    def callable_helpers(self) -> list[Helper]:
        return [
            helper
            for helper in self.writer.helpers
            if (self.is_async or not helper.is_async)
            and (self.path == VIEWS or self.is_far(helper))
        ]

    def is_far(self, helper: Helper) -> bool:
        name = helper.name.rpartition(".")[2]
        return any(top.path == FAR and top.name == name for top in self.writer.tops)

    def spelled(self, helper: Helper) -> str:
        """The helper's name as it is called here."""
        if helper.is_async and any(param.kind in (ROW, ROWS) for param in helper.params):
            self.writer.helpers.remove(helper)  # called once
        return helper.name.rpartition(".")[2] if self.path == FAR else helper.name

    def called(self, helper: Helper) -> Given:
        arguments = [self.argument(param) for param in helper.params]
        name = self.spelled(helper)
        plain = f"{name}({', '.join(arguments)})"
        if helper.is_async:
            return Given(f"await {plain}", helper.gives, helper.model)
        in_thread = helper.in_thread if self.depth else self.chance(50)
        if self.is_async and in_thread:
            through = f"sync_to_async({name})({', '.join(arguments)})"
            return Given(f"await {through}", helper.gives, helper.model)
        is_known = helper.gives in (QUERYSET, ROW, ROWS)
        if self.is_async and self.depth == 0 and is_known and self.chance(5):
            self.ended = True
            return Given(f"await {plain}", helper.gives, helper.model)
        return Given(plain, helper.gives, helper.model)

    def argument(self, param: Var) -> str:
        known = [v.name for v in self.of(param.kind) if v.model == param.model]
        if known:
            return self.pick(known)
        begin = self.pick(MODELS[param.model].begin)
        if param.kind == QUERYSET:
            return f"{begin}.all()" if begin.endswith("objects") else begin
        if param.kind == ROW:
            return self.form(f"{begin}.first()", ROW, f"{begin}.afirst()")[0]
        rows = begin if begin.endswith(")") else f"{begin}.all()"
        return self.form(f"list({rows})", ROWS, f"[row async for row in {rows}]")[0]

    # --- statements ---------------------------------------------------------------------------

    def lines(self, count: int) -> list[Line]:
        found: list[Line] = []
        for _ in range(count):
            if self.ended:
                break
            found += self.statement()
        return found

    def statement(self) -> list[Line]:
        choice = self.number(19)
        if choice < 2 and self.depth < 2:
            return self.looped()
        if (
            choice < 4
            and len(self.flags) < self.most_flags
            and self.chance(100 - 75 * len(self.flags))
        ):
            return self.branch()
        if choice < 5 and self.of(QUERYSET):
            return self.again()
        if choice < 7 and self.of(ROW):
            return self.changed()
        if choice < 8 and self.is_async:
            return self.late()
        if choice < 9 and self.is_async:
            return self.gathered()
        if choice < 10 and self.is_async:
            return self.closure()
        if choice < 11:
            return self.tried()
        if choice < 12 and self.is_async:
            return self.dropped()
        if choice < 16 and len(self.writer.tops) < MOST_TOPS:
            return self.pick(SHAPES if self.chance(45) else SURROUNDINGS)(self)
        given = self.any_value()
        var = self.new(given.kind, given.model)
        self.vars.append(var)
        return [Line(f"{var.name} = {given.text}")]

    def inside(self, count: int, *known: Var) -> list[Line]:
        """A block: what it binds is forgotten behind it."""
        before = len(self.vars)
        self.vars += known
        self.depth += 1
        lines = self.lines(count)
        self.depth -= 1
        del self.vars[before:]
        return lines or [Line("pass")]

    def looped(self) -> list[Line]:
        lists = self.of(ROWS)
        if lists and self.chance(40):
            var = self.pick(lists)
            source, word = Given(var.name, ROWS, var.model), "for"
        else:
            source = self.queryset()
            word = "async for" if self.is_async and self.chance(75) else "for"
        row = self.new(ROW, source.model)
        around, self.loop = self.loop, len(self.vars)
        body = self.inside(1 + self.number(1), row)
        self.loop = around
        return [Line(f"{word} {row.name} in {source.text}:", tuple(body))]

    def branch(self) -> list[Line]:
        flag = f"flag{len(self.flags) + 1}"
        self.flags.append(flag)
        lines = [Line(f"if {flag}:", tuple(self.inside(1 + self.number(1))))]
        if self.chance(50):
            lines.append(Line("else:", tuple(self.inside(1 + self.number(1)))))
        return lines

    def again(self) -> list[Line]:
        if self.loop:
            return []  # what a closure in the loop then finds is not known
        free = [
            v
            for v in self.vars[self.loop :]
            if v.kind == QUERYSET and v.name not in self.captured and "self" not in v.name
        ]
        if not free:
            return []
        var = self.pick(free)
        return [Line(f"{var.name} = {var.name}{self.steps(var.model)}")]

    def changed(self) -> list[Line]:
        row = self.pick(self.of(ROW))
        facts = MODELS[row.model]
        if not facts.calls:
            return []
        place = self.number(len(facts.calls) - 1)
        sync, twin = facts.calls[place].format(row.name), facts.twins[place].format(row.name)
        return [Line(self.form(sync, VALUES, twin)[0])]

    def late(self) -> list[Line]:
        """A coroutine in a variable, awaited later."""
        source = self.queryset()
        pending, number = self.new(COROUTINE), self.new(NUMBER)
        made = [Line(f"{pending.name} = {source.text}.acount()")]
        between = self.statement() if self.chance(20) and not self.depth else []
        if self.ended:
            return between
        if self.chance(12) and not self.depth:
            self.ended = True
            use = f"{number.name} = {pending.name} + 1"
            return [*made, *between, Line(use)]
        self.vars.append(number)
        return [*made, *between, Line(f"{number.name} = await {pending.name}")]

    def gathered(self) -> list[Line]:
        first, second = self.new(NUMBER), self.new(NUMBER)
        calls = [f"{self.queryset().text}.{name}()" for name in ("acount", "aexists")]
        self.vars += [first, second]
        return [Line(f"{first.name}, {second.name} = await asyncio.gather({', '.join(calls)})")]

    def closure(self) -> list[Line]:
        """A function inside the function, called here or in a thread."""
        inner = Body(self.writer, False, list(self.vars[self.loop :]), 0)
        self.captured |= {v.name for v in inner.vars}
        inner.count, inner.depth = self.count + 10, 1
        given = inner.fetched()
        name = self.new("inner").name
        var = self.new(given.kind, given.model)
        call = f"{name}()" if self.chance(40) else f"await sync_to_async({name})()"
        self.vars.append(var)
        return [
            Line(f"def {name}():", (Line(f"return {given.text}"),)),
            Line(f"{var.name} = {call}"),
        ]

    def tried(self) -> list[Line]:
        if self.depth > 1:
            return []
        model = self.pick(BEGINNERS)
        row = self.new(ROW, model)
        text = self.form(f"{model}.objects.get(pk=1)", ROW, f"{model}.objects.aget(pk=1)")[0]
        self.vars.append(row)
        return [
            Line("try:", (Line(f"{row.name} = {text}"),)),
            Line(f"except {model}.DoesNotExist:", (Line("raise"),)),
        ]

    def dropped(self) -> list[Line]:
        """A coroutine that nobody awaits."""
        if not self.chance(40):
            return []
        helpers = [h for h in self.callable_helpers() if h.is_async]
        if helpers and self.chance(60):
            helper = self.pick(helpers)
            arguments = ", ".join(self.argument(param) for param in helper.params)
            return [Line(f"{self.spelled(helper)}({arguments})")]
        return [Line(f"{self.queryset().text}.acount()")]
