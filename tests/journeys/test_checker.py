"""A checker's pages against the real mock, through both fronts."""

from __future__ import annotations

import asyncio

import pytest

from tests.journeys.acting import Actor, Said, drawn, headless, plain
from tests.journeys.led import WORDS, Mock, client_of
from tests.journeys.test_parity import person_of
from tui.core.casework import CheckDraft
from tui.core.events import Event
from tui.core.page import Beside, Page, Seen
from tui.core.records import Purpose

BORN = ("2", "11", "1993")


@pytest.fixture(autouse=True)
def later(mock: Mock) -> None:
    """A client may check ten codes a minute."""
    mock.control("PUT", "clock", {"advance_minutes": 2})


def code_for(mock: Mock, purpose: Purpose, also: list[Said | None] | None = None) -> Actor:
    """Mihai makes a code; `also` is what he does on the page that shows it."""

    async def make() -> Actor:
        sitting = mock.sitting()
        client = client_of(await person_of(sitting, "mihai-presettled"))
        client.wanted = (purpose,)
        actor = Actor(client, {"code.shown": also or [None], "code.next": ["checker"]})
        try:
            await headless(sitting, actor)
            made = sitting.journey.code
            actor.pages.append(made.code if made else "")
            return actor
        finally:
            await sitting.close()

    return asyncio.run(make())


def checker(code: str, purpose: str, *births: Said, after: list[Said | None]) -> Actor:
    lines: dict[str, list[Said | None]] = {
        "start.who": ["checker"],
        "stop.checker": ["check"],
        "check.purpose": [purpose],
        "check.where": ["england"],
        "check.who": [""],
        "check.reason": ["bank"],
        "check.code": [code],
        "check.birth": [*births],
        "check.nothing": after,
        "check.shown": [None],
    }
    return Actor(None, lines)


class Reading(Actor):
    """Reads what stands beside the pages while it can be read."""

    def answer(self, page: Page, beside: Beside) -> Event | None:
        if page.id.startswith("check.s"):
            shown = [beside.text(one.ref) for one in page.blocks if isinstance(one, Seen)]
            self.pages.append(" | ".join(str(one) for one in shown))
        return super().answer(page, beside)


def test_both_fronts_show_a_checker_what_is_due_to_them(mock: Mock) -> None:
    code = code_for(mock, Purpose.WORK).pages[-1]
    lines = checker(code, "work", BORN, after=[None]).lines
    told = []
    for front in (plain, drawn):
        actor = Reading(None, {page: [*said] for page, said in lines.items()})
        asyncio.run(front(mock.sitting(), actor))
        assert actor.pages[-1] == "check.shown"
        assert actor.last("check.shown").heading == "This person may work"
        assert actor.last("check.shown").sensitive
        told.append(actor.pages)
    assert told[0] == told[1]
    name, kind, end, says = told[0][-2].split(" | ")
    assert (name, kind, end) == (
        "Mihai Ionescu",
        "Pre-settled status",
        WORDS.text("beside", "end-not-shown"),
    )
    assert says == "You can live and work in the UK."


async def left_behind(mock: Mock, actor: Actor) -> CheckDraft | None:
    sitting = mock.sitting()
    try:
        await headless(sitting, actor)
        return sitting.journey.check
    finally:
        await sitting.close()


def test_one_answer_for_every_wrong_and_the_code_stops_after_five_birthdays(mock: Mock) -> None:
    code = code_for(mock, Purpose.OTHER).pages[-1]
    wrong = [("1", str(month), "1980") for month in range(1, 6)]
    again: list[Said | None] = [*["again"] * 5, None]
    actor = checker(code, "other", *wrong, BORN, after=again)
    checked = asyncio.run(left_behind(mock, actor))
    nothing = [page for page in actor.seen if page.id == "check.nothing"]
    assert len(nothing) == 6
    assert len(set(map(repr, nothing))) == 1
    assert "check.shown" not in actor.pages
    assert checked is not None
    assert checked.code == "", "what opened nothing is let go"
    mock.control("POST", "deliveries")
    phone = mock.control("GET", "phone?person=mihai-presettled")["items"]
    assert any("stopped" in one["body"] for one in phone)


def test_a_client_sees_their_code_with_the_eyes_of_the_landlord(mock: Mock) -> None:
    actor = code_for(mock, Purpose.RENT, also=["next", None])
    assert actor.pages[-2] == "check.seen"
    fields = [one.label for one in actor.last("check.seen").blocks if isinstance(one, Seen)]
    assert WORDS.text("check.shown", "birth") not in fields


def test_what_another_person_s_record_shows_is_never_drawn_for_the_client(mock: Mock) -> None:
    """The code was right when it was made; then what it opens was mixed with a stranger's."""

    async def look() -> Actor:
        sitting = mock.sitting()
        client = client_of(await person_of(sitting, "mihai-presettled"))
        client.wanted = (Purpose.WORK,)
        actor = Reading(client, {"code.shown": [None]})
        try:
            await headless(sitting, actor)
            assert sitting.practice is not None
            await sitting.practice.apply("work-code-opens-another-record", "mihai-presettled")
            actor.lines = {"code.shown": ["next"], "code.next": ["checker"], "outcome": [None]}
            await headless(sitting, actor)
            assert sitting.beside.checked is None
            return actor
        finally:
            await sitting.close()

    actor = asyncio.run(look())
    assert "check.seen" not in actor.pages
    assert actor.pages[-1] == "outcome"
