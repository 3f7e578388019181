from decimal import Decimal
from typing import NamedTuple

from orders.pricing.discounts import discount


class Quote(NamedTuple):
    goods: Decimal
    discount: Decimal

    @property
    def total(self) -> Decimal:
        return self.goods - self.discount


def goods_value(prices: dict[str, Decimal], basket: dict[str, int]) -> Decimal:
    """Arithmetic only; harmless anywhere."""
    return sum((prices[sku] * count for sku, count in basket.items()), Decimal(0))


def quote(prices: dict[str, Decimal], basket: dict[str, int]) -> Quote:
    goods = goods_value(prices, basket)
    return Quote(goods, discount(goods))
