"""Addresses that programs may reverse or redirect to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path


def page(request: HttpRequest, **arguments: object) -> HttpResponse:
    return HttpResponse("a page")


urlpatterns = [
    path("", page, name="home"),
    path("books/", page, name="book-list"),
    path("books/<int:pk>/", page, name="book-detail"),
    path("orders/", page, name="order-list"),
    path("orders/<int:pk>/", page, name="order-detail"),
]
