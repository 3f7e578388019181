"""Programs get what they need: arguments, data, models, receivers; and leave nothing behind."""

from __future__ import annotations

import textwrap
import threading

from .harness import observe
from .programs_of_tests import run, seen
from .recorder import BLOCKS, NEVER_AWAITED, UNSAFE


def test_two_functions_do_not_see_each_others_changes() -> None:
    observation = run(
        """\
        from shop.models import Book

        async def first():
            await Book.objects.all().adelete()
            return await Book.objects.acount()

        async def second():
            return await Book.objects.acount()
        """
    )
    assert observation.returned == {"views.first": 0, "views.second": 4}


def test_arguments_are_made_up_from_names_and_annotations() -> None:
    observation = run(
        """\
        from django.db.models import QuerySet
        from shop.models import Author, Book

        async def view(request, pk, book_id, book, writer: Author, books: QuerySet[Book], limit=3):
            found = [each.pk async for each in books]
            return request.method, pk, book_id, book.pk, writer.name, found, limit

        async def unknown(gadget):
            return 1
        """
    )
    assert observation.returned == {
        "views.view": ("GET", 1, 1, 1, "Ada", [1, 2, 3, 4], 3),
    }
    assert observation.skipped == {"views.unknown": "no value for gadget"}
    assert observation.events == ()


def test_a_comment_gives_other_arguments_or_leaves_a_function_out() -> None:
    observation = run(
        """\
        import time
        from shop.models import Book

        # oracle: view(pk=3, gadget=dict(size=2))
        async def view(pk, gadget):
            return pk, gadget

        # oracle: skip other
        async def other():
            time.sleep(1)
        """
    )
    assert observation.returned == {"views.view": (3, {"size": 2})}
    assert observation.events == ()


def test_the_user_of_a_request_is_loaded_when_it_is_used() -> None:
    observation = run(
        """\
        from asgiref.sync import sync_to_async

        async def view(request):
            user = request.user
            return user.username

        async def bridged(request):
            return await sync_to_async(lambda: request.user.username)()
        """
    )
    assert seen(observation) == [(UNSAFE, 5)]
    assert observation.returned == {"views.view": "eve", "views.bridged": "eve"}


def test_methods_of_class_based_views_are_run() -> None:
    observation = run(
        """\
        from django.http import HttpResponse
        from django.views import View
        from shop.models import Book

        class BookView(View):
            async def get(self, request, pk):
                return HttpResponse(Book.objects.get(pk=pk).title)
        """
    )
    assert seen(observation) == [(UNSAFE, 7)]
    assert observation.returned["views.BookView.get"].content == b"Ada's book 1"


def test_methods_of_managers_middleware_and_consumers_are_run() -> None:
    observation = run(
        """\
        import time
        from asgiref.sync import markcoroutinefunction
        from channels.generic.websocket import AsyncJsonWebsocketConsumer
        from shop.models import Book, BookQuerySet

        class Middleware:
            async_capable = True
            sync_capable = False

            def __init__(self, get_response):
                self.get_response = get_response
                markcoroutinefunction(self)

            async def __call__(self, request):
                time.sleep(1)
                return await self.get_response(request)

        class Consumer(AsyncJsonWebsocketConsumer):
            async def receive_json(self, content):
                Book.objects.get(pk=self.scope["url_route"]["kwargs"]["pk"])
                await self.send_json({"ok": True})
        """,
        shop__models="""\
        from django.db import models

        class BookQuerySet(models.QuerySet):
            async def atitles(self):
                self.count()
                return [book.title async for book in self]

        class Book(models.Model):
            title = models.CharField(max_length=50)
            objects = BookQuerySet.as_manager()
        """,
    )
    # The middleware is run by itself, and below Django's own.
    assert set(seen(observation)) == {(UNSAFE, 0), (BLOCKS, 15), (UNSAFE, 20)}
    assert observation.returned["shop.models.BookQuerySet.atitles"] == ["text 1", "text 2"]
    assert observation.returned["views.Middleware.__call__"].content == b"a page"


def test_caches_and_mail_are_seen_to_wait() -> None:
    observation = run(
        """\
        from django.core.cache import cache
        from django.core.mail import send_mail

        async def cached():
            cache.set("a", 1)
            await cache.aset("a", 2)
            return await cache.aget("a")

        async def mailed():
            send_mail("subject", "text", "me@example.com", ["you@example.com"])
        """
    )
    assert [(kind, line) for kind, line in dict.fromkeys(seen(observation))] == [
        (UNSAFE, 5),
        (BLOCKS, 10),
    ]
    assert observation.returned["views.cached"] == 2


def test_responses_are_sent_as_django_sends_them() -> None:
    observation = run(
        """\
        from django.http import StreamingHttpResponse
        from django.template.response import TemplateResponse
        from shop.models import Book

        async def template(request):
            return TemplateResponse(request, "page.html", {"books": Book.objects.all()})

        async def lines():
            yield "title"
            Book.objects.count()

        async def stream(request):
            return StreamingHttpResponse(lines())
        """
    )
    assert set(seen(observation)) == {(UNSAFE, 10)}
    assert {event.entry for event in observation.events} == {"views.lines", "views.stream"}


def test_sync_functions_are_run_outside_the_loop_when_they_are_asked_for() -> None:
    text = textwrap.dedent(
        """\
        from shop.models import Book

        async def notify():
            pass

        def view(request):
            notify()
            return Book.objects.count()
        """
    )
    assert seen(observe({"views.py": text})) == []
    assert seen(observe({"views.py": text}, also=["view"])) == [(NEVER_AWAITED, 7)]


def test_functions_that_exist_only_for_type_checkers_are_left_out() -> None:
    observation = run(
        """\
        from typing import TYPE_CHECKING

        if TYPE_CHECKING:
            async def view(request): ...
        """
    )
    assert observation.events == ()
    assert observation.skipped == {
        "views.view": "no value for the name: it is not defined at run time"
    }


def test_only_the_entry_is_run_when_one_is_named() -> None:
    text = "async def one():\n    return 1\n\nasync def two():\n    return 2\n"
    assert observe({"app/views.py": text}, "two").returned == {"app.views.two": 2}
    assert observe({"app/views.py": text}, "app.views.one").returned == {"app.views.one": 1}


def test_models_of_a_program_have_tables_and_rows() -> None:
    models = """\
        from django.conf import settings
        from django.db import models

        class Shelf(models.Model):
            label = models.CharField(max_length=20, unique=True)
            owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)

        class Box(models.Model):
            shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="boxes")
            twins = models.ManyToManyField("self")
            weight = models.DecimalField(max_digits=5, decimal_places=1)
    """
    views = """\
        from shop.models import Box, Shelf

        async def view(request, pk, shelf):
            box = await Box.objects.aget(pk=pk)
            label = box.shelf.label
            return label, await shelf.boxes.acount(), box.weight, await box.twins.acount()
    """
    observation = run(views, shop__models=models)
    assert seen(observation) == [(UNSAFE, 5)]
    assert observation.returned["views.view"] == ("text 1", 1, 1, 2)
    again = run(views, shop__models=models)
    assert again.returned == observation.returned


def test_models_of_one_program_are_gone_in_the_next() -> None:
    run(
        """\
        from django.db import models
        from django.contrib.auth.models import User

        class Gadget(models.Model):
            user = models.ForeignKey(User, on_delete=models.CASCADE)

        async def view(gadget):
            return gadget.pk
        """
    )
    observation = run(
        """\
        from django.apps import apps
        from django.contrib.auth.models import User

        async def view(request):
            names = [field.name for field in User._meta.get_fields()]
            return "gadget" in names, hasattr(User, "gadget_set"), "views" in apps.app_configs

        async def delete(request):
            await User.objects.filter(pk=1).adelete()
        """
    )
    assert observation.events == ()
    assert observation.returned["views.view"] == (False, False, True)


def test_nothing_stays_patched_after_a_run() -> None:
    import builtins
    import socket
    import time
    import warnings

    def state() -> tuple[object, ...]:
        return (
            time.sleep,
            builtins.open,
            socket.getaddrinfo,
            socket.socket.recv,
            threading.Lock,
            warnings.showwarning,
        )

    before = state()
    run("async def view(request):\n    pass\n")
    assert state() == before
