"""Whether the language server's memory stays flat: a long day of typing, and what it holds then.

    python scripts/editor_memory.py [--edits 10000] [--samples 20] [--cache FOLDER]

A server is started as editors do. In a view and in the helper that it calls, letters are typed and
the calls change; after each edit the diagnostics for it are awaited, and they have to be right. Now
and then the user looks at a hover, at the hints and the fixes, opens and closes another file, and
checks the workspace. Printed is the resident memory of the server's process; the exit code is 1 if
it grows by more than a tenth from the first quarter on.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from asynclint.server.app import CHECK_WORKSPACE

VIEW = """\
import time

from django.contrib.auth.models import User
from helpers import load


async def view(request, pk):
    user = await User.objects.aget(pk=pk)
    name_{number} = "{typed}"
    {call}
    return [user.username, name_{number}, load(pk)]


async def listing(request):
    return [user.username async for user in User.objects.filter(is_active=True)]
"""
HELPER = """\
import requests


def load(pk):
    text_{number} = "{typed}"
    return {value}


class Rates:
    def __init__(self, currency):
        self.currency = currency

    def fetch(self):
        return load(self.currency)
"""
OTHER = (
    "from helpers import Rates\n\n\nasync def rates(request):\n    return Rates('EUR').fetch()\n"
)
FILES = {
    "pyproject.toml": "",
    "urls.py": "from django.urls import path\nfrom views import view\n\n"
    "urlpatterns = [path('', view)]\n",
    "other.py": OTHER,
}
PATIENCE = 120  # seconds until diagnostics must have come
OCCASION = 50  # edits from one look around to the next


class Sample(NamedTuple):
    edits: int
    memory: int  # bytes that the server's process holds
    seconds: float  # since the first edit


class Typist:
    """A server, two open files, and what is typed in them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.client = LanguageClient("typist", "1")
        self.shown: dict[str, types.PublishDiagnosticsParams] = {}
        self.news = asyncio.Event()
        self.views, self.helpers, self.other = (
            (root / name).as_uri() for name in ("views.py", "helpers.py", "other.py")
        )

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.shown[params.uri] = params
            self.news.set()

    async def start(self, arguments: tuple[str, ...]) -> None:
        for name, text in FILES.items():
            (self.root / name).write_text(text)
        await self.client.start_io(sys.executable, "-m", "asynclint", "server", *arguments)
        folder = types.WorkspaceFolder(self.root.as_uri(), "shop")
        await self.client.initialize_async(
            types.InitializeParams(
                types.ClientCapabilities(),
                workspace_folders=[folder],
                initialization_options={"inlayHints": True, "codeLens": True},
            )
        )
        self.client.initialized(types.InitializedParams())
        self.open(self.views, view(0))
        self.open(self.helpers, helper(0))

    def open(self, uri: str, text: str) -> None:
        item = types.TextDocumentItem(uri, "python", 0, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))

    async def edit(self, number: int) -> None:
        """One edit, of the view or of the helper, and the diagnostics that it leads to."""
        uri, text = (self.views, view(number)) if number % 2 else (self.helpers, helper(number))
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=uri, version=number),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )
        last_view, last_helper = number - (number + 1) % 2, number - number % 2
        expected = sorted(["ASL302"] * (last_view % 3 == 0) + ["ASL311"] * (last_helper % 4 == 0))

        def is_told() -> bool:
            told = self.shown.get(self.views)
            its = self.shown.get(uri)
            return (
                told is not None
                and its is not None
                and its.version == number
                and sorted(str(d.code) for d in told.diagnostics) == expected
            )

        while not is_told():
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), PATIENCE)

    async def look_around(self) -> None:
        """What users do between edits."""
        client, document = self.client, types.TextDocumentIdentifier(self.views)
        everything = types.Range(types.Position(0, 0), types.Position(99, 0))
        at = types.Position(10, 50)
        await client.text_document_hover_async(types.HoverParams(document, at))
        await client.text_document_inlay_hint_async(types.InlayHintParams(document, everything))
        await client.text_document_code_lens_async(types.CodeLensParams(document))
        actions = await client.text_document_code_action_async(
            types.CodeActionParams(document, everything, types.CodeActionContext([]))
        )
        for action in (actions or ())[:1]:
            await client.code_action_resolve_async(action)
        self.open(self.other, OTHER)
        other = types.TextDocumentIdentifier(self.other)
        client.text_document_did_close(types.DidCloseTextDocumentParams(other))
        await client.workspace_execute_command_async(types.ExecuteCommandParams(CHECK_WORKSPACE))

    def memory(self) -> int:
        """The resident memory of the server's process in bytes."""
        status = Path(f"/proc/{self.client._server.pid}/status").read_text()
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024

    async def end(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)


def view(number: int) -> str:
    call = "time.sleep(1)" if number % 3 == 0 else "pass"
    return VIEW.format(number=number, typed="x" * (number % 60), call=call)


def helper(number: int) -> str:
    value = 'requests.get("https://example.org")' if number % 4 == 0 else "pk"
    return HELPER.format(number=number, typed="x" * (number % 60), value=value)


async def measure(root: Path, edits: int, samples: int, arguments: tuple[str, ...]) -> list[Sample]:
    """Make the edits; the server's memory at the beginning, and that many times on the way."""
    typist = Typist(root)
    await typist.start(arguments)
    every, begin = max(1, edits // samples), time.perf_counter()
    taken = []
    for number in range(1, edits + 1):
        await typist.edit(number)
        if number % OCCASION == 0:
            await typist.look_around()
        if number % every == 0 or number == 1:
            taken.append(Sample(number, typist.memory(), time.perf_counter() - begin))
            print(f"{number:>7,} edits  {taken[-1].memory / 1e6:7.1f} MB", flush=True)
    await typist.end()
    return taken


def growth(taken: list[Sample]) -> float:
    """By how much memory grew from the first quarter on, as a share: the mean of the last few
    samples over the mean of as many at the quarter."""
    quarter, few = len(taken) // 4, max(1, len(taken) // 10)
    before = [sample.memory for sample in taken[quarter : quarter + few]]
    after = [sample.memory for sample in taken[-few:]]
    return (sum(after) / len(after)) / (sum(before) / len(before)) - 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--samples", type=int, default=20)
    parser.add_argument("--cache", help="a folder to keep the cache in (default: no cache)")
    options = parser.parse_args()
    arguments = ("--no-cache",) if options.cache is None else ("--cache-dir", options.cache)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        taken = asyncio.run(measure(root, options.edits, options.samples, arguments))
    grown = growth(taken)
    print(f"from the first quarter on: {grown:+.1%}, in {taken[-1].seconds:.0f} s")
    return 1 if grown > 0.1 else 0


if __name__ == "__main__":
    sys.exit(main())
