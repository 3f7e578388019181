"""Marks that are wrong about a program are told, in both directions."""

from __future__ import annotations

import textwrap

from .agreement import disagreements


def told(text: str, **files: str) -> list[str]:
    others = {f"{name.replace('__', '/')}.py": textwrap.dedent(t) for name, t in files.items()}
    return disagreements({**others, "views.py": textwrap.dedent(text)})


def test_marks_that_are_right_leave_nothing_to_say() -> None:
    assert (
        told(
            """\
            import time
            from shop.models import Book

            async def load():
                return 1

            async def view(request):
                Book.objects.count()  # error: [ASL201]
                time.sleep(1)  # error: [ASL302]
                value = load()  # error: [ASL105]
                return value + 1
            """
        )
        == []
    )


def test_a_mark_where_nothing_happens_is_told() -> None:
    [sentence] = told(
        """\
        from shop.models import Book

        async def view(request):
            books = Book.objects.all()  # error: [ASL201]
            return len([book async for book in books])
        """
    )
    assert sentence.startswith("views.py:4: ASL201 is marked, but nothing fitting happens there")


def test_a_mark_of_the_wrong_kind_is_told() -> None:
    [sentence] = told(
        """\
        import time

        async def view(request):
            time.sleep(1)  # error: [ASL201]
        """
    )
    assert sentence.startswith("views.py:4: ASL201 is marked")
    assert "blocks: time.sleep" in sentence


def test_misbehaviour_without_a_mark_is_told() -> None:
    [sentence] = told(
        """\
        from shop.models import Book

        async def view(request):
            return Book.objects.count()
        """
    )
    assert sentence == "not marked: unsafe-operation: BookQuerySet.count (views.py:4 in view)"


def test_a_mistake_explains_the_exceptions_that_follow_but_not_other_mistakes() -> None:
    [sentence] = told(
        """\
        import time

        async def load():
            return 1

        async def view(request):
            value = load()  # error: [ASL105]
            time.sleep(1)
            return value + 1
        """
    )
    assert sentence == "not marked: blocks: time.sleep (views.py:8 in view)"


def test_the_call_in_the_coroutine_may_be_marked_instead_of_the_line_below_it() -> None:
    helper = """\
        from shop.models import Order

        def total(pk):
            return Order.objects.get(pk=pk)
    """
    view = """\
        from shop.totals import total

        async def view(pk):
            return total(
                pk,  # error: [ASL311]
            )
    """
    assert told(view, shop__totals=helper) == []


def test_a_missed_mistake_still_has_to_happen() -> None:
    text = """\
        async def view(path):
            with open(path):  # missed: [ASL312] off by default
                pass
    """
    assert told(text) == []
    [sentence] = told(text.replace("open(path)", "memoryview(b'')"))
    assert sentence.startswith("views.py:2: ASL312 is marked")


def test_a_marked_function_that_cannot_be_run_says_what_it_needs() -> None:
    [sentence] = told(
        """\
        async def view(gadget):
            gadget.count()  # error: [ASL201]
        """
    )
    assert sentence == ("views.py:2: ASL201 is marked, but `view` was not run: no value for gadget")


def test_sync_functions_are_run_where_they_are_marked() -> None:
    text = """\
        async def notify():
            pass

        def view(request):
            notify()  # error: [ASL109]
    """
    assert told(text) == []
    assert told(text.replace("  # error: [ASL109]", "")) == []


def test_of_a_program_that_does_not_compile_only_the_first_reason_is_asked() -> None:
    text = """\
        def view(request):
            await request  # error: [ASL110]

        def other(request):
            await request  # error: [ASL110]
    """
    assert told(text) == []
    [sentence] = told(text.replace("  # error: [ASL110]", ""))
    assert sentence.startswith("not marked: raises: SyntaxError")
