"""Reading orders. What is plain `def` here is lazy; what is `async def` queries."""

from datetime import date

from django.db.models import QuerySet, Sum
from django.shortcuts import aget_object_or_404

from catalog.models import Product
from orders.models import Customer, Order, OrderLine


def orders_of(customer: Customer) -> QuerySet[Order]:
    return Order.objects.filter(customer_id=customer.pk).order_by("-placed_at", "-pk")


async def get_order(number: str) -> Order:
    return await aget_object_or_404(Order.objects.select_related("customer"), number=number)


async def order_lines(order: Order) -> list[OrderLine]:
    return [line async for line in order.lines.select_related("product")]


async def latest_order(customer: Customer) -> Order | None:
    try:
        return await customer.orders.alatest("placed_at")
    except Order.DoesNotExist:
        return None


async def has_unfinished_order(customer: Customer) -> bool:
    return await orders_of(customer).unfinished().aexists()


async def countries() -> list[str]:
    """The countries that anything was ever sent to."""
    codes = Order.objects.order_by("country").values_list("country", flat=True).distinct()
    return [code async for code in codes]


async def best_sellers(limit: int) -> list[Product]:
    sold = Product.objects.active().annotate(sold=Sum("order_lines__quantity", default=0))
    return [product async for product in sold.order_by("-sold", "sku")[:limit]]


async def day_in_numbers(day: date) -> dict:
    orders = Order.objects.placed_on(day)
    numbers = orders.order_by("number").values_list("number", flat=True)
    joined = ", ".join([number async for number in numbers])
    return {"day": day.isoformat(), "count": await orders.acount(), "numbers": joined}
