"""The oracle sees each kind of misbehaviour on its line, and nothing in programs that are right."""

from __future__ import annotations

import threading

from .harness import observe
from .programs_of_tests import kinds_at, run, seen
from .recorder import BLOCKS, NEVER_AWAITED, RAISES, UNSAFE, WRONG_VALUE


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


def test_of_work_in_threads_only_a_connection_left_open_is_reported() -> None:
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
    assert [(event.kind, event.entry) for event in observation.events] == [
        ("left-open", "views.threaded"),
        ("left-open", "views.executed"),
    ]
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
