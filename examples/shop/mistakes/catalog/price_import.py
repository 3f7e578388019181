"""Prices from a supplier's spreadsheet: begun, and imported by nothing yet."""

from decimal import Decimal

from catalog.models import Product


def import_prices(rows, currency=):  # mistake: ASL001
    """Sync code, for a management command to come."""
    for sku, price, listed_in in rows:
        if listed_in == currency:
            Product.objects.filter(sku=sku).update(price=Decimal(price))
