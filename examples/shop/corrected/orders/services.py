"""What can be done with orders. Views parse and answer; the rules of the shop are here."""

import asyncio
import logging
import secrets
from decimal import Decimal

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import transaction

from catalog.models import Product
from orders.carrier import carrier
from orders.models import Customer, Order, OrderLine, Payment, Reservation
from orders.notifications import in_background, notify_warehouse, send_receipt
from orders.payments import settled_charge
from orders.pricing import quote

logger = logging.getLogger(__name__)


class OutOfStock(Exception):
    """There is not enough of a product that nobody else holds."""


async def current_prices(basket: dict[str, int]) -> dict[str, Decimal]:
    """The prices of what is on sale; the rest of the basket has none."""
    on_sale = Product.objects.active().filter(sku__in=basket)
    return {sku: price async for sku, price in on_sale.values_list("sku", "price")}


async def checkout(customer: Customer, basket: dict[str, int], country: str) -> Order:
    """Reserve the stock and place the order, or change nothing.

    Raises OutOfStock, or KeyError for a product that is not on sale.
    """
    prices = await current_prices(basket)
    price = await sync_to_async(quote)(prices, basket)
    shipping = await shipping_price(country, basket)
    order = await sync_to_async(place_order)(customer, basket, country, price.total, shipping)
    in_background(notify_warehouse(order.number))
    return order


async def shipping_price(country: str, basket: dict[str, int]) -> Decimal:
    return await asyncio.to_thread(carrier.rate, country, sum(basket.values()))


@transaction.atomic
def place_order(customer, basket, country, goods, shipping) -> Order:
    """One transaction, so one sync function: Django has no async transactions yet."""
    order = Order.objects.create(
        number=secrets.token_hex(4).upper(),
        customer=customer,
        country=country,
        goods=goods,
        shipping=shipping,
    )
    for sku, quantity in basket.items():
        product = Product.objects.select_for_update().get(sku=sku)
        if product.available < quantity:
            raise OutOfStock(sku)
        OrderLine.objects.create(
            order=order, product=product, quantity=quantity, unit_price=product.price
        )
        Reservation.objects.create(order=order, product=product, quantity=quantity)
    return order


async def pay(order: Order, reference: str) -> Payment:
    """Book the settled charge on the order; PaymentRefused when there is none."""
    charge = await settled_charge(reference)
    payment = await Payment.objects.acreate(
        order=order, reference=reference, amount=Decimal(charge["amount"])
    )
    if await order.aoutstanding() <= 0:
        await set_status(order, Order.Status.PAID)
    return payment


async def cancel(order: Order) -> int:
    """Give the stock back; the number of lines released."""
    released = await order.arelease_stock()
    await set_status(order, Order.Status.CANCELLED)
    return released


async def ship(order: Order) -> None:
    order.status = Order.Status.SHIPPED
    await order.asave(update_fields=["status"])


async def deliver(order: Order) -> None:
    await set_status(order, Order.Status.DELIVERED)
    await send_receipt(order)
    logger.info(f"{order} has been delivered")


async def set_status(order: Order, status: str) -> None:
    order.status = status
    await order.asave(update_fields=["status"])


async def wait_until(order: Order, status: str, attempts: int = 3) -> bool:
    """For long polling: True as soon as the order has that status."""
    for _ in range(attempts):
        await order.arefresh_from_db(fields=["status"])
        if order.status == status:
            return True
        await asyncio.sleep(settings.POLL_SECONDS)
    return False
