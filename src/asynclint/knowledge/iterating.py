"""Functions of the standard library that take the items of their arguments, and those that call
something for each item. https://docs.python.org/3/library/itertools.html and its neighbours.
"""

from __future__ import annotations

from asynclint.knowledge.schema import Calling

EVERY = -1

# The positions of those arguments; EVERY for all of them. `itertools.chain` is not listed here: it
# asks its arguments for their iterators one after the other.
ITERATING: dict[str, tuple[int, ...]] = {
    "collections.Counter": (0,),
    "collections.OrderedDict": (0,),
    "collections.deque": (0,),
    "enumerate": (0,),
    "filter": (1,),
    "functools.reduce": (1,),
    "heapq.merge": (EVERY,),
    "heapq.nlargest": (1,),
    "heapq.nsmallest": (1,),
    "itertools.accumulate": (0,),
    "itertools.batched": (0,),
    "itertools.combinations": (0,),
    "itertools.compress": (EVERY,),
    "itertools.cycle": (0,),
    "itertools.dropwhile": (1,),
    "itertools.filterfalse": (1,),
    "itertools.groupby": (0,),
    "itertools.islice": (0,),
    "itertools.pairwise": (0,),
    "itertools.permutations": (0,),
    "itertools.product": (EVERY,),
    "itertools.starmap": (1,),
    "itertools.takewhile": (1,),
    "itertools.tee": (0,),
    "itertools.zip_longest": (EVERY,),
    "map": (EVERY,),
    "math.fsum": (0,),
    "math.prod": (0,),
    "random.choice": (0,),
    "statistics.fmean": (0,),
    "statistics.mean": (0,),
    "statistics.median": (0,),
    "statistics.stdev": (0,),
    "zip": (EVERY,),
}

# Those that ask for the iterators at once, and take items only when they are asked for one.
LAZY = frozenset(
    {
        "enumerate",
        "filter",
        "heapq.merge",
        "itertools.accumulate",
        "itertools.batched",
        "itertools.compress",
        "itertools.cycle",
        "itertools.dropwhile",
        "itertools.filterfalse",
        "itertools.groupby",
        "itertools.islice",
        "itertools.pairwise",
        "itertools.starmap",
        "itertools.takewhile",
        "itertools.zip_longest",
        "map",
        "zip",
    }
)


# Those that call one of their arguments.
CALLING: dict[str, Calling] = {
    "filter": Calling(0),
    "functools.reduce": Calling(0, arguments=2),
    "heapq.nlargest": Calling(2, "key"),
    "heapq.nsmallest": Calling(2, "key"),
    "itertools.accumulate": Calling(1, "func", arguments=2),
    "itertools.dropwhile": Calling(0),
    "itertools.filterfalse": Calling(0),
    "itertools.groupby": Calling(1, "key"),
    "itertools.starmap": Calling(0, arguments=2, spreads=True),
    "itertools.takewhile": Calling(0),
    "map": Calling(0),
}
