"""What keeps the processor busy on purpose: noticed where it is called, and done as always."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
import sys
from collections.abc import Callable
from typing import Any

from django.contrib.auth import hashers

Notice = Callable[[str, Any, Callable[[str], bool]], bool]

# The owner, and the names of its functions. Django's hasher is noticed inside, where every way of
# making or checking a password ends.
FUNCTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (hashlib, ("pbkdf2_hmac", "scrypt")),
    (gzip, ("compress", "decompress")),
    (bz2, ("compress", "decompress")),
    (lzma, ("compress", "decompress")),
    (hashers.MD5PasswordHasher, ("encode", "verify")),
)


def of_passwords(module: str) -> bool:
    """Hashing by Django's own functions counts as their caller's."""
    return module.startswith("django.contrib.auth")


def computing(owner: Any, name: str, notice: Notice) -> Callable[..., Any]:
    function = getattr(owner, name)

    def call(*arguments: Any, **options: Any) -> Any:
        notice(f"{owner.__name__}.{name}", sys._getframe(1), of_passwords)
        return function(*arguments, **options)

    return call
