"""Bytes that no HTTP client would send: refused, and the mock goes on as before."""

from __future__ import annotations

import socket

from tests.backend.served.child import spawned

CODES = b"POST /v1/right-to-work/share-codes HTTP/1.1\r\nHost: mock\r\n"
JSON = b"Content-Type: application/json\r\n"
WRONG: dict[str, tuple[bytes, bytes]] = {
    "no HTTP at all": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"400"),
    "a line that ends early": (b"GET\r\n\r\n", b"400"),
    "no host": (b"GET /version HTTP/1.1\r\n\r\n", b"400"),
    "two lengths": (CODES + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", b"400"),
    "a length below nothing": (CODES + b"Content-Length: -1\r\n\r\n", b"400"),
    "a length that is none": (CODES + b"Content-Length: 0x2\r\n\r\n{}", b"400"),
    "a length too great": (CODES + JSON + b"Content-Length: 99999999999\r\n\r\n", b"413"),
    "an unknown coding": (CODES + b"Transfer-Encoding: gzip\r\n\r\n", b"400"),
    "a broken chunk": (CODES + JSON + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n", b"400"),
    "a name with a blank": (b"GET /version HTTP/1.1\r\nHost: mock\r\nX A: 1\r\n\r\n", b"400"),
    "a NUL in a value": (b"GET /version HTTP/1.1\r\nHost: mock\r\nX: \x00\r\n\r\n", b"400"),
    "headers without an end": (b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 70_000, b"400"),
}


def said(address: tuple[str, int], words: bytes) -> bytes:
    """All that is answered until the other side closes."""
    with socket.create_connection(address, timeout=10) as line:
        line.sendall(words)
        line.shutdown(socket.SHUT_WR)
        answer = b""
        while more := line.recv(65536):
            answer += more
    return answer


def test_bytes_that_are_no_request() -> None:
    with spawned("tcp") as child:
        url = child.client.base_url
        before = child.control("GET", "dump")
        for name, (words, status) in WRONG.items():
            answer = said((url.host, url.port or 0), words)
            assert answer.split(b" ", 2)[1:2] == [status], (name, answer)
        # A request hidden behind another's body is no request.
        hidden = b"GET /control/people HTTP/1.1\r\nHost: mock\r\n\r\n"
        length = f"Content-Length: {len(hidden)}\r\n".encode()
        answer = said((url.host, url.port or 0), CODES + JSON + length + b"\r\n" + hidden)
        assert answer.count(b"HTTP/1.1 ") == 1
        both = CODES + JSON + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"
        assert said((url.host, url.port or 0), both + hidden).count(b"application/json") == 0
        assert child.control("GET", "dump") == before
        assert child.end() == 0
        assert child.process.stderr is not None
        assert "Traceback" not in child.process.stderr.read()
