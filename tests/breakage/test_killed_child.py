"""Our own mock is killed before an effect and in the middle of one: trouble, a sign-in with what
was typed, and then the same end."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any

import httpx
import pytest

from tests.journeys.led import WORDS, client_of
from tui.core.events import Answer, Effect, Event, Fault, Press, SignOut, Trouble
from tui.core.journey import Journey
from tui.core.records import Purpose
from tui.practice.client import Client
from tui.runner import Sitting, SystemChance
from tui.service.backend import MockService
from tui.service.folder import PREFIX, runtime_folder
from tui.service.http import Timeouts

PATIENT = Timeouts(5.0, 30.0, 60.0)
MOST_PAGES = 120
KINDS = (
    "SendCode",
    "VerifyCode",
    "LookAtStatus",
    "CheckProof",
    "MakeCode",
    "ListCodes",
    "CancelCode",
    "SignOut",
)


class Kept(MockService):
    """Our own mock, with its process and its connections open to the test."""

    def kill(self) -> None:
        """End the child as the system does when memory runs out; it is gone when this returns."""
        assert self._child is not None
        os.kill(self._child.pid, signal.SIGKILL)
        assert self._child.gone_within(20)

    def kill_at_the_next_request(self) -> None:
        """The child is stopped before the request goes out and killed once it is sent: so it is
        under way when the child dies, however fast the machine is."""
        assert self._child is not None
        assert self._wire is not None
        pid = self._child.pid

        async def trace(name: str, _: Any) -> None:
            if name == "http11.send_request_body.complete":
                os.kill(pid, signal.SIGKILL)

        async def begin(request: httpx.Request) -> None:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
            request.extensions["trace"] = trace

        self._wire._client.event_hooks = {"request": [begin]}


@pytest.fixture
async def service() -> AsyncIterator[Kept]:
    made = Kept(SystemChance(), timeouts=PATIENT)
    try:
        yield made
    finally:
        await made.close()


async def ana(sitting: Sitting) -> Client:
    desk = sitting.practice
    assert desk is not None
    people = {one.id: one for one in await desk.people()}
    client = client_of(people["ana-settled"])
    client.wanted = (Purpose.WORK,)
    return client


class Led:
    """Leads on until the sitting is finished; calls `before` each effect that is performed."""

    def __init__(self, sitting: Sitting, client: Client) -> None:
        self.sitting = sitting
        self.client = client
        self.before: Callable[[Effect], None] = lambda _: None
        self.trouble: list[Fault] = []
        self.visited: list[str] = []
        self.codes: list[str] = []

    async def to_the_end(self) -> None:
        for _ in range(MOST_PAGES):
            page = self.sitting.page()
            self.visited.append(page.id)
            if page.id == "finish":
                return
            effect = self.sitting.send(self._event(page.id))
            while effect is not None:
                effect = await self._one(effect)
        raise AssertionError(f"no end: {self.visited[-12:]}")

    def _event(self, page: str) -> Event:
        journey = self.sitting.journey
        match page:
            case "trouble" | "signin.ended":
                return Press(page, "again")
            case "signin.code" if journey.error == "ended":
                return Press(page, "resend")
            case "code.shown":
                assert journey.code is not None
                self.codes.append(journey.code.code)
                return Press(page, "codes")
            case "code.list":
                live = [one for one in journey.codes if one.state == "live"]
                if not live:
                    return Press(page, "finish")
                return Answer(page, live[0].share_code.id)
            case "code.cancel":
                return Answer(page, "yes")
            case "finish.sure":
                return Answer(page, "yes")
            case _:
                if page == "code.purpose":
                    self.client.wanted = (Purpose.WORK,)
                event = self.client.answer(self.sitting.page(), self.sitting.beside)
                assert event is not None, page
                return event

    async def _one(self, effect: Effect) -> Effect | None:
        before = self.sitting.journey
        self.before(effect)
        result = await self.sitting.perform(effect)
        follow = self.sitting.send(result)
        if isinstance(result.outcome, Trouble) and not isinstance(effect, SignOut):
            self.trouble.append(result.outcome.fault)
            self._kept(before, result.outcome)
        return follow

    def _kept(self, before: Journey, trouble: Trouble) -> None:
        after = self.sitting.journey
        typed = (before.typed.document, before.typed.birth, before.typed.channel)
        assert (after.typed.document, after.typed.birth, after.typed.channel) == typed
        if trouble.fault is Fault.SESSION_ENDED:
            assert after.step == "signin.ended"
            assert dict(after.seen).keys() <= {"contacts"}
        else:
            assert after.step == "trouble"
            assert after.seen == before.seen


@pytest.mark.parametrize(
    "under_way",
    [pytest.param(False, id="before", marks=pytest.mark.long), pytest.param(True, id="under way")],
)
async def test_a_killed_child_is_begun_afresh_and_the_sitting_goes_on(
    service: Kept, *, under_way: bool
) -> None:
    """At every kind of effect the child dies once, in one and the same sitting."""
    sitting = Sitting(WORDS, lambda: service, practice=True)
    led = Led(sitting, await ana(sitting))
    killed: list[str] = []

    def kill(effect: Effect) -> None:
        kind = type(effect).__name__
        if kind in killed:
            return
        killed.append(kind)
        if under_way:
            service.kill_at_the_next_request()
        else:
            service.kill()

    led.before = kill
    await led.to_the_end()
    assert set(killed) == set(KINDS)
    assert led.trouble.count(Fault.UNREACHABLE) == len(KINDS) - 1
    assert set(led.trouble) == {Fault.UNREACHABLE, Fault.SESSION_ENDED}
    # All but SendCode need a sign-in that the new child does not know; SignOut is over anyway.
    assert led.trouble.count(Fault.SESSION_ENDED) == len(KINDS) - 2
    assert led.codes, "no code was shown in the end"
    assert "signin.silence" not in led.visited
    await sitting.close()
    assert service.pid is None


async def test_a_child_that_is_being_started_is_not_left_alone(service: Kept) -> None:
    sitting = Sitting(WORDS, lambda: service, practice=True)
    desk = sitting.practice
    assert desk is not None
    making = asyncio.Event()
    loop = asyncio.get_running_loop()

    class Telling(SystemChance):
        def token(self) -> str:
            loop.call_soon_threadsafe(making.set)
            return super().token()

    service._chance = Telling()
    asking = asyncio.create_task(desk.people())
    # The child's token is made in the thread that then starts the child.
    await making.wait()
    asking.cancel()
    with suppress(asyncio.CancelledError):
        await asking
    assert service.pid is None
    assert not list(runtime_folder().glob(f"{PREFIX}{os.getpid()}-*"))
    assert await desk.people()
    await sitting.close()


async def test_closing_while_the_child_is_being_started_leaves_none(service: Kept) -> None:
    sitting = Sitting(WORDS, lambda: service, practice=True)
    desk = sitting.practice
    assert desk is not None
    asking = asyncio.create_task(desk.people())
    await asyncio.sleep(0)
    await sitting.close()
    with pytest.raises(ValueError, match=r"[a-z]\.$"):
        await asking
    assert service.pid is None
