"""Async-only middleware: who is asking, and which pages people look for in vain."""

from asgiref.sync import markcoroutinefunction
from django.db.models import F

from catalog.models import MissingPage
from orders.models import Customer


class AsyncMiddleware:
    """What Django needs to know to run a middleware on the event loop."""

    async_capable = True
    sync_capable = False

    def __init__(self, get_response):
        self.get_response = get_response
        markcoroutinefunction(self)


class CustomerMiddleware(AsyncMiddleware):
    """Set `request.customer` from the `X-Customer-Token` header, or to None."""

    async def __call__(self, request):
        token = request.headers.get("X-Customer-Token")
        request.customer = None
        if token:
            request.customer = await Customer.objects.filter(token=token).afirst()
        return await self.get_response(request)


class MissingPageMiddleware(AsyncMiddleware):
    """Count the addresses that answer 404, so that somebody can add a redirect."""

    async def __call__(self, request):
        response = await self.get_response(request)
        if response.status_code == 404:
            await self.remember(request.path)
        return response

    async def remember(self, path):
        page, _ = await MissingPage.objects.aget_or_create(path=path)
        await MissingPage.objects.filter(pk=page.pk).aupdate(hits=F("hits") + 1)
