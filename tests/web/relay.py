"""A relay between a page and its line: it swallows what goes either way, or holds answers back, and all looks well."""

import contextlib
import select
import socket
from socketserver import BaseRequestHandler, ThreadingTCPServer
from urllib.parse import urlsplit, urlunsplit

from tests.web.serving import serves


class Relay(ThreadingTCPServer):
    """Stands before the socket of `url`; `swallows` and `holds` are switched by a test."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, url: str) -> None:
        super().__init__(("127.0.0.1", 0), _Relayed)
        self.swallows = self.holds = False
        self._held: list[tuple[socket.socket, bytes]] = []
        whole = urlsplit(url)
        assert whole.hostname and whole.port
        self.target = (whole.hostname, whole.port)
        self.url = urlunsplit(whole._replace(netloc=f"127.0.0.1:{self.server_address[1]}"))
        serves(self)

    def passes_on(self, end: socket.socket, data: bytes, *, answer: bool) -> None:
        if self.swallows:
            return
        if answer and self.holds:
            self._held.append((end, data))
        else:
            end.sendall(data)

    def lets_go(self) -> None:
        """What was held back arrives; what comes back from now on is held again."""
        held, self._held = self._held, []
        for end, data in held:
            with contextlib.suppress(OSError):
                end.sendall(data)

    def close(self) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, *_: object) -> None:
        """A browser that leaves is no news."""


class _Relayed(BaseRequestHandler):
    server: Relay
    request: socket.socket

    def handle(self) -> None:
        with socket.create_connection(self.server.target) as service:
            other = {self.request: service, service: self.request}
            while True:
                for end in select.select([*other], [], [])[0]:
                    data = end.recv(65_536)
                    if not data:
                        return
                    self.server.passes_on(other[end], data, answer=end is service)
