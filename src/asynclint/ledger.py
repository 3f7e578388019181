"""What the findings of each file rest on, kept between runs.

After a change most files say what they said. A layer of the ledger holds the findings of some files
and all that was read to make them: for each reading the print of what it gave, and the files that
rest on it (as bits of a number). The next run asks these readings again of the files that have
changed, and only of those; files that rest on one that gives something else are checked again and
make the next layer. Layers are data; what is damaged or foreign is not there.

Which functions are looked at (`World.matters`) is itself made of what all files say. It counts as a
file without findings; where it has changed, files that hold a word which came or went are checked.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import msgspec

from asynclint.index.mentions import Mentions
from asynclint.index.prints import NotPlainError, fingerprint, plain, read, readings, restored
from asynclint.index.texts import HOLDING, NAMING
from asynclint.index.words import WORD
from asynclint.results import finding_of, plain_finding
from asynclint.semantic.queries import Answer
from asynclint.sources.pruning import put

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from asynclint.diagnostics import Finding
    from asynclint.engine import Project
    from asynclint.index.facts import Fact
    from asynclint.semantic.routines import ClassInfo
    from asynclint.world import World

MATTERS = ("matters",)  # the key of that question
MANY_LEDGERS = 20
MANY_LAYERS = 8
_FOLDER, _SUFFIX, _CHECK = "ledgers", ".ledger", 16

Bits = bytes  # of a number: which of a layer's files rest on something
Entry = tuple[Any, bytes, Bits]  # a reading, the print of what it gave, who rests on it
Rest = tuple[str, int, int]


class Layer(msgspec.Struct, array_like=True):
    """The findings of some files, and what they rest on."""

    paths: list[str]  # the files, in the order of their bits; after them comes what matters
    findings: list[list[Any]]
    files: dict[str, tuple[int, int, bytes]]  # all of the project: time, size, print of the text
    beside: list[Rest]  # files of libraries, and templates
    matters: tuple[list[str], list[str]] | None
    contents: dict[str, Bits]  # path → who rests on all that it holds
    modules: dict[str, bytes]  # name → entries, packed
    texts: dict[str, bytes]  # the same, of searches in one text
    names: list[str]  # of all modules, in the order of their bits
    whole: list[tuple[str, str, Any, Bits]]  # question, about, what it gave, who rests on it


class Known:
    """What is known before anything is checked: findings by path, and the layers they are from."""

    def __init__(self) -> None:
        self.findings: dict[str, list[Finding]] = {}
        self.layers: list[tuple[Layer, set[str]]] = []  # each with the files that it is good for


class Ledgers:
    """The ledgers in one folder, each for one list of files under one set of settings."""

    def __init__(self, folder: str) -> None:
        self._folder = os.path.join(folder, _FOLDER)

    def load(self, state: str) -> list[Layer]:
        """The layers of a ledger, the oldest first."""
        decoder = msgspec.msgpack.Decoder(Layer)
        try:
            with open(self._path(state), "rb") as file:
                packed = msgspec.msgpack.decode(file.read(), type=list[bytes])
            if any(_sum(data[_CHECK:]) != data[:_CHECK] for data in packed):
                return []
            return [decoder.decode(data[_CHECK:]) for data in packed]
        except (OSError, msgspec.MsgspecError, RecursionError):
            return []

    def save(self, state: str, layers: Iterable[Layer]) -> None:
        """Keep a ledger; what cannot be written is not kept."""
        try:
            each = [msgspec.msgpack.encode(layer) for layer in layers]
        except (UnicodeEncodeError, RecursionError):
            return
        data = msgspec.msgpack.encode([_sum(layer) + layer for layer in each])
        put(self._path(state), data, _SUFFIX, MANY_LEDGERS)

    def _path(self, state: str) -> str:
        return os.path.join(self._folder, state + _SUFFIX)


def _sum(data: bytes) -> bytes:
    return blake2b(data, digest_size=_CHECK).digest()


# --- what still holds ------------------------------------------------------------------------


def known(project: Project, world: World, files: Sequence[str], layers: list[Layer]) -> Known:
    """What the layers say that is still true of the project."""
    found = Known()
    later: set[str] = set()
    matters: tuple[Layer, bool] | None = None
    for layer in reversed(layers):
        if any(project.rest(path) != (path, time, size) for path, time, size in layer.beside):
            continue
        changes = _Changes(project, world, files, layer)
        changed = changes.bits()
        # What the layer is still good for has been seen to hold for these texts as well.
        layer.files.update((path, stand(project, path)) for path in changes.changed)
        if matters is None and layer.matters is not None:
            matters = layer, not changed >> len(layer.paths) & 1
        good = {
            path
            for number, path in enumerate(layer.paths)
            if path not in later and not changed >> number & 1
        }
        later.update(layer.paths)
        found.layers.insert(0, (layer, good))
        for path, findings in zip(layer.paths, layer.findings):
            if path in good:
                found.findings[path] = [finding_of(data) for data in findings]
    if matters is None:
        return Known()
    _settle_matters(project, world, found, *matters)
    return found


def _settle_matters(
    project: Project, world: World, found: Known, layer: Layer, is_same: bool
) -> None:
    """See to what matters now, and forget the files for which that makes a difference."""
    names, words = map(frozenset, layer.matters or ((), ()))
    before = Mentions(names, words)
    if is_same:
        world.model.queries.preset(MATTERS, before)
        return
    now = world.matters
    other = (now.names ^ names) | (now.words ^ words)
    for path in list(found.findings) if other else ():
        text = project.text(path)
        if text is None or any(word in text.text for word in other):
            del found.findings[path]
    found.layers = [(each, good & found.findings.keys()) for each, good in found.layers]


def stand(project: Project, path: str) -> tuple[int, int, bytes]:
    """What a file is known by: time of change, size, and the print of its text."""
    _, time, size = project.rest(path)
    return time, size, project.print(path)


class _Changes:
    """Which files of a layer rest on something that is not what it was."""

    def __init__(self, project: Project, world: World, files: Sequence[str], layer: Layer) -> None:
        self.project = project
        self.world = world
        self.layer = layer
        self.changed = [path for path in files if not self._is_same(path)]

    def _is_same(self, path: str) -> bool:
        time, size, text = self.layer.files[path]
        is_untouched = self.project.rest(path) == (path, time, size)
        return is_untouched or self.project.print(path) == text

    def bits(self) -> int:
        found = 0
        numbers = {name: number for number, name in enumerate(self.layer.names)}
        for path in self.changed:
            found |= _number(self.layer.contents.get(path, b""))
            for name in self.world.resolver.names_of(path):
                for bits in (self._in_module(path, name), self._in_text(name)):
                    found |= bits
                found |= self._in_all(path, numbers[name])
        return found | self._renamed() if self.changed else 0

    def _in_module(self, path: str, name: str) -> int:
        entries = _entries(self.layer.modules.get(name))
        module = self.world.resolver.at_path(path) if entries else None
        found = 0
        for reading, kept, bits in entries:
            if module is None or _print(read(module, reading)) != kept:
                found |= _number(bits)
        return found

    def _in_text(self, name: str) -> int:
        found = 0
        for (how, about), kept, bits in _entries(self.layer.texts.get(name)):
            asked = getattr(self.world.model.texts, how)
            if _print(asked(name, *map(restored, about))) != kept:
                found |= _number(bits)
        return found

    def _in_all(self, path: str, number: int) -> int:
        """Questions about all texts, of which a file says its part."""
        content = self.project.text(path)
        text = "" if content is None else content.text
        words = set(WORD.findall(text))
        found = 0
        for question, about, gave, bits in self.layer.whole:
            if question == HOLDING:
                is_in = any(part in text for part in about.split("\n"))
            elif question == NAMING:
                is_in = about in words
            else:
                continue
            if is_in != bool(_number(gave) >> number & 1):
                found |= _number(bits)
        return found

    def _renamed(self) -> int:
        found = 0
        for question, about, gave, bits in self.layer.whole:
            if question not in (HOLDING, NAMING):
                if sorted(self.world.model.texts.other_names(about)) != gave:
                    found |= _number(bits)
        return found


def _entries(packed: bytes | None) -> list[Entry]:
    return [] if packed is None else msgspec.msgpack.decode(packed, type=list[Entry])


def _print(value: object) -> bytes:
    try:
        return fingerprint(value)
    except NotPlainError:
        return b""


def _number(bits: Bits) -> int:
    return int.from_bytes(bits, "little")


def _packed(number: int) -> Bits:
    return number.to_bytes((number.bit_length() + 7) // 8, "little")


# --- what is noted ---------------------------------------------------------------------------


def layer_of(
    project: Project, world: World, files: Sequence[str], found: Mapping[str, list[Finding]]
) -> Layer:
    """What a run has found in these files, and all that it rests on."""
    queries = world.model.queries
    answers = {path: queries.kept(("findings", path)) for path in found}
    paths = [path for path, answer in answers.items() if answer is not None]
    roots = [answer for answer in answers.values() if answer is not None]
    matters = queries.kept(MATTERS)
    if matters is not None and matters.asked:
        roots.append(matters)
    else:
        matters = None
    bits = _reached(roots)
    layer = Layer(
        paths,
        [[plain_finding(finding) for finding in found[path]] for path in paths],
        {path: stand(project, path) for path in files},
        [project.rest(path) for path in world.read()],
        None if matters is None else (sorted(matters.value.names), sorted(matters.value.words)),
        {},
        {},
        {},
        world.resolver.names(),
        [],
    )
    contents = {path: bits.get(fact, 0) for path, fact in world.contents()}
    _note_modules(world, layer, bits, contents)
    _note_texts(world, layer, bits)
    layer.contents = {path: _packed(number) for path, number in contents.items() if number}
    return layer


def _reached(roots: Sequence[Answer]) -> dict[Fact, int]:
    """For each fact the roots that rest on it, as bits. What matters is a root of its own, and what
    it rests on counts for nobody else."""
    bits: dict[Fact, int] = {root: 1 << number for number, root in enumerate(roots)}
    order = _after_what_they_ask(roots)
    is_growing = True
    while is_growing:  # twice, and once more for each circle within circles
        is_growing = False
        for answer in reversed(order):
            own = bits.get(answer, 0)
            for fact in answer.asked:
                old = bits.get(fact, 0)
                if old | own != old and not _is_matters(fact):
                    bits[fact] = old | own
                    is_growing = True
    return bits


def _after_what_they_ask(roots: Sequence[Answer]) -> list[Answer]:
    """All answers that are asked for, each behind those that it asks (but for circles)."""
    order: list[Answer] = []
    seen: set[Answer] = set(roots)
    for root in roots:
        pending = [(root, iter(root.asked))]
        while pending:
            answer, rest = pending[-1]
            new = next((f for f in rest if isinstance(f, Answer) and f not in seen), None)
            if new is None:
                order.append(answer)
                pending.pop()
            else:
                seen.add(new)
                pending.append((new, iter(new.asked)))
    return order


def _is_matters(fact: Fact) -> bool:
    return isinstance(fact, Answer) and fact.key == MATTERS


def _note_modules(
    world: World, layer: Layer, bits: Mapping[Fact, int], contents: dict[str, int]
) -> None:
    entries: dict[str, dict[bytes, list[Any]]] = {}

    def note(name: str, path: str, reading: Any, value: object, number: int) -> None:
        gave = b"" if reading is None else _print(value)
        if not gave:
            contents[path] = contents.get(path, 0) | number
            return
        key = msgspec.msgpack.encode(reading)
        entry = entries.setdefault(name, {}).setdefault(key, [reading, gave, 0])
        entry[2] |= number

    for module in world.resolver.loaded_modules():
        for reading, fact in readings(module):
            if number := bits.get(fact, 0):
                note(module.name, module.path, reading, fact.value, number)
    for info, fact in world.model.classes.looked_at():
        number = bits.get(fact, 0)
        if number and not info.module.is_library:
            reading = _reading_of(info)
            value = None if reading is None else read(info.module, reading)
            note(info.module.name, info.module.path, reading, value, number)
    for name, each in entries.items():
        layer.modules[name] = _pack((r, gave, number) for r, gave, number in each.values())


def _reading_of(info: ClassInfo) -> Any:
    """What finds the statement of a class; None for one inside a function."""
    if info.outer is not None:
        return None
    *above, name = info.qualname.split(".")
    return [[each, 0] for each in above], "_find", [name]


def _note_texts(world: World, layer: Layer, bits: Mapping[Fact, int]) -> None:
    texts = world.model.texts
    for name, text in texts.asked_of().items():
        found = [
            ((str(how).lstrip("_"), [plain(each) for each in about]), _print(fact.value), number)
            for (how, *about), fact in text.noted()
            if (number := bits.get(fact, 0))
        ]
        if found:
            layer.texts[name] = _pack(found)
    numbers = {name: number for number, name in enumerate(layer.names)}
    for question, about, fact in texts.asked_of_all():
        if number := bits.get(fact, 0):
            gave: Any = sorted(fact.value)
            if question in (HOLDING, NAMING):
                gave = _packed(sum(1 << numbers[name] for name in fact.value))
            layer.whole.append((question, about, gave, _packed(number)))


def _pack(entries: Iterable[tuple[Any, bytes, int]]) -> bytes:
    return msgspec.msgpack.encode([(r, gave, _packed(number)) for r, gave, number in entries])


# --- several layers --------------------------------------------------------------------------


def without_idle(layers: Sequence[tuple[Layer, set[str]]], new: Layer) -> list[Layer]:
    """The layers that a ledger consists of with a new one; few at any time."""
    is_needed = new.matters is None
    kept: list[Layer] = []
    for layer, good in reversed(layers):
        if good or (is_needed and layer.matters is not None):
            kept.insert(0, layer)
            is_needed = is_needed and layer.matters is None
    if len(kept) > MANY_LAYERS:
        # Those of single edits go: a few files, which the next run checks again.
        sizes = {id(layer): len(good) for layer, good in layers}
        largest = max(sizes.values())
        kept = [each for each in kept if each.matters is not None or sizes[id(each)] == largest]
    return [*kept, new]
