"""A network cable that can be pulled out: the only way to the service for a browser that has no such switch."""

import contextlib
import ipaddress
import select
import socket
import struct
from socketserver import BaseRequestHandler, ThreadingTCPServer

from tests.web.serving import serves

_NAME, _IPV4, _IPV6 = 3, 1, 4


class Cable(ThreadingTCPServer):
    """A SOCKS 5 relay (RFC 1928) on this machine, without sign-in; `pull` cuts what goes through it."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Relay)
        self.plugged = True
        self._ends: set[socket.socket] = set()
        serves(self)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def pull(self) -> None:
        """Nothing gets through any more, without a goodbye."""
        self.plugged = False
        for end in list(self._ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def plug_in(self) -> None:
        self.plugged = True

    def close(self) -> None:
        self.pull()
        self.shutdown()
        self.server_close()

    def relays(self, *ends: socket.socket) -> None:
        """Bytes go both ways until an end stops or somebody pulls."""
        self._ends.update(ends)
        try:
            other = {ends[0]: ends[1], ends[1]: ends[0]}
            while self.plugged:
                for end in select.select(ends, [], [])[0]:
                    data = end.recv(65_536)
                    if not data:
                        return
                    other[end].sendall(data)
        finally:
            self._ends.difference_update(ends)

    def handle_error(self, *_: object) -> None:
        """A line that breaks is what a cable is for."""


class _Relay(BaseRequestHandler):
    server: Cable
    request: socket.socket

    def handle(self) -> None:
        if not self.server.plugged:
            return
        methods = self._read(2)[1]
        self._read(methods)
        self.request.sendall(b"\x05\x00")
        target = self._target()
        with socket.create_connection(target) as service:
            self.request.sendall(b"\x05\x00\x00\x01" + bytes(6))
            self.server.relays(self.request, service)

    def _target(self) -> tuple[str, int]:
        kind = self._read(4)[3]
        if kind == _NAME:
            host = self._read(self._read(1)[0]).decode("ascii")
        else:
            host = str(ipaddress.ip_address(self._read({_IPV4: 4, _IPV6: 16}[kind])))
        return host, struct.unpack("!H", self._read(2))[0]

    def _read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            more = self.request.recv(size - len(data))
            if not more:
                raise ConnectionError
            data += more
        return data
