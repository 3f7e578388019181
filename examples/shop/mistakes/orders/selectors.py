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
    return list(order.lines.select_related("product"))  # mistake: ASL202


async def latest_order(customer: Customer) -> Order | None:
    try:
        return customer.orders.latest("placed_at")  # mistake: ASL201
    except Order.DoesNotExist:
        return None


async def has_unfinished_order(customer: Customer) -> bool:
    return orders_of(customer).unfinished().exists()  # mistake: ASL201


async def countries() -> list[str]:
    """The countries that anything was ever sent to."""
    codes = Order.objects.order_by("country").values_list("country", flat=True).distinct()
    return [code for code in codes]  # mistake: ASL202


async def best_sellers(limit: int) -> list[Product]:
    products = [product async for product in Product.objects.active().order_by("sku")]
    return sorted(products, key=units_sold, reverse=True)[:limit]  # mistake: ASL311


def units_sold(product: Product) -> int:
    return product.order_lines.aggregate(total=Sum("quantity", default=0))["total"]


async def day_in_numbers(day: date) -> dict:
    orders = Order.objects.placed_on(day)
    numbers = orders.order_by("number").values_list("number", flat=True)
    joined = ", ".join(numbers)  # mistake: ASL202
    return {"day": day.isoformat(), "count": await orders.acount(), "numbers": joined}
