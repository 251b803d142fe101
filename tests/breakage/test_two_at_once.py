"""Two people: at once in two sittings, and one after another in one sitting that is finished in
the middle of anything. Neither ever meets anything of the other."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.breakage.small_service import BORN, CODES, WHO, SmallService
from tests.journeys.led import WORDS, Mock, client_of
from tui.core.events import Answer, Back, Channel, Effect, Event, Press, Result
from tui.core.page import ChoiceAsk, Page
from tui.core.records import Purpose
from tui.practice.client import Client
from tui.runner import Sitting
from tui.service.problems import SessionEnded

NUMBERS = {who: number for number, who in WHO.items()}

PAIR = ("ana-settled", "mihai-presettled")


async def test_two_sittings_at_one_mock_never_meet(mock: Mock) -> None:
    mock.control("POST", "reset")
    sittings = [mock.sitting() for _ in PAIR]
    clients: list[Client] = []
    names: list[str] = []
    for sitting, person in zip(sittings, PAIR, strict=True):
        desk = sitting.practice
        assert desk is not None
        people = {one.id: one for one in await desk.people()}
        clients.append(client_of(people[person]))
        knows = people[person].knows
        names.append(f"{knows.given_names} {knows.family_name}")
    given = await asyncio.gather(
        *(
            _to_the_end(sitting, client, name)
            for sitting, client, name in zip(sittings, clients, names, strict=True)
        )
    )
    assert [len(one) for one in given] == [3, 3]
    assert not set(given[0]) & set(given[1])
    phones = [{one.to for one in sitting.beside.messages()} for sitting in sittings]
    assert all(phones)
    assert not phones[0] & phones[1]
    for sitting in sittings:
        await sitting.close()


async def _to_the_end(sitting: Sitting, client: Client, name: str) -> list[str]:
    """The person's codes. Each await lets the other person go on."""
    codes: list[str] = []
    while (event := client.answer(sitting.page(), sitting.beside)) is not None:
        effect = sitting.send(event)
        while effect is not None:
            effect = sitting.send(await sitting.perform(effect))
        shown = {
            sitting.beside.text(ref)
            for ref in ("view.name", *(f"proof.{one.value}.name" for one in Purpose))
        }
        assert shown <= {name, None}
        made = sitting.journey.code
        if sitting.page().id == "code.shown" and made is not None:
            codes.append(made.code)
    return codes


# One after another --------------------------------------------------------------------------


@dataclass
class Front:
    """A front that performs effects on the side and may tell their results late, or twice."""

    sitting: Sitting
    service: SmallService
    who: str = "Ada"
    tasks: list[asyncio.Task[Result]] = field(default_factory=list)
    told: list[Result] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)

    def event(self) -> Event | None:
        """What the person does on this page."""
        page = self.sitting.page()
        fixed: dict[str, str | tuple[str, ...]] = {
            "start.who": "together",
            "start.mode": "practise",
            "safe.sign-in": "no",
            "safe.contacts": "mine",
            "signin.document": NUMBERS[self.who],
            "signin.birth": BORN,
            "signin.channel": "text",
            "signin.code": CODES[self.who],
            "status.photo": "mine",
            "status.name": "mine",
            "status.kind": "as_letter",
            "code.purpose": "work",
        }
        if page.id in fixed:
            return Answer(page.id, fixed[page.id])
        liked = {"proofs.table": "code", "code.preview": "make", "outcome": "code"}
        offered = [one.id for one in page.actions]
        if liked.get(page.id) in offered:
            return Press(page.id, liked[page.id])
        if "again" in offered:
            return Press(page.id, "again")
        assert not isinstance(page.ask, ChoiceAsk), page.id
        return None

    def tell(self, event: Event) -> None:
        effect = self.sitting.send(event)
        if effect is not None:
            self._perform(effect)
        self.check()

    def _perform(self, effect: Effect) -> None:
        self.tasks.append(asyncio.create_task(self.sitting.perform(effect)))

    def tell_results(self) -> None:
        done = [one for one in self.tasks if one.done()]
        self.tasks = [one for one in self.tasks if not one.done()]
        for task in done:
            self.told.append(task.result())
            self.tell(task.result())

    def next_person(self) -> None:
        self.sitting.finish()
        self.who = "Ben" if self.who == "Ada" else "Ada"
        self.check_empty()

    def check(self) -> None:
        """Nothing of anybody else is here."""
        beside, journey = self.sitting.beside, self.sitting.journey
        assert beside.text("view.name") in (None, f"{self.who} Kowalska")
        assert beside.view is None or beside.view.given_names == self.who
        assert all(one.record.given_names == self.who for one in beside.proofs.values())
        assert {one.body for one in beside.messages()} <= {f"Code {CODES[self.who]}"}
        assert beside.person is None or beside.person.id == self.who
        assert journey.typed.document in ("", NUMBERS[self.who])
        if journey.code is not None:
            made = self.service.codes[journey.code.id]
            assert (made["who"], made["live"]) == (self.who, True)
            assert made["used"] >= 1, "a code that was not opened is shown"
            self.shown.add(journey.code.id)

    def check_empty(self) -> None:
        sitting = self.sitting
        assert sitting.beside.view is None
        assert sitting.beside.typed_birth_date is None
        assert not sitting.beside.proofs
        assert sitting.beside.messages() == ()
        assert sitting.beside.person is None
        assert sitting._looks == {}
        assert sitting._sent is None
        assert not sitting.journey.typed.document
        assert not sitting.journey.seen
        assert sitting.page().id in ("start.who", "finish")


async def settle() -> None:
    """Let everything that can run do so."""
    for _ in range(12):
        await asyncio.sleep(0)


STEPS = st.lists(
    st.sampled_from(["go", "go", "go", "let", "let", "let", "tell", "tell", "back", "finish"]),
    min_size=10,
    max_size=60,
)


@settings(max_examples=40)
@given(st.integers(0, 24), STEPS)
def test_whatever_is_finished_when_nothing_comes_back(led: int, steps: list[str]) -> None:
    """So many events go well, then anything happens in any order; then the next person comes."""
    asyncio.run(_interleaved(led, steps))


async def _interleaved(led: int, steps: list[str]) -> None:
    service = SmallService(open=True)
    sitting = Sitting(WORDS, lambda: service, practice=True)
    front = Front(sitting, service)
    await _led(front, led)
    service.open = False
    for step in steps:
        await settle()
        _step(front, step)
    await settle()
    front.next_person()
    # Everything that was still under way answers now, and its results are told.
    service.open = True
    while service.let_go() or front.tasks:
        await settle()
        front.tell_results()
        front.check_empty()
    for late in front.told:
        assert sitting.send(late) is None
        front.check_empty()
    await _led(front)
    assert sitting.page().id == "code.shown"
    await sitting.close()
    assert not service.sessions.keys() & service.told, "a session was left open"
    assert {one["id"] for one in service.codes.values() if one["live"]} <= front.shown


class Slack(Sitting):
    """A sitting that breaks nothing off: what was under way goes on to its late end."""

    def _break_off(self) -> None:
        """Leaves it to run."""


@pytest.mark.parametrize("kind", [Sitting, Slack])
@pytest.mark.parametrize("led", range(6, 15))
async def test_an_answer_that_waits_until_the_next_person_is_here(
    kind: type[Sitting], led: int
) -> None:
    """Ada has come so far; some answers to her next event come, the others when Ben is here."""
    for lets, later in product((0, 1, 2, 3, 5), (0, 7, 8, 10, 13)):
        await _held_back(kind, led, lets, later)


async def _held_back(kind: type[Sitting], led: int, lets: int, later: int) -> None:
    service = SmallService(open=True)
    sitting = kind(WORDS, lambda: service, practice=True)
    front = Front(sitting, service)
    await _led(front, led)
    service.open = False
    _step(front, "go")
    for _ in range(lets):
        await settle()
        service.let_go()
    await settle()
    sitting.finish()
    front.who = "Ben"
    front.check_empty()
    service.open = True
    await _led(front, later)
    while service.let_go():
        await settle()
    await settle()
    front.tell_results()
    await _led(front, 30)
    if kind is Slack:
        # Late steps of an effect may cost Ben a second sign-in, but show him nothing of Ada's.
        await sitting.close()
        return
    assert sitting.page().id == "code.shown"
    await sitting.close()
    assert not service.sessions.keys() & service.told, "a session was left open"
    assert {one["id"] for one in service.codes.values() if one["live"]} <= front.shown


async def _led(front: Front, events: int = 100) -> None:
    """The person now here, to their code or so many events far."""
    for _ in range(events):
        event = front.event()
        if event is None:
            return
        effect = front.sitting.send(event)
        while effect is not None:
            effect = front.sitting.send(await front.sitting.perform(effect))
            front.check()
        front.check()


def _step(front: Front, step: str) -> None:
    page: Page = front.sitting.page()
    match step:
        case "go" if not page.waiting:
            event = front.event()
            if event is not None:
                front.tell(event)
        case "let":
            front.service.let_go()
        case "tell":
            front.tell_results()
        case "back":
            front.tell(Back(page.id))
        case "finish":
            front.next_person()
        case _:
            pass


# The client's own: whoever asked may have gone when the answer comes -------------------------


async def test_a_session_that_comes_late_is_nobodys() -> None:
    service = SmallService(open=True)
    calls = service.calls
    born = date(1985, 3, 5)
    await calls.send_code(NUMBERS["Ada"], born, Channel.TEXT)
    service.open = False
    late = asyncio.create_task(calls.verify(CODES["Ada"]))
    await settle()
    service.open = True
    calls.forget()
    await calls.send_code(NUMBERS["Ben"], born, Channel.TEXT)
    await calls.verify(CODES["Ben"])
    service.let_go()
    with pytest.raises(SessionEnded):
        await late
    record = await calls.status()
    assert getattr(record, "given_names", None) == "Ben"
    await calls.sign_out()
    assert not service.sessions
