"""HTTP/1.1 with one server at a time, over connections that are kept.

The standard library's own costs eight times as much, two thirds of it for reading headers as if they were mail.
"""

import socket
import ssl
from collections.abc import Mapping
from functools import cache
from select import POLLIN, poll
from typing import NamedTuple
from urllib.parse import urlsplit

LONGEST_HEADER, MOST_HEADERS = 16_384, 100


class Reply(NamedTuple):
    """What came back; names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Endpoint(NamedTuple):
    """Where a service is. `path` goes before every path that is asked there."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def name(self) -> str:
        """The `Host` that is told and signed."""
        usual = {"https": 443, "http": 80}[self.scheme]
        return self.host if self.port == usual else f"{self.host}:{self.port}"


class NotConnected(OSError):
    """No connection could be made, so nothing was asked."""


class Malformed(OSError):
    """What came back is no answer of HTTP/1.1, or stops in the middle."""


def endpoint_of(url: str) -> Endpoint:
    """Raises ValueError for what is no address over HTTP."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("not an address over HTTP")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return Endpoint(parts.scheme, parts.hostname, port, parts.path.rstrip("/"))


@cache
def _trust() -> ssl.SSLContext:
    """The authorities of this machine; reading them is slow, so once."""
    return ssl.create_default_context()


_NOTHING = (b"\r\n", b"\n", b"")
"""What ends a head; the last one too early."""


class Line:
    """One open connection. Raises OSError, and TimeoutError for who is silent."""

    def __init__(self, endpoint: Endpoint, connect: float, read: float) -> None:
        """Seconds to connect, and to wait for each part of an answer."""
        self._socket = socket.create_connection((endpoint.host, endpoint.port), connect)
        # A small request must not wait for the acknowledgement of the one before.
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if endpoint.scheme == "https":
            self._socket = _trust().wrap_socket(self._socket, server_hostname=endpoint.host)
        self._socket.settimeout(read)
        self._incoming = self._socket.makefile("rb")
        self.reusable = True

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """Sends one request and reads its answer."""
        head = "".join([f"{name}: {value}\r\n" for name, value in headers.items()])
        request = f"{method} {path} HTTP/1.1\r\n{head}content-length: {len(body)}\r\n\r\n"
        self._socket.sendall(request.encode("latin-1") + body)
        status, said = self._read_head()
        content = self._read_body(status, said)
        self.reusable = said.get("connection", "").lower() != "close"
        return Reply(status, said, content)

    def _read_head(self) -> tuple[int, dict[str, str]]:
        first, *said = self._head().decode("latin-1").split("\n")
        version, _, rest = first.partition(" ")
        if version != "HTTP/1.1" or not rest[:3].isdigit():
            raise Malformed("no answer of HTTP/1.1")
        headers: dict[str, str] = {}
        for line in said:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return int(rest[:3]), headers

    def _head(self) -> bytes:
        """Up to the empty line, and without it."""
        read, lines = self._incoming.readline, list[bytes]()
        while (line := read(LONGEST_HEADER)) not in _NOTHING:
            lines.append(line)
            if line[-1:] != b"\n":
                raise Malformed("the answer stops in its head")
            if len(lines) > MOST_HEADERS + 1:
                raise Malformed("too many headers")
        if not line:
            raise Malformed("the answer stops in its head")
        return b"".join(lines).rstrip(b"\r\n")

    def _line(self) -> str:
        line = self._incoming.readline(LONGEST_HEADER)
        if not line.endswith(b"\n"):
            raise Malformed("the answer stops in its head")
        return line.decode("latin-1").rstrip("\r\n")

    def _read_body(self, status: int, headers: Mapping[str, str]) -> bytes:
        if status == 204:
            return b""
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return b"".join(iter(self._chunk, b""))
        return self._exactly(_number(headers.get("content-length", ""), 10))

    def _chunk(self) -> bytes:
        """The next piece; an empty one is the last, and nothing that we read follows it."""
        size = _number(self._line().partition(";")[0].strip(), 16)
        piece = self._exactly(size)
        self._line()
        return piece

    def _exactly(self, size: int) -> bytes:
        content = self._incoming.read(size)
        if len(content) < size:
            raise Malformed("the answer stops in its body")
        return content

    @property
    def is_dead(self) -> bool:
        """Whether the other side has hung up, or says what nobody asked."""
        waiting = poll()
        waiting.register(self._socket, POLLIN)
        return bool(waiting.poll(0))

    def close(self) -> None:
        """Hangs up."""
        self._incoming.close()
        self._socket.close()


def _number(text: str, base: int) -> int:
    try:
        return int(text, base)
    except ValueError:
        raise Malformed("no length") from None


class Lines:
    """Connections to one server, kept for the next request. Any number of threads may ask."""

    def __init__(self, endpoint: Endpoint, connect: float, read: float, kept: int) -> None:
        """`kept` is how many connections wait for work at most."""
        self.endpoint, self._connect, self._read, self._kept = endpoint, connect, read, kept
        self._idle: list[Line] = []

    def exchange(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """The answer to one request. Raises NotConnected, TimeoutError, or another OSError."""
        line = self._idle_line() or self._new_line()
        try:
            reply = line.exchange(method, path, headers, body)
        except BaseException:
            line.close()
            raise
        if line.reusable and len(self._idle) < self._kept:
            self._idle.append(line)
        else:
            line.close()
        return reply

    def _new_line(self) -> Line:
        try:
            return Line(self.endpoint, self._connect, self._read)
        except OSError as error:
            raise NotConnected from error

    def _idle_line(self) -> Line | None:
        while self._idle:
            try:
                line = self._idle.pop()
            except IndexError:  # another thread was faster
                return None
            if not line.is_dead:
                return line
            line.close()
        return None
