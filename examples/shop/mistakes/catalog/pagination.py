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


def paginate(queryset: QuerySet, request: HttpRequest, size: int = PAGE_SIZE) -> Page:
    """The page of `queryset` that the request asks for; past the end, the last one."""
    total = queryset.count()
    pages = max(1, -(-total // size))
    number = min(page_number(request), pages)
    start = (number - 1) * size
    return Page(list(queryset[start : start + size]), number, pages, total)
