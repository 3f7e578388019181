"""Ways in which Python code reaches a query: classes, generators, context managers, decorators,
partials, tasks. Each function here writes what a body then uses once, and gives the body's lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .programs import FAR, OWN, VIEWS, Line
from .vocabulary import BEGINNERS, MODELS, NUMBER, QUERYSET, ROW, ROWS, VALUES, Given, Var

if TYPE_CHECKING:
    from collections.abc import Callable

    from .grammar import Body

VALUE_KINDS = (NUMBER, ROW, ROWS, VALUES)


def place_for(body: Body) -> str:
    """The file for something that the body is to use: helpers do not know the views."""
    return FAR if body.path == FAR else body.pick([VIEWS, FAR])


def named(body: Body, word: str) -> str:
    body.writer.named += 1
    return f"{word}{body.writer.named}{OWN}"


def given_queryset(body: Body) -> tuple[Var, str]:
    """A parameter, and an argument for it."""
    model = body.pick(BEGINNERS)
    var = Var(MODELS[model].rows, QUERYSET, model)
    return var, body.argument(var)


def bound(body: Body, given: Given) -> Line:
    var = body.new(given.kind, given.model)
    body.vars.append(var)
    return Line(f"{var.name} = {given.text}")


def called(body: Body, function: str, arguments: str) -> str:
    """A call of a sync function from here: mostly as it should be, in a thread."""
    if body.is_async and body.depth == 0 and body.chance(60):
        return f"await sync_to_async({function})({arguments})"
    return f"{function}({arguments})"


def ending(inner: Body, *kinds: str) -> tuple[list[Line], Given]:
    """Some lines, and the value that comes out of them."""
    lines = inner.lines(inner.number(1))
    return lines, inner.value(inner.pick(kinds or VALUE_KINDS))


def service(body: Body) -> list[Line]:
    """A class that keeps a queryset, a class below it, and calls of their methods."""
    path, base, name = place_for(body), named(body, "Base"), named(body, "Shelf")
    books, argument = given_queryset(body)
    kept = Var("self.books", QUERYSET, books.model)
    init = Line("def __init__(self, books):", (Line("self.books = books"),))
    sync_lines, loaded = ending(body.below(False, [kept], path))
    async_lines, aloaded = ending(body.below(True, [kept], path))
    counted = body.below(False, [kept], path).fetched()
    decorator = body.pick(["property", "cached_property"])
    methods = (
        init,
        Line("def load(self):", (*sync_lines, Line(f"return {loaded.text}"))),
        Line("async def aload(self):", (*async_lines, Line(f"return {aloaded.text}"))),
        Line(f"@{decorator}\ndef size(self):", (Line(f"return {counted.text}"),)),
    )
    body.top(path, base, Line(f"class {base}:", methods))
    below: list[Line] = []
    if body.chance(50):
        below.append(Line("def load(self):", (Line("return super().load()"),)))
    if body.chance(40):
        below.append(Line("async def aload(self):", (Line("return await super().aload()"),)))
    body.top(path, name, Line(f"class {name}({base}):", tuple(below) or (Line("pass"),)))
    shelf = body.new("shelf").name
    lines = [Line(f"{shelf} = {name}({argument})")]
    choice = body.number(2)
    for number in range(1 + body.number(1)):
        given = use_of_service(body, choice + number, shelf, loaded, aloaded, counted)
        lines.append(bound(body, given))
    return lines


def use_of_service(
    body: Body, choice: int, shelf: str, loaded: Given, aloaded: Given, counted: Given
) -> Given:
    if choice == 0 and body.is_async:
        return aloaded._replace(text=f"await {shelf}.aload()")
    if choice == 1:
        if body.is_async and body.depth == 0 and body.chance(50):
            return counted._replace(text=f"await sync_to_async(lambda: {shelf}.size)()")
        return counted._replace(text=f"{shelf}.size")
    return loaded._replace(text=called(body, f"{shelf}.load", ""))


def generator(body: Body) -> list[Line]:
    """A generator function, run through by a loop or by who makes a list of it."""
    is_async = body.is_async and body.chance(50)
    path, name = place_for(body), named(body, "each")
    books, argument = given_queryset(body)
    inner = body.below(is_async, [books], path)
    row = inner.new(ROW, books.model)
    steps = inner.steps(books.model) if inner.chance(60) else ""
    inner.vars.append(row)
    given = inner.of_row(row)
    word = "async for" if is_async and inner.chance(80) else "for"
    loop = Line(f"{word} {row.name} in {books.name}{steps}:", (Line(f"yield {given.text}"),))
    header = f"{'async ' if is_async else ''}def {name}({books.name}):"
    body.top(path, name, Line(header, (loop,)))
    made = f"{name}({argument})"
    item = body.new(given.kind, given.model)
    kind = ROWS if given.kind == ROW else VALUES
    if body.chance(40):
        line = Line(f"{'async ' if is_async else ''}for {item.name} in {made}:", (Line("pass"),))
        return [line]
    text = f"[{item.name} async for {item.name} in {made}]" if is_async else f"list({made})"
    if body.is_async and not is_async and body.depth == 0 and body.chance(60):
        text = f"await sync_to_async(list)({made})"
    return [bound(body, Given(text, kind, given.model))]


def context(body: Body) -> list[Line]:
    """A context manager made of a generator, and a block under it."""
    is_async = body.is_async and body.chance(60)
    path, name = place_for(body), named(body, "opened")
    books, argument = given_queryset(body)
    lines, given = ending(body.below(is_async, [books], path))
    decorator, word = ("asynccontextmanager", "async ") if is_async else ("contextmanager", "")
    header = f"@{decorator}\n{word}def {name}({books.name}):"
    body.top(path, name, Line(header, (*lines, Line(f"yield {given.text}"))))
    var = body.new(given.kind, given.model)
    block = tuple(body.inside(1 + body.number(1), var))
    return [Line(f"{word}with {name}({argument}) as {var.name}:", block)]


def decorated(body: Body) -> list[Line]:
    """A function below a decorator: the project's own, or one that hands it to a thread."""
    if body.is_async and body.chance(40):
        return threaded(body)
    path, around, name = place_for(body), named(body, "logged"), named(body, "marked")
    books, argument = given_queryset(body)
    is_async = body.is_async and body.chance(40)
    known = [] if is_async else [books]  # what is given to a decorated coroutine is not known
    lines, given = ending(body.below(is_async, known, path))
    word, wait = ("async ", "await ") if is_async else ("", "")
    inner = Line(
        f"@wraps(function)\n{word}def inner(*args, **kwargs):",
        (Line(f"return {wait}function(*args, **kwargs)"),),
    )
    body.top(path, around, Line(f"def {around}(function):", (inner, Line("return inner"))))
    header = f"@{around}\n{word}def {name}({books.name}):"
    body.top(path, name, Line(header, (*lines, Line(f"return {given.text}"))))
    text = f"await {name}({argument})" if is_async else called(body, name, argument)
    return [bound(body, given._replace(text=text))]


def threaded(body: Body) -> list[Line]:
    path, name = place_for(body), named(body, "loaded")
    books, argument = given_queryset(body)
    lines, given = ending(body.below(False, [books], path))
    header = f"@sync_to_async\ndef {name}({books.name}):"
    body.top(path, name, Line(header, (*lines, Line(f"return {given.text}"))))
    return [bound(body, given._replace(text=f"await {name}({argument})"))]


def partially(body: Body) -> list[Line]:
    """A function with its argument, called later."""
    path, name = place_for(body), named(body, "counted")
    books, argument = given_queryset(body)
    is_async = body.is_async and body.chance(30)
    known = [] if is_async else [books]  # what `partial` gives to a coroutine function is not known
    lines, given = ending(body.below(is_async, known, path))
    word = "async " if is_async else ""
    header = f"{word}def {name}({books.name}):"
    body.top(path, name, Line(header, (*lines, Line(f"return {given.text}"))))
    load = body.new("load").name
    ways = [f"partial({name}, {argument})", f"lambda: {name}({argument})"]
    made = Line(f"{load} = {ways[0] if is_async else body.pick(ways)}")
    text = f"await {load}()" if is_async else called(body, load, "")
    return [made, bound(body, given._replace(text=text))]


def task(body: Body) -> list[Line]:
    """A coroutine as a task, or with a time limit."""
    if not body.is_async or body.depth:
        return []
    path, name = place_for(body), named(body, "fetched")
    books, argument = given_queryset(body)
    lines, given = ending(body.below(True, [books], path))
    header = f"async def {name}({books.name}):"
    body.top(path, name, Line(header, (*lines, Line(f"return {given.text}"))))
    made = f"{name}({argument})"
    if body.chance(40):
        limited = body.pick([f"asyncio.wait_for({made}, 5)", f"asyncio.shield({made})"])
        return [bound(body, given._replace(text=f"await {limited}"))]
    job = body.new("task").name
    first = Line(f"{job} = asyncio.create_task({made})")
    return [first, bound(body, given._replace(text=f"await {job}"))]


def bridged(body: Body) -> list[Line]:
    """Sync code that waits for a coroutine: in a thread it may, on the loop it may not."""
    if not body.is_async or body.depth:
        return []
    path, name, through = place_for(body), named(body, "found"), named(body, "waited")
    books, argument = given_queryset(body)
    lines, given = ending(body.below(True, [books], path))
    header = f"async def {name}({books.name}):"
    body.top(path, name, Line(header, (*lines, Line(f"return {given.text}"))))
    wait = Line(f"return async_to_sync({name})({books.name})")
    body.top(path, through, Line(f"def {through}({books.name}):", (wait,)))
    text = f"await sync_to_async({through})({argument})"
    if body.chance(20):
        body.ended = True
        text = f"{through}({argument})"
    return [bound(body, given._replace(text=text))]


def managed(body: Body) -> list[Line]:
    """A class that is a context manager, a container or callable: its special methods run."""
    path, name = place_for(body), named(body, "Rows")
    books, argument = given_queryset(body)
    kept = Var("self.books", QUERYSET, books.model)
    word, use, kinds = body.pick(SPECIAL)
    lines, given = ending(body.below(False, [kept], path), *kinds)
    init = Line("def __init__(self, books):", (Line("self.books = books"),))
    methods = [init, Line(f"def {word}:", (*lines, Line(f"return {given.text}")))]
    if word == "__enter__(self)":
        methods.append(Line("def __exit__(self, *args):", (Line("return None"),)))
    body.top(path, name, Line(f"class {name}:", tuple(methods)))
    var = body.new("held").name
    made = Line(f"{var} = {name}({argument})")
    if word == "__enter__(self)":
        row = body.new(given.kind, given.model)
        return [made, Line(f"with {var} as {row.name}:", tuple(body.inside(1, row)))]
    text = use.format(var)
    if body.is_async and body.depth == 0 and body.chance(50):
        text = f"await sync_to_async(lambda: {text})()"
    return [made, bound(body, given._replace(text=text))]


# A special method, an expression that runs it, and what it may give.
SPECIAL: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("__enter__(self)", "", ()),
    ("__call__(self)", "{0}()", ()),
    ("__getitem__(self, key)", "{0}[1]", ()),
    ("__len__(self)", "len({0})", (NUMBER,)),
)

SHAPES: tuple[Callable[[Body], list[Line]], ...] = (
    service, generator, context, decorated, partially, task, bridged, managed,
)  # fmt: skip
