"""Reading Django's templates: from text to the nodes of `asynclint.index.template_tree`.

The tags of Django's own libraries are read as Django reads them. A tag that is not among them is
`Unknown`, together with all that stands before its end tag, if it has one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from asynclint.index.template_tree import (
    Block,
    Body,
    Condition,
    Extends,
    FirstOf,
    For,
    If,
    Include,
    Look,
    Perhaps,
    Regroup,
    Show,
    Unknown,
    Value,
    With,
)
from asynclint.index.template_values import (
    TemplateError,
    argument,
    bindings,
    condition,
    pieces,
    value,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from asynclint.index.template_tree import AnyNode
    from asynclint.sources.templates import TemplateFiles

_TAG = re.compile(r"\{%(?P<block>.*?)%\}|\{\{(?P<shown>.*?)\}\}|\{#.*?#\}")
_NAME = re.compile(r"[A-Za-z_]\w*")


class Templates:
    """The templates of a project, each read once."""

    def __init__(self, files: TemplateFiles) -> None:
        self.files = files
        self._parsed: dict[str, Body | None] = {}

    def parsed(self, path: str) -> Body | None:
        """What the template at a path says; None where that cannot be told."""
        if path not in self._parsed:
            text = self.files.text(path)
            self._parsed[path] = None if text is None else parsed(text)
        return self._parsed[path]


def parsed(text: str) -> Body | None:
    """What a template says; None where that cannot be told."""
    try:
        return parse(text)
    except TemplateError:
        return None


class Token(NamedTuple):
    """A tag (`words` are what it is made of), or `{{ … }}` (`name` is empty then)."""

    row: int
    text: str
    name: str
    words: list[str]
    shown: str = ""

    @property
    def quoted(self) -> str:
        return " ".join(self.text.split())


def parse(text: str) -> Body:
    """What a template says; raises `TemplateError` where that cannot be told."""
    try:
        return _Parser(list(_tokens(text))).all()
    except RecursionError as error:
        raise TemplateError("nested too deeply") from error


def _tokens(text: str) -> Iterator[Token]:
    """The tags of a template; those in `{% comment %}` and `{% verbatim %}` are left out."""
    row, at, until = 1, 0, ""
    for found in _TAG.finditer(text):
        row += text.count("\n", at, found.start())
        at = found.start()
        if found["block"] is not None:
            words = pieces(found["block"])
            if until:
                until = "" if " ".join(words) == until else until
            elif words[:1] == ["verbatim"]:
                until = f"end{' '.join(words)}"
            elif words[:1] == ["comment"]:
                until = "endcomment"
            elif words:
                yield Token(row, found.group(), words[0], words[1:])
            else:
                raise TemplateError("an empty tag")
        elif found["shown"] is not None and not until:
            yield Token(row, found.group(), "", [], found["shown"].strip())


class _Parser:
    """Reads one template's tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def all(self) -> Body:
        body, _ = self.until()
        return body

    def until(self, *ends: str) -> tuple[Body, Token]:
        """The nodes up to the tag that is one of `ends`, and that tag."""
        nodes: list[AnyNode] = []
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.name in ends:
                return tuple(nodes), token
            if not token.name:
                nodes.append(Show(token.row, token.quoted, value(token.shown)))
                continue
            reader = _READERS.get(token.name)
            nodes += self._unknown(token) if reader is None else reader(self, token)
        if ends:
            raise TemplateError(f"no {ends[-1]}")
        return tuple(nodes), Token(0, "", "", [])

    def _unknown(self, token: Token) -> list[AnyNode]:
        if token.name.startswith("end") or token.name in ("else", "elif", "empty"):
            raise TemplateError(token.name)
        names = set(_NAME.findall(" ".join(token.words)))
        end = self._end_of(token.name)
        if end is not None:
            for inner in self._tokens[self._at : end]:
                names.update(_NAME.findall(inner.text))
            self._at = end + 1
        return [Unknown(token.row, token.quoted, tuple(sorted(names)))]

    def _end_of(self, name: str) -> int | None:
        """Where the end tag stands, if there is one."""
        depth = 0
        for number in range(self._at, len(self._tokens)):
            found = self._tokens[number].name
            if found == name:
                depth += 1
            elif found == f"end{name}":
                if depth == 0:
                    return number
                depth -= 1
        return None


# --- tags -------------------------------------------------------------------------------------


def _for(parser: _Parser, token: Token) -> list[AnyNode]:
    words = token.words
    if words[-1:] == ["reversed"]:
        words = words[:-1]
    if len(words) < 3 or words[-2] != "in":
        raise TemplateError(token.text)
    targets = tuple(name for name in re.split(r" *, *", " ".join(words[:-2])) if name)
    body, end = parser.until("empty", "endfor")
    empty: Body = ()
    if end.name == "empty":
        empty, _ = parser.until("endfor")
    return [For(token.row, token.quoted, targets, value(words[-1]), body, empty)]


def _if(parser: _Parser, token: Token) -> list[AnyNode]:
    branches: list[tuple[Condition | None, Body, int, str]] = []
    here = token
    while here.name != "endif":
        test = None if here.name == "else" else condition(here.words)
        ends = ("endif",) if here.name == "else" else ("elif", "else", "endif")
        body, after = parser.until(*ends)
        branches.append((test, body, here.row, here.quoted))
        here = after
    return [If(token.row, token.quoted, tuple(branches))]


def _with(parser: _Parser, token: Token) -> list[AnyNode]:
    bound, left = bindings(token.words)
    if left or not bound:
        raise TemplateError(token.text)
    body, _ = parser.until("endwith")
    return [With(token.row, token.quoted, bound, body)]


def _include(parser: _Parser, token: Token) -> list[AnyNode]:
    if not token.words:
        raise TemplateError(token.text)
    words = token.words[1:]
    is_alone = "only" in words
    words = [word for word in words if word not in ("with", "only")]
    bound, left = bindings(words)
    if left:
        raise TemplateError(token.text)
    template = value(token.words[0])
    return [Include(token.row, token.quoted, template, bound, is_alone)]


def _extends(parser: _Parser, token: Token) -> list[AnyNode]:
    if len(token.words) != 1:
        raise TemplateError(token.text)
    return [Extends(token.row, token.quoted, value(token.words[0]))]


def _block(parser: _Parser, token: Token) -> list[AnyNode]:
    if len(token.words) != 1:
        raise TemplateError(token.text)
    body, _ = parser.until("endblock")
    return [Block(token.row, token.quoted, token.words[0], body)]


def _regroup(parser: _Parser, token: Token) -> list[AnyNode]:
    words = token.words
    if len(words) != 5 or (words[1], words[3]) != ("by", "as"):
        raise TemplateError(token.text)
    by = tuple(words[2].partition("|")[0].split("."))
    return [Regroup(token.row, token.quoted, value(words[0]), by, words[4])]


def _first_of(parser: _Parser, token: Token) -> list[AnyNode]:
    words, name = _named(token.words)
    found: list[AnyNode] = [FirstOf(token.row, token.quoted, tuple(map(value, words)))]
    return [*found, Look(token.row, token.quoted, (), name)] if name else found


def _named(words: list[str]) -> tuple[list[str], str]:
    """The words of a tag without `as name` at their end, and that name."""
    if len(words) >= 2 and words[-2] == "as":
        return words[:-2], words[-1]
    return words, ""


def _looking(parser: _Parser, token: Token) -> list[AnyNode]:
    """A tag that takes values, also as `name=value`, and gives a text: `{% url %}`."""
    words, name = _named([word for word in token.words if word != "silent"])
    values = tuple(map(argument, words))
    return [Look(token.row, token.quoted, values, name)]


def _translated(parser: _Parser, token: Token) -> list[AnyNode]:
    words, name = _named(token.words)
    if not words:
        raise TemplateError(token.text)
    shown = Show(token.row, token.quoted, value(words[0]))
    return [shown, Look(token.row, token.quoted, (), name)] if name else [shown]


def _translated_block(parser: _Parser, token: Token) -> list[AnyNode]:
    bound: list[tuple[str, Value]] = []
    words = [word for word in token.words if word not in ("trimmed", "with", "count", "and")]
    while words:
        if words[0] in ("asvar", "context"):
            del words[:2]
            continue
        more, left = bindings(words)
        if not more:
            raise TemplateError(token.text)
        bound += more
        words = left
    body, _ = parser.until(f"end{token.name}")
    return [With(token.row, token.quoted, tuple(bound), body)]


def _nothing(parser: _Parser, token: Token) -> list[AnyNode]:
    """A tag that shows nothing of the context; it may bind a name."""
    _, name = _named(token.words)
    return [Look(token.row, token.quoted, (), name)] if name else []


def _plain(parser: _Parser, token: Token) -> list[AnyNode]:
    """A tag that renders what it holds, and changes the text only."""
    body, _ = parser.until(f"end{token.name}")
    return list(body)


def _perhaps(parser: _Parser, token: Token) -> list[AnyNode]:
    body, end = parser.until("else", f"end{token.name}")
    nodes: list[AnyNode] = [Perhaps(token.row, token.quoted, body)]
    if end.name == "else":
        other, _ = parser.until(f"end{token.name}")
        nodes.append(Perhaps(token.row, token.quoted, other))
    return nodes


_READERS: dict[str, Callable[[_Parser, Token], list[AnyNode]]] = {
    "for": _for,
    "if": _if,
    "with": _with,
    "include": _include,
    "extends": _extends,
    "block": _block,
    "regroup": _regroup,
    "firstof": _first_of,
    **dict.fromkeys(("url", "cycle", "widthratio", "static", "now"), _looking),
    **dict.fromkeys(("trans", "translate"), _translated),
    **dict.fromkeys(("blocktrans", "blocktranslate"), _translated_block),
    **dict.fromkeys(("ifchanged", "cache"), _perhaps),
    **dict.fromkeys(
        ("autoescape", "spaceless", "filter", "localize", "localtime", "timezone", "language"),
        _plain,
    ),
    **dict.fromkeys(
        (
            "load", "csrf_token", "lorem", "templatetag", "resetcycle", "plural", "debug",
            "get_current_language", "get_available_languages", "get_current_language_bidi",
            "get_current_timezone", "get_language_info", "get_language_info_list",
            "get_static_prefix", "get_media_prefix",
        ),
        _nothing,
    ),
}  # fmt: skip
