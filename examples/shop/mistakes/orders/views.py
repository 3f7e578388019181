import json
from datetime import date
from decimal import Decimal

import requests
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from orders import notifications, pricing, reports, selectors, services
from orders.base import CustomerView, customer_required, order_row
from orders.carrier import parcel_status
from orders.models import Order
from orders.payments import PaymentRefused


@require_POST
@customer_required
async def checkout(request: HttpRequest):
    data = json.loads(request.body)
    try:
        order = await services.checkout(request.customer, data["basket"], data["country"])
    except services.OutOfStock as error:
        return JsonResponse({"error": f"not enough of {error}"}, status=409)
    except KeyError as error:
        return JsonResponse({"error": f"unknown: {error}"}, status=400)
    return JsonResponse(order_row(order), status=201)


@require_POST
async def quote(request: HttpRequest):
    """What a basket would cost, without reserving anything."""
    basket = json.loads(request.body)["basket"]
    prices = await services.current_prices(basket)
    if missing := sorted(basket.keys() - prices.keys()):
        return JsonResponse({"error": f"unknown: {missing}"}, status=400)
    price = pricing.quote(prices, basket)  # mistake: ASL311
    return JsonResponse(
        {
            "goods": str(price.goods),
            "discount": str(price.discount),
            "total": str(price.total),
        }
    )


@require_GET
async def shipping_rates(request: HttpRequest):
    """What one piece costs to send, as the carrier says now."""
    url = f"{settings.CARRIER_URL}/rate"
    rates = {}
    for country in request.GET.getlist("country") or await selectors.countries():
        query = {"country": country, "pieces": 1}
        response = requests.get(url, params=query, timeout=5)  # mistake: ASL301
        rates[country] = response.json()["price"]
    return JsonResponse({"rates": rates})


class OrderListView(CustomerView):
    async def get(self, request: HttpRequest):
        orders = self.own_orders()  # mistake: ASL311
        return JsonResponse({"orders": [order_row(order) for order in orders]})


class AccountView(CustomerView):
    async def get(self, request: HttpRequest):
        unfinished = await selectors.has_unfinished_order(request.customer)
        return JsonResponse({"name": request.customer.name, "unfinished": unfinished})


@require_GET
@customer_required
async def latest(request: HttpRequest):
    order = await selectors.latest_order(request.customer)
    if order is None:
        return JsonResponse({"error": "no orders yet"}, status=404)
    return JsonResponse(order_row(order))


class OrderDetailView(CustomerView):
    async def get(self, request: HttpRequest, number: str):
        order = await selectors.get_order(number)
        lines = await selectors.order_lines(order)
        return JsonResponse(
            {
                **order_row(order),
                "customer": order.customer.name,
                "lines": [{"sku": line.product.sku, "quantity": line.quantity} for line in lines],
            }
        )

    async def delete(self, request: HttpRequest, number: str):
        order = await selectors.get_order(number)
        return JsonResponse({"released": await services.cancel(order)})


@require_GET
async def balance(request: HttpRequest, number: str):
    order = await selectors.get_order(number)
    outstanding = order.outstanding  # mistake: ASL311
    return JsonResponse({"outstanding": str(outstanding), "paid": outstanding <= Decimal(0)})


@require_GET
async def order_status(request: HttpRequest, number: str):
    order = await selectors.get_order(number)
    return JsonResponse(await order_row(order))  # mistake: ASL103


@require_POST
async def pay(request: HttpRequest, number: str):
    order = await selectors.get_order(number)
    try:
        payment = await services.pay(order, json.loads(request.body)["reference"])
    except PaymentRefused:
        return JsonResponse({"error": "not settled"}, status=402)
    return JsonResponse({"amount": str(payment.amount), "status": order.status})


@require_POST
async def ship(request: HttpRequest, number: str):
    order = await selectors.get_order(number)
    await services.ship(order)
    return JsonResponse(order_row(order))


@require_POST
async def deliver(request: HttpRequest, number: str):
    order = await selectors.get_order(number)
    await services.deliver(order)
    return JsonResponse(order_row(order))


@require_GET
async def track(request: HttpRequest, number: str):
    """Where the parcel is; before there is one, the status page."""
    order = await selectors.get_order(number)
    if not await services.wait_until(order, Order.Status.SHIPPED, attempts=2):
        return await redirect("order-status", number=order.number)  # mistake: ASL101
    parcel = parcel_status(order.number)  # mistake: ASL105
    return JsonResponse({"number": order.number, "parcel": parcel})


@require_GET
async def receipt(request: HttpRequest, number: str):
    order = await selectors.get_order(number)
    text = notifications.receipt_text(order)  # mistake: ASL105
    return HttpResponse(text, content_type="text/plain")


@require_POST
def resend_receipt(request: HttpRequest, number: str):
    """A sync view: the support desk's old form posts here."""
    order = get_object_or_404(Order, number=number)
    notifications.send_receipt(order)  # mistake: ASL109
    return JsonResponse({"sent": True})


@require_GET
async def best_sellers(request: HttpRequest):
    products = await selectors.best_sellers(limit=3)
    return JsonResponse({"skus": [product.sku for product in products]})


@require_GET
async def day_in_numbers(request: HttpRequest, day: date):
    return JsonResponse(await selectors.day_in_numbers(day))


async def report(request: HttpRequest, day: date):
    if request.method == "POST":
        count = await reports.write_report(day)
        copy = await reports.keep_copy(day)
        return JsonResponse({"orders": count, "copy": copy}, status=201)
    text = await reports.read_report(day)
    if text is None:
        return JsonResponse({"error": "no report"}, status=404)
    return HttpResponse(text, content_type="text/csv")
