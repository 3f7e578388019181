"""Telling others about orders: the warehouse, the customer, and open browser windows."""

import asyncio
import logging

import requests
from channels.layers import get_channel_layer
from django.conf import settings

from orders.models import Order

logger = logging.getLogger(__name__)

TIMEOUT = 5  # seconds
_running: set[asyncio.Task] = set()  # a task that nobody holds may be collected half-way


async def backoff(attempt: int) -> None:
    """Wait a little longer after each failure."""
    await asyncio.sleep(settings.RETRY_SECONDS * 2**attempt)


async def notify_warehouse(number: str, attempts: int = 3) -> bool:
    """Ask the warehouse to pack an order; False when it cannot be reached."""
    url = f"{settings.WAREHOUSE_URL}/orders/{number}"
    for attempt in range(attempts):
        response = await asyncio.to_thread(requests.put, url, timeout=TIMEOUT)
        if response.ok:
            return True
        await backoff(attempt)
    logger.warning("the warehouse did not take order %s", number)
    return False


async def send_receipt(order: Order) -> None:
    text = await receipt_text(order)
    url = f"{settings.WAREHOUSE_URL}/letters"
    letter = {"order": order.number, "text": text}
    await asyncio.to_thread(requests.post, url, json=letter, timeout=TIMEOUT)


async def receipt_text(order: Order) -> str:
    lines = order.lines.select_related("product")
    rows = [f"{line.quantity} x {line.product.name}" async for line in lines]
    return "\n".join([f"Order {order.number}", *rows, f"Total {order.amount_due()}"])


async def broadcast_status(number: str, status: str) -> None:
    """To every window that follows the order."""
    await get_channel_layer().group_send(
        f"order-{number}", {"type": "order.status", "number": number, "status": status}
    )


def in_background(coroutine) -> asyncio.Task:
    """Run a coroutine beside the request and keep it alive until it is done."""
    task = asyncio.create_task(coroutine)
    _running.add(task)
    task.add_done_callback(_running.discard)
    return task
