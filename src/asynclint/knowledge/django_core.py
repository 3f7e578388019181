"""Django's signals, paginators, templates, commands, tasks and small functions."""

from __future__ import annotations

from asynclint.knowledge.schema import (
    ASYNC_ITERABLE,
    ITERABLE,
    MODEL,
    SHORTCUT,
    TEMPLATE,
    Callable,
    Class,
    Value,
)

CLASSES = (
    Class("django.dispatch.Signal", aliases=("django.dispatch.dispatcher.Signal",), complete=True),
    Class("django.db.models.signals.ModelSignal", bases=("django.dispatch.Signal",), complete=True),
    Class("django.core.paginator.Paginator", traits=(ITERABLE,), complete=True),
    Class(
        "django.core.paginator.Page",
        traits=(ITERABLE,),
        attributes=(
            ("object_list", "object"),
            ("number", "int"),
            ("paginator", "django.core.paginator.Paginator"),
        ),
        complete=True,
    ),
    Class("django.core.paginator.AsyncPaginator", traits=(ASYNC_ITERABLE,), complete=True),
    Class(
        "django.core.paginator.AsyncPage",
        traits=(ASYNC_ITERABLE,),
        attributes=(
            ("object_list", "object"),
            ("number", "int"),
            ("paginator", "django.core.paginator.AsyncPaginator"),
        ),
        complete=True,
    ),
    Class(
        "django.template.Template",
        aliases=("django.template.base.Template",),
    ),
    # https://docs.djangoproject.com/en/6.1/howto/custom-template-tags/
    Class("django.template.Library", aliases=("django.template.library.Library",), complete=True),
    Class("django.template.Node", aliases=("django.template.base.Node",), complete=True),
    Class("django.template.Engine", aliases=("django.template.engine.Engine",), complete=True),
    Class("django.template.backends.django.Template", complete=True),
    Class("django.template.backends.jinja2.Template", complete=True),
    Class(
        "django.core.serializers.base.DeserializedObject",
        attributes=(("object", "django.db.models.Model"),),
        complete=True,
    ),
    Class("django.tasks.Task", aliases=("django.tasks.base.Task",), complete=True),
    Class("django.tasks.TaskResult", aliases=("django.tasks.base.TaskResult",), complete=True),
    Class(
        "django.urls.ResolverMatch",
        aliases=("django.urls.resolvers.ResolverMatch",),
        attributes=(
            ("url_name", "str | None"),
            ("view_name", "str"),
            ("kwargs", "dict[str, object]"),
            ("app_name", "str"),
            ("namespace", "str"),
        ),
        complete=True,
    ),
    Class("django.apps.registry.Apps", complete=True),
)

VALUES = (
    Value("django.apps.apps", "django.apps.registry.Apps", aliases=("django.apps.registry.apps",)),
    Value("django.db.models.signals.pre_init", "django.db.models.signals.ModelSignal"),
    Value("django.db.models.signals.post_init", "django.db.models.signals.ModelSignal"),
    Value("django.db.models.signals.pre_save", "django.db.models.signals.ModelSignal"),
    Value("django.db.models.signals.post_save", "django.db.models.signals.ModelSignal"),
    Value("django.db.models.signals.pre_delete", "django.db.models.signals.ModelSignal"),
    Value("django.db.models.signals.post_delete", "django.db.models.signals.ModelSignal"),
    Value("django.db.models.signals.m2m_changed", "django.db.models.signals.ModelSignal"),
    Value("django.core.signals.request_started", "django.dispatch.Signal"),
    Value("django.core.signals.request_finished", "django.dispatch.Signal"),
    Value("django.core.signals.got_request_exception", "django.dispatch.Signal"),
    Value(
        "django.contrib.auth.signals.user_logged_in",
        "django.dispatch.Signal",
        aliases=("django.contrib.auth.user_logged_in",),
    ),
    Value(
        "django.contrib.auth.signals.user_logged_out",
        "django.dispatch.Signal",
        aliases=("django.contrib.auth.user_logged_out",),
    ),
    Value(
        "django.contrib.auth.signals.user_login_failed",
        "django.dispatch.Signal",
        aliases=("django.contrib.auth.user_login_failed",),
    ),
)

ROWS = (
    # https://docs.djangoproject.com/en/6.1/topics/signals/
    Callable(
        "django.dispatch.Signal.send",
        returns="list[tuple[object, object]]",
        twin="asend",
        twin_since=(5, 0),
        opaque=True,
    ),
    Callable(
        "django.dispatch.Signal.send_robust",
        returns="list[tuple[object, object]]",
        twin="asend_robust",
        twin_since=(5, 0),
        opaque=True,
    ),
    Callable(
        "django.dispatch.Signal.asend",
        returns="list[tuple[object, object]]",
        is_async=True,
        since=(5, 0),
    ),
    Callable(
        "django.dispatch.Signal.asend_robust",
        returns="list[tuple[object, object]]",
        is_async=True,
        since=(5, 0),
    ),
    Callable("django.dispatch.Signal.connect", returns="None"),
    Callable("django.dispatch.Signal.disconnect", returns="bool"),
    Callable("django.dispatch.Signal.has_listeners", returns="bool"),
    # https://docs.djangoproject.com/en/6.1/ref/paginator/
    # Over a queryset these query; over a list they do not.
    Callable(
        "django.core.paginator.Paginator.page", returns="django.core.paginator.Page", opaque=True
    ),
    Callable(
        "django.core.paginator.Paginator.get_page",
        returns="django.core.paginator.Page",
        opaque=True,
    ),
    Callable("django.core.paginator.Paginator.validate_number", returns="int", opaque=True),
    Callable("django.core.paginator.Paginator.count", returns="int", is_property=True, opaque=True),
    Callable(
        "django.core.paginator.Paginator.num_pages", returns="int", is_property=True, opaque=True
    ),
    Callable("django.core.paginator.Paginator.page_range", is_property=True, opaque=True),
    Callable(
        "django.core.paginator.Paginator.get_elided_page_range",
        returns="iterator[int | str]",
        since=(3, 2),
        opaque=True,
    ),
    Callable(
        "django.core.paginator.Paginator.__iter__",
        returns="iterator[django.core.paginator.Page]",
        opaque=True,
    ),
    Callable("django.core.paginator.Page.has_next", returns="bool", opaque=True),
    Callable("django.core.paginator.Page.has_previous", returns="bool", opaque=True),
    Callable("django.core.paginator.Page.has_other_pages", returns="bool", opaque=True),
    Callable("django.core.paginator.Page.next_page_number", returns="int", opaque=True),
    Callable("django.core.paginator.Page.previous_page_number", returns="int", opaque=True),
    Callable("django.core.paginator.Page.start_index", returns="int", opaque=True),
    Callable("django.core.paginator.Page.end_index", returns="int", opaque=True),
    Callable("django.core.paginator.Page.__len__", returns="int", opaque=True),
    Callable("django.core.paginator.Page.__iter__", returns="iterator[object]", opaque=True),
    Callable("django.core.paginator.Page.__getitem__", opaque=True),
    Callable(
        "django.core.paginator.AsyncPaginator.apage",
        returns="django.core.paginator.AsyncPage",
        is_async=True,
        since=(6, 0),
    ),
    Callable(
        "django.core.paginator.AsyncPaginator.aget_page",
        returns="django.core.paginator.AsyncPage",
        is_async=True,
        since=(6, 0),
    ),
    Callable(
        "django.core.paginator.AsyncPaginator.avalidate_number",
        returns="int",
        is_async=True,
        since=(6, 0),
    ),
    Callable(
        "django.core.paginator.AsyncPaginator.acount", returns="int", is_async=True, since=(6, 0)
    ),
    Callable(
        "django.core.paginator.AsyncPaginator.anum_pages",
        returns="int",
        is_async=True,
        since=(6, 0),
    ),
    Callable("django.core.paginator.AsyncPaginator.apage_range", is_async=True, since=(6, 0)),
    Callable(
        "django.core.paginator.AsyncPaginator.aget_elided_page_range",
        returns="asynciterator[int | str]",
        since=(6, 0),
    ),
    Callable(
        "django.core.paginator.AsyncPaginator.__aiter__",
        returns="asynciterator[django.core.paginator.AsyncPage]",
        since=(6, 0),
    ),
    Callable(
        "django.core.paginator.AsyncPage.ahas_next", returns="bool", is_async=True, since=(6, 0)
    ),
    Callable(
        "django.core.paginator.AsyncPage.ahas_previous", returns="bool", is_async=True, since=(6, 0)
    ),
    Callable(
        "django.core.paginator.AsyncPage.ahas_other_pages",
        returns="bool",
        is_async=True,
        since=(6, 0),
    ),
    Callable(
        "django.core.paginator.AsyncPage.anext_page_number",
        returns="int",
        is_async=True,
        since=(6, 0),
    ),
    Callable(
        "django.core.paginator.AsyncPage.aprevious_page_number",
        returns="int",
        is_async=True,
        since=(6, 0),
    ),
    Callable(
        "django.core.paginator.AsyncPage.astart_index", returns="int", is_async=True, since=(6, 0)
    ),
    Callable(
        "django.core.paginator.AsyncPage.aend_index", returns="int", is_async=True, since=(6, 0)
    ),
    Callable(
        "django.core.paginator.AsyncPage.aget_object_list",
        returns="list[object]",
        is_async=True,
        since=(6, 0),
    ),
    Callable(
        "django.core.paginator.AsyncPage.__aiter__", returns="asynciterator[object]", since=(6, 0)
    ),
    # https://docs.djangoproject.com/en/6.1/ref/templates/api/
    # Rendering evaluates what is in the context.
    Callable("django.template.Library.filter"),
    Callable("django.template.Library.simple_tag"),
    Callable("django.template.Library.inclusion_tag"),
    Callable("django.template.Library.tag"),
    Callable("django.template.Library.simple_block_tag", since=(5, 2)),
    Callable("django.template.Template.render", TEMPLATE, "str", uses_arguments=True),
    Callable(
        "django.template.backends.django.Template.render", TEMPLATE, "str", uses_arguments=True
    ),
    Callable(
        "django.template.backends.jinja2.Template.render", TEMPLATE, "str", uses_arguments=True
    ),
    Callable("django.template.loader.render_to_string", TEMPLATE, "str", uses_arguments=True),
    # The cached loader reads a template from disk once only.
    Callable(
        "django.template.loader.get_template",
        returns="django.template.backends.django.Template",
        opaque=True,
    ),
    Callable(
        "django.template.loader.select_template",
        returns="django.template.backends.django.Template",
        opaque=True,
    ),
    Callable(
        "django.template.Engine.get_template", returns="django.template.Template", opaque=True
    ),
    Callable("django.template.Engine.from_string", returns="django.template.Template"),
    Callable("django.template.Engine.render_to_string", TEMPLATE, "str", uses_arguments=True),
    # https://docs.djangoproject.com/en/6.1/ref/django-admin/#running-management-commands-from-your-code
    Callable("django.core.management.call_command", SHORTCUT, "str | None"),
    Callable("django.core.management.execute_from_command_line", SHORTCUT, "None"),
    # https://docs.djangoproject.com/en/6.1/topics/serialization/
    Callable("django.core.serializers.serialize", uses_arguments=True, opaque=True),
    Callable(
        "django.core.serializers.deserialize",
        returns="iterator[django.core.serializers.base.DeserializedObject]",
        opaque=True,
    ),
    Callable("django.core.serializers.base.DeserializedObject.save", MODEL, "None"),
    # https://docs.djangoproject.com/en/6.1/topics/tasks/
    Callable(
        "django.tasks.Task.enqueue",
        returns="django.tasks.TaskResult",
        twin="aenqueue",
        twin_since=(6, 0),
        since=(6, 0),
        uses_arguments=True,
        opaque=True,
    ),
    Callable(
        "django.tasks.Task.get_result",
        returns="django.tasks.TaskResult",
        twin="aget_result",
        twin_since=(6, 0),
        since=(6, 0),
        opaque=True,
    ),
    Callable("django.tasks.Task.call", twin="acall", twin_since=(6, 0), since=(6, 0), opaque=True),
    Callable(
        "django.tasks.TaskResult.refresh",
        returns="None",
        twin="arefresh",
        twin_since=(6, 0),
        since=(6, 0),
        opaque=True,
    ),
    Callable(
        "django.tasks.Task.aenqueue",
        returns="django.tasks.TaskResult",
        is_async=True,
        since=(6, 0),
        uses_arguments=True,
    ),
    Callable(
        "django.tasks.Task.aget_result",
        returns="django.tasks.TaskResult",
        is_async=True,
        since=(6, 0),
    ),
    Callable("django.tasks.Task.acall", is_async=True, since=(6, 0)),
    Callable("django.tasks.TaskResult.arefresh", returns="None", is_async=True, since=(6, 0)),
    Callable("django.tasks.Task.using", returns="django.tasks.Task", since=(6, 0)),
    # https://docs.djangoproject.com/en/6.1/ref/urlresolvers/
    Callable(
        "django.urls.reverse",
        returns="str",
        uses_arguments=True,
        aliases=("django.urls.base.reverse", "django.shortcuts.reverse"),
    ),
    Callable("django.urls.reverse_lazy", returns="str", aliases=("django.urls.base.reverse_lazy",)),
    Callable(
        "django.urls.resolve",
        returns="django.urls.ResolverMatch",
        uses_arguments=True,
        aliases=("django.urls.base.resolve",),
    ),
    # https://docs.djangoproject.com/en/6.1/ref/applications/
    Callable("django.apps.registry.Apps.get_model", returns="type[django.db.models.Model]"),
    Callable("django.apps.registry.Apps.get_app_config"),
    Callable("django.apps.registry.Apps.is_installed", returns="bool"),
    # https://docs.djangoproject.com/en/6.1/ref/utils/
    Callable("django.utils.timezone.now", returns="datetime.datetime"),
    Callable("django.utils.timezone.localtime", returns="datetime.datetime"),
    Callable("django.utils.timezone.localdate", returns="datetime.date"),
    Callable("django.utils.timezone.make_aware", returns="datetime.datetime"),
    Callable("django.utils.timezone.make_naive", returns="datetime.datetime"),
    Callable("django.utils.timezone.is_aware", returns="bool"),
    Callable("django.utils.timezone.is_naive", returns="bool"),
    Callable(
        "django.utils.dateparse.parse_datetime",
        returns="datetime.datetime | None",
        uses_arguments=True,
    ),
    Callable(
        "django.utils.dateparse.parse_date", returns="datetime.date | None", uses_arguments=True
    ),
    Callable(
        "django.utils.dateparse.parse_time", returns="datetime.time | None", uses_arguments=True
    ),
    Callable(
        "django.utils.dateparse.parse_duration",
        returns="datetime.timedelta | None",
        uses_arguments=True,
    ),
    Callable("django.utils.html.escape", returns="str", uses_arguments=True),
    Callable("django.utils.html.format_html", returns="str", uses_arguments=True),
    Callable("django.utils.html.strip_tags", returns="str", uses_arguments=True),
    Callable("django.utils.html.format_html_join", returns="str", uses_arguments=True),
    Callable("django.utils.html.linebreaks", returns="str", uses_arguments=True),
    Callable("django.utils.html.urlize", returns="str", uses_arguments=True),
    Callable("django.utils.safestring.mark_safe", returns="str", uses_arguments=True),
    Callable("django.utils.text.slugify", returns="str", uses_arguments=True),
    Callable("django.utils.text.capfirst", returns="str", uses_arguments=True),
    Callable("django.utils.crypto.get_random_string", returns="str"),
    Callable("django.utils.crypto.constant_time_compare", returns="bool", uses_arguments=True),
    Callable("django.utils.encoding.force_str", returns="str", uses_arguments=True),
    Callable("django.utils.encoding.force_bytes", returns="bytes", uses_arguments=True),
    Callable("django.utils.encoding.smart_str", returns="str", uses_arguments=True),
    Callable("django.utils.http.urlencode", returns="str"),
    Callable("django.utils.http.urlsafe_base64_encode", returns="str"),
    Callable("django.utils.http.urlsafe_base64_decode", returns="bytes"),
    Callable("django.utils.http.url_has_allowed_host_and_scheme", returns="bool"),
    Callable("django.utils.translation.gettext", returns="str"),
    Callable("django.utils.translation.gettext_lazy", returns="str"),
    Callable("django.utils.translation.ngettext", returns="str"),
    Callable("django.utils.translation.pgettext", returns="str"),
    Callable("django.utils.translation.get_language", returns="str | None"),
    Callable("django.utils.translation.activate", returns="None"),
    Callable("django.utils.translation.deactivate", returns="None"),
    Callable("django.utils.module_loading.import_string", opaque=True),
)
