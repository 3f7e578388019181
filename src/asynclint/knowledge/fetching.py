"""When the user and the session of a request are fetched, and by what.

`request.user` asks at the first look into it, `request.session` at the first look into its data;
whatever came before may have done so. Run on Django: see the suites of ASL206.
"""

from __future__ import annotations

USER = "user"
SESSION = "session"

LAZY_USER = "django.http.HttpRequest.user"
ASYNC_USER = "django.http.HttpRequest.auser"
STORE = "django.contrib.sessions.backends.base.SessionBase"

# They ask even when the data of the session are in memory.
ALWAYS = frozenset(
    f"{STORE}.{name}"
    for name in ("flush", "cycle_key", "save", "load", "create", "delete", "exists")
) | {f"{STORE}.clear_expired"}  # fmt: skip

# What these functions have in memory when they return. `request.user` asks again after `auser()`,
# which keeps what it fetched elsewhere; `alogin` puts a user on the request.
FETCHING: dict[str, tuple[str, ...]] = {
    ASYNC_USER: (SESSION,),
    "django.contrib.auth.get_user": (SESSION,),
    "django.contrib.auth.aget_user": (SESSION,),
    "django.contrib.auth.update_session_auth_hash": (SESSION,),
    "django.contrib.auth.aupdate_session_auth_hash": (SESSION,),
    "django.contrib.auth.authenticate": (),
    "django.contrib.auth.aauthenticate": (),
    "django.contrib.auth.login": (USER, SESSION),
    "django.contrib.auth.alogin": (USER, SESSION),
    "django.contrib.auth.logout": (USER, SESSION),
    "django.contrib.auth.alogout": (USER, SESSION),
}

# Decorators that ask for the user before an async view runs: `await request.auser()` from Django
# 5.1 on, `request.user` before.
CHECKING = frozenset(
    f"django.contrib.auth.decorators.{name}"
    for name in ("login_required", "permission_required", "user_passes_test")
)
CHECKING_ASYNC_SINCE = (5, 1)
STAFF = frozenset({"django.contrib.admin.views.decorators.staff_member_required"})

# Middleware that looks into the user, in a thread, before any view runs.
LOOKING_MIDDLEWARE = (
    "LoginRequiredMiddleware", "HijackUserMiddleware", "ImpersonateMiddleware",
    "SilkyMiddleware", "AccountExpiryMiddleware",
)  # fmt: skip

# Engines that keep the data elsewhere than in the database: what the first look does.
ENGINES = {
    "django.contrib.sessions.backends.signed_cookies": "",
    "django.contrib.sessions.backends.cache": "cache",
    "django.contrib.sessions.backends.file": "file",
}
