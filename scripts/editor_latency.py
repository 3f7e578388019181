"""How long an editor waits: from opening a file to its first diagnostics, from a key to new ones.

    python scripts/editor_latency.py [--lines 100000] [--keys 60] [--cache FOLDER]
    python scripts/editor_latency.py --root FOLDER --file FILE

Without `--root` a project is generated. The server runs as a process of its own, as in an editor,
without a cache on the disk unless `--cache` names a folder for it; times are those that the client
sees, and the processor time that the server took for it, which tells more on a busy machine.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types
from make_project import make
from pygls.lsp.client import LanguageClient

FUNCTION = """

async def view_{number}(request, pk):
    rows = []
    async for book in Book.objects.filter(pk=pk):
        if book.title:
            rows.append(book.title)
    total = len(rows)
    if total > {number}:
        return rows[0]
    return total
"""
HEAD = "import time\n\nfrom app_0.models import Book\n"


class Session:
    """A server and what it published."""

    def __init__(self) -> None:
        self.client = LanguageClient("latency", "1")
        self.published: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.published.put_nowait(params)

    async def start(self, root: Path, arguments: tuple[str, ...]) -> None:
        await self.client.start_io(sys.executable, "-m", "asynclint", "server", *arguments)
        folder = types.WorkspaceFolder(root.as_uri(), root.name)
        await self.client.initialize_async(
            types.InitializeParams(types.ClientCapabilities(), workspace_folders=[folder])
        )
        self.client.initialized(types.InitializedParams())

    def processor(self) -> float:
        """Seconds of processor time that the server has taken; 0 where the system does not tell."""
        try:
            stat = Path(f"/proc/{self.client._server.pid}/stat").read_text()
        except OSError:
            return 0.0
        user, system = stat.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    async def until(self, version: int) -> int:
        """Wait for the diagnostics of a version; how many there are."""
        while True:
            params = await self.published.get()
            if params.version == version:
                return len(params.diagnostics)


class Waited(NamedTuple):
    """Seconds, by the clock and of the processor."""

    first: float
    first_processor: float
    keys: list[float]
    keys_processor: float  # of all keys


async def measure(
    root: Path, file: Path, text: str, keys: int, arguments: tuple[str, ...]
) -> Waited:
    session = Session()
    begin = time.perf_counter()
    await session.start(root, arguments)
    uri = file.as_uri()
    session.client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "python", 0, text))
    )
    await session.until(0)
    first, processor = time.perf_counter() - begin, session.processor()
    taken = []
    for version in range(1, keys + 1):
        # A statement is typed, letter by letter, in the middle of the file.
        lines = text.splitlines(keepends=True)
        lines.insert(len(lines) // 2, f"# {'x' * version}\n")
        begin = time.perf_counter()
        session.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=uri, version=version),
                [types.TextDocumentContentChangeWholeDocument("".join(lines))],
            )
        )
        await session.until(version)
        taken.append(time.perf_counter() - begin)
    taken.sort()
    found = Waited(first, processor, taken, session.processor() - processor)
    await session.client.shutdown_async(None)
    session.client.exit(None)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--root", type=Path)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--cache", help="a folder to keep the cache in (default: no cache)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root, file = options.root, options.file
        if root is None:
            root = Path(folder)
            make(root, options.lines, options.lines // 500)
            file = root / "typed.py"
            count = 1000 // FUNCTION.count("\n")
            file.write_text(HEAD + "".join(FUNCTION.format(number=n) for n in range(count)))
        text = file.read_text("utf-8")
        arguments = ("--no-cache",) if options.cache is None else ("--cache-dir", options.cache)
        waited = asyncio.run(measure(root.resolve(), file.resolve(), text, options.keys, arguments))
    keys = waited.keys
    print(f"{text.count(chr(10)):,} lines in the file")
    print(
        f"first diagnostics, start of the server included: {waited.first:.2f} s"
        f" ({waited.first_processor:.2f} s of the processor)"
    )
    print(
        f"a key to new diagnostics: median {1000 * statistics.median(keys):.0f} ms,"
        f" p95 {1000 * keys[int(len(keys) * 0.95) - 1]:.0f} ms"
        f" ({1000 * waited.keys_processor / len(keys):.0f} ms of the processor each)"
    )


if __name__ == "__main__":
    main()
