"""Django REST framework calls handlers as plain functions; adrf is what awaits them."""

from __future__ import annotations

# https://www.django-rest-framework.org/api-guide/views/: 3.18
VIEW = "rest_framework.views.APIView"
VIEW_SET = "rest_framework.viewsets.ViewSetMixin"
VIEW_DECORATOR = "rest_framework.decorators.api_view"
ACTION_DECORATOR = "rest_framework.decorators.action"
# The package whose classes of the same names await their handlers.
ASYNC_PACKAGE = "adrf"

HANDLERS = frozenset(["get", "post", "put", "patch", "delete", "head", "options", "trace"])
# The methods of a set of views that its router makes handlers of.
ACTIONS = frozenset(["list", "create", "retrieve", "update", "partial_update", "destroy"])
# A class that has one of these itself may call its handlers in another way.
CALLING = ("dispatch", "as_view")
