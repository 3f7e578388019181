"""Coroutine functions of Django that compute on the event loop in some versions.

Measured on each Django: the loop stands still for as long as the hashing takes.
"""

from __future__ import annotations

from asynclint.knowledge.schema import Version

NO_VERSION: Version = (99, 0)  # up to the newest release that there is

# The row of the coroutine function → the first Django that has it and computes on the loop, and the
# first that does not any more. Run on 5.0 to 6.1.
ON_LOOP: dict[str, tuple[Version, Version]] = {
    "django.contrib.auth.hashers.acheck_password": ((5, 0), (6, 0)),
    "django.contrib.auth.models.AbstractBaseUser.acheck_password": ((5, 0), (6, 0)),
    "django.contrib.auth.aauthenticate": ((5, 2), (6, 0)),
    "django.contrib.auth.backends.ModelBackend.aauthenticate": ((5, 2), (6, 0)),
    "django.contrib.auth.models.UserManager.acreate_user": ((5, 2), NO_VERSION),
    "django.contrib.auth.models.UserManager.acreate_superuser": ((5, 2), NO_VERSION),
}
NEVER: tuple[Version, Version] = ((0, 0), (0, 0))
# Where the password is an argument that may be left out, its position and name: without one there
# is nothing to compute. -1: by keyword only.
PASSWORD: dict[str, int] = {
    "django.contrib.auth.aauthenticate": -1,
    "django.contrib.auth.backends.ModelBackend.aauthenticate": 2,
    "django.contrib.auth.models.UserManager.acreate_user": 2,
    "django.contrib.auth.models.UserManager.acreate_superuser": 2,
}
# The function that asks the backends of the settings, and the one of them that computes.
ASKING_BACKENDS = "django.contrib.auth.aauthenticate"
COMPUTING_BACKEND = "ModelBackend"
# The same as ON_LOOP for those that compute there in some cases only: for nobody's name, say.
PARTLY_ON_LOOP: dict[str, tuple[Version, Version]] = {
    "django.contrib.auth.aauthenticate": ((5, 2), (6, 1)),
}


def computes_on_loop(name: str, version: Version, *, partly: bool = False) -> bool:
    """Whether a coroutine function, by its row, computes on the loop in a Django; with `partly`,
    whether it may."""
    table = PARTLY_ON_LOOP if partly and name in PARTLY_ON_LOOP else ON_LOOP
    since, until = table.get(name, NEVER)
    return since <= version < until
