"""The card processor."""

import asyncio

import requests
from django.conf import settings

TIMEOUT = 5  # seconds


class PaymentRefused(Exception):
    """The processor has not settled the charge."""


async def fetch_charge(reference: str) -> dict:
    response = await asyncio.to_thread(
        requests.get, f"{settings.PAYMENTS_URL}/charges/{reference}", timeout=TIMEOUT
    )
    response.raise_for_status()
    return response.json()


async def settled_charge(reference: str, attempts: int = 5) -> dict:
    """Wait until the charge is settled; PaymentRefused when that takes too long."""
    for _ in range(attempts):
        charge = await fetch_charge(reference)
        if charge["status"] == "settled":
            return charge
        await asyncio.sleep(settings.POLL_SECONDS)
    raise PaymentRefused(reference)
