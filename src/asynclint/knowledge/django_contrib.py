"""Django's sessions, messages, content types, sites and admin log."""

from __future__ import annotations

from asynclint.knowledge.schema import ITERABLE, MODEL, QUERYSET, SESSION, SHORTCUT, Callable, Class

CLASSES = (
    Class(
        "django.contrib.sessions.backends.base.SessionBase",
        attributes=(
            ("accessed", "bool"),
            ("modified", "bool"),
        ),
        complete=True,
    ),
    Class(
        "django.contrib.sessions.backends.db.SessionStore",
        bases=("django.contrib.sessions.backends.base.SessionBase",),
        complete=True,
    ),
    Class(
        "django.contrib.sessions.backends.cache.SessionStore",
        bases=("django.contrib.sessions.backends.base.SessionBase",),
        complete=True,
    ),
    Class(
        "django.contrib.sessions.backends.cached_db.SessionStore",
        bases=("django.contrib.sessions.backends.db.SessionStore",),
        complete=True,
    ),
    Class(
        "django.contrib.sessions.backends.file.SessionStore",
        bases=("django.contrib.sessions.backends.base.SessionBase",),
        complete=True,
    ),
    Class(
        "django.contrib.sessions.backends.signed_cookies.SessionStore",
        bases=("django.contrib.sessions.backends.base.SessionBase",),
        complete=True,
    ),
    Class(
        "django.contrib.sessions.base_session.AbstractBaseSession",
        bases=("django.db.models.Model",),
        attributes=(
            ("session_key", "str"),
            ("session_data", "str"),
            ("expire_date", "datetime.datetime"),
            ("objects", "django.contrib.sessions.base_session.BaseSessionManager[self]"),
        ),
        complete=True,
    ),
    Class(
        "django.contrib.sessions.models.Session",
        bases=("django.contrib.sessions.base_session.AbstractBaseSession",),
        attributes=(("objects", "django.contrib.sessions.models.SessionManager[self]"),),
        complete=True,
    ),
    Class(
        "django.contrib.sessions.base_session.BaseSessionManager",
        bases=("django.db.models.Manager",),
        complete=True,
    ),
    Class(
        "django.contrib.sessions.models.SessionManager",
        bases=("django.contrib.sessions.base_session.BaseSessionManager",),
        complete=True,
    ),
    Class("django.contrib.messages.storage.base.BaseStorage", traits=(ITERABLE,), complete=True),
    Class(
        "django.contrib.messages.storage.base.Message",
        attributes=(
            ("message", "object"),
            ("level", "int"),
            ("tags", "str"),
            ("extra_tags", "str"),
        ),
        complete=True,
    ),
    Class(
        "django.contrib.contenttypes.models.ContentType",
        bases=("django.db.models.Model",),
        attributes=(
            ("id", "int"),
            ("app_label", "str"),
            ("model", "str"),
            ("objects", "django.contrib.contenttypes.models.ContentTypeManager[self]"),
        ),
        complete=True,
    ),
    Class(
        "django.contrib.contenttypes.models.ContentTypeManager",
        bases=("django.db.models.Manager",),
        complete=True,
    ),
    Class(
        "django.contrib.sites.models.Site",
        bases=("django.db.models.Model",),
        attributes=(
            ("id", "int"),
            ("domain", "str"),
            ("name", "str"),
            ("objects", "django.contrib.sites.models.SiteManager[self]"),
        ),
        complete=True,
    ),
    Class(
        "django.contrib.sites.models.SiteManager",
        bases=("django.db.models.Manager",),
        complete=True,
    ),
    Class(
        "django.contrib.sites.requests.RequestSite",
        attributes=(
            ("domain", "str"),
            ("name", "str"),
        ),
        complete=True,
    ),
    Class(
        "django.contrib.admin.models.LogEntry",
        bases=("django.db.models.Model",),
        attributes=(
            ("id", "int"),
            ("action_time", "datetime.datetime"),
            ("object_id", "str | None"),
            ("object_repr", "str"),
            ("objects", "django.contrib.admin.models.LogEntryManager[self]"),
        ),
        complete=True,
    ),
    Class(
        "django.contrib.admin.models.LogEntryManager",
        bases=("django.db.models.Manager",),
        complete=True,
    ),
    Class(
        "django.contrib.admin.utils.NestedObjects",
        bases=("django.db.models.deletion.Collector",),
        complete=True,
    ),
    Class(
        "django.contrib.flatpages.models.FlatPage", bases=("django.db.models.Model",), complete=True
    ),
    Class(
        "django.contrib.redirects.models.Redirect", bases=("django.db.models.Model",), complete=True
    ),
)

ROWS = (
    # https://docs.djangoproject.com/en/6.1/topics/http/sessions/#using-sessions-in-views
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.get",
        SESSION,
        twin="aget",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.pop",
        SESSION,
        twin="apop",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.setdefault",
        SESSION,
        twin="asetdefault",
        twin_since=(5, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.update",
        SESSION,
        "None",
        twin="aupdate",
        twin_since=(5, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.has_key",
        SESSION,
        "bool",
        twin="ahas_key",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.keys",
        SESSION,
        twin="akeys",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.values",
        SESSION,
        twin="avalues",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.items",
        SESSION,
        twin="aitems",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.flush",
        SESSION,
        "None",
        twin="aflush",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.cycle_key",
        SESSION,
        "None",
        twin="acycle_key",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.save",
        SESSION,
        "None",
        twin="asave",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.load",
        SESSION,
        "dict[str, object]",
        twin="aload",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.create",
        SESSION,
        "None",
        twin="acreate",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.delete",
        SESSION,
        "None",
        twin="adelete",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.exists",
        SESSION,
        "bool",
        twin="aexists",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.set_expiry",
        SESSION,
        "None",
        twin="aset_expiry",
        twin_since=(5, 1),
        uses_arguments=True,
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.get_expiry_age",
        SESSION,
        "int",
        twin="aget_expiry_age",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.get_expiry_date",
        SESSION,
        "datetime.datetime",
        twin="aget_expiry_date",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.get_expire_at_browser_close",
        SESSION,
        "bool",
        twin="aget_expire_at_browser_close",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.set_test_cookie",
        SESSION,
        "None",
        twin="aset_test_cookie",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.test_cookie_worked",
        SESSION,
        "bool",
        twin="atest_cookie_worked",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.delete_test_cookie",
        SESSION,
        "None",
        twin="adelete_test_cookie",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.clear_expired",
        SESSION,
        "None",
        twin="aclear_expired",
        twin_since=(5, 1),
    ),
    Callable("django.contrib.sessions.backends.base.SessionBase.aget", is_async=True, since=(5, 1)),
    Callable("django.contrib.sessions.backends.base.SessionBase.apop", is_async=True, since=(5, 1)),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.asetdefault", is_async=True, since=(5, 1)
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.aupdate",
        returns="None",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.ahas_key",
        returns="bool",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.akeys", is_async=True, since=(5, 1)
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.avalues", is_async=True, since=(5, 1)
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.aitems", is_async=True, since=(5, 1)
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.aflush",
        returns="None",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.acycle_key",
        returns="None",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.asave",
        returns="None",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.aload",
        returns="dict[str, object]",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.acreate",
        returns="None",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.adelete",
        returns="None",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.aexists",
        returns="bool",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.aset_expiry",
        returns="None",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.aget_expiry_age",
        returns="int",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.aget_expiry_date",
        returns="datetime.datetime",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.aget_expire_at_browser_close",
        returns="bool",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.aset_test_cookie",
        returns="None",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.atest_cookie_worked",
        returns="bool",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.adelete_test_cookie",
        returns="None",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.aclear_expired",
        returns="None",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.aset",
        returns="None",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.__getitem__",
        SESSION,
        instead="`await session.aget(key)`",
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.__setitem__",
        SESSION,
        "None",
        instead="`await session.aset(key, value)`",
        uses_arguments=True,
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.__delitem__",
        SESSION,
        "None",
        instead="`await session.apop(key)`",
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.__contains__",
        SESSION,
        "bool",
        instead="`await session.ahas_key(key)`",
    ),
    Callable("django.contrib.sessions.backends.base.SessionBase.is_empty", returns="bool"),
    Callable("django.contrib.sessions.backends.base.SessionBase.clear", returns="None"),
    Callable("django.contrib.sessions.backends.base.SessionBase.encode", returns="str"),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.decode", returns="dict[str, object]"
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.get_session_cookie_age", returns="int"
    ),
    Callable(
        "django.contrib.sessions.backends.base.SessionBase.session_key",
        returns="str | None",
        is_property=True,
    ),
    Callable(
        "django.contrib.sessions.base_session.AbstractBaseSession.get_decoded",
        returns="dict[str, object]",
    ),
    Callable("django.contrib.sessions.base_session.BaseSessionManager.encode", returns="str"),
    Callable("django.contrib.sessions.base_session.BaseSessionManager.save", QUERYSET, "row"),
    Callable(
        "django.contrib.sessions.backends.db.SessionStore.create_model_instance",
        SESSION,
        "django.contrib.sessions.base_session.AbstractBaseSession",
        twin="acreate_model_instance",
        twin_since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.db.SessionStore.acreate_model_instance",
        returns="django.contrib.sessions.base_session.AbstractBaseSession",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.cache.SessionStore.acache_key",
        returns="str",
        is_async=True,
        since=(5, 1),
    ),
    Callable(
        "django.contrib.sessions.backends.cached_db.SessionStore.acache_key",
        returns="str",
        is_async=True,
        since=(5, 1),
    ),
    # https://docs.djangoproject.com/en/6.1/ref/contrib/messages/
    # Messages are kept in memory until the response; storing them is the middleware's business.
    Callable(
        "django.contrib.messages.add_message",
        returns="None",
        uses_arguments=True,
        aliases=("django.contrib.messages.api.add_message",),
    ),
    Callable(
        "django.contrib.messages.debug",
        returns="None",
        uses_arguments=True,
        aliases=("django.contrib.messages.api.debug",),
    ),
    Callable(
        "django.contrib.messages.info",
        returns="None",
        uses_arguments=True,
        aliases=("django.contrib.messages.api.info",),
    ),
    Callable(
        "django.contrib.messages.success",
        returns="None",
        uses_arguments=True,
        aliases=("django.contrib.messages.api.success",),
    ),
    Callable(
        "django.contrib.messages.warning",
        returns="None",
        uses_arguments=True,
        aliases=("django.contrib.messages.api.warning",),
    ),
    Callable(
        "django.contrib.messages.error",
        returns="None",
        uses_arguments=True,
        aliases=("django.contrib.messages.api.error",),
    ),
    Callable(
        "django.contrib.messages.get_messages",
        returns="django.contrib.messages.storage.base.BaseStorage",
        aliases=("django.contrib.messages.api.get_messages",),
    ),
    Callable(
        "django.contrib.messages.get_level",
        returns="int",
        aliases=("django.contrib.messages.api.get_level",),
    ),
    Callable(
        "django.contrib.messages.set_level",
        returns="bool",
        aliases=("django.contrib.messages.api.set_level",),
    ),
    # Where messages are kept in the session, reading them reads it.
    Callable(
        "django.contrib.messages.storage.base.BaseStorage.__iter__",
        returns="iterator[django.contrib.messages.storage.base.Message]",
        opaque=True,
    ),
    Callable(
        "django.contrib.messages.storage.base.BaseStorage.__len__", returns="int", opaque=True
    ),
    Callable("django.contrib.messages.storage.base.BaseStorage.add", returns="None"),
    # https://docs.djangoproject.com/en/6.1/ref/contrib/contenttypes/
    # Content types and sites are kept in a cache per process: the first call queries.
    Callable(
        "django.contrib.contenttypes.models.ContentTypeManager.get_for_model", SHORTCUT, "row"
    ),
    Callable("django.contrib.contenttypes.models.ContentTypeManager.get_for_id", SHORTCUT, "row"),
    Callable(
        "django.contrib.contenttypes.models.ContentTypeManager.get_by_natural_key", SHORTCUT, "row"
    ),
    Callable(
        "django.contrib.contenttypes.models.ContentTypeManager.get_for_models",
        SHORTCUT,
        "dict[object, row]",
    ),
    Callable("django.contrib.contenttypes.models.ContentTypeManager.clear_cache", returns="None"),
    Callable(
        "django.contrib.contenttypes.models.ContentType.get_object_for_this_type",
        MODEL,
        "django.db.models.Model",
    ),
    Callable(
        "django.contrib.contenttypes.models.ContentType.get_all_objects_for_this_type",
        returns="django.db.models.QuerySet",
    ),
    Callable(
        "django.contrib.contenttypes.models.ContentType.model_class",
        returns="type[django.db.models.Model] | None",
    ),
    Callable(
        "django.contrib.contenttypes.models.ContentType.natural_key", returns="tuple[str, str]"
    ),
    Callable(
        "django.contrib.contenttypes.models.ContentType.name", returns="str", is_property=True
    ),
    # https://docs.djangoproject.com/en/6.1/ref/contrib/sites/
    Callable("django.contrib.sites.models.SiteManager.get_current", SHORTCUT, "row"),
    Callable("django.contrib.sites.models.SiteManager.get_by_natural_key", QUERYSET, "row"),
    Callable("django.contrib.sites.models.SiteManager.clear_cache", returns="None"),
    Callable(
        "django.contrib.sites.shortcuts.get_current_site",
        SHORTCUT,
        "django.contrib.sites.models.Site | django.contrib.sites.requests.RequestSite",
    ),
    # https://docs.djangoproject.com/en/6.1/ref/contrib/admin/#logentry-objects
    Callable("django.contrib.admin.models.LogEntryManager.log_action", SHORTCUT, "row"),
    Callable(
        "django.contrib.admin.models.LogEntryManager.log_actions",
        SHORTCUT,
        "list[row]",
        since=(5, 1),
    ),
    Callable(
        "django.contrib.admin.models.LogEntry.get_edited_object", MODEL, "django.db.models.Model"
    ),
    Callable("django.contrib.admin.models.LogEntry.get_change_message", returns="str"),
    Callable("django.contrib.admin.models.LogEntry.get_admin_url", returns="str | None"),
    Callable("django.contrib.admin.utils.NestedObjects.collect", QUERYSET, "None"),
    Callable("django.contrib.flatpages.views.flatpage", SHORTCUT, "django.http.HttpResponse"),
)
