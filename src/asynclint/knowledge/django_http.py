"""Django's responses, requests and shortcuts."""

from __future__ import annotations

from asynclint.knowledge.schema import (
    ASYNC_ITERABLE,
    ITERABLE,
    SHORTCUT,
    TEMPLATE,
    Callable,
    Class,
)

CLASSES = (
    # https://docs.djangoproject.com/en/6.1/ref/request-response/#httpresponse-objects
    Class(
        "django.http.response.HttpResponseBase",
        attributes=(
            ("status_code", "int"),
            ("headers", "django.http.response.ResponseHeaders"),
            ("cookies", "http.cookies.SimpleCookie"),
            ("closed", "bool"),
        ),
        complete=True,
    ),
    Class(
        "django.http.response.ResponseHeaders",
        bases=("django.utils.datastructures.CaseInsensitiveMapping",),
        complete=True,
    ),
    Class(
        "django.http.HttpResponse",
        bases=("django.http.response.HttpResponseBase",),
        aliases=("django.http.response.HttpResponse", "django.shortcuts.HttpResponse"),
        traits=(ITERABLE,),
        complete=True,
    ),
    Class(
        "django.http.StreamingHttpResponse",
        bases=("django.http.response.HttpResponseBase",),
        aliases=("django.http.response.StreamingHttpResponse",),
        traits=(ITERABLE, ASYNC_ITERABLE),
        attributes=(("is_async", "bool"),),
        complete=True,
    ),
    Class(
        "django.http.FileResponse",
        bases=("django.http.StreamingHttpResponse",),
        aliases=("django.http.response.FileResponse",),
        complete=True,
    ),
    Class(
        "django.http.JsonResponse",
        bases=("django.http.HttpResponse",),
        aliases=("django.http.response.JsonResponse",),
        complete=True,
    ),
    Class(
        "django.http.response.HttpResponseRedirectBase",
        bases=("django.http.HttpResponse",),
        complete=True,
    ),
    Class(
        "django.http.HttpResponseRedirect",
        bases=("django.http.response.HttpResponseRedirectBase",),
        aliases=(
            "django.http.response.HttpResponseRedirect",
            "django.shortcuts.HttpResponseRedirect",
        ),
        complete=True,
    ),
    Class(
        "django.http.HttpResponsePermanentRedirect",
        bases=("django.http.response.HttpResponseRedirectBase",),
        aliases=(
            "django.http.response.HttpResponsePermanentRedirect",
            "django.shortcuts.HttpResponsePermanentRedirect",
        ),
        complete=True,
    ),
    Class(
        "django.http.HttpResponseNotModified",
        bases=("django.http.HttpResponse",),
        aliases=("django.http.response.HttpResponseNotModified",),
        complete=True,
    ),
    Class(
        "django.http.HttpResponseBadRequest",
        bases=("django.http.HttpResponse",),
        aliases=("django.http.response.HttpResponseBadRequest",),
        complete=True,
    ),
    Class(
        "django.http.HttpResponseNotFound",
        bases=("django.http.HttpResponse",),
        aliases=("django.http.response.HttpResponseNotFound",),
        complete=True,
    ),
    Class(
        "django.http.HttpResponseForbidden",
        bases=("django.http.HttpResponse",),
        aliases=("django.http.response.HttpResponseForbidden",),
        complete=True,
    ),
    Class(
        "django.http.HttpResponseNotAllowed",
        bases=("django.http.HttpResponse",),
        aliases=("django.http.response.HttpResponseNotAllowed",),
        complete=True,
    ),
    Class(
        "django.http.HttpResponseGone",
        bases=("django.http.HttpResponse",),
        aliases=("django.http.response.HttpResponseGone",),
        complete=True,
    ),
    Class(
        "django.http.HttpResponseServerError",
        bases=("django.http.HttpResponse",),
        aliases=("django.http.response.HttpResponseServerError",),
        complete=True,
    ),
    Class(
        "django.http.Http404",
        bases=("Exception",),
        aliases=("django.http.response.Http404", "django.shortcuts.Http404"),
        complete=True,
    ),
    # https://docs.djangoproject.com/en/6.1/ref/template-response/
    Class(
        "django.template.response.SimpleTemplateResponse",
        bases=("django.http.HttpResponse",),
        complete=True,
    ),
    Class(
        "django.template.response.TemplateResponse",
        bases=("django.template.response.SimpleTemplateResponse",),
        complete=True,
    ),
    # https://docs.djangoproject.com/en/6.1/ref/request-response/#httprequest-objects
    Class(
        "django.http.HttpRequest",
        aliases=("django.http.request.HttpRequest",),
        traits=(ITERABLE,),
        attributes=(
            ("GET", "django.http.QueryDict"),
            ("POST", "django.http.QueryDict"),
            ("COOKIES", "dict[str, str]"),
            (
                "FILES",
                "django.utils.datastructures.MultiValueDict"
                "[str, django.core.files.uploadedfile.UploadedFile]",
            ),
            ("META", "dict[str, object]"),
            ("path", "str"),
            ("path_info", "str"),
            ("method", "str | None"),
            ("content_type", "str | None"),
            ("content_params", "dict[str, str] | None"),
            ("resolver_match", "django.urls.ResolverMatch | None"),
            # Set by middleware. The user is fetched when first looked into.
            (
                "user",
                "lazy[django.contrib.auth.models.AbstractBaseUser"
                " | django.contrib.auth.models.AnonymousUser]",
            ),
            ("session", "django.contrib.sessions.backends.base.SessionBase"),
        ),
        complete=True,
    ),
    Class(
        "django.core.handlers.asgi.ASGIRequest",
        bases=("django.http.HttpRequest",),
        attributes=(("scope", "dict[str, object]"),),
        complete=True,
    ),
    Class(
        "django.core.handlers.wsgi.WSGIRequest",
        bases=("django.http.HttpRequest",),
        attributes=(("environ", "dict[str, object]"),),
        complete=True,
    ),
    Class(
        "django.http.request.HttpHeaders",
        bases=("django.utils.datastructures.CaseInsensitiveMapping",),
        complete=True,
    ),
    Class("django.utils.datastructures.CaseInsensitiveMapping", traits=(ITERABLE,), complete=True),
    Class("django.utils.datastructures.MultiValueDict", bases=("dict",), complete=True),
    Class(
        "django.http.QueryDict",
        bases=("django.utils.datastructures.MultiValueDict",),
        aliases=("django.http.request.QueryDict",),
        complete=True,
    ),
)

ROWS = (
    # https://docs.djangoproject.com/en/6.1/ref/request-response/#httpresponse-objects
    Callable("django.http.HttpResponse", uses_arguments=True),
    Callable("django.http.JsonResponse", uses_arguments=True),
    Callable("django.http.response.HttpResponseRedirectBase", uses_arguments=True),
    Callable("django.http.HttpResponseNotAllowed", uses_arguments=True),
    Callable("django.http.StreamingHttpResponse", uses_arguments=True),
    Callable("django.http.FileResponse", uses_arguments=True),
    Callable(
        "django.http.response.HttpResponseBase.set_cookie", returns="None", uses_arguments=True
    ),
    Callable(
        "django.http.response.HttpResponseBase.set_signed_cookie",
        returns="None",
        uses_arguments=True,
    ),
    Callable("django.http.response.HttpResponseBase.delete_cookie", returns="None"),
    Callable("django.http.response.HttpResponseBase.has_header", returns="bool"),
    Callable("django.http.response.HttpResponseBase.get", returns="str | None"),
    Callable(
        "django.http.response.HttpResponseBase.setdefault", returns="None", uses_arguments=True
    ),
    Callable("django.http.response.HttpResponseBase.items"),
    Callable(
        "django.http.response.HttpResponseBase.make_bytes", returns="bytes", uses_arguments=True
    ),
    Callable("django.http.response.HttpResponseBase.serialize_headers", returns="bytes"),
    # Closing a response ends the request: signal receivers run.
    Callable("django.http.response.HttpResponseBase.close", returns="None", opaque=True),
    Callable("django.http.response.HttpResponseBase.charset", returns="str", is_property=True),
    Callable(
        "django.http.response.HttpResponseBase.reason_phrase", returns="str", is_property=True
    ),
    Callable("django.http.response.HttpResponseBase.__getitem__", returns="str"),
    Callable(
        "django.http.response.HttpResponseBase.__setitem__", returns="None", uses_arguments=True
    ),
    Callable("django.http.response.HttpResponseBase.__delitem__", returns="None"),
    Callable("django.http.HttpResponse.content", returns="bytes", is_property=True),
    Callable("django.http.HttpResponse.text", returns="str", since=(5, 2), is_property=True),
    Callable("django.http.HttpResponse.write", returns="None", uses_arguments=True),
    Callable("django.http.HttpResponse.writelines", returns="None", uses_arguments=True),
    Callable("django.http.HttpResponse.getvalue", returns="bytes"),
    Callable("django.http.HttpResponse.serialize", returns="bytes"),
    Callable("django.http.HttpResponse.tell", returns="int"),
    Callable("django.http.response.HttpResponseBase.flush", returns="None"),
    Callable("django.http.response.HttpResponseBase.readable", returns="bool"),
    Callable("django.http.response.HttpResponseBase.seekable", returns="bool"),
    Callable("django.http.response.HttpResponseBase.writable", returns="bool"),
    Callable("django.http.HttpResponse.__iter__", returns="iterator[bytes]"),
    Callable("django.http.StreamingHttpResponse.streaming_content", is_property=True),
    Callable("django.http.StreamingHttpResponse.getvalue", returns="bytes", opaque=True),
    Callable("django.http.StreamingHttpResponse.__iter__", returns="iterator[bytes]", opaque=True),
    Callable(
        "django.http.StreamingHttpResponse.__aiter__", returns="asynciterator[bytes]", since=(4, 2)
    ),
    Callable("django.http.FileResponse.set_headers", returns="None"),
    Callable("django.http.response.HttpResponseRedirectBase.url", returns="str", is_property=True),
    # https://docs.djangoproject.com/en/6.1/ref/template-response/
    # A template response that a view returns is rendered in a thread.
    Callable("django.template.response.SimpleTemplateResponse", uses_arguments=True),
    Callable("django.template.response.SimpleTemplateResponse.render", TEMPLATE, "self"),
    Callable(
        "django.template.response.SimpleTemplateResponse.rendered_content",
        TEMPLATE,
        "str",
        is_property=True,
    ),
    Callable(
        "django.template.response.SimpleTemplateResponse.is_rendered",
        returns="bool",
        is_property=True,
    ),
    Callable(
        "django.template.response.SimpleTemplateResponse.add_post_render_callback", returns="None"
    ),
    Callable("django.template.response.SimpleTemplateResponse.resolve_template"),
    Callable(
        "django.template.response.SimpleTemplateResponse.resolve_context",
        returns="dict[str, object]",
    ),
    # https://docs.djangoproject.com/en/6.1/ref/request-response/#httprequest-objects
    Callable(
        "django.http.HttpRequest.auser",
        returns="django.contrib.auth.models.AbstractBaseUser"
        " | django.contrib.auth.models.AnonymousUser",
        is_async=True,
        since=(5, 0),
    ),
    Callable("django.http.HttpRequest.get_host", returns="str"),
    Callable("django.http.HttpRequest.get_port", returns="str"),
    Callable("django.http.HttpRequest.get_full_path", returns="str"),
    Callable("django.http.HttpRequest.get_full_path_info", returns="str"),
    Callable("django.http.HttpRequest.get_signed_cookie", returns="str"),
    Callable("django.http.HttpRequest.build_absolute_uri", returns="str", uses_arguments=True),
    Callable("django.http.HttpRequest.is_secure", returns="bool"),
    Callable("django.http.HttpRequest.accepts", returns="bool"),
    Callable("django.http.HttpRequest.get_preferred_type", returns="str | None", since=(5, 2)),
    Callable("django.http.HttpRequest.accepted_type", since=(5, 2)),
    Callable("django.http.HttpRequest.accepted_types", returns="list[object]", is_property=True),
    Callable("django.http.HttpRequest.scheme", returns="str", is_property=True),
    Callable("django.http.HttpRequest.encoding", returns="str | None", is_property=True),
    Callable(
        "django.http.HttpRequest.headers",
        returns="django.http.request.HttpHeaders",
        is_property=True,
    ),
    Callable("django.http.HttpRequest.upload_handlers", returns="list[object]", is_property=True),
    # The handler has received the whole body before the view runs, in memory or in a spooled file.
    Callable("django.http.HttpRequest.body", returns="bytes", is_property=True),
    Callable("django.http.HttpRequest.read", returns="bytes"),
    Callable("django.http.HttpRequest.readline", returns="bytes"),
    Callable("django.http.HttpRequest.readlines", returns="list[bytes]"),
    Callable("django.http.HttpRequest.__iter__", returns="iterator[bytes]"),
    Callable("django.http.HttpRequest.close", returns="None"),
    Callable("django.http.HttpRequest.get_raw_uri", returns="str"),
    Callable("django.http.HttpRequest.is_ajax", returns="bool"),
    Callable("django.http.HttpRequest.parse_file_upload", opaque=True),
    Callable("django.utils.datastructures.CaseInsensitiveMapping.__getitem__", returns="str"),
    Callable("django.utils.datastructures.CaseInsensitiveMapping.get", returns="str | None"),
    Callable("django.utils.datastructures.MultiValueDict.__getitem__", returns="value"),
    Callable("django.utils.datastructures.MultiValueDict.get", returns="value | None"),
    Callable("django.utils.datastructures.MultiValueDict.getlist", returns="list[value]"),
    Callable("django.utils.datastructures.MultiValueDict.dict", returns="dict[str, object]"),
    Callable("django.utils.datastructures.MultiValueDict.copy", returns="self"),
    Callable("django.http.QueryDict.__getitem__", returns="str"),
    Callable("django.http.QueryDict.get", returns="str | None"),
    Callable("django.http.QueryDict.getlist", returns="list[str]"),
    Callable("django.http.QueryDict.pop", returns="list[str]"),
    Callable("django.http.QueryDict.dict", returns="dict[str, str]"),
    Callable("django.http.QueryDict.copy", returns="self"),
    Callable("django.http.QueryDict.keys"),
    Callable("django.http.QueryDict.values", returns="iterator[str]"),
    Callable("django.http.QueryDict.items", returns="iterator[tuple[str, str]]"),
    Callable("django.http.QueryDict.lists", returns="iterator[tuple[str, list[str]]]"),
    Callable("django.http.QueryDict.urlencode", returns="str"),
    # https://docs.djangoproject.com/en/6.1/topics/http/shortcuts/
    Callable("django.shortcuts.render", TEMPLATE, "django.http.HttpResponse", uses_arguments=True),
    Callable(
        "django.shortcuts.redirect",
        returns="django.http.HttpResponseRedirect | django.http.HttpResponsePermanentRedirect",
        uses_arguments=True,
    ),
    Callable("django.shortcuts.resolve_url", returns="str", uses_arguments=True),
    Callable(
        "django.shortcuts.get_object_or_404",
        SHORTCUT,
        "row 0",
        twin="django.shortcuts.aget_object_or_404",
        twin_since=(5, 0),
    ),
    Callable(
        "django.shortcuts.get_list_or_404",
        SHORTCUT,
        "list[row 0]",
        twin="django.shortcuts.aget_list_or_404",
        twin_since=(5, 0),
    ),
    Callable("django.shortcuts.aget_object_or_404", returns="row 0", is_async=True, since=(5, 0)),
    Callable(
        "django.shortcuts.aget_list_or_404", returns="list[row 0]", is_async=True, since=(5, 0)
    ),
)
