"""What Django puts before a class-based view, and what it does when the view is async.

`dispatch` of an async view gives a coroutine. What stands before it runs on the event loop, and was
written for sync views: each row was run, as an unknown visitor and as a user who is logged in.
"""

from __future__ import annotations

from typing import NamedTuple

from asynclint.knowledge.schema import Version

SINCE: Version = (4, 1)  # from this Django on, class-based views may be async


class Guard(NamedTuple):
    name: str  # of a class among the bases, or of a decorator of `dispatch`
    fate: str  # what happens, for messages


_SENT_AWAY = "a visitor who is not logged in gets a 500 (`TypeError`), and"
_SESSION = "one who is logged in one of `SynchronousOnlyOperation`"
_LOGGED_IN = f"{_SENT_AWAY} {_SESSION}"
_HEADERS = "it gets a coroutine where it expects a response, and raises"

# https://docs.djangoproject.com/en/6.1/topics/auth/default/#the-loginrequiredmixin-mixin
MIXINS = (
    Guard("django.contrib.auth.mixins.LoginRequiredMixin", _LOGGED_IN),
    Guard("django.contrib.auth.mixins.PermissionRequiredMixin", _LOGGED_IN),
    Guard("django.contrib.auth.mixins.UserPassesTestMixin", _LOGGED_IN),
)

# https://docs.djangoproject.com/en/6.1/topics/async/#decorators
DECORATORS = {
    row.name: row
    for row in (
        Guard("django.contrib.auth.decorators.login_required", _LOGGED_IN),
        Guard("django.contrib.auth.decorators.permission_required", _LOGGED_IN),
        Guard("django.contrib.auth.decorators.user_passes_test", _LOGGED_IN),
        Guard("django.contrib.admin.views.decorators.staff_member_required", _LOGGED_IN),
        Guard("django.views.decorators.cache.never_cache", _HEADERS),
        Guard("django.views.decorators.cache.cache_control", _HEADERS),
        Guard("django.views.decorators.vary.vary_on_headers", _HEADERS),
        Guard("django.views.decorators.vary.vary_on_cookie", _HEADERS),
        Guard("django.views.decorators.clickjacking.xframe_options_deny", _HEADERS),
        Guard("django.views.decorators.clickjacking.xframe_options_sameorigin", _HEADERS),
        Guard("django.views.decorators.clickjacking.xframe_options_exempt", _HEADERS),
    )
}
