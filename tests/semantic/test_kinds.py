"""The lattice of kinds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from asynclint.semantic.kinds import (
    ANYTHING,
    DEEPEST,
    EVERYTHING,
    INT,
    NONE,
    NOTHING,
    STR,
    Coroutine,
    Fixed,
    Instance,
    Kind,
    Literal,
    ModelInstance,
    QuerySet,
    Union,
    join,
    members,
    show,
    trim,
)

plain = st.sampled_from(
    [
        NOTHING, ANYTHING, EVERYTHING, NONE, STR, INT, Literal("a"), Literal(3),
        ModelInstance("shop.Book"), ModelInstance("shop.Book", ()), ModelInstance("shop.Author"),
        Instance("shop.Cart"), Instance("list"), Instance("shop.Till"), Instance("shop.Bag"),
    ]
)  # fmt: skip
kinds: st.SearchStrategy[Kind] = st.recursive(
    plain,
    lambda inner: st.one_of(
        inner.map(lambda k: Instance("list", (k,))),
        inner.map(lambda k: Coroutine(k)),
        inner.map(lambda k: QuerySet("QuerySet", "shop.Book", k)),
        st.lists(inner, max_size=3).map(lambda ks: Fixed("tuple", tuple(ks))),
        st.lists(inner, min_size=1, max_size=3).map(lambda ks: join(*ks)),
    ),
    max_leaves=8,
)


@given(kinds, kinds)
def test_joining_does_not_depend_on_the_order(one: Kind, other: Kind) -> None:
    assert join(one, other) == join(other, one)


@given(kinds)
def test_joining_with_itself_or_with_nothing_changes_nothing(kind: Kind) -> None:
    assert join(kind, kind) == kind
    assert join(kind, NOTHING) == join(kind)


@given(kinds)
def test_nothing_is_added_to_everything(kind: Kind) -> None:
    assert EVERYTHING in members(join(kind, EVERYTHING))


@given(kinds)
def test_trimming_twice_is_trimming_once(kind: Kind) -> None:
    assert trim(trim(kind)) == trim(kind)


@given(kinds)
def test_kinds_can_be_shown_and_hashed(kind: Kind) -> None:
    assert isinstance(show(kind), str)
    assert hash(kind) == hash(kind)


def test_a_kind_that_grows_for_ever_is_cut() -> None:
    kind: Kind = STR
    for _ in range(3 * DEEPEST):
        kind = trim(Instance("list", (kind,)))
    assert trim(Instance("list", (kind,))) == kind


def test_a_union_that_grows_too_wide_is_everything() -> None:
    kind: Kind = NOTHING
    for number in range(20):
        kind = join(kind, Instance(f"shop.Kind{number}"))
    assert kind == EVERYTHING


def test_anything_stands_beside_what_is_known() -> None:
    joined = join(ANYTHING, Coroutine(STR))
    assert isinstance(joined, Union)
    assert Coroutine(STR) in members(joined)


def test_constants_of_one_class_are_one_kind() -> None:
    assert join(Literal("a"), Literal("b")) == STR


def test_objects_fetched_in_different_ways_are_loaded_as_far_as_is_known_of_all() -> None:
    loaded = ModelInstance("shop.Book", ("author",))
    perhaps = ModelInstance("shop.Book", ("?author",))
    assert join(loaded, ModelInstance("shop.Book", ())) == perhaps
    assert join(perhaps, loaded) == perhaps
    assert join(loaded, loaded) == loaded
