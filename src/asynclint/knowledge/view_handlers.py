"""The handlers that class-based views of libraries have, by the class that defines them.

Django looks at every handler that a class has, inherited ones too, when a URL is made for it.
A test compares this table with the installed packages.
"""

from __future__ import annotations

from typing import NamedTuple

# The methods that answer a request; `options` adapts itself to the others.
NAMES = ("get", "post", "put", "patch", "delete", "head", "trace")


class Handlers(NamedTuple):
    names: tuple[str, ...]
    is_async: bool = False


# https://docs.djangoproject.com/en/6.1/ref/class-based-views/
_DJANGO = {
    "django.contrib.auth.views.LogoutView": ("post",),
    "django.views.generic.TemplateView": ("get",),
    "django.views.generic.RedirectView": ("get", "post", "put", "patch", "delete", "head"),
    "django.views.generic.dates.BaseDateListView": ("get",),
    "django.views.generic.detail.BaseDetailView": ("get",),
    "django.views.generic.edit.BaseCreateView": ("get", "post"),
    "django.views.generic.edit.BaseDeleteView": ("post",),
    "django.views.generic.edit.BaseUpdateView": ("get", "post"),
    "django.views.generic.edit.DeletionMixin": ("post", "delete"),
    "django.views.generic.edit.ProcessFormView": ("get", "post", "put"),
    "django.views.generic.list.BaseListView": ("get",),
}
# https://www.django-rest-framework.org/api-guide/generic-views/ and https://github.com/em1208/adrf
_REST = {
    "CreateAPIView": ("post",),
    "DestroyAPIView": ("delete",),
    "ListAPIView": ("get",),
    "ListCreateAPIView": ("get", "post"),
    "RetrieveAPIView": ("get",),
    "RetrieveDestroyAPIView": ("get", "delete"),
    "RetrieveUpdateAPIView": ("get", "put", "patch"),
    "RetrieveUpdateDestroyAPIView": ("get", "put", "patch", "delete"),
    "UpdateAPIView": ("put", "patch"),
}

OF_LIBRARIES = {
    **{name: Handlers(methods) for name, methods in _DJANGO.items()},
    **{f"rest_framework.generics.{n}": Handlers(methods) for n, methods in _REST.items()},
    **{f"adrf.generics.{n}": Handlers(methods, True) for n, methods in _REST.items()},
}
