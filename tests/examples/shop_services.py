"""The services around the shop (carrier, payments, warehouse) as one small local HTTP server."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Answer(BaseHTTPRequestHandler):
    server: Services

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

    do_PUT = do_POST

    def _answer(self, body: bytes) -> None:
        path = self.path.partition("?")[0]
        seen = self.server.count(f"{self.command} {path}")
        status, data = 202, {}
        if path == "/carrier/rate":
            status, data = 200, {"price": "4.90"}
        elif path.startswith("/carrier/parcels/"):
            status, data = 200, {"place": "Linz", "delivered": False}
        elif path.startswith("/payments/charges/slow"):
            status, data = 200, {"status": "settled" if seen > 1 else "pending", "amount": "68.90"}
        elif path.startswith("/payments/charges/"):
            status, data = 200, {"status": "settled", "amount": "68.90"}
        elif path.startswith("/warehouse/orders/BUSY"):
            status = 202 if seen > 1 else 503
        if body:
            self.server.bodies.append(json.loads(body))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class Services(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.calls: dict[str, int] = {}
        self.bodies: list[dict[str, str]] = []

    def start(self) -> str:
        """Serve in a thread; the base address."""
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server_address[1]}"

    def count(self, call: str) -> int:
        self.calls[call] = self.calls.get(call, 0) + 1
        return self.calls[call]

    def forget(self) -> None:
        self.calls.clear()
        self.bodies.clear()
