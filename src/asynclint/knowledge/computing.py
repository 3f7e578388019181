"""Coroutine functions of Django that compute on the event loop in some versions.

Measured on each Django: the loop stands still for as long as the hashing takes.
"""

from __future__ import annotations

from asynclint.knowledge.schema import Version

# The row of the coroutine function → the first Django that has it, and the first that does not
# compute on the loop any more.
ON_LOOP: dict[str, tuple[Version, Version]] = {
    "django.contrib.auth.hashers.acheck_password": ((5, 0), (6, 0)),
    "django.contrib.auth.models.AbstractBaseUser.acheck_password": ((5, 0), (6, 0)),
}
NEVER: tuple[Version, Version] = ((0, 0), (0, 0))
