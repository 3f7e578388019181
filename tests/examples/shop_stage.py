"""What the drivers of the shop work with: a client, sample data, websockets, and patience."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import asynccontextmanager
from decimal import Decimal
from io import StringIO
from typing import Any

from asgiref.sync import sync_to_async
from catalog.models import Product
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.test import AsyncClient
from orders.models import Customer, Order, OrderLine, Reservation
from shop_services import Services

LONG = 30  # seconds: for what comes sooner or later in either variant
TOKEN = "sample-token"
SIGNED_IN = {"X-Customer-Token": TOKEN}


class Stage:
    def __init__(self, services: Services, patience: float) -> None:
        self.services = services
        self.patience = patience  # seconds: for what a mistake may keep from ever coming
        self.client = AsyncClient()
        self.visited: set[str] = set()  # names of the addresses that answered

    def reset(self) -> None:
        """The sample catalogue and one customer, nothing else."""
        self.services.forget()
        with transaction.atomic():
            for model in apps.get_models(include_auto_created=True):
                rows = model.objects.all()
                rows._raw_delete(rows.db)  # in any order: SQLite looks at the end
            call_command("load_sample_catalog", verbosity=0, stdout=StringIO())

    async def get(self, path: str) -> Any:
        return self._visit(await self.client.get(path, headers=SIGNED_IN))

    async def post(self, path: str, data: object = None) -> Any:
        response = await self.client.post(
            path, data, content_type="application/json", headers=SIGNED_IN
        )
        return self._visit(response)

    async def delete(self, path: str) -> Any:
        return self._visit(await self.client.delete(path, headers=SIGNED_IN))

    def _visit(self, response: Any) -> Any:
        if response.status_code != 404:
            self.visited.add(response.resolver_match.view_name)
        return response

    async def order(self, number: str = "A1", **fields: Any) -> Order:
        """An order of one kettle (64.00 and 4.90 for the parcel) that holds its stock."""
        return await sync_to_async(self._order)(number, fields)

    def _order(self, number: str, fields: dict[str, Any]) -> Order:
        order = Order.objects.create(
            number=number,
            customer=Customer.objects.get(token=TOKEN),
            country="AT",
            goods=Decimal(64),
            shipping=Decimal("4.90"),
            **fields,
        )
        kettle = Product.objects.get(sku="KET-01")
        OrderLine.objects.create(order=order, product=kettle, quantity=1, unit_price=kettle.price)
        Reservation.objects.create(order=order, product=kettle, quantity=1)
        return order

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that happens beside the request."""
        clock = asyncio.get_running_loop().time
        end = clock() + self.patience
        while not holds():
            assert clock() < end, "it did not happen in time"
            await asyncio.sleep(0.005)

    @asynccontextmanager
    async def websocket(self, path: str, query: str = ""):
        """An open connection to a consumer, as a browser of this site would open it."""
        window = Window(path, query, self.patience)
        await window.open()
        try:
            yield window
        finally:
            await window.leave()


class Window:
    """One websocket. An exception in the consumer comes out of `said` or `leave`."""

    def __init__(self, path: str, query: str, patience: float) -> None:
        from config.asgi import application

        self.patience = patience
        self._inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._outbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": query.encode(),
            "headers": [(b"origin", b"http://localhost")],
            "subprotocols": [],
        }
        running = application(scope, self._inbox.get, self._outbox.put)
        self._consumer = asyncio.ensure_future(running)

    async def open(self) -> None:
        await self._inbox.put({"type": "websocket.connect"})
        self.first = await self._event(LONG)  # "websocket.accept" or "websocket.close"

    async def say(self, **content: object) -> None:
        await self._inbox.put({"type": "websocket.receive", "text": json.dumps(content)})

    async def said(self) -> Any:
        return json.loads((await self._event(self.patience))["text"])

    async def leave(self) -> None:
        """Close the window; the consumer deals with all that was said before it hears of that."""
        await self._inbox.put({"type": "websocket.disconnect", "code": 1000})
        await asyncio.wait_for(self._consumer, LONG)

    async def _event(self, patience: float) -> dict[str, Any]:
        coming = asyncio.ensure_future(self._outbox.get())
        await asyncio.wait(
            {coming, self._consumer},
            timeout=patience,
            return_when=asyncio.FIRST_COMPLETED,
        )
        if coming.done():
            return coming.result()
        coming.cancel()
        if self._consumer.done():
            self._consumer.result()
        raise AssertionError("the consumer says nothing")
