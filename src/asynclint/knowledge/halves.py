"""Methods with an async twin that does not call them: who overrides one has to override both.

Django's other twins run the sync method in a thread, so that an override counts for both. Each row
was run: the oracle calls the twin of every marked override and sees that the override is not run.
"""

from __future__ import annotations

from typing import NamedTuple

from asynclint.knowledge.schema import Version


class Half(NamedTuple):
    """A method and its twin, in the subclasses of a class."""

    cls: str
    method: str
    twin: str
    since: Version  # of Django: until then the twin calls the method, or is not there
    reached: tuple[str, ...]  # calls by which code comes to the twin
    lost: str  # what does not happen there


_BACKEND = "django.contrib.auth.backends.ModelBackend"
_USER = "django.contrib.auth.models.PermissionsMixin"
_MANAGER = "django.contrib.auth.models.UserManager"
_SESSIONS = "django.contrib.sessions.backends.db.SessionStore"
_LOG_IN = ("aauthenticate", "alogin")
_WHO = ("auser", "aget_user")
_MAY = ("ahas_perm", "ahas_perms", "ahas_module_perms")
_READ = ("auser", "alogin", "alogout", "aget_user", "session.aget", "session.aload", "session.apop")
_WRITE = ("alogin", "alogout", "session.asave", "session.acreate", "session.acycle_key")

_REFUSED = "whom it turns away is let in"
_DENIED = "what it denies is allowed"

HALVES = (
    # https://docs.djangoproject.com/en/6.1/releases/5.2/#django-contrib-auth
    Half(_BACKEND, "authenticate", "aauthenticate", (5, 2), _LOG_IN, _REFUSED),
    Half(_BACKEND, "get_user", "aget_user", (5, 2), _WHO, _REFUSED),
    Half(_BACKEND, "has_perm", "ahas_perm", (5, 2), _MAY, _DENIED),
    Half(_BACKEND, "has_module_perms", "ahas_module_perms", (5, 2), _MAY, _DENIED),
    Half(_BACKEND, "get_user_permissions", "aget_user_permissions", (5, 2), _MAY, _DENIED),
    Half(_BACKEND, "get_group_permissions", "aget_group_permissions", (5, 2), _MAY, _DENIED),
    Half(_USER, "has_perm", "ahas_perm", (5, 2), _MAY, _DENIED),
    Half(_USER, "has_perms", "ahas_perms", (5, 2), ("ahas_perms",), _DENIED),
    Half(_USER, "has_module_perms", "ahas_module_perms", (5, 2), _MAY, _DENIED),
    Half(
        "django.contrib.auth.models.AbstractBaseUser",
        "check_password",
        "acheck_password",
        (5, 0),
        ("acheck_password", "aauthenticate"),
        "a password that it refuses is right",
    ),
    Half(
        _MANAGER,
        "create_user",
        "acreate_user",
        (5, 2),
        ("acreate_user",),
        "users are made without it",
    ),
    Half(
        "django.contrib.auth.models.BaseUserManager",
        "get_by_natural_key",
        "aget_by_natural_key",
        (5, 2),
        ("aget_by_natural_key", "aauthenticate"),
        "users are looked up without it",
    ),
    # https://docs.djangoproject.com/en/6.1/releases/5.1/#django-contrib-sessions
    Half(_SESSIONS, "load", "aload", (5, 1), _READ, "sessions are read without it"),
    Half(_SESSIONS, "save", "asave", (5, 1), _WRITE, "sessions are stored without it"),
    Half(
        _SESSIONS,
        "create_model_instance",
        "acreate_model_instance",
        (5, 1),
        _WRITE,
        "sessions are stored without it",
    ),
)

# Whose subclasses may override such a method: names that stand in the headers of such classes.
NAMES = frozenset(
    ["ModelBackend", "AllowAllUsersModelBackend", "RemoteUserBackend", "AbstractUser", "User"]
    + ["AbstractBaseUser", "PermissionsMixin", "UserManager", "BaseUserManager", "SessionStore"]
    + [
        "DatabaseStore",
        "DBStore",
        "SessionBase",
        "DbSessionStore",
        "AllowAllUsersRemoteUserBackend",
    ]
)
