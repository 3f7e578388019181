"""Django's cache and mail: what talks to another server."""

from __future__ import annotations

from asynclint.knowledge.schema import CACHE, CONTEXT, EMAIL, FILE, Callable, Class, Value

CLASSES = (
    # https://docs.djangoproject.com/en/6.1/topics/cache/
    Class(
        "django.core.cache.BaseCache",
        aliases=("django.core.cache.backends.base.BaseCache",),
        complete=True,
    ),
    Class(
        "django.core.cache.backends.locmem.LocMemCache",
        bases=("django.core.cache.BaseCache",),
        complete=True,
    ),
    Class(
        "django.core.cache.backends.dummy.DummyCache",
        bases=("django.core.cache.BaseCache",),
        complete=True,
    ),
    Class(
        "django.core.cache.backends.filebased.FileBasedCache",
        bases=("django.core.cache.BaseCache",),
        complete=True,
    ),
    Class(
        "django.core.cache.backends.db.DatabaseCache",
        bases=("django.core.cache.BaseCache",),
        complete=True,
    ),
    Class(
        "django.core.cache.backends.memcached.BaseMemcachedCache",
        bases=("django.core.cache.BaseCache",),
        complete=True,
    ),
    Class(
        "django.core.cache.backends.memcached.PyLibMCCache",
        bases=("django.core.cache.backends.memcached.BaseMemcachedCache",),
        complete=True,
    ),
    Class(
        "django.core.cache.backends.memcached.PyMemcacheCache",
        bases=("django.core.cache.backends.memcached.BaseMemcachedCache",),
        complete=True,
    ),
    Class(
        "django.core.cache.backends.redis.RedisCache",
        bases=("django.core.cache.BaseCache",),
        complete=True,
    ),
    Class(
        "django.core.cache.CacheHandler",
        bases=("django.utils.connection.BaseConnectionHandler",),
        complete=True,
    ),
    # https://docs.djangoproject.com/en/6.1/topics/email/
    Class(
        "django.core.mail.EmailMessage",
        aliases=("django.core.mail.message.EmailMessage",),
        complete=True,
    ),
    Class(
        "django.core.mail.EmailMultiAlternatives",
        bases=("django.core.mail.EmailMessage",),
        aliases=("django.core.mail.message.EmailMultiAlternatives",),
        complete=True,
    ),
    Class("django.core.mail.backends.base.BaseEmailBackend", traits=(CONTEXT,), complete=True),
    Class(
        "django.core.mail.backends.smtp.EmailBackend",
        bases=("django.core.mail.backends.base.BaseEmailBackend",),
        complete=True,
    ),
)

VALUES = (
    Value("django.core.cache.cache", "django.core.cache.BaseCache"),
    Value("django.core.cache.caches", "django.core.cache.CacheHandler"),
)

ROWS = (
    # https://docs.djangoproject.com/en/6.1/topics/cache/#the-low-level-cache-api
    Callable("django.core.cache.BaseCache.get", CACHE, twin="aget", twin_since=(4, 0)),
    Callable(
        "django.core.cache.BaseCache.set",
        CACHE,
        "None",
        twin="aset",
        twin_since=(4, 0),
        uses_arguments=True,
    ),
    Callable(
        "django.core.cache.BaseCache.add",
        CACHE,
        "bool",
        twin="aadd",
        twin_since=(4, 0),
        uses_arguments=True,
    ),
    Callable("django.core.cache.BaseCache.touch", CACHE, "bool", twin="atouch", twin_since=(4, 0)),
    Callable(
        "django.core.cache.BaseCache.delete", CACHE, "bool", twin="adelete", twin_since=(4, 0)
    ),
    Callable(
        "django.core.cache.BaseCache.has_key", CACHE, "bool", twin="ahas_key", twin_since=(4, 0)
    ),
    Callable(
        "django.core.cache.BaseCache.get_or_set",
        CACHE,
        twin="aget_or_set",
        twin_since=(4, 0),
        uses_arguments=True,
    ),
    Callable(
        "django.core.cache.BaseCache.get_many",
        CACHE,
        "dict[str, object]",
        twin="aget_many",
        twin_since=(4, 0),
    ),
    Callable(
        "django.core.cache.BaseCache.set_many",
        CACHE,
        "list[str]",
        twin="aset_many",
        twin_since=(4, 0),
        uses_arguments=True,
    ),
    Callable(
        "django.core.cache.BaseCache.delete_many",
        CACHE,
        "None",
        twin="adelete_many",
        twin_since=(4, 0),
    ),
    Callable("django.core.cache.BaseCache.incr", CACHE, "int", twin="aincr", twin_since=(4, 0)),
    Callable("django.core.cache.BaseCache.decr", CACHE, "int", twin="adecr", twin_since=(4, 0)),
    Callable(
        "django.core.cache.BaseCache.incr_version",
        CACHE,
        "int",
        twin="aincr_version",
        twin_since=(4, 0),
    ),
    Callable(
        "django.core.cache.BaseCache.decr_version",
        CACHE,
        "int",
        twin="adecr_version",
        twin_since=(4, 0),
    ),
    Callable("django.core.cache.BaseCache.clear", CACHE, "None", twin="aclear", twin_since=(4, 0)),
    # Closing a connection does not wait for anybody.
    Callable("django.core.cache.BaseCache.close", "", "None", twin="aclose", twin_since=(4, 0)),
    Callable("django.core.cache.BaseCache.__contains__", CACHE, "bool"),
    Callable("django.core.cache.BaseCache.aget", is_async=True, since=(4, 0)),
    Callable("django.core.cache.BaseCache.aset", returns="None", is_async=True, since=(4, 0)),
    Callable("django.core.cache.BaseCache.aadd", returns="bool", is_async=True, since=(4, 0)),
    Callable("django.core.cache.BaseCache.atouch", returns="bool", is_async=True, since=(4, 0)),
    Callable("django.core.cache.BaseCache.adelete", returns="bool", is_async=True, since=(4, 0)),
    Callable("django.core.cache.BaseCache.ahas_key", returns="bool", is_async=True, since=(4, 0)),
    Callable("django.core.cache.BaseCache.aget_or_set", is_async=True, since=(4, 0)),
    Callable(
        "django.core.cache.BaseCache.aget_many",
        returns="dict[str, object]",
        is_async=True,
        since=(4, 0),
    ),
    Callable(
        "django.core.cache.BaseCache.aset_many", returns="list[str]", is_async=True, since=(4, 0)
    ),
    Callable(
        "django.core.cache.BaseCache.adelete_many", returns="None", is_async=True, since=(4, 0)
    ),
    Callable("django.core.cache.BaseCache.aincr", returns="int", is_async=True, since=(4, 0)),
    Callable("django.core.cache.BaseCache.adecr", returns="int", is_async=True, since=(4, 0)),
    Callable(
        "django.core.cache.BaseCache.aincr_version", returns="int", is_async=True, since=(4, 0)
    ),
    Callable(
        "django.core.cache.BaseCache.adecr_version", returns="int", is_async=True, since=(4, 0)
    ),
    Callable("django.core.cache.BaseCache.aclear", returns="None", is_async=True, since=(4, 0)),
    Callable("django.core.cache.BaseCache.aclose", returns="None", is_async=True, since=(4, 0)),
    Callable("django.core.cache.BaseCache.make_key", returns="str"),
    Callable("django.core.cache.BaseCache.make_and_validate_key", returns="str", since=(4, 0)),
    Callable("django.core.cache.BaseCache.validate_key", returns="None"),
    Callable("django.core.cache.BaseCache.get_backend_timeout", returns="float | None"),
    Callable("django.core.cache.CacheHandler.__getitem__", returns="django.core.cache.BaseCache"),
    Callable("django.core.cache.CacheHandler.all", returns="list[django.core.cache.BaseCache]"),
    Callable("django.core.cache.close_caches", returns="None"),
    # https://docs.djangoproject.com/en/6.1/topics/email/
    Callable("django.core.mail.send_mail", EMAIL, "int", uses_arguments=True),
    Callable("django.core.mail.send_mass_mail", EMAIL, "int", uses_arguments=True),
    Callable("django.core.mail.mail_admins", EMAIL, "None", uses_arguments=True),
    Callable("django.core.mail.mail_managers", EMAIL, "None", uses_arguments=True),
    Callable(
        "django.core.mail.get_connection", returns="django.core.mail.backends.base.BaseEmailBackend"
    ),
    Callable("django.core.mail.EmailMessage", uses_arguments=True),
    Callable("django.core.mail.EmailMessage.send", EMAIL, "int"),
    Callable("django.core.mail.EmailMessage.attach_file", FILE, "None"),
    Callable("django.core.mail.EmailMessage.attach", returns="None", uses_arguments=True),
    Callable("django.core.mail.EmailMessage.message"),
    Callable("django.core.mail.EmailMessage.recipients", returns="list[str]"),
    Callable(
        "django.core.mail.EmailMultiAlternatives.attach_alternative",
        returns="None",
        uses_arguments=True,
    ),
    Callable("django.core.mail.backends.base.BaseEmailBackend.open", EMAIL),
    Callable("django.core.mail.backends.base.BaseEmailBackend.close", EMAIL, "None"),
    Callable("django.core.mail.backends.base.BaseEmailBackend.send_messages", EMAIL, "int"),
    Callable("django.core.mail.backends.base.BaseEmailBackend.__enter__", EMAIL, "self"),
    Callable("django.core.mail.backends.base.BaseEmailBackend.__exit__", EMAIL, "None"),
)
