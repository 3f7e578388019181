from decimal import Decimal

from orders.pricing.rules import best_percent


def discount(goods: Decimal) -> Decimal:
    return (goods * best_percent(goods) / 100).quantize(Decimal("0.01"))
