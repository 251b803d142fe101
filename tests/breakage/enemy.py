"""Leads a person through a whole sitting while every request of it is broken once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.breakage.relay import FAULTS, WAIT_SECONDS, Breakage, Relay
from tui.core.diagnose import diagnose
from tui.core.events import (
    Answer,
    CancelCode,
    Effect,
    Event,
    Fault,
    MakeCode,
    Press,
    SendCode,
    SignOut,
    Trouble,
    VerifyCode,
)
from tui.core.findings import TABLE
from tui.core.journey import Journey
from tui.core.permit import purposes_allowed
from tui.core.records import GivenCode
from tui.practice.client import Client
from tui.runner import Sitting

MOST_PAGES = 300


@dataclass
class Told:
    """Where a sitting led, in all that must not depend on what broke on the way."""

    ended_at: str = ""
    code: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()
    given: tuple[tuple[str, str, int], ...] = ()
    left: tuple[tuple[str, str], ...] = ()


@dataclass
class Enemy:
    """`breakage` None breaks nothing. `broke` are the requests that were broken, by effect."""

    sitting: Sitting
    relay: Relay
    client: Client
    breakage: Breakage | None

    def __post_init__(self) -> None:
        self.broke: list[tuple[str, str]] = []
        self.told = Told()
        self._attempts: dict[str, int] = {}
        self._settled: set[str] = set()

    async def lead(self) -> Told:
        """To the page with the code or the outcome; then list, cancel one code, and finish."""
        await self._pages()
        self._end_reached()
        await self._codes()
        await self._do(Press(self.sitting.page().id, "finish"))
        if self.sitting.page().id == "finish.sure":
            await self._do(Answer("finish.sure", "yes"))
        assert self.sitting.page().id == "finish"
        return self.told

    async def _pages(self) -> None:
        for _ in range(MOST_PAGES):
            event = self._next()
            if event is None:
                return
            await self._do(event)
        raise AssertionError(f"no end: {self.sitting.page().id}")

    def _next(self) -> Event | None:
        page = self.sitting.page()
        assert page.id != "signin.silence", "a phone that could not be seen was taken for silence"
        match page.id:
            case "trouble" | "signin.ended":
                return Press(page.id, "again")
            case "signin.code" if self.sitting.journey.error == "ended":
                return Press(page.id, "resend")
            case _:
                return self.client.answer(page, self.sitting.beside)

    def _end_reached(self) -> None:
        journey = self.sitting.journey
        diagnosis = diagnose(TABLE, journey.seen)
        assert not diagnosis.contradictions
        assert diagnosis.leading is not None
        self.told.ended_at = self.sitting.page().id
        self.told.code = diagnosis.leading.row.code
        self.told.seen = dict(journey.seen)
        self.told.allowed = tuple(one.value for one in purposes_allowed(journey))

    async def _codes(self) -> None:
        """What codes there are, by purpose, state and whether a checker has opened them."""
        page = self.sitting.page()
        if "codes" not in [one.id for one in page.actions]:
            return
        made = self.sitting.journey.code
        await self._until(Press(page.id, "codes"), "code.list")
        while self.breakage is not None and "ListCodes" not in self._settled:
            # What broke unseen the last time (a code that was to be cancelled) is done now.
            await self._back_from_the_list()
            await self._until(Press(self.sitting.page().id, "codes"), "code.list")
        codes = self.sitting.journey.codes
        self.told.given = _summary(codes)
        live = [one for one in codes if one.state == "live"]
        assert [one.share_code for one in live] == ([made] if made is not None else [])
        if not live:
            return
        await self._do(Answer("code.list", live[0].share_code.id))
        await self._until(Answer("code.cancel", "yes"), "code.list")
        self.told.left = tuple((one, two) for one, two, _ in _summary(self.sitting.journey.codes))

    async def _back_from_the_list(self) -> None:
        page = self.sitting.page()
        offered = [one.id for one in page.actions]
        way: Event = Press(page.id, "return") if offered else Answer(page.id, "none")
        await self._do(way)
        assert self.sitting.page().id in ("code.shown", "code.purpose", "outcome")
        if self.sitting.page().id == "code.purpose":
            assert "codes" in [one.id for one in self.sitting.page().actions]

    async def _until(self, event: Event, step: str) -> None:
        await self._do(event)
        while self.sitting.page().id != step:
            assert self.sitting.page().id == "trouble"
            await self._do(Press("trouble", "again"))

    # One effect -----------------------------------------------------------------------------

    async def _do(self, event: Event) -> None:
        effect = self.sitting.send(event)
        while effect is not None:
            effect = await self._one(effect)

    async def _one(self, effect: Effect) -> Effect | None:
        name = _name(effect)
        ordinal = self._attempts.get(name, 0)
        before, shown = self.sitting.journey, len(self.relay.passed)
        breaking = self.breakage is not None and name not in self._settled
        if self.breakage is not None and breaking:
            await self.relay.arm(self.breakage, ordinal)
        result = await self.sitting.perform(effect)
        await self.relay.heal()
        follow = self.sitting.send(result)
        if not breaking:
            return follow
        assert self.breakage is not None
        self._attempts[name] = ordinal + 1
        broken = self.relay.broken or (
            "refused"
            if self.breakage is Breakage.REFUSED and isinstance(result.outcome, Trouble)
            else None
        )
        late = self.breakage is Breakage.LATE and isinstance(result.outcome, Trouble)
        if broken is None and not late:
            assert len(self.relay.passed) - shown <= ordinal
            self._settled.add(name)
        elif broken is not None:
            self.broke.append((name, broken))
        if isinstance(result.outcome, Trouble) and not isinstance(effect, SignOut):
            self._trouble(before, result.outcome, broken)
        return follow

    def _trouble(self, before: Journey, trouble: Trouble, broken: str | None) -> None:
        """A plain page, what was typed is there, and nothing was concluded from it."""
        assert self.breakage is not None
        # A busy machine may be later than the short time that is waited here.
        if broken is None and self.breakage is not Breakage.LATE:
            raise AssertionError(f"trouble without a breakage: {trouble}")
        after, page = self.sitting.journey, self.sitting.page()
        expected = FAULTS[self.breakage]
        if broken is not None and broken.endswith("/version") and expected is Fault.GARBLED:
            expected = Fault.NOT_THE_MOCK
        assert trouble.fault is expected, broken
        wait = WAIT_SECONDS if self.breakage is Breakage.LATER_503 else None
        assert trouble.wait_seconds == wait
        assert page.id == "trouble"
        assert "again" in [one.id for one in page.actions]
        assert after.typed == before.typed
        assert after.typed.document
        assert all(after.typed.birth)
        for kept in (
            "seen",
            "answers",
            "status",
            "proofs",
            "looks",
            "proof_looks",
            "codes",
            "kept",
        ):
            assert getattr(after, kept) == getattr(before, kept), kept
        assert after.code is None or not isinstance(before.pending, MakeCode)


def _summary(codes: tuple[GivenCode, ...]) -> tuple[tuple[str, str, int], ...]:
    return tuple((one.share_code.purpose.value, one.state, min(one.used, 1)) for one in codes)


def _name(effect: Effect) -> str:
    """Which effect it is; what was typed and the ids of codes differ from time to time."""
    kind = type(effect).__name__
    if isinstance(effect, SendCode | VerifyCode | CancelCode):
        return kind
    purpose = getattr(effect, "purpose", None)
    return kind if purpose is None else f"{kind} {purpose.value}"
