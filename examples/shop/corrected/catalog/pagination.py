from typing import NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 20


class Page(NamedTuple):
    items: list
    number: int
    pages: int
    total: int


def page_number(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    return max(1, int(text)) if text.isdigit() else 1


async def paginate(queryset: QuerySet, request: HttpRequest, size: int = PAGE_SIZE) -> Page:
    """The page of `queryset` that the request asks for; past the end, the last one."""
    total = await queryset.acount()
    pages = max(1, -(-total // size))
    number = min(page_number(request), pages)
    start = (number - 1) * size
    items = [item async for item in queryset[start : start + size]]
    return Page(items, number, pages, total)
