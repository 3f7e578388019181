"""Questions to one module: right answers, and no more parsing than they need."""

from __future__ import annotations

import re

import pytest

from asynclint.index.chunks import split
from asynclint.index.module import Definition, Module, Scope
from asynclint.index.store import Store


def module(text: str, store: Store | None = None) -> Module:
    return Module("a.b", "a/b.py", text, False, store)


def texts(text: str, definitions: tuple[Definition, ...]) -> list[str]:
    """What stands at the places of the definitions."""
    return [text[slice(*definition.span)] for definition in definitions]


def found(text: str, name: str) -> list[str]:
    return texts(text, module(text).find(name))


def class_scope(text: str, name: str) -> Scope:
    one = module(text)
    (definition,) = one.find(name)
    return one.members(definition)


ODD = "\\\nodd = 1\n"  # Python, but too odd for the splitter

# Every way to bind a name at the top level, and where the binding is said to be.
BINDINGS = [
    ("import b.c", "b", "import b.c"),
    ("import b.c as a", "a", "import b.c as a"),
    ("from b import c, d as a", "a", "from b import c, d as a"),
    ("def a(): pass", "a", "def a():"),
    ("async def a(): pass", "a", "async def a():"),
    ("@b\nclass a: pass", "a", "class a:"),
    ("a = b = 1", "a", "a = b = 1"),
    ("(b, [*a, c]) = d", "a", "(b, [*a, c]) = d"),
    ("a: int", "a", "a: int"),
    ("a += [1]", "a", "a += [1]"),
    ("type a[T] = T", "a", "type a[T] = T"),
    ("(a := 1)", "a", "(a := 1)"),
    ("b([c for d in e if (a := d)])", "a", "b([c for d in e if (a := d)])"),
    ("def b(c=(a := 1)): pass", "a", "def b(c=(a := 1)):"),
    ("b = 1; a = 2", "a", "a = 2"),
    ("for b, a in c: pass", "a", "for b, a in c:"),
    ("with b as (c, a): pass", "a", "with b as (c, a):"),
    ("try: b\nexcept C as a: pass", "a", "try:"),
    ("if b:\n    pass\nelif c:\n    import a", "a", "import a"),
    ("try:\n    b\nexcept C:\n    a = None", "a", "a = None"),
    ("try:\n    b\nfinally:\n    with c:\n        while d:\n            a = 1", "a", "a = 1"),
    ("while (a := b): pass", "a", "while (a := b):"),
    ("match b:\n    case [C(d=a), *e]: pass", "a", "match b:"),
    ("match b:\n    case C() as a: pass", "a", "match b:"),
    ("match b:\n    case {'c': d, **a}:\n        pass", "a", "match b:"),
    ("match b:\n    case _:\n        def a(): pass", "a", "def a():"),
]


@pytest.mark.parametrize(("text", "name", "place"), BINDINGS)
def test_a_name_is_found_where_it_is_bound(text: str, name: str, place: str):
    text = f"z = 1\n{text}\ny = 1\n"
    assert found(text, name) == [place]
    assert name in module(text).names()


@pytest.mark.parametrize(
    "text",
    [
        "b.a = 1",
        "b[a] = 1",
        "b: a = 1",
        "del a",
        "def b(a): a = 1",
        "class b: a = 1",
        "class b:\n    (a := 1)",
        "lambda: (a := 1)",
        "[a for a in b]",
        "from b import *",
        "from a import b",
        "'a = 1'",
        "b(a=1)",
        "if a: pass",
        "def b():\n    global a\n    a = 1",
    ],
)
def test_a_name_that_is_only_used_or_bound_elsewhere_is_not_found(text: str):
    assert found(text, "a") == []
    assert "a" not in module(text).names()


def test_all_statements_that_bind_a_name_are_found_in_order():
    text = (
        "try:\n    import a\nexcept ImportError:\n    a = None\n"
        "if a:\n    def a(): pass\n\nclass a:\n    a = 1\n"
    )
    assert found(text, "a") == ["import a", "a = None", "def a():", "class a:"]


def test_names_leaves_out_what_star_imports_bring():
    text = "from a import *\nimport b\nif b:\n    from c import *\n    d = 1\n"
    assert module(text).names() == {"b", "d"}
    assert texts(text, module(text).star_imports()) == ["from a import *", "from c import *"]


def test_statements_are_all_statements_of_the_top_level_in_order():
    text = "'''doc'''\nimport a; b = 1\n@c\ndef d():\n    e\nif f:\n    g\nclass H:\n    i = 1\n"
    assert texts(text, module(text).statements()) == [
        "'''doc'''",
        "import a",
        "b = 1",
        "def d():",
        "if f:",
        "class H:",
    ]


def test_definitions_are_selected_by_their_text():
    text = "a = 'await'\n\ndef b():\n    pass\n\n@c\nasync def d():\n    await b\n"
    pattern = re.compile(r"\bawait\b")
    assert texts(text, module(text).definitions_with(pattern)) == ["a = 'await'", "async def d():"]
    # The same where the splitter leaves the file to the parser.
    odd = f"{ODD}{text}"
    assert texts(odd, module(odd).definitions_with(pattern)) == ["a = 'await'", "async def d():"]


def test_a_file_without_statements_answers_every_question():
    for text in ("", "# a\n", "\n"):
        empty = module(text)
        assert empty.names() == set() and empty.find("a") == () == empty.statements()
        assert empty.broken is None


# --- classes -----------------------------------------------------------------------------------

CLASS = '''
@register
class Basket(Base, metaclass=Meta):  # holds a pass
    """What a customer wants."""

    # how many
    limit = 3
    lines: list = []

    class Meta:
        ordering = ["name"]

    async def total(self):
        return await self.sum()

    if DEBUG:
        def dump(self): print(self)

    total.short = "Total"
'''


@pytest.mark.parametrize("text", [CLASS, ODD + CLASS])
def test_members_of_a_class_are_found_like_names_of_a_module(text: str):
    one = module(text)
    (definition,) = one.find("Basket")
    assert text[slice(*definition.span)] == "class Basket(Base, metaclass=Meta):"
    scope = one.members(definition)
    assert scope is one.members(definition)
    assert scope.names() == {"limit", "lines", "Meta", "total", "dump"}
    assert texts(text, scope.find("total")) == ["async def total(self):"]
    assert texts(text, scope.find("dump")) == ["def dump(self):"]
    assert texts(text, scope.statements()) == [
        '"""What a customer wants."""',
        "limit = 3",
        "lines: list = []",
        "class Meta:",
        "async def total(self):",
        "if DEBUG:",
        'total.short = "Total"',
    ]
    (meta,) = scope.find("Meta")
    assert texts(text, one.members(meta).find("ordering")) == ['ordering = ["name"]']


def test_places_inside_a_member_are_places_in_the_file():
    one = module(CLASS)
    (definition,) = one.members(one.find("Basket")[0]).find("total")
    awaited = definition.statement.body[0].value
    assert CLASS[slice(*definition.unit.span(awaited.at))] == "await self.sum()"
    assert CLASS[slice(*definition.unit.span(definition.statement.name_at))] == "total"


def test_decorators_bases_and_keywords_of_a_class_are_read_without_its_members():
    (definition,) = module(CLASS).find("Basket")
    spans = [
        definition.unit.span(node.at)
        for node in (
            definition.statement.decorators[0],
            definition.statement.bases[0],
            definition.statement.keywords[0].value,
        )
    ]
    assert [CLASS[slice(*span)] for span in spans] == ["register", "Base", "Meta"]
    assert definition.statement.body == []


def test_classes_on_one_line_and_in_blocks_have_members_too():
    assert class_scope("class A: b = 1; c = 2\n", "A").names() == {"b", "c"}
    text = "try:\n    class A:\n        def b(self): pass\nexcept C:\n    pass\n"
    assert texts(text, class_scope(text, "A").find("b")) == ["def b(self):"]


def test_newlines_of_other_systems_change_no_answer():
    for newline in ("\r\n", "\r"):
        text = CLASS.replace("\n", newline)
        assert texts(text, class_scope(text, "Basket").find("limit")) == ["limit = 3"]


def test_only_classes_have_members():
    (definition,) = module("a = 1\n").find("a")
    with pytest.raises(TypeError):
        module("a = 1\n").members(definition)


# --- what gets parsed --------------------------------------------------------------------------


def stored(store: Store, *parts: str) -> list[bool]:
    return [store.has(part) for part in parts]


def test_only_what_is_asked_for_is_parsed():
    first, second, third = "import a\n", "def b():\n    c\n", "if d:\n    e = 1\n"
    store = Store(None)
    one = module(first + second + third, store)
    one.find("zzz")
    assert stored(store, first, second, third) == [False, False, False]
    one.find("a")
    assert stored(store, first, second, third) == [True, False, False]
    one.names()  # only parsing tells what a block binds
    assert stored(store, first, second, third) == [True, False, True]


def test_members_are_parsed_one_by_one():
    store = Store(None)
    one = module("class A:\n    b = 1\n    def c(self): pass\n", store)
    assert len(one.members(one.find("A")[0]).find("c")) == 1
    assert store.has("    def c(self): pass\n", member=True)
    assert not store.has("    b = 1\n", member=True)


def test_what_the_store_holds_is_right_wherever_the_chunk_stands():
    store = Store(None)
    chunk = "def a():\n    b\n"
    module(chunk, store).find("a")
    text = f"c = 1\n{chunk}"
    (definition,) = module(text, store).find("a")
    assert text[slice(*definition.unit.span(definition.statement.body[0].at))] == "b"


def test_a_module_without_a_change_is_not_parsed_again():
    store = Store(None)
    before = module(CLASS, store)
    assert before.broken is None
    again = module(CLASS, store)
    assert again.broken is None
    assert texts(CLASS, again.statements()) == texts(CLASS, before.statements())


def test_a_file_that_parses_is_known_to_without_a_look_at_its_chunks():
    store = Store(None)
    assert module(CLASS, store).broken is None
    assert store.is_sound(CLASS)
    broken = "class A:\n    b = = 1\n"
    assert module(broken, store).broken is not None
    assert not store.is_sound(broken)


# --- files that are not Python -----------------------------------------------------------------


def test_a_broken_file_is_told_with_its_place_and_the_rest_is_still_there():
    text = "import a\n\ndef b():\n    return = 1\n\nasync def c():\n    await d()\n"
    one = module(text)
    assert one.known_broken is None
    assert texts(text, one.find("c")) == ["async def c():"]
    assert one.find("b") == ()
    assert texts(text, one.statements()) == ["import a", "async def c():"]
    assert one.broken is not None and one.known_broken is one.broken
    assert text[one.broken.offset :].startswith("= 1")


def test_a_broken_member_leaves_the_other_members():
    text = "class A:\n    b = 1\n    c = = 2\n    d = 3\n"
    one = module(text)
    scope = one.members(one.find("A")[0])
    assert texts(text, scope.statements()) == ["b = 1", "d = 3"]
    assert one.broken is not None


def test_a_bracket_without_an_end_hides_only_the_function_around_it():
    text = (
        "import a\n@b\n@c\nasync def d():\n    e(\n\nf = 1\nasync def g():\n    await h()\ni = 2\n"
    )
    one = module(text)
    assert one.broken is not None
    assert texts(text, one.statements()) == ["import a", "async def g():", "i = 2"]
    assert one.find("d") == ()


def test_a_break_is_noticed_wherever_it_is():
    for text in (
        "a = = 1\n",
        "class A:\n    b = = 1\n",
        "a = (\n",
        "if a:\n",
        "class A(b c):\n  d\n",
    ):
        assert module(text).broken is not None
        assert module(text, Store(None)).broken is not None
    assert module("a = (\n").statements() == ()


def test_a_file_that_the_splitter_refuses_is_read_whole():
    assert split(ODD) is None
    text = f"{ODD}if a:\n    b = 1\nc = 2\n"
    assert texts(text, module(text).statements()) == ["odd = 1", "if a:", "c = 2"]
    assert found(text, "b") == ["b = 1"]
    assert module(text).broken is None


def test_a_file_that_an_earlier_run_read_whole_is_read_so_again():
    store = Store(None)
    assert module(ODD, store).names() == {"odd"}
    assert store.has(ODD)
    again = module(ODD, store)
    assert again.names() == {"odd"} and again.broken is None
