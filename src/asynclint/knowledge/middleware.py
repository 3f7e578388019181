"""What tells Django whether a middleware is sync, async, or both.

https://docs.djangoproject.com/en/6.1/topics/http/middleware/#async-middleware
"""

from __future__ import annotations

PARAMETER = "get_response"
MIXIN = "django.utils.deprecation.MiddlewareMixin"

# Decorators of middleware that is a function: what they declare that it can do.
_DECORATORS = "django.utils.decorators."
ASYNC_CAPABLE = frozenset(
    {f"{_DECORATORS}sync_and_async_middleware", f"{_DECORATORS}async_only_middleware"}
)
SYNC_ONLY = f"{_DECORATORS}sync_only_middleware"

# Words of middleware that tells Django of its coroutine functions by itself.
MARKING = ("markcoroutinefunction", "_is_coroutine")
# Words of middleware that looks at what it was given, and does the one thing or the other.
ASKING = ("iscoroutine", "isawaitable", "async_mode", "async def", "await ", *MARKING)
