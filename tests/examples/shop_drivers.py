"""The drivers of the shop: each uses it as a visitor would and checks what comes back.

The same drivers run over both variants. Over the corrected one they pass in silence; over the one
with mistakes they show what `shop_table.py` says. They are imported where Django is set up.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Coroutine
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

from asgiref.sync import sync_to_async
from catalog.models import MissingPage, Product
from chat.models import Message, Thread
from django.conf import settings
from django.test import AsyncClient, RequestFactory
from django.utils import timezone
from orders import notifications, payments, reports
from orders.models import Customer, Order, Payment
from shop_stage import TOKEN, Stage

Driver = Callable[[Stage], Coroutine[Any, Any, None]]
DRIVERS: dict[str, Driver] = {}


def driver(function: Driver) -> Driver:
    DRIVERS[function.__name__] = function
    return function


# catalog


@driver
async def storefront(stage: Stage) -> None:
    page = (await stage.get("/")).content.decode()
    assert "Hand grinder, 89.00, Grinding" in page
    assert "Brewing (3)" in page


@driver
async def product_list(stage: Stage) -> None:
    data = (await stage.get("/products/?category=brewing")).json()
    assert [row["sku"] for row in data["products"]] == ["DRI-02", "KET-01", "FIL-03"]
    assert (data["page"], data["pages"], data["total"]) == (1, 1, 3)


@driver
async def product_detail(stage: Stage) -> None:
    await stage.order()
    data = (await stage.get("/products/KET-01/")).json()
    assert data["available"] == 11  # 12 in stock, one held
    assert (data["weight_grams"], data["tags"]) == (1100, ["steel"])


@driver
async def category_list(stage: Stage) -> None:
    data = (await stage.get("/categories/")).json()
    assert data["categories"][1] == {"slug": "brewing", "name": "Brewing", "products": 3}


@driver
async def search(stage: Stage) -> None:
    data = (await stage.get("/products/search/?q=gift")).json()
    assert {row["sku"] for row in data["products"]} == {"DRI-02", "GRI-04"}
    assert data["total"] == 2


@driver
async def compare(stage: Stage) -> None:
    data = (await stage.get("/products/compare/?sku=KET-01&sku=GRI-04")).json()
    assert [row["price"] for row in data["products"]] == ["64.00", "89.00"]


@driver
async def cheapest(stage: Stage) -> None:
    data = (await stage.get("/categories/brewing/cheapest/")).json()
    assert data["product"]["sku"] == "FIL-03"


@driver
async def tag_product(stage: Stage) -> None:
    response = await stage.post("/products/BEA-05/tags/", {"tag": "Gift"})
    assert response.json() == {"sku": "BEA-05", "tag": "gift"}
    assert await Product.objects.filter(sku="BEA-05", tags__name="gift").aexists()


@driver
async def change_price(stage: Stage) -> None:
    await stage.post("/products/BEA-05/price/", {"price": "14.50"})
    assert (await Product.objects.aget(sku="BEA-05")).price == Decimal("14.50")


@driver
async def price_list(stage: Stage) -> None:
    response = await stage.get("/products/prices.csv")
    text = b"".join([chunk async for chunk in response.streaming_content]).decode()
    assert len(text.splitlines()) == 6
    assert "DRI-02,21.50" in text


@driver
async def stock_of_a_product(stage: Stage) -> None:
    assert (await stage.get("/products/GRI-04/stock/")).json() == {"sku": "GRI-04", "stock": 6}


@driver
async def delivery_booked_in(stage: Stage) -> None:
    data = (await stage.post("/products/GRI-04/stock/", {"quantity": 4})).json()
    assert data == {"sku": "GRI-04", "added": 4}
    assert (await Product.objects.aget(sku="GRI-04")).stock == 10


@driver
async def missing_page(stage: Stage) -> None:
    for _ in range(2):
        assert (await stage.get("/old-address/")).status_code == 404
    assert (await MissingPage.objects.aget(path="/old-address/")).hits == 2


@driver
async def recommended_draft(stage: Stage) -> None:
    drafts = importlib.import_module("catalog.drafts")
    response = await drafts.recommended(RequestFactory().get("/"))
    assert b"GRI-04" in response.content


@driver
async def newest_draft(stage: Stage) -> None:
    """The draft as it is once its misplaced `async` is put right."""
    drafts = _mended("catalog/drafts.py")
    response = await drafts.newest(RequestFactory().get("/"))
    assert response.content == b'{"newest": "BEA-05"}'


def _mended(path: str) -> ModuleType:
    file = Path(settings.BASE_DIR) / path
    text = file.read_text(encoding="utf-8").replace("def async ", "async def ")
    module = ModuleType("mended")
    exec(compile(text, str(file), "exec"), module.__dict__)
    return module


@driver
async def price_import(stage: Stage) -> None:
    prices = importlib.import_module("catalog.price_import")
    await sync_to_async(prices.import_prices)([("BEA-05", "12.00", "EUR"), ("KET-01", "1", "USD")])
    assert (await Product.objects.aget(sku="BEA-05")).price == Decimal("12.00")
    assert (await Product.objects.aget(sku="KET-01")).price == Decimal("64.00")


# orders


@driver
async def checkout(stage: Stage) -> None:
    basket = {"KET-01": 2, "BEA-05": 1}
    response = await stage.post("/orders/checkout/", {"basket": basket, "country": "AT"})
    assert response.status_code == 201
    # 2 x 64.00 + 13.90 = 141.90, less 10 %, is 127.71; the parcel adds 4.90.
    assert response.json()["total"] == "132.61"
    kettle = await Product.objects.aget(sku="KET-01")
    assert await sync_to_async(lambda: kettle.available)() == 10
    told = f"PUT /warehouse/orders/{response.json()['number']}"
    await stage.until(lambda: told in stage.services.calls)


@driver
async def checkout_of_too_much(stage: Stage) -> None:
    basket = {"BEA-05": 1, "GRI-04": 7}
    response = await stage.post("/orders/checkout/", {"basket": basket, "country": "AT"})
    assert response.status_code == 409
    assert not await Order.objects.aexists()


@driver
async def checkout_of_the_unknown(stage: Stage) -> None:
    response = await stage.post("/orders/checkout/", {"basket": {"TEA": 1}, "country": "AT"})
    assert response.status_code == 400


@driver
async def checkout_without_a_token(stage: Stage) -> None:
    data = {"basket": {"KET-01": 1}, "country": "AT"}
    response = await AsyncClient().post("/orders/checkout/", data, content_type="application/json")
    assert response.status_code == 401
    assert (await AsyncClient().get("/orders/")).status_code == 401


@driver
async def quote(stage: Stage) -> None:
    data = (await stage.post("/orders/quote/", {"basket": {"KET-01": 2}})).json()
    assert data == {"goods": "128.00", "discount": "12.80", "total": "115.20"}


@driver
async def shipping_rates(stage: Stage) -> None:
    data = (await stage.get("/orders/rates/?country=AT&country=IT")).json()
    assert data == {"rates": {"AT": "4.90", "IT": "4.90"}}


@driver
async def shipping_rates_of_known_countries(stage: Stage) -> None:
    await stage.order()
    assert (await stage.get("/orders/rates/")).json() == {"rates": {"AT": "4.90"}}


@driver
async def order_list(stage: Stage) -> None:
    await stage.order()
    data = (await stage.get("/orders/")).json()
    assert data == {"orders": [{"number": "A1", "status": "placed", "total": "68.90"}]}


@driver
async def account(stage: Stage) -> None:
    await stage.order()
    assert (await stage.get("/orders/account/")).json() == {"name": "Ada", "unfinished": True}


@driver
async def latest_order(stage: Stage) -> None:
    await stage.order("A1")
    await stage.order("A2")
    assert (await stage.get("/orders/latest/")).json()["number"] == "A2"


@driver
async def order_detail(stage: Stage) -> None:
    await stage.order()
    data = (await stage.get("/orders/A1/")).json()
    assert data["customer"] == "Ada"
    assert data["lines"] == [{"sku": "KET-01", "quantity": 1}]


@driver
async def cancel_order(stage: Stage) -> None:
    order = await stage.order()
    assert (await stage.delete("/orders/A1/")).json() == {"released": 1}
    await order.arefresh_from_db()
    assert order.status == "cancelled"


@driver
async def balance(stage: Stage) -> None:
    order = await stage.order()
    await Payment.objects.acreate(order=order, reference="P1", amount=Decimal(60))
    assert (await stage.get("/orders/A1/balance/")).json() == {"outstanding": "8.90", "paid": False}


@driver
async def order_status(stage: Stage) -> None:
    await stage.order()
    assert (await stage.get("/orders/A1/status/")).json()["status"] == "placed"


@driver
async def pay(stage: Stage) -> None:
    await stage.order()
    response = await stage.post("/orders/A1/pay/", {"reference": "card-1"})
    assert response.json() == {"amount": "68.90", "status": "paid"}


@driver
async def slow_payment(stage: Stage) -> None:
    charge = await payments.settled_charge("slow-1")
    assert charge["amount"] == "68.90"
    assert stage.services.calls["GET /payments/charges/slow-1"] == 2


@driver
async def ship(stage: Stage) -> None:
    await stage.order()
    assert (await stage.post("/orders/A1/ship/")).json()["status"] == "shipped"


@driver
async def deliver(stage: Stage) -> None:
    await stage.order()
    assert (await stage.post("/orders/A1/deliver/")).json()["status"] == "delivered"
    assert stage.services.calls["POST /warehouse/letters"] == 1


@driver
async def track_before_shipping(stage: Stage) -> None:
    await stage.order()
    response = await stage.get("/orders/A1/track/")
    assert (response.status_code, response.url) == (302, "/orders/A1/status/")


@driver
async def track(stage: Stage) -> None:
    await stage.order(status=Order.Status.SHIPPED)
    assert (await stage.get("/orders/A1/track/")).json()["parcel"]["place"] == "Linz"


@driver
async def receipt(stage: Stage) -> None:
    await stage.order()
    text = (await stage.get("/orders/A1/receipt/")).content.decode()
    assert text == "Order A1\n1 x Gooseneck kettle\nTotal 68.90", text


@driver
async def receipt_sent(stage: Stage) -> None:
    await notifications.send_receipt(await stage.order())
    assert stage.services.bodies[0]["order"] == "A1"


@driver
async def resend_receipt(stage: Stage) -> None:
    await stage.order()
    assert (await stage.post("/orders/A1/receipt/resend/")).json() == {"sent": True}
    assert stage.services.calls["POST /warehouse/letters"] == 1


@driver
async def busy_warehouse(stage: Stage) -> None:
    assert await notifications.notify_warehouse("BUSY-1")
    assert stage.services.calls["PUT /warehouse/orders/BUSY-1"] == 2


@driver
async def best_sellers(stage: Stage) -> None:
    await stage.order()
    assert (await stage.get("/orders/best-sellers/")).json()["skus"] == [
        "KET-01",
        "BEA-05",
        "DRI-02",
    ]


@driver
async def report_written(stage: Stage) -> None:
    await stage.order()
    today = timezone.now().date()
    data = (await stage.post(f"/orders/reports/{today}/")).json()
    assert data == {"orders": 1, "copy": f"{today}.settled.csv"}
    copy = reports.report_path(today).with_name(data["copy"])
    assert copy.read_text().splitlines() == ["number,country,goods,shipping", "A1,AT,64.00,4.90"]


@driver
async def report_read(stage: Stage) -> None:
    path = reports.report_path(date(2024, 2, 29))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("number\n")
    assert (await stage.get("/orders/reports/2024-02-29/")).content == b"number\n"
    assert (await stage.get("/orders/reports/2024-03-01/")).status_code == 404


@driver
async def day_in_numbers(stage: Stage) -> None:
    await stage.order("A1")
    await stage.order("A2")
    today = timezone.now().date().isoformat()
    data = (await stage.get(f"/orders/reports/{today}/numbers/")).json()
    assert data == {"day": today, "count": 2, "numbers": "A1, A2"}


# chat


async def _thread() -> Thread:
    customer = await Customer.objects.aget(token=TOKEN)
    thread = await Thread.objects.acreate(customer=customer, subject="The lid")
    await Message.objects.acreate(thread=thread, author="Ada", text="It rattles.")
    return thread


@driver
async def chat_message(stage: Stage) -> None:
    thread = await _thread()
    async with stage.websocket(f"/ws/support/{thread.pk}/", f"token={TOKEN}") as window:
        await window.say(type="say", author="Ada", text="Hello?")
        assert await window.said() == {"type": "said", "author": "Ada", "text": "Hello?"}
    assert await thread.messages.acount() == 2


@driver
async def chat_typing(stage: Stage) -> None:
    thread = await _thread()
    async with stage.websocket(f"/ws/support/{thread.pk}/", f"token={TOKEN}") as window:
        await window.say(type="typing", author="Ada")
        assert await window.said() == {"type": "typing", "author": "Ada"}


@driver
async def chat_history(stage: Stage) -> None:
    thread = await _thread()
    async with stage.websocket(f"/ws/support/{thread.pk}/", f"token={TOKEN}") as window:
        await window.say(type="history")
        assert (await window.said())["messages"] == [["Ada", "It rattles."]]


@driver
async def chat_seen(stage: Stage) -> None:
    thread = await _thread()
    async with stage.websocket(f"/ws/support/{thread.pk}/", f"token={TOKEN}") as window:
        await window.say(type="seen")
        assert await window.said() == {"type": "seen", "count": 1}


@driver
async def chat_unknown_type(stage: Stage) -> None:
    thread = await _thread()
    async with stage.websocket(f"/ws/support/{thread.pk}/", f"token={TOKEN}") as window:
        await window.say(type="sing")
        assert (await window.said())["error"] == "unknown type sing"


@driver
async def chat_of_another(stage: Stage) -> None:
    thread = await _thread()
    async with stage.websocket(f"/ws/support/{thread.pk}/", "token=wrong") as window:
        assert (window.first["type"], window.first["code"]) == ("websocket.close", 4403)


@driver
async def status_asked_for(stage: Stage) -> None:
    await stage.order()
    async with stage.websocket("/ws/orders/A1/") as window:
        assert await window.said() == {"status": "placed"}
        await Order.objects.filter(number="A1").aupdate(status="paid")
        await window.say(refresh=True)
        assert await window.said() == {"status": "paid"}


@driver
async def status_announced(stage: Stage) -> None:
    order = await stage.order()
    async with stage.websocket("/ws/orders/A1/") as window:
        assert await window.said() == {"status": "placed"}
        order.status = Order.Status.PAID
        await order.asave(update_fields=["status"])
        assert await window.said() == {"status": "paid"}
