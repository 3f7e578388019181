"""Random edits of programs, as people make them while they write."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from asynclint.index.chunks import Chunk, split

_WORD = re.compile(r"\b[a-z_]{4,}\b")
_OTHER_WORDS = ("first", "objects", "all", "await request", "missing")

Edit = Callable[["Editor", str, Sequence[Chunk]], str]


class Editor:
    """Makes edits; `others` are texts that statements are pasted from."""

    def __init__(self, seed: int, others: Sequence[str]) -> None:
        self.random = random.Random(seed)
        self.others = others

    def edited(self, text: str) -> str:
        """The text with one random change."""
        chunks = split(text)
        if not chunks:
            return f"{text}\nlast = 1\n"
        return self.random.choice(EDITS)(self, text, chunks)

    # --- kinds of edits -----------------------------------------------------------------------

    def comment(self, text: str, chunks: Sequence[Chunk]) -> str:
        at = self.random.choice(chunks).start
        return f"{text[:at]}# a remark\n{text[at:]}"

    def blank_lines(self, text: str, chunks: Sequence[Chunk]) -> str:
        return f"\n\n{text}"

    def delete(self, text: str, chunks: Sequence[Chunk]) -> str:
        chunk = self.random.choice(chunks)
        return text[: chunk.start] + text[chunk.end :]

    def duplicate(self, text: str, chunks: Sequence[Chunk]) -> str:
        chunk = self.random.choice(chunks)
        return f"{text[: chunk.end]}\n{text[chunk.start :]}"

    def swap(self, text: str, chunks: Sequence[Chunk]) -> str:
        if len(chunks) < 2:
            return text
        (start, end), (from_, to) = sorted(
            (chunk.start, chunk.end) for chunk in self.random.sample(list(chunks), 2)
        )
        return text[:start] + text[from_:to] + text[end:from_] + text[start:end] + text[to:]

    def paste(self, text: str, chunks: Sequence[Chunk]) -> str:
        other = self.random.choice(self.others)
        at = self.random.choice(chunks).start
        pasted = self.random.choice(split(other) or [Chunk("", None, 0, 0)])
        return f"{text[:at]}{other[pasted.start : pasted.end]}\n{text[at:]}"

    def other_word(self, text: str, chunks: Sequence[Chunk]) -> str:
        words = list(_WORD.finditer(text))
        if not words:
            return text
        word = self.random.choice(words)
        return text[: word.start()] + self.random.choice(_OTHER_WORDS) + text[word.end() :]

    def break_off(self, text: str, chunks: Sequence[Chunk]) -> str:
        """Half a line, as it stands while it is being typed."""
        colons = [at for at, character in enumerate(text) if character in ":("]
        if not colons:
            return text
        at = self.random.choice(colons)
        return text[:at] + text[at + 1 :]

    def change_colour(self, text: str, chunks: Sequence[Chunk]) -> str:
        places = [found.start() for found in re.finditer(r"\b(?:async )?def\b", text)]
        if not places:
            return text
        at = self.random.choice(places)
        is_async = text.startswith("async ", at)
        return text[:at] + (text[at + 6 :] if is_async else f"async {text[at:]}")

    def drop_line(self, text: str, chunks: Sequence[Chunk]) -> str:
        lines = text.splitlines(keepends=True)
        del lines[self.random.randrange(len(lines))]
        return "".join(lines)


EDITS: tuple[Edit, ...] = (
    Editor.comment,
    Editor.blank_lines,
    Editor.delete,
    Editor.duplicate,
    Editor.swap,
    Editor.paste,
    Editor.other_word,
    Editor.break_off,
    Editor.change_colour,
    Editor.drop_line,
)
