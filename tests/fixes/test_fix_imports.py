from __future__ import annotations

import pytest
from fix_programs import after, find, fix, refusal

from asynclint.diagnostics import Span
from asynclint.fixes.apply import apply_fixes
from asynclint.fixes.steps import AddImport, Rewrite, Step

SYNC = AddImport("asgiref.sync", "sync_to_async")
ASYNCIO = AddImport("asyncio")


def in_thread(text: str) -> Rewrite:
    """`f()` → `await sync_to_async(f)()`"""
    span = find(text, "f()")
    return Rewrite(span, "await sync_to_async({0})({1*})", (Span(span.start, span.start + 1), span))


def slept(text: str) -> Rewrite:
    """`sleep(1)` → `await asyncio.sleep(1)`"""
    return Rewrite(find(text, "sleep(1)"), "await asyncio.sleep({0})", (find(text, "1"),))


# --- where a new line goes: the head of a file, the import, the head afterwards

PLACES = [
    # the first import of a file
    ("x = 1", ASYNCIO, "import asyncio\n\nx = 1"),
    ("def g(): pass", ASYNCIO, "import asyncio\n\n\ndef g(): pass"),
    ("@d\nclass A: pass", ASYNCIO, "import asyncio\n\n\n@d\nclass A: pass"),
    ('"""Doc."""\n\nx = 1', ASYNCIO, '"""Doc."""\n\nimport asyncio\n\nx = 1'),
    ('"""Doc."""\nx = 1', ASYNCIO, '"""Doc."""\n\nimport asyncio\n\nx = 1'),
    ('"""Doc."""  # !\n\n\ndef g(): pass', SYNC,
     '"""Doc."""  # !\n\nfrom asgiref.sync import sync_to_async\n\n\ndef g(): pass'),
    ("#!/usr/bin/python\n# coding: utf-8\nx = 1", ASYNCIO,
     "#!/usr/bin/python\n# coding: utf-8\nimport asyncio\n\nx = 1"),
    ("# Licence.\n\n# the one\nx = 1", ASYNCIO, "# Licence.\n\nimport asyncio\n\n# the one\nx = 1"),
    ("try:\n    import a\nexcept E:\n    a = 1", ASYNCIO,
     "import asyncio\n\ntry:\n    import a\nexcept E:\n    a = 1"),
    # sections
    ("import os", ASYNCIO, "import asyncio\nimport os"),
    ("import abc", ASYNCIO, "import abc\nimport asyncio"),
    ("import abc  # base\nimport os", ASYNCIO, "import abc  # base\nimport asyncio\nimport os"),
    ("# system\nimport os", ASYNCIO, "# system\nimport asyncio\nimport os"),
    ("from abc import ABC", ASYNCIO, "import asyncio\nfrom abc import ABC"),
    ("from os import path", AddImport("asyncio", "sleep"),
     "from asyncio import sleep\nfrom os import path"),
    ("import os", SYNC, "import os\n\nfrom asgiref.sync import sync_to_async"),
    ("import django", ASYNCIO, "import asyncio\n\nimport django"),
    ("from __future__ import annotations", ASYNCIO,
     "from __future__ import annotations\n\nimport asyncio"),
    ("from __future__ import annotations\n\nimport django", ASYNCIO,
     "from __future__ import annotations\n\nimport asyncio\n\nimport django"),
    ("import os\n\nfrom django import forms\n\nfrom . import models", SYNC,
     "import os\n\nfrom asgiref.sync import sync_to_async\nfrom django import forms\n\n"
     "from . import models"),
    ("import os\n\nfrom . import models", SYNC,
     "import os\n\nfrom asgiref.sync import sync_to_async\n\nfrom . import models"),
    ("from . import models", SYNC,
     "from asgiref.sync import sync_to_async\n\nfrom . import models"),
    ("import os\nfrom . import models", SYNC,
     "import os\nfrom asgiref.sync import sync_to_async\nfrom . import models"),
    # an order of its own: by name, whatever the kind
    ("from abc import ABC\nimport os", ASYNCIO, "from abc import ABC\nimport asyncio\nimport os"),
    # no order at all
    ("import os\nimport abc", ASYNCIO, "import asyncio\nimport os\nimport abc"),
    # the first run of imports
    ("from __future__ import annotations\n\n__all__ = []\n\nimport os\n\nx = 1\n\nimport zlib",
     ASYNCIO,
     "from __future__ import annotations\n\n__all__ = []\n\nimport asyncio\nimport os\n\nx = 1\n\n"
     "import zlib"),
    ("import os; import sys", SYNC,
     "import os; import sys\n\nfrom asgiref.sync import sync_to_async"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "step", "expected"), PLACES)
def test_a_new_import_goes_where_isort_would_put_it(head: str, step: Step, expected: str) -> None:
    tail = "\n\n\nasync def last():\n    pass\n"

    assert after(head + tail, step) == expected + tail


def test_modules_of_the_project_are_told_from_those_of_third_parties() -> None:
    before = "import os\n\nfrom shop import x\n"

    outcome = apply_fixes(before, [fix(SYNC)], first_party={"shop"})

    assert outcome.text == (
        "import os\n\nfrom asgiref.sync import sync_to_async\n\nfrom shop import x\n"
    )


def test_several_imports_go_to_their_places_together() -> None:
    before = "import os\n\nimport django\n"
    fixes = [
        fix(AddImport("asgiref.sync", "sync_to_async"), ASYNCIO),
        fix(AddImport("asgiref.sync", "async_to_sync"), AddImport("zlib")),
    ]

    assert apply_fixes(before, fixes).text == (
        "import asyncio\nimport os\nimport zlib\n\nimport django\n"
        "from asgiref.sync import async_to_sync, sync_to_async\n"
    )


def test_an_import_at_the_end_of_a_file_without_a_final_newline() -> None:
    assert after("import abc", ASYNCIO) == "import abc\nimport asyncio"


def test_the_line_ends_of_the_file_are_used() -> None:
    assert after("import os\r\nx = 1\r\n", ASYNCIO) == "import asyncio\r\nimport os\r\nx = 1\r\n"


# --- joining an import of the same module

JOINED = [
    ("from asgiref.sync import a", "from asgiref.sync import a, sync_to_async"),
    ("from asgiref.sync import z", "from asgiref.sync import sync_to_async, z"),
    ("from asgiref.sync import a, z  # two",
     "from asgiref.sync import a, sync_to_async, z  # two"),
    ("from asgiref.sync import z, a", "from asgiref.sync import z, a, sync_to_async"),
    ("from asgiref.sync import B, C, a", "from asgiref.sync import B, C, a, sync_to_async"),
    ("from asgiref.sync import (a, z)", "from asgiref.sync import (a, sync_to_async, z)"),
    ("from asgiref.sync import (a,)", "from asgiref.sync import (a, sync_to_async,)"),
    ("from asgiref.sync import a, \\\n    z",
     "from asgiref.sync import a, \\\n    sync_to_async, z"),
    ("from asgiref.sync import (\n    a,\n    z,\n)",
     "from asgiref.sync import (\n    a,\n    sync_to_async,\n    z,\n)"),
    ("from asgiref.sync import (\n    a,  # first\n    # last\n    z\n)",
     "from asgiref.sync import (\n    a,  # first\n    sync_to_async,\n    # last\n    z\n)"),
    ("from asgiref.sync import (  # all\n    z,\n)",
     "from asgiref.sync import (  # all\n    sync_to_async,\n    z,\n)"),
    ("from asgiref.sync import (\n    a,\n    b,  # why\n)",
     "from asgiref.sync import (\n    a,\n    b,  # why\n    sync_to_async,\n)"),
    ("from asgiref.sync import (\n    a,\n    b  # why\n)",
     "from asgiref.sync import (\n    a,\n    b,  # why\n    sync_to_async\n)"),
    ("from asgiref.sync import a as b, c", "from asgiref.sync import a as b, c, sync_to_async"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "expected"), JOINED)
def test_a_name_joins_the_import_of_its_module(before: str, expected: str) -> None:
    assert after(before + "\n\nx = 1\n", SYNC) == expected + "\n\nx = 1\n"


@pytest.mark.parametrize(
    "other",
    [
        "from asgiref.sync import *",
        "from asgiref.sync import a as b",
        "if TYPE_CHECKING:\n    from asgiref.sync import a",
        "def g():\n    from asgiref.sync import a",
    ],
)
def test_a_name_does_not_join_stars_aliases_and_imports_further_in(other: str) -> None:
    fixed = after(f"import os\n\n{other}\n", SYNC)

    assert "\nfrom asgiref.sync import sync_to_async\n" in fixed
    assert f"\n{other}\n" in fixed


def test_a_file_with_a_line_for_every_name_gets_another_line() -> None:
    before = "from asgiref.sync import a\nfrom asgiref.sync import b\n"

    assert after(before, SYNC) == before + "from asgiref.sync import sync_to_async\n"


# --- what is there already is used as it is called


@pytest.mark.parametrize(
    ("head", "spelling"),
    [
        ("from asgiref.sync import sync_to_async", "sync_to_async"),
        ("from asgiref.sync import sync_to_async as s2a", "s2a"),
        ("from asgiref.sync import (\n    a,\n    sync_to_async as s2a,\n)", "s2a"),
        ("try:\n    from asgiref.sync import sync_to_async\nexcept E:\n    sync_to_async = None",
         "sync_to_async"),
    ],
)  # fmt: skip
def test_an_import_that_is_there_is_used_under_its_name(head: str, spelling: str) -> None:
    before = f"{head}\n\nasync def main():\n    f()\n"

    assert after(before, SYNC, in_thread(before)) == (
        f"{head}\n\nasync def main():\n    await {spelling}(f)()\n"
    )


@pytest.mark.parametrize(
    ("head", "spelling"),
    [
        ("import asyncio", "asyncio"),
        ("import asyncio as aio", "aio"),
        ("import asyncio.subprocess", "asyncio"),
    ],
)
def test_a_module_that_is_there_is_used_under_its_name(head: str, spelling: str) -> None:
    before = f"{head}\n\nasync def main():\n    sleep(1)\n"

    assert after(before, ASYNCIO, slept(before)) == (
        f"{head}\n\nasync def main():\n    await {spelling}.sleep(1)\n"
    )


def test_only_whole_names_of_a_template_are_adapted() -> None:
    before = "import asyncio as aio\nsleep(1)\n"
    template = "asyncio.asyncio(x.asyncio, myasyncio, asyncio)"
    step = Rewrite(find(before, "sleep(1)"), template)

    assert after(before, ASYNCIO, step) == (
        "import asyncio as aio\naio.asyncio(x.asyncio, myasyncio, aio)\n"
    )


def test_an_import_in_the_same_function_is_used() -> None:
    before = """\
async def main():
    from asgiref.sync import sync_to_async as s2a
    f()
"""

    assert after(before, SYNC, in_thread(before)) == before.replace("f()", "await s2a(f)()")


@pytest.mark.parametrize(
    "body",
    [
        "async def other():\n    from asgiref.sync import sync_to_async",
        "if TYPE_CHECKING:\n    from asgiref.sync import sync_to_async",
        "class A:\n    sync_to_async = 1",
        "[sync_to_async for sync_to_async in x]",
        "def g(sync_to_async): pass",
        "x.sync_to_async = g(sync_to_async=1)",
        "x = 1\nfrom mine import sync_to_async as other",
    ],
)
def test_a_name_that_means_something_elsewhere_is_in_nobody_s_way(body: str) -> None:
    before = f"import os\n\n\n{body}\n\nasync def main():\n    f()\n"

    fixed = after(before, SYNC, in_thread(before))

    assert fixed == "import os\n\nfrom asgiref.sync import sync_to_async\n" + before.replace(
        "import os\n", ""
    ).replace("f()", "await sync_to_async(f)()")


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("sync_to_async = 1", "this module"),
        ("def sync_to_async(): pass", "this module"),
        ("from mine import sync_to_async", "this module"),
        ("for sync_to_async in x: pass", "this module"),
        ("with x as (y, *sync_to_async): pass", "this module"),
        ("try:\n    pass\nexcept E as sync_to_async:\n    pass", "this module"),
        ("match x:\n    case [sync_to_async]: pass", "this module"),
        ("def g():\n    global sync_to_async\n    sync_to_async = 1", "this module"),
        ("[(sync_to_async := y) for y in x]", "this module"),
    ],
)
def test_a_name_that_means_something_else_in_the_module_refuses_the_fix(
    body: str, where: str
) -> None:
    before = f"{body}\n\nasync def main():\n    f()\n"

    assert refusal(before, SYNC, in_thread(before)) == (
        f"`sync_to_async` means something else in {where}"
    )


@pytest.mark.parametrize(
    ("function", "where"),
    [
        ("async def main(sync_to_async):\n    f()", "`main`"),
        ("async def main():\n    f()\n    sync_to_async = 1", "`main`"),
        ("async def main():\n    f()\n    from asgiref.sync import sync_to_async", "`main`"),
        ("async def main(*sync_to_async):\n    async def inner():\n        f()", "`main`"),
        ("x = lambda sync_to_async: f()", "a lambda"),
        ("x = [f() for sync_to_async in y]", "a comprehension"),
        ("class A:\n    sync_to_async = 1\n    x = f()", "`A`"),
    ],
)
def test_a_name_that_means_something_else_where_it_is_used_refuses_the_fix(
    function: str, where: str
) -> None:
    before = f"from asgiref.sync import sync_to_async\n\n{function}\n"

    assert refusal(before, SYNC, in_thread(before)) == (
        f"`sync_to_async` means something else in {where}"
    )


def test_names_of_a_class_are_not_seen_in_its_methods() -> None:
    before = "class A:\n    sync_to_async = 1\n    async def g(self):\n        f()\n"

    assert "await sync_to_async(f)()" in after(before, SYNC, in_thread(before))


def test_another_submodule_does_not_stand_in_the_way_of_a_module() -> None:
    before = "import os.path\nx()\n"
    step = Rewrite(find(before, "x()"), "os.sub.x()")

    assert after(before, AddImport("os.sub"), step) == "import os.path\nimport os.sub\nos.sub.x()\n"


def test_two_fixes_cannot_import_one_name_from_two_modules() -> None:
    fixes = [fix(AddImport("asyncio", "sleep")), fix(AddImport("anyio", "sleep"))]

    outcome = apply_fixes("x = 1\n", fixes)

    assert outcome.text == "from asyncio import sleep\n\nx = 1\n"
    assert outcome.reasons == ("`sleep` means something else in another fix",)


def test_two_submodules_can_be_imported_together() -> None:
    assert after("x = 1\n", AddImport("a.b"), AddImport("a.c")) == (
        "import a.b\nimport a.c\n\nx = 1\n"
    )


def test_an_import_that_no_template_names_is_added_all_the_same() -> None:
    assert after("x = 1\n", ASYNCIO) == "import asyncio\n\nx = 1\n"
    assert after("import asyncio\nx = 1\n", ASYNCIO) == "import asyncio\nx = 1\n"
