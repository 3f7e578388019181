"""What the views of customers have in common."""

from functools import wraps

from django.http import JsonResponse
from django.views import View

from orders import selectors
from orders.models import Order

SIGN_IN = "send your token in the X-Customer-Token header"


def customer_required(view):
    """For async view functions: 401 without a known customer."""

    @wraps(view)
    async def guarded(request, *args, **kwargs):
        if request.customer is None:
            return JsonResponse({"error": SIGN_IN}, status=401)
        return await view(request, *args, **kwargs)

    return guarded


class CustomerView(View):
    """Base of async class-based views for customers."""

    async def dispatch(self, request, *args, **kwargs):
        if request.customer is None:
            return JsonResponse({"error": SIGN_IN}, status=401)
        return await super().dispatch(request, *args, **kwargs)

    def own_orders(self) -> list[Order]:
        return list(selectors.orders_of(self.request.customer)[:50])


def order_row(order: Order) -> dict:
    return {"number": order.number, "status": order.status, "total": str(order.amount_due())}
