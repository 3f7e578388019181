"""What is in memory of an object that a query gave, as far as it is known.

It is kept as a tuple of short texts:

    author               the relation's object, or rows, are there
    author__publisher    so is what lies behind it
    -text                the column is not there: reading it queries
    +title               only the columns marked so are there
    cheap=books          a list under the first name, of rows that the second relation gave
    ?author              perhaps: of several ways to this place it holds on some

Each of them may stand behind a path. What the tuple does not name is not in memory (columns are).
None in place of a tuple means that nothing is known.
"""

from __future__ import annotations

Loaded = tuple[str, ...] | None

LOADED, LAZY, UNKNOWN = "loaded", "lazy", "unknown"
PERHAPS = "?"
SEPARATOR = "__"


def relation_state(loaded: Loaded, name: str) -> str:
    """Whether a relation's object, or rows, are in memory."""
    if loaded is None:
        return UNKNOWN
    heads = {path.partition(SEPARATOR)[0] for path in loaded}
    if name in heads:
        return LOADED
    return UNKNOWN if PERHAPS + name in heads else LAZY


def column_state(loaded: Loaded, *names: str) -> str:
    """Whether a column, known by any of these names, is in memory."""
    if loaded is None:
        return UNKNOWN
    if any(f"-{name}" in loaded for name in names):
        return LAZY
    if any(f"?-{name}" in loaded for name in names) or any(p.startswith("?+") for p in loaded):
        return UNKNOWN
    only = [path[1:] for path in loaded if path.startswith("+")]
    return LOADED if not only or any(name in only for name in names) else LAZY


def below(loaded: Loaded, name: str) -> Loaded:
    """What is in memory of the object or rows that the relation `name` leads to."""
    if loaded is None:
        return None
    found = []
    for path in loaded:
        mark = PERHAPS if path.startswith(PERHAPS) else ""
        head, _, rest = path[len(mark) :].partition(SEPARATOR)
        if head == name and rest:
            found.append(mark + rest)
    return tuple(found)


def listed(loaded: Loaded, name: str) -> str | None:
    """The relation of which a list under the attribute `name` holds rows (`Prefetch(to_attr=)`)."""
    for path in loaded or ():
        attribute, _, relation = path.partition("=")
        if relation and attribute == name:
            return relation
    return None


def more(loaded: Loaded, paths: list[str] | tuple[str, ...] | None) -> Loaded:
    """With these things besides; None where it is not known which."""
    if loaded is None or paths is None:
        return None
    gone = {PERHAPS + path for path in paths}
    return tuple(sorted({path for path in (*loaded, *paths) if path not in gone}))


def only(loaded: Loaded, names: list[str] | None) -> Loaded:
    """Of the columns only these: `only("title")` replaces what was chosen before. Behind `defer()`
    it chooses none that was left out there, and nothing is left out where that leaves none."""
    if loaded is None or names is None or any(SEPARATOR in name for name in names):
        return None
    if any(path.startswith(("?-", "?+")) for path in loaded):
        return None
    names = [name for name in names if f"-{name}" not in loaded]
    kept = [path for path in loaded if path[:1] not in "+-" and path[:2] not in ("?+", "?-")]
    return more(tuple(kept), [f"+{name}" for name in names])


def without(loaded: Loaded, names: list[str] | None) -> Loaded:
    """Without these columns: `defer("text")`. Behind `only()` it narrows what was chosen."""
    if loaded is None or names is None or any(SEPARATOR in name for name in names):
        return None
    if any(path.startswith("?+") for path in loaded):
        return None
    chosen = {path[1:] for path in loaded if path.startswith("+")}
    if chosen - set(names):
        return tuple(path for path in loaded if path[:1] != "+" or path[1:] not in names)
    loaded = tuple(path for path in loaded if path[:1] != "+")
    return more(loaded, [f"-{name}" for name in names])


def columns_of(loaded: Loaded) -> Loaded:
    """What is known of the columns, and no relation in memory."""
    if loaded is None:
        return ()
    return tuple(path for path in loaded if path.lstrip(PERHAPS)[:1] in ("+", "-"))


def columns_perhaps(loaded: Loaded) -> Loaded:
    """After columns were read of which it is not told which: any may be there now."""
    if loaded is None:
        return None
    return tuple(sorted(PERHAPS + path if path[:1] in ("+", "-") else path for path in loaded))


def with_column(loaded: Loaded, name: str) -> Loaded:
    """After a column was read: it is there now."""
    if loaded is None:
        return None
    kept = [path for path in loaded if path not in (f"-{name}", f"?-{name}")]
    return more(tuple(kept), [f"+{name}"] if any(p.startswith("+") for p in kept) else ())


def common(left: Loaded, right: Loaded) -> Loaded:
    """What is known where two ways meet: what holds on one of them only, holds perhaps."""
    if left is None or right is None:
        return None
    if left == right:
        return left
    sure = set(left) & set(right)
    some = {path.lstrip(PERHAPS) for path in set(left) ^ set(right)} - sure
    return tuple(sorted({*sure, *(PERHAPS + path for path in some)}))
