"""The name that sites know, before a stage: whom it leads to is changed as DNS or the edge's origin is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx

LEFT_OUT = {"content-encoding", "content-length", "connection", "transfer-encoding"}


@dataclass
class Front:
    """A door on a port of its own, and where it leads."""

    leads_to: str
    port: int = 0


@contextmanager
def front(leads_to: str) -> Iterator[Front]:
    """The door, for as long as the block lasts."""
    door = Front(leads_to)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                answer = httpx.get(door.leads_to + self.path, timeout=30)
            except httpx.TransportError:
                self.send_error(502)
                return
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name.lower() not in LEFT_OUT:
                    self.send_header(name, value)
            self.send_header("content-length", str(len(answer.content)))
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *_: object) -> None:
            """Nothing: who asks is nobody's business."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        door.port = server.server_port
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield door
        finally:
            server.shutdown()
            thread.join()
