"""HTTP/1.1 as servers really speak it, and connections that are kept."""

import pytest

from chalicelib.aws.wire import Lines, Malformed, endpoint_of
from tests.aws.servers import HANGS_UP, Last, answer, server

CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n5;note=x\r\ndefgh\r\n0\r\n\r\n"


def lines_to(url: str, kept: int = 4) -> Lines:
    return Lines(endpoint_of(url), 0.5, 0.5, kept)


def asked(lines: Lines) -> bytes:
    return lines.exchange("POST", "/", {"host": "here"}, b"{}").body


def test_a_connection_is_kept() -> None:
    with server(answer(200, "a"), answer(400, "b"), CHUNKED, answer(200, "c")) as there:
        lines = lines_to(there.url)
        assert [asked(lines) for _ in range(4)] == [b"a", b"b", b"abcdefgh", b"c"]
    assert {number for number, _ in there.asked} == {0}


@pytest.mark.parametrize("last", [Last(answer(200, "a")), answer(200, "a", Connection="close")])
def test_a_connection_that_ended_is_replaced_without_a_failure(last: bytes) -> None:
    with server(last, answer(200, "b")) as there:
        lines = lines_to(there.url)
        assert [asked(lines), asked(lines)] == [b"a", b"b"]
    assert [number for number, _ in there.asked] == [0, 1]


def test_a_connection_that_failed_is_not_used_again() -> None:
    with server(HANGS_UP, answer(200, "b")) as there:
        lines = lines_to(there.url)
        with pytest.raises(OSError, match="stops"):
            asked(lines)
        assert asked(lines) == b"b"


def test_nothing_comes_back_with_no_content() -> None:
    with server(b"HTTP/1.1 204 No Content\r\n\r\n", answer(200, "b")) as there:
        lines = lines_to(there.url)
        assert [asked(lines), asked(lines)] == [b"", b"b"]


@pytest.mark.parametrize(
    "wrong",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 2 + b"x" * 20_000,
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"a%d: b\r\n" % number for number in range(200)) + b"\r\n",
    ],
)
def test_what_is_no_answer_is_malformed(wrong: bytes) -> None:
    with server(Last(wrong)) as there, pytest.raises(Malformed):
        asked(lines_to(there.url))


def test_an_answer_that_stops_in_the_middle_is_malformed() -> None:
    with server(Last(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc")) as there, pytest.raises(Malformed):
        asked(lines_to(there.url))


def test_an_address_has_a_scheme_and_a_host() -> None:
    there = endpoint_of("https://abc.execute-api.eu-central-1.amazonaws.com/api")
    assert (there.port, there.path, there.name) == (443, "/api", "abc.execute-api.eu-central-1.amazonaws.com")
    assert endpoint_of("http://127.0.0.1:8000").name == "127.0.0.1:8000"
    for wrong in ("ftp://a", "abc", "https://"):
        with pytest.raises(ValueError, match="address"):
            endpoint_of(wrong)
