from __future__ import annotations

import pytest
from fix_programs import find, fix

from asynclint.fixes.apply import apply_fixes, edits
from asynclint.fixes.steps import AddImport, DropImport, Rewrite

USE = "\n\nasync def f():\n    time.sleep(1)\n"
MENDED = "\n\nasync def f():\n    await asyncio.sleep(1)\n"


def mended(head: str, rest: str = "") -> str:
    text = head + USE + rest
    return apply_fixes(text, [mend(text)]).text


def mend(text: str):  # type: ignore[no-untyped-def]
    call, name = find(text, "time.sleep(1)"), find(text, "time.sleep")
    rewrite = Rewrite(call, "await asyncio.sleep({0*})", (call,))
    return fix(rewrite, AddImport("asyncio"), DropImport(name))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import time\n", "import asyncio\n"),
        ("import os\nimport time\n", "import asyncio\nimport os\n"),
        ("import os, time\n", "import asyncio\nimport os\n"),
        ("import time, os\n", "import asyncio\nimport os\n"),
        ("import asyncio; import time\n", "import asyncio\n"),
        ('"""A view."""\n\nimport time\n', '"""A view."""\n\nimport asyncio\n'),
        ("import asyncio\n\nfrom mod import (\n    a,\n    time,\n)\n",
         "import asyncio\n\nfrom mod import (\n    a,\n)\n"),
        ("import asyncio\nfrom mod import time\n\nfrom .a import b\n",
         "import asyncio\n\nfrom .a import b\n"),
    ],
)  # fmt: skip
def test_an_import_that_nothing_uses_any_more_goes(before: str, after: str) -> None:
    assert mended(before) == after + MENDED


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        ("import asyncio\nimport time\n", "\n\ndef g():\n    return time.time()\n"),
        ("import asyncio\nimport time  # noqa: F401\n", ""),
        ("import asyncio\nimport time as time\n", ""),
        ("import asyncio\ntry:\n    import time\nexcept ImportError:\n    pass\n", ""),
        ("import asyncio\nimport time\n", "\n\n__all__ = ['f', 'time']\n"),
        ("import asyncio\nimport time\n", "\n\ndef g(x: 'time.struct_time'): ...\n"),
        ("import asyncio\nimport time\n", "\n\ndef g():\n    time = 3\n"),
    ],
)
def test_an_import_that_may_be_needed_stays(head: str, rest: str) -> None:
    assert mended(head, rest) == head + MENDED + rest


def test_a_name_that_other_files_take_from_this_one_stays() -> None:
    text = "import asyncio\nimport time\n" + USE

    assert apply_fixes(text, [mend(text)], is_kept=lambda name: name == "time").text == (
        "import asyncio\nimport time\n" + MENDED
    )


def test_a_keyword_or_attribute_of_that_name_is_no_use() -> None:
    rest = "\n\ng(time=1).time\n"

    assert mended("import asyncio\nimport time\n", rest) == "import asyncio\n" + MENDED + rest


def test_all_edits_are_told_in_places_of_the_text_as_it_is() -> None:
    text = "import asyncio\nimport time\n" + USE

    places = edits(text, mend(text))

    assert places[0] == (*find(text, "import time\n"), "")
    for start, end, new in reversed(places):
        text = text[:start] + new + text[end:]
    assert text == "import asyncio\n" + MENDED
