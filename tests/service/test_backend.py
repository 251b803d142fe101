"""Which addresses are used at all, and that nothing but the mock is ever talked to."""

from __future__ import annotations

from itertools import count

import httpx
import pytest

from tests.service.answers import problem
from tests.service.raw import free_port, http, saying
from tui.core.events import Fault
from tui.service.address import BadAddress, checked_url
from tui.service.backend import RemoteService, prove_mock
from tui.service.http import over
from tui.service.problems import NotTheMock, Problem, Unreachable


class Counting:
    def __init__(self) -> None:
        self._numbers = count()

    def token(self) -> str:
        return f"key-{next(self._numbers)}"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000",
        "http://127.8.9.1:8000",
        "http://localhost:8000/",
        "http://LOCALHOST:8000",
        "http://[::1]:8000",
        "https://mock.example.org",
        "https://mock.example.org/practice/",
        "https://192.0.2.1:8443",
    ],
)
def test_an_address_that_may_be_used(url: str) -> None:
    assert checked_url(url) == url.rstrip("/")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://mock.example.org", "https://"),
        ("http://192.0.2.1:8000", "https://"),
        ("http://0.0.0.0:8000", "https://"),
        ("http://[::]:8000", "https://"),
        ("http://localhost.example.org", "https://"),
        ("http://127.0.0.1.example.org", "https://"),
        ("http://2130706433/", "https://"),
        ("https://ana:secret@mock.example.org", "password"),
        ("https://ana@mock.example.org", "user name"),
        ("http://127.0.0.1:8000@mock.example.org", "user name"),
        ("ftp://127.0.0.1", "begin with"),
        ("file:///etc/hosts", "begin with"),
        ("127.0.0.1:8000", "begin with"),
        ("mock.example.org", "begin with"),
        ("", "begin with"),
        ("https://", "names no machine"),
        ("https:///practice", "names no machine"),
        ("https://mock.example.org:99999", "port"),
        ("https://mock.example.org:port", "port"),
        ("https://mock.example.org/?x=1", "before any"),
        ("https://mock.example.org/#x", "before any"),
        ("https://mock.example.org/?", "before any"),
        ("https://[::1", "That is not"),
        ("https://mock.example.org/ x", "space"),
        ("https://mock.example.org/\n", "space"),
    ],
)
def test_an_address_that_may_not_be_used(url: str, why: str) -> None:
    with pytest.raises(BadAddress, match=why):
        checked_url(url)


@pytest.mark.parametrize(
    "answer",
    [
        (200, {"name": "Another service", "version": "1"}),
        (200, {"mock": False}),
        (200, {"mock": "true"}),
        (200, {"mock": 1}),
        (200, ["mock"]),
        (404, problem("not-found")),
        (403, {"type": "about:blank"}),
        (302, {}),
    ],
    ids=str,
)
async def test_what_does_not_say_that_it_is_the_mock_is_refused(
    answer: tuple[int, object],
) -> None:
    wire = over(httpx.MockTransport(lambda _: httpx.Response(answer[0], json=answer[1])))
    with pytest.raises(NotTheMock):
        await prove_mock(wire)


async def test_a_mock_that_is_ill_is_not_taken_for_something_else() -> None:
    wire = over(httpx.MockTransport(lambda _: httpx.Response(503)))
    with pytest.raises(Problem) as found:
        await prove_mock(wire)
    assert found.value.fault is Fault.UNAVAILABLE


async def test_nothing_is_sent_to_a_service_that_is_not_the_mock() -> None:
    async with saying(http(b'{"name": "Another service"}')) as url:
        service = RemoteService(url, Counting())
        with pytest.raises(NotTheMock):
            await service.ensure()
        await service.close()


async def test_a_mock_elsewhere_has_a_desk_only_with_a_token() -> None:
    async with saying(http(b'{"mock": true}')) as url:
        for token, has_desk in ((None, False), ("secret", True)):
            service = RemoteService(url, Counting(), control_token=token)
            await service.ensure()
            assert (service.control is not None) is has_desk
            await service.close()
            await service.close()


async def test_after_it_was_lost_it_has_to_prove_itself_again() -> None:
    async with saying(http(b'{"mock": true}')) as url:
        service = RemoteService(url, Counting())
        await service.ensure()
    await service.ensure()
    await service.lost()
    with pytest.raises(Unreachable):
        await service.ensure()
    await service.close()


async def test_before_it_was_begun_there_are_no_calls() -> None:
    service = RemoteService(f"http://127.0.0.1:{free_port()}", Counting())
    with pytest.raises(Unreachable):
        _ = service.calls
    assert service.control is None
