"""Functions of the standard library that take the items of their arguments at once.

What only builds an iterator over them (`itertools.chain`) is not listed here.
"""

from __future__ import annotations

EVERY = -1

# The positions of those arguments; EVERY for all of them.
ITERATING: dict[str, tuple[int, ...]] = {
    "collections.Counter": (0,),
    "collections.OrderedDict": (0,),
    "collections.deque": (0,),
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
    "math.fsum": (0,),
    "math.prod": (0,),
    "random.choice": (0,),
    "statistics.fmean": (0,),
    "statistics.mean": (0,),
    "statistics.median": (0,),
    "statistics.stdev": (0,),
}
