"""How long an editor waits: from opening a file to its first diagnostics, from a key to new ones.

    python scripts/editor_latency.py [--lines 100000] [--keys 60] [--root FOLDER --file FILE]

Without `--root` a project is generated. The server runs as a process of its own, as in an editor,
without a cache on the disk; times are those that the client sees.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

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

    async def start(self, root: Path) -> None:
        await self.client.start_io(sys.executable, "-m", "asynclint", "server", "--no-cache")
        folder = types.WorkspaceFolder(root.as_uri(), root.name)
        await self.client.initialize_async(
            types.InitializeParams(types.ClientCapabilities(), workspace_folders=[folder])
        )
        self.client.initialized(types.InitializedParams())

    async def until(self, version: int) -> int:
        """Wait for the diagnostics of a version; how many there are."""
        while True:
            params = await self.published.get()
            if params.version == version:
                return len(params.diagnostics)


async def measure(root: Path, file: Path, text: str, keys: int) -> tuple[float, list[float]]:
    session = Session()
    begin = time.perf_counter()
    await session.start(root)
    uri = file.as_uri()
    session.client.text_document_did_open(
        types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "python", 0, text))
    )
    await session.until(0)
    first = time.perf_counter() - begin
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
    await session.client.shutdown_async(None)
    session.client.exit(None)
    return first, taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--root", type=Path)
    parser.add_argument("--file", type=Path)
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
        first, taken = asyncio.run(measure(root.resolve(), file.resolve(), text, options.keys))
    taken.sort()
    print(f"{text.count(chr(10)):,} lines in the file")
    print(f"first diagnostics, start of the server included: {first:.2f} s")
    print(
        f"a key to new diagnostics: median {1000 * statistics.median(taken):.0f} ms,"
        f" p95 {1000 * taken[int(len(taken) * 0.95) - 1]:.0f} ms"
    )


if __name__ == "__main__":
    main()
