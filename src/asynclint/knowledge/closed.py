"""Packages whose source is not followed, though it lies in the project's environment.

What they do is said by rows, or cannot be told from their source; what no row says of them stays
unknown.
"""

from __future__ import annotations

CLOSED = frozenset(
    {
        # Rows describe them, by version and as they behave on the event loop.
        "asgiref",
        "django",
        # Names that checkers of types know, and what makes classes while the program runs.
        "_pytest",
        "attr",
        "attrs",
        "mypy_extensions",
        "pydantic",
        "pydantic_core",
        "pytest",
        "six",
        "typing_extensions",
        "wrapt",
        "zope",
        # They ask which event loop runs, and choose between sync and async by it.
        "anyio",
        "greenlet",
        "sniffio",
        # They compute; large, and compiled where it matters.
        "matplotlib",
        "networkx",
        "numba",
        "numpy",
        "pandas",
        "polars",
        "pyarrow",
        "scipy",
        "sklearn",
        "sympy",
        "tensorflow",
        "torch",
        "transformers",
    }
)
