"""Objects to call a program's methods on."""

from __future__ import annotations

import unittest
from typing import Any

from django.apps import apps
from django.db import models
from django.test import SimpleTestCase
from django.views import View

from .arguments import NoValueError, Values, row_of


def receiver(owner: type, method: str, given: dict[str, Any], values: Values) -> Any:
    """An instance of a class of the program; raises `NoValueError` if none can be made."""
    if issubclass(owner, models.Model):
        return row_of(owner)
    if issubclass(owner, (models.Manager, models.QuerySet)):
        return in_use(owner)
    if issubclass(owner, unittest.TestCase):
        return ready(owner(method))
    try:
        instance = owner(**values.of(owner, {}))
    except (TypeError, ValueError):
        raise NoValueError("self") from None
    if isinstance(instance, View):
        instance.setup(values.request(), **given)
    elif hasattr(owner, "channel_layer_alias"):  # a consumer of Channels
        connect(instance, values)
    return instance


def ready(case: unittest.TestCase) -> unittest.TestCase:
    """A test case with the clients that Django gives to each test."""
    if isinstance(case, SimpleTestCase):
        case.client = case.client_class()
        case.async_client = case.async_client_class()
    return case


def in_use(owner: type) -> Any:
    """A manager or queryset of this class that some model has."""
    for model in apps.get_models():
        for manager in model._meta.managers:
            manager = getattr(model, manager.name)
            for each in (manager, manager.all()):
                if isinstance(each, owner):
                    return each
    raise NoValueError("self")


def connect(consumer: Any, values: Values) -> None:
    """Give a consumer what Channels gives it when a client connects."""

    async def send(message: dict[str, Any]) -> None:
        """Nobody listens."""

    consumer.scope = {
        "type": "websocket",
        "user": values.request().user,
        "url_route": {"args": (), "kwargs": {"pk": 1, "id": 1, "name": "text"}},
    }
    consumer.channel_name = "channel"
    consumer.base_send = send
