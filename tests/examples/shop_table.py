"""How each mistake of examples/shop shows itself: marked line, driver that gets there, harm.

One row is one line, however long: the table is read down its columns.
"""
# ruff: noqa: E501

from __future__ import annotations

from typing import NamedTuple


class Raises(NamedTuple):
    """The marked line raises this, with these words in the message."""

    exception: str
    words: str = ""


class Drops(NamedTuple):
    """The coroutine made on the marked line is never awaited."""


class Misuses(NamedTuple):
    """The coroutine made on the marked line is taken for its result, which goes wrong like this."""

    exception: str
    words: str


class Blocks(NamedTuple):
    """The marked line holds up the thread of the event loop with this."""

    event: str


Harm = Raises | Drops | Misuses | Blocks


class Row(NamedTuple):
    path: str  # in the variant
    code: str
    text: str  # of the marked line
    driver: str  # name of a function in shop_drivers
    harm: Harm


UNSAFE = Raises("SynchronousOnlyOperation")
NOT_AWAITABLE = Raises("TypeError", "await")
SYNTAX = Raises("SyntaxError")
DROPPED = Drops()
SLEEPS = Blocks("time.sleep")
TALKS = Blocks("socket.connect")
OPENS = Blocks("open")

CATALOG = "catalog/views.py"
SELECTORS = "orders/selectors.py"
SERVICES = "orders/services.py"
VIEWS = "orders/views.py"
REPORTS = "orders/reports.py"
CHAT = "chat/consumers.py"

# fmt: off
TABLE = (
    # The file cannot be read as it stands.
    Row("catalog/price_import.py", "ASL001", "def import_prices(rows, currency=):", "price_import", SYNTAX),
    Row("catalog/drafts.py", "ASL002", "def async recommended(request):", "recommended_draft", SYNTAX),
    Row("catalog/drafts.py", "ASL110", 'product = await Product.objects.order_by("-pk").afirst()', "newest_draft", Raises("SyntaxError", "'await' outside")),

    # Awaited, but nothing that can be.
    Row(CATALOG, "ASL101", 'return await render(request, "catalog/storefront.html", context)', "storefront", NOT_AWAITABLE),
    Row(VIEWS, "ASL101", 'return await redirect("order-status", number=order.number)', "track_before_shipping", NOT_AWAITABLE),
    Row(CATALOG, "ASL102", "products = await Product.objects.listed().filter(sku__in=skus)", "compare", NOT_AWAITABLE),
    Row(VIEWS, "ASL103", "return JsonResponse(await order_row(order))", "order_status", NOT_AWAITABLE),
    Row(SERVICES, "ASL103", 'await order.save(update_fields=["status"])', "ship", UNSAFE),

    # Never awaited.
    Row("config/middleware.py", "ASL104", "self.remember(request.path)", "missing_page", DROPPED),
    Row(SERVICES, "ASL104", "send_receipt(order)", "deliver", DROPPED),
    Row(SERVICES, "ASL104", "asyncio.sleep(settings.POLL_SECONDS)", "track_before_shipping", DROPPED),
    Row(CHAT, "ASL104", "self.channel_layer.group_send(self.group, event)", "chat_typing", DROPPED),
    Row(CHAT, "ASL104", "self.send_json(reply)", "chat_unknown_type", DROPPED),
    Row(SERVICES, "ASL105", "charge = settled_charge(reference)", "pay", Misuses("TypeError", "not subscriptable")),
    Row(VIEWS, "ASL105", "parcel = parcel_status(order.number)", "track", Misuses("TypeError", "not JSON serializable")),
    Row(VIEWS, "ASL105", "text = notifications.receipt_text(order)", "receipt", Misuses("AssertionError", "<coroutine object")),
    Row(CHAT, "ASL105", "unseen = self.mark_seen()", "chat_seen", Misuses("TypeError", "'>' not supported")),
    Row(VIEWS, "ASL109", "notifications.send_receipt(order)", "resend_receipt", DROPPED),
    Row("orders/receivers.py", "ASL109", "broadcast_status(instance.number, instance.status)", "status_announced", DROPPED),

    # Django's ORM, straight on the loop.
    Row(CATALOG, "ASL201", 'return JsonResponse({"products": rows, "total": found.count()})', "search", UNSAFE),
    Row(CATALOG, "ASL201", "product = candidates.cheapest()", "cheapest", UNSAFE),
    Row(CATALOG, "ASL201", "found = Product.objects.restock(sku, quantity)", "delivery_booked_in", UNSAFE),
    Row(SELECTORS, "ASL201", 'return customer.orders.latest("placed_at")', "latest_order", UNSAFE),
    Row(SELECTORS, "ASL201", "return orders_of(customer).unfinished().exists()", "account", UNSAFE),
    Row(CHAT, "ASL201", "message = Message.objects.create(**fields)", "chat_message", UNSAFE),
    Row(CATALOG, "ASL202", "if not categories:", "category_list", UNSAFE),
    Row(SELECTORS, "ASL202", 'return list(order.lines.select_related("product"))', "order_detail", UNSAFE),
    Row(SELECTORS, "ASL202", "return [code for code in codes]", "shipping_rates_of_known_countries", UNSAFE),
    Row(SELECTORS, "ASL202", 'joined = ", ".join(numbers)', "day_in_numbers", UNSAFE),
    Row(CHAT, "ASL202", "for message in messages:", "chat_history", UNSAFE),
    Row(CATALOG, "ASL203", "product.tags.add(tag)", "tag_product", UNSAFE),
    Row(CATALOG, "ASL203", 'product.save(update_fields=["price"])', "change_price", UNSAFE),
    Row(SERVICES, "ASL203", "released = order.release_stock()", "cancel_order", UNSAFE),
    Row(CHAT, "ASL203", "self.order.refresh_from_db()", "status_asked_for", UNSAFE),

    # Other calls that hold the loop up.
    Row(VIEWS, "ASL301", "response = requests.get(url, params=query, timeout=5)", "shipping_rates", TALKS),
    Row("orders/notifications.py", "ASL301", "requests.post(url, json=letter, timeout=TIMEOUT)", "receipt_sent", TALKS),
    Row("orders/payments.py", "ASL302", "time.sleep(settings.POLL_SECONDS)", "slow_payment", SLEEPS),
    Row(REPORTS, "ASL303", "path.parent.mkdir(parents=True, exist_ok=True)", "report_written", Blocks("os.mkdir")),
    Row(REPORTS, "ASL303", 'path.write_text(table.getvalue(), newline="")', "report_written", OPENS),
    Row(REPORTS, "ASL303", "return path.read_text()", "report_read", OPENS),
    Row(REPORTS, "ASL303", "shutil.copyfile(path, copy)", "report_written", OPENS),

    # The same, behind functions of the project.
    Row(CATALOG, "ASL311", "page = paginate(products, request)", "product_list", UNSAFE),
    Row(CATALOG, "ASL311", "return JsonResponse(product_page(product, product.available))", "product_detail", UNSAFE),
    Row(CATALOG, "ASL311", "product = self.get_product()", "stock_of_a_product", UNSAFE),
    Row(SELECTORS, "ASL311", "return sorted(products, key=units_sold, reverse=True)[:limit]", "best_sellers", UNSAFE),
    Row(SERVICES, "ASL311", "order = place_order(customer, basket, country, price.total, shipping)", "checkout", UNSAFE),
    Row(SERVICES, "ASL311", "return carrier.rate(country, sum(basket.values()))", "checkout", TALKS),
    Row(SERVICES, "ASL311", 'logger.info(f"{order} has been delivered")', "deliver", UNSAFE),
    Row("orders/notifications.py", "ASL311", "backoff(attempt)", "busy_warehouse", SLEEPS),
    Row(VIEWS, "ASL311", "price = pricing.quote(prices, basket)", "quote", UNSAFE),
    Row(VIEWS, "ASL311", "orders = self.own_orders()", "order_list", UNSAFE),
    Row(VIEWS, "ASL311", "outstanding = order.outstanding", "balance", UNSAFE),
)
# fmt: on

# Code that is right in both variants, though it looks like the mistakes.
NEAR_MISSES = frozenset(
    {
        "price_list",  # `aiterator()` in an async generator
        "checkout_of_the_unknown",  # a lazy queryset, walked with `async for`
        "checkout_without_a_token",  # decorator and `dispatch` that await what they guard
        "chat_of_another",  # a consumer that turns somebody away
    }
)

# These drivers get no further than a mark that another driver shows.
SEEN_ELSEWHERE = frozenset({"checkout_of_too_much"})
