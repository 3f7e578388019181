"""The oracle sees each kind of misbehaviour on its line, and nothing in programs that are right."""

from __future__ import annotations

import textwrap
import threading

from .harness import Observation, observe
from .recorder import BLOCKS, NEVER_AWAITED, RAISES, UNSAFE, WRONG_VALUE


def run(text: str, **files: str) -> Observation:
    """Observe `views.py`, with other files given as `shop__totals=…`."""
    others = {f"{name.replace('__', '/')}.py": textwrap.dedent(t) for name, t in files.items()}
    return observe({**others, "views.py": textwrap.dedent(text)})


def seen(observation: Observation) -> list[tuple[str, int]]:
    """Each event as its kind and its deepest line in views.py."""
    return [
        (event.kind, next((f.line for f in event.frames if f.path == "views.py"), 0))
        for event in observation.events
    ]


def kinds_at(observation: Observation, line: int) -> set[str]:
    return {kind for kind, at in seen(observation) if at == line}


def test_a_clean_program_has_no_events() -> None:
    observation = run(
        """
        import asyncio
        from django.http import JsonResponse
        from shop.models import Book

        async def detail(request, pk):
            await asyncio.sleep(1)
            book = await Book.objects.select_related("author").aget(pk=pk)
            titles = [other.title async for other in Book.objects.by(book.author)]
            return JsonResponse({"author": book.author.name, "titles": titles})
        """
    )
    assert observation.events == ()
    assert observation.returned["views.detail"].status_code == 200
    assert b"Ada's book 2" in observation.returned["views.detail"].content


def test_an_exception_is_seen_on_its_line_with_all_frames_of_the_program() -> None:
    observation = run(
        """\
        from shop.answers import first

        async def view(request):
            return first([])
        """,
        shop__answers="""\
        def first(rows):
            return rows[0]
        """,
    )
    [event] = observation.events
    assert (event.kind, event.exception) == (RAISES, IndexError)
    assert event.lines == {"shop/answers.py": {2}, "views.py": {4}}
    assert event.frames[0].function == "first"
    assert event.entry == "views.view"


def test_several_async_unsafe_operations_of_one_function_are_all_seen() -> None:
    observation = run(
        """\
        from shop.models import Book

        async def view(request):
            Book.objects.count()
            for book in Book.objects.all():
                book.author.name
                book.save()
            return len(Book.objects.affordable())
        """
    )
    assert seen(observation) == [(UNSAFE, line) for line in (4, 5, 6, 7, 8)]
    assert [event.detail for event in observation.events[:2]] == [
        "BookQuerySet.count",
        "BookQuerySet.__iter__",
    ]


def test_an_unsafe_operation_in_a_helper_names_the_line_of_the_coroutine_too() -> None:
    observation = run(
        """\
        from shop.totals import total

        async def view(request, pk):
            return total(pk)
        """,
        shop__totals="""\
        from shop.models import Order

        def total(pk):
            return Order.objects.get(pk=pk).total()
        """,
    )
    assert [event.kind for event in observation.events] == [UNSAFE, UNSAFE]
    assert observation.events[0].lines == {"shop/totals.py": {4}, "views.py": {4}}
    assert observation.returned["views.view"] == 11 + 22


def test_a_coroutine_that_is_never_awaited_is_seen_where_it_was_created() -> None:
    observation = run(
        """\
        import asyncio
        from asgiref.sync import sync_to_async
        from shop.models import Book

        async def load():
            return 1

        async def bare(request):
            load()
            asyncio.sleep(1)
            sync_to_async(len)([])
            Book.objects.acount()

        async def used(request):
            value = load()
            if value:
                return value.real
        """
    )
    assert kinds_at(observation, 9) == {NEVER_AWAITED}
    assert kinds_at(observation, 10) == {NEVER_AWAITED}
    assert kinds_at(observation, 11) == {NEVER_AWAITED}
    assert kinds_at(observation, 12) == {NEVER_AWAITED}
    assert kinds_at(observation, 15) == {NEVER_AWAITED}
    assert kinds_at(observation, 17) == {RAISES}


def test_a_gathering_that_nobody_awaits_is_seen_and_one_that_is_awaited_is_not() -> None:
    observation = run(
        """\
        import asyncio

        async def load():
            return 1

        async def dropped():
            asyncio.gather(load(), load())

        async def awaited():
            both = asyncio.gather(load(), load())
            return await both

        async def waited_for():
            await asyncio.wait_for(asyncio.gather(load()), 1)
        """
    )
    assert seen(observation) == [(NEVER_AWAITED, 7)]


def test_a_coroutine_that_is_returned_is_a_wrong_value() -> None:
    observation = run(
        """\
        async def load():
            return 1

        async def view(request):
            return load()
        """
    )
    assert seen(observation) == [(WRONG_VALUE, 5)]


def test_a_page_that_shows_a_coroutine_is_a_wrong_value() -> None:
    observation = run(
        """\
        from django.http import HttpResponse

        async def load():
            return 1

        async def view(request):
            return HttpResponse(f"the answer is {load()}")
        """
    )
    assert set(seen(observation)) == {(NEVER_AWAITED, 7), (WRONG_VALUE, 0)}


def test_blocking_calls_on_the_loop_are_seen_on_their_lines() -> None:
    observation = run(
        """\
        import os, subprocess, time, urllib.request
        from pathlib import Path

        async def view(request, url, path):
            time.sleep(60)
            urllib.request.urlopen(url).read()
            subprocess.run(["true"])
            os.listdir("/")
            Path(path).read_text()
            Path(path).exists()
            with open(path) as file:
                text = file.read()
                for line in file:
                    pass
            return text
        """
    )
    assert {kind for kind, _ in seen(observation)} == {BLOCKS}
    assert {line for _, line in seen(observation)} == {5, 6, 7, 8, 9, 10, 11, 12, 13}


def test_http_clients_are_seen_to_block_unless_they_are_async() -> None:
    observation = run(
        """\
        import httpx
        import requests

        async def blocking(url):
            requests.get(url)
            httpx.get("http://api.example.com/items")

        async def native():
            async with httpx.AsyncClient() as client:
                answer = await client.get("http://api.example.com/items")
            return answer.json()
        """
    )
    assert set(seen(observation)) == {(BLOCKS, 5), (BLOCKS, 6)}
    assert observation.returned["views.native"]["name"] == "lamp"


def test_waiting_for_a_lock_or_a_thread_blocks_and_does_not_hang() -> None:
    observation = run(
        """\
        import queue, threading

        lock = threading.Lock()

        async def locked():
            with lock:
                pass

        async def joined():
            thread = threading.Thread(target=print)
            thread.start()
            thread.join()

        async def signalled():
            threading.Event().wait()

        async def queued():
            queue.Queue().get()
        """
    )
    assert [event for event in seen(observation) if event[0] == BLOCKS] == [
        (BLOCKS, 6),
        (BLOCKS, 12),
        (BLOCKS, 15),
        (BLOCKS, 18),
    ]


def test_the_locks_of_others_are_real_locks_while_a_program_runs() -> None:
    observation = run(
        f"""\
        from {__name__} import lock_of_somebody_else

        async def view(request):
            return type(lock_of_somebody_else())
        """
    )
    assert observation.returned["views.view"] is type(threading.Lock())


def lock_of_somebody_else() -> object:
    return threading.Lock()


def test_work_in_threads_is_not_reported() -> None:
    observation = run(
        """\
        import asyncio, time
        from asgiref.sync import sync_to_async
        from shop.models import Book

        def work(path):
            time.sleep(60)
            with open(path) as file:
                return file.read(), Book.objects.count()

        async def bridged(path):
            return await sync_to_async(work)(path)

        async def threaded(path):
            return await asyncio.to_thread(work, path)

        async def executed(path):
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(None, work, path)
        """
    )
    assert observation.events == ()
    assert observation.returned["views.threaded"] == ("first line\nsecond line\n", 4)


def test_what_libraries_do_for_themselves_is_not_the_programs_blocking() -> None:
    observation = run(
        """\
        import asyncio
        from django.shortcuts import render

        async def view(request):
            import colorsys  # the import system reads a file
            process = await asyncio.create_subprocess_exec("true")
            await process.wait()
            return render(request, "page.html", {})
        """
    )
    assert observation.events == ()


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
        from channels.generic.websocket import AsyncJsonWebsocketConsumer
        from shop.models import Book, BookQuerySet

        class Middleware:
            def __init__(self, get_response):
                self.get_response = get_response

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
    assert seen(observation) == [(UNSAFE, 0), (BLOCKS, 10), (UNSAFE, 15)]
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


def test_a_program_that_does_not_compile_or_import_raises_on_that_line() -> None:
    [event] = observe({"views.py": "\ndef view(request):\n    await request\n"}).events
    assert (event.exception, event.lines) == (SyntaxError, {"views.py": {3}})
    [event] = observe({"views.py": "import asyncio\nimport no_such_module\n"}).events
    assert (event.exception, event.lines) == (ModuleNotFoundError, {"views.py": {2}})


def test_the_exception_of_a_task_that_nobody_awaits_is_seen() -> None:
    observation = run(
        """\
        import asyncio

        async def work():
            return 1 / 0

        async def view(request):
            task = asyncio.create_task(work())
            await asyncio.sleep(1)

        # oracle: skip work
        """
    )
    assert seen(observation) == [(RAISES, 4)]


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
