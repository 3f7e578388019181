"""A server on the loopback interface that answers every request, and stands in for every host.

Programs may ask for any `http://` address: its name is resolved to this server, and nothing
leaves the machine. (`https://` would need certificates; such programs cannot be observed.)
"""

from __future__ import annotations

import ipaddress
import json
import threading
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FOREIGN = "127.99.0.1"  # what the names of foreign hosts are resolved to
ANSWER = json.dumps({"id": 1, "name": "lamp", "price": 10, "items": [1, 2]}).encode()


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(ANSWER)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(ANSWER)

    do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_GET

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


@cache
def port() -> int:
    """Start the server, once per process; returns the port that it listens on."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server.server_address[1])


def url() -> str:
    return f"http://127.0.0.1:{port()}/"


def resolve(real: Callable[..., Any], host: Any, *rest: Any, **options: Any) -> Any:
    """`socket.getaddrinfo`, with every foreign host found at one address."""
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or is_local(name):
        return real(host, *rest, **options)
    return real(FOREIGN, *rest, **options)


def reached(address: Any) -> Any:
    """Where a connection to an address is to go: to this server for foreign hosts."""
    if isinstance(address, tuple) and address[0] == FOREIGN:
        return ("127.0.0.1", port())
    return address


def is_local(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
