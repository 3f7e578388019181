"""The rows that every program finds in the database: at least two of each model, counted from 1."""

from __future__ import annotations

from datetime import date, datetime, timezone
from decimal import Decimal

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from shop.models import (
    Author,
    Book,
    Customer,
    Item,
    Order,
    OrderLine,
    Profile,
    Publisher,
    Review,
    Tag,
)


def create_rows() -> str:
    """Fill the empty tables; returns the key of a session in which the first user is logged in."""
    create_books()
    create_orders()
    Item.objects.bulk_create(
        Item(name=name, active=active)
        for name, active in [("lamp", True), ("rug", False), ("desk", True)]
    )
    return log_in()


def create_books() -> None:
    publisher, _ = [Publisher.objects.create(name=name) for name in ("Harbour", "Meadow")]
    tags = [Tag.objects.create(name=name) for name in ("novel", "sea")]
    for number, name in enumerate(["Ada", "Ben"], 1):
        author = Author.objects.create(name=name)
        Profile.objects.create(author=author, biography=f"{name} writes.")
        for volume in (1, 2):
            book = Book.objects.create(
                title=f"{name}'s book {volume}",
                author=author,
                publisher=publisher,
                published=date(2020 + number, volume, 1),
                price=Decimal(10 * number + volume),
            )
            book.tags.add(*tags)
            Review.objects.create(book=book, text="Well told.")


def create_orders() -> None:
    book = Book.objects.get(pk=1)
    for number, name in enumerate(["Cleo", "Dan"], 1):
        customer = Customer.objects.create(name=name, email=f"{name.lower()}@example.com")
        order = Order.objects.create(
            number=f"2024-{number}",
            customer=customer,
            placed=datetime(2024, number, 1, tzinfo=timezone.utc),
        )
        for quantity in (1, 2):
            OrderLine.objects.create(
                order=order, book=book, quantity=quantity, amount=quantity * book.price
            )


def log_in() -> str:
    user = get_user_model().objects.create_user("eve", "eve@example.com", "secret")
    get_user_model().objects.create_user("finn", "finn@example.com", "secret")
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key
