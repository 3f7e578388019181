"""What `DJANGO_ALLOW_ASYNC_UNSAFE` does, on real Django (ASL512)."""

from __future__ import annotations

import asyncio

import pytest
from django.core.exceptions import SynchronousOnlyOperation

from .harness import prepare


async def count() -> int:
    from shop.models import Book

    return Book.objects.count()


@pytest.mark.parametrize("text", ["true", "1", "false"])
def test_queries_on_the_loop_are_not_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from . import database

    with database.fresh(prepare().template):
        monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
        with pytest.raises(SynchronousOnlyOperation):
            asyncio.run(count())
        monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", text)
        assert asyncio.run(count()) > 0
        monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "")
        with pytest.raises(SynchronousOnlyOperation):
            asyncio.run(count())
