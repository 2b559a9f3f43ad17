"""Servers on this machine that answer what a test says, byte for byte."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread

HANGS_UP = b""
"""Instead of an answer."""


class Last(bytes):
    """An answer after which the line is closed without a word."""


def answer(status: int, body: str = "{}", **headers: str) -> bytes:
    """An answer of HTTP/1.1; `retry_after` as a name stands for `retry-after`."""
    said = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} Said\r\n{said}content-length: {len(body.encode())}\r\n\r\n{body}".encode()


@dataclass
class Server:
    """What is answered, in order, and what was asked, with the number of the connection it came over."""

    answers: list[bytes]
    url: str = ""
    asked: list[tuple[int, str]] = field(default_factory=list)

    def serve(self, listening: socket.socket) -> None:
        for number in range(1_000):
            try:
                line, _ = listening.accept()
            except OSError:
                return
            with line:
                self._talk(line, number)

    def _talk(self, line: socket.socket, number: int) -> None:
        while request := _request(line):
            self.asked.append((number, request))
            said = self.answers.pop(0)
            if said == HANGS_UP:
                return
            line.sendall(said)
            if isinstance(said, Last):
                return


def _request(line: socket.socket) -> str:
    read = b""
    while b"\r\n\r\n" not in read:
        more = line.recv(65_536)
        if not more:
            return ""
        read += more
    return read.decode()


@contextmanager
def server(*answers: bytes) -> Iterator[Server]:
    """A server that takes one connection at a time."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Server(list(answers), f"http://127.0.0.1:{listening.getsockname()[1]}")
        thread = Thread(target=made.serve, args=(listening,), daemon=True)
        thread.start()
        yield made
        listening.shutdown(socket.SHUT_RDWR)
