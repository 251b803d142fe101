"""Every way in which a connection or an answer can be broken, over real sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.service.raw import free_port, http, saying
from tui.core.events import Fault
from tui.service.http import Address, Asked, Timeouts, Wire, build
from tui.service.problems import Problem, Refused

TINY = Timeouts(connect=0.2, read=0.05, whole=5.0)
PATIENT = Timeouts(connect=2.0, read=2.0, whole=5.0)
ASK = Asked("GET", "/version")


@asynccontextmanager
async def wire(address: Address, timeouts: Timeouts = PATIENT) -> AsyncIterator[Wire]:
    made = build(address, timeouts)
    try:
        yield made
    finally:
        await made.close()


async def trouble(
    answer: bytes, timeouts: Timeouts = PATIENT, *, reset: bool = False, hold: bool = False
) -> Problem:
    async with saying(answer, reset=reset, hold=hold) as url, wire(Address(url), timeouts) as asked:
        with pytest.raises(Problem) as found:
            await asked.ask(ASK)
        return found.value


async def test_a_whole_answer_is_read() -> None:
    async with saying(http(b'{"mock": true}')) as url, wire(Address(url)) as asked:
        assert (await asked.ask(ASK)).yes("mock")


async def test_nobody_listens() -> None:
    async with wire(Address(f"http://127.0.0.1:{free_port()}")) as asked:
        with pytest.raises(Problem) as found:
            await asked.ask(ASK)
    assert found.value.fault is Fault.UNREACHABLE


async def test_no_socket_stands_there(tmp_path: Path) -> None:
    async with wire(Address("http://localhost", str(tmp_path / "gone.sock"))) as asked:
        with pytest.raises(Problem) as found:
            await asked.ask(ASK)
    assert found.value.fault is Fault.UNREACHABLE


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
async def test_hung_up_before_the_first_byte(*, reset: bool) -> None:
    assert (await trouble(b"", reset=reset)).fault is Fault.UNREACHABLE


async def test_silent_for_too_long() -> None:
    assert (await trouble(b"", TINY, hold=True)).fault is Fault.TIMED_OUT


async def test_stuck_in_the_middle_of_the_body() -> None:
    half = http(b'{"mock"', length=200)
    assert (await trouble(half, TINY, hold=True)).fault is Fault.TIMED_OUT


async def test_the_whole_call_has_an_end_even_if_the_pieces_do_not_stop() -> None:
    short = Timeouts(connect=2.0, read=2.0, whole=0.05)
    assert (await trouble(b"HTTP/1.1 200 OK\r\n", short, hold=True)).fault is Fault.TIMED_OUT


@pytest.mark.parametrize(
    "answer",
    [
        http(b'{"mock": tr', length=200),
        http(b'{"mock": true'),
        http(b"[" * 100_000),
        http(b""),
        http(b"\xff\xfe"),
        http(b"<html>", kind="text/html"),
        http(b'"a text"'),
        http(b"[1]"),
        http(b"{}", "302 Found", "application/json", None, "Location: http://example.org/"),
        http(b"{}", "500 Internal Server Error"),
        http(b'{"type": "/problems/made-up"', "404 Not Found"),
        http(b"gone", "404 Not Found", "text/plain"),
        http(b" " * 1_100_000),
        b"SSH-2.0-OpenSSH\r\n\r\n",
    ],
    ids=[
        "half a body", "half a value", "too deep", "nothing", "not UTF-8", "a web page", "a text",
        "a list", "elsewhere", "a fault of the server", "half a problem", "not a problem",
        "too large", "not HTTP",
    ],
)  # fmt: skip
async def test_garbled(answer: bytes) -> None:
    assert (await trouble(answer)).fault is Fault.GARBLED


async def test_broken_off_in_the_middle_of_the_body() -> None:
    half = http(b'{"mock"', length=200)
    assert (await trouble(half, reset=True)).fault is Fault.GARBLED


@pytest.mark.parametrize(
    ("status", "slug", "header", "fault", "wait"),
    [
        ("401 Unauthorized", "session-ended", "", Fault.SESSION_ENDED, None),
        ("429 Too Many Requests", "wait", "Retry-After: 60", Fault.BUSY, 60),
        ("429 Too Many Requests", "wait", "Retry-After: soon", Fault.BUSY, None),
        ("503 Service Unavailable", "", "Retry-After: 30", Fault.UNAVAILABLE, 30),
        ("502 Bad Gateway", "", "", Fault.UNAVAILABLE, None),
    ],
)
async def test_an_error_answer(
    status: str, slug: str, header: str, fault: Fault, wait: int | None
) -> None:
    body = f'{{"type": "/problems/{slug}"}}'.encode()
    more = (header,) if header else ()
    found = await trouble(http(body, status, "application/problem+json", None, *more))
    assert (found.fault, found.wait_seconds) == (fault, wait)


@pytest.mark.parametrize(
    ("status", "slug"),
    [
        ("404 Not Found", "status-not-found"),
        ("503 Service Unavailable", "status-unavailable"),
        ("409 Conflict", "too-many-codes"),
    ],
)
async def test_a_no_of_the_call_itself_is_left_to_the_call(status: str, slug: str) -> None:
    answer = http(f'{{"type": "/problems/{slug}", "extra": 1}}'.encode(), status)
    async with saying(answer) as url, wire(Address(url)) as asked:
        with pytest.raises(Refused) as found:
            await asked.ask(ASK)
    assert found.value.slug == slug
    assert found.value.extras["extra"] == 1


async def test_settings_of_the_environment_are_not_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nowhere = f"http://127.0.0.1:{free_port()}"
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
        monkeypatch.setenv(name, nowhere)
    async with saying(http(b'{"mock": true}')) as url, wire(Address(url)) as asked:
        assert (await asked.ask(ASK)).yes("mock")
