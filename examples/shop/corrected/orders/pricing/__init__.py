"""What a basket costs. Sync code: it reads the discount rules from the database."""

from orders.pricing.totals import Quote, quote

__all__ = ["Quote", "quote"]
