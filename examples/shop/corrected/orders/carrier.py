"""The parcel service, which is spoken to over HTTP with a sync client."""

import asyncio
from decimal import Decimal

import requests
from django.conf import settings

TIMEOUT = 5  # seconds


class CarrierClient:
    def __init__(self):
        self.session = requests.Session()

    def _get(self, path, **params):
        response = self.session.get(
            f"{settings.CARRIER_URL}/{path}", params=params, timeout=TIMEOUT
        )
        response.raise_for_status()
        return response.json()

    def rate(self, country, pieces):
        """The price of a parcel with so many pieces."""
        return Decimal(self._get("rate", country=country, pieces=pieces)["price"])

    def parcel(self, number):
        """Where the parcel of an order is: its place and whether it is delivered."""
        return self._get(f"parcels/{number}")


carrier = CarrierClient()


async def parcel_status(number):
    return await asyncio.to_thread(carrier.parcel, number)
