"""asynclint: the linter for async Django code."""

__version__ = "0.1.0"
