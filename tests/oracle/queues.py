"""Celery's registry of tasks, which outlives the program that made them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_tasks_known(files: dict[str, str]) -> Iterator[None]:
    """Let Celery begin anew for a program that uses it: shared tasks belong to all applications."""
    if not any("celery" in text for text in files.values()):
        yield
        return
    from celery import _state

    _state._on_app_finalizers.clear()
    _state.default_app = None
    _state._tls.current_app = None
    try:
        yield
    finally:
        _state._on_app_finalizers.clear()
