from datetime import date

from django.urls import path, register_converter

from orders import views


class DayConverter:
    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value):
        return date.fromisoformat(value)

    def to_url(self, value):
        return value.isoformat()


register_converter(DayConverter, "day")

urlpatterns = [
    path("", views.OrderListView.as_view(), name="order-list"),
    path("account/", views.AccountView.as_view(), name="account"),
    path("best-sellers/", views.best_sellers, name="best-sellers"),
    path("checkout/", views.checkout, name="checkout"),
    path("latest/", views.latest, name="latest-order"),
    path("quote/", views.quote, name="quote"),
    path("rates/", views.shipping_rates, name="shipping-rates"),
    path("reports/<day:day>/", views.report, name="report"),
    path("reports/<day:day>/numbers/", views.day_in_numbers, name="day-in-numbers"),
    path("<str:number>/", views.OrderDetailView.as_view(), name="order-detail"),
    path("<str:number>/balance/", views.balance, name="balance"),
    path("<str:number>/deliver/", views.deliver, name="deliver"),
    path("<str:number>/pay/", views.pay, name="pay"),
    path("<str:number>/receipt/", views.receipt, name="receipt"),
    path("<str:number>/receipt/resend/", views.resend_receipt, name="resend-receipt"),
    path("<str:number>/ship/", views.ship, name="ship"),
    path("<str:number>/status/", views.order_status, name="order-status"),
    path("<str:number>/track/", views.track, name="track"),
]
