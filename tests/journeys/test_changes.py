"""Every end of a change and of a recovery, against the real mock, headless and through both fronts.

Each test begins with a mock as it was seeded. The journey is watched at every step: nothing that
is typed on the way stands in it.
"""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, replace
from functools import partial

import pytest
from _pytest.mark import ParameterSet

from tests.journeys.changing import Changer, Pressed, Said, Step, document_of, recovery_of
from tests.journeys.led import Leader, Mock, client_of
from tests.journeys.test_parity import Seen, person_of, through_drawn, through_plain
from tui.core.events import Channel, Press
from tui.core.page import Facts
from tui.core.permit import may_list_codes
from tui.practice.client import Client
from tui.runner.sitting import Sitting
from tui.service.people import Person

NUMBER = "PRACTICE 888"
PHONE, EMAIL = "+44 7700 900555", "ana.new@example.org"
MOST_PAGES = 80


@dataclass(frozen=True)
class Story:
    """Who does what, what happens meanwhile, and on which page of which heading it ends."""

    who: str
    plan: Callable[[Person], dict[str, list[Step]]]
    end: str
    words: str
    meanwhile: tuple[tuple[str, str, str], ...] = ()
    """(page, method, what the practice desk is told as that page comes up)."""
    first: tuple[tuple[str, str], ...] = ()
    """(method, what the desk is told before the sitting)."""

    def changer(self, mock: Mock, person: Person) -> Changer:
        client = client_of(person)
        before: dict[str, Callable[[], None]] = {
            page: partial(mock.control, method, what) for page, method, what in self.meanwhile
        }
        return Changer(client, self.plan(person), before)


def contact(*changes: str) -> Callable[[Person], dict[str, list[Step]]]:
    def plan(_: Person) -> dict[str, list[Step]]:
        steps: dict[str, list[Step]] = {
            "account.home": [*changes],
            "account.safe": ["yes"],
            "account.phone": [PHONE],
            "account.email": [EMAIL],
            "account.channel": ["text" if changes[0] == "email" else "email"],
        }
        return steps | ({"account.done": [Pressed("account")]} if len(changes) > 1 else {})

    return plan


def app(_: Person) -> dict[str, list[Step]]:
    return {
        "account.home": ["app"],
        "account.safe": ["yes"],
        "account.channel": ["text"],
        "account.secret": [Pressed("symbol")],
        "account.symbol": [Pressed("typed")],
    }


def new(number: str = NUMBER, **other: str) -> Callable[[Person], dict[str, list[Step]]]:
    named: dict[str, Said] = {f"account.{name}": one for name, one in other.items()}
    return lambda person: document_of(person, number, **named)


CROSSED = "faults/couple-crossover?person=sofia-couple"
STORIES = {
    "document": Story("ana-settled", new(), "account.done", "account.done.document"),
    "held": Story("ana-settled", new(family="Nowak"), "account.held", "account.held"),
    "nationality": Story("ana-settled", new(nation="ROU"), "account.held", "account.held"),
    # The number of somebody else's own document: nothing of theirs is ever shown.
    "in-use": Story(
        "ana-settled",
        new("PRACTICE 856", issued="ROU"),
        "account.denied",
        "account.denied.in_use",
    ),
    "mismatch": Story(
        "sofia-couple",
        new(channel="email"),
        "account.denied",
        "account.denied.mismatch",
        meanwhile=(("outcome", "PUT", CROSSED),),
        first=(("DELETE", CROSSED),),
    ),
    "meanwhile": Story(
        "ana-settled",
        new(),
        "account.denied",
        "account.denied.meanwhile",
        meanwhile=(("account.check", "PUT", "faults/contacts-crossed?person=ana-settled"),),
    ),
    "phone": Story("ana-settled", contact("text"), "account.done", "account.done.text"),
    "email": Story("ana-settled", contact("email"), "account.done", "account.done.email"),
    "lately": Story(
        "ana-settled", contact("text", "email"), "account.denied", "account.denied.lately"
    ),
    "app": Story("ana-settled", app, "account.done", "account.done.app"),
    "stopped": Story(
        "ana-settled",
        lambda person: document_of(person, NUMBER, **{"account.safe": "no"}),
        "account.stop",
        "account.stop",
    ),
    "recovered": Story("rui-lost", recovery_of, "recover.done", "recover.done"),
    "unlocked": Story("nadia-locked", recovery_of, "recover.done", "recover.done"),
    "not-recovered": Story(
        "rui-lost",
        lambda person: recovery_of(person, **{"recover.face": "other"}),
        "recover.denied",
        "recover.denied.not_recovered",
    ),
    "recovery-stopped": Story(
        "rui-lost",
        lambda person: recovery_of(person, **{"recover.safe": "not_sure"}),
        "recover.stop",
        "recover.stop",
    ),
}
PLAIN = ("document", "in-use", "lately", "app", "not-recovered")
DRAWN = ("recovered",)
"""Stories that the fronts tell also in the short run."""


def shortly(names: tuple[str, ...]) -> list[ParameterSet]:
    """Every story; those that are not named are told in the long run."""
    marks = {name: () if name in names else (pytest.mark.long,) for name in STORIES}
    return [pytest.param(name, marks=mark) for name, mark in marks.items()]


_headless: dict[str, list[str]] = {}
"""Story -> the pages by which it came without a front."""


@pytest.fixture(autouse=True)
def as_seeded(mock: Mock) -> Iterator[None]:
    yield
    mock.control("POST", "reset")


def typed_in(changer: Changer) -> set[str]:
    """What is typed on the way and must not be found in a journey, without its spaces."""
    said = {
        one.replace(" ", "")
        for page in ("number", "phone", "email", "given", "family")
        for area in ("account", "recover")
        for one in changer.plan.get(f"{area}.{page}", ())
        if isinstance(one, str)
    }
    # A journey knows the number that was typed to sign in, and no other.
    own = changer.client.document_number.replace(" ", "")
    return said if changer.client.knows.contacts == "both_lost" else said - {own}


async def lead(sitting: Sitting, changer: Changer) -> None:
    """To the end of the plan, watching what the journey holds."""
    sitting.finish()
    secret = typed_in(changer)
    for _ in range(MOST_PAGES):
        event = changer.answer(sitting.page(), sitting.beside)
        if event is None:
            break
        effect = sitting.send(event)
        held = repr((sitting.journey, effect))
        while effect is not None:
            result = await sitting.perform(effect)
            effect = sitting.send(result)
            held += repr((result, sitting.journey, effect))
        assert [one for one in secret if one in held.replace(" ", "")] == []
    else:
        raise AssertionError(f"round in a circle: {changer.came_by[-8:]}")


def told(leader: Leader, story: Story) -> Changer:
    for method, what in story.first:
        leader.mock.control(method, what)
    person = leader.runner.run(person_of(leader.sitting, story.who))
    changer = story.changer(leader.mock, person)
    leader.runner.run(lead(leader.sitting, changer))
    return changer


@pytest.mark.parametrize("name", STORIES)
def test_it_ends_as_it_has_to_and_nothing_typed_is_left(leader: Leader, name: str) -> None:
    story = STORIES[name]
    _headless[name] = told(leader, story).came_by
    sitting = leader.sitting
    assert sitting.page().id == story.end
    assert sitting.page().heading == sitting.words.text(story.words, "heading")
    assert sitting.beside.typed == {}
    assert sitting.beside.text("typed.document") == ""
    assert sitting.beside.app is None
    if story.end == "account.denied":
        # A page that says that it may be another's shows nothing of it.
        assert sitting.beside.account is None


@pytest.mark.parametrize("name", shortly(PLAIN))
def test_the_plain_front_comes_by_the_same_pages(leader: Leader, name: str) -> None:
    in_front(leader, name, through_plain)


@pytest.mark.parametrize("name", shortly(DRAWN))
def test_the_drawn_front_comes_by_the_same_pages(leader: Leader, name: str) -> None:
    in_front(leader, name, through_drawn)


def in_front(leader: Leader, name: str, front: Callable[..., Coroutine[None, None, Seen]]) -> None:
    story = STORIES[name]
    if name not in _headless:
        _headless[name] = told(leader, story).came_by
        leader.sitting.finish()
        leader.mock.control("POST", "reset")
    for method, what in story.first:
        leader.mock.control(method, what)
    made: list[Changer] = []

    def client(person: Person) -> Changer:
        made.append(story.changer(leader.mock, person))
        return made[0]

    seen = asyncio.run(front(leader.mock, story.who, client))
    assert seen.pages == _headless[name]
    assert made[0].came_by == _headless[name]


# What follows from a change -----------------------------------------------------------------


def signs_in(leader: Leader, client: Client) -> str:
    """The page that signing in leads to, an hour later."""
    leader.mock.control("PUT", "clock", {"advance_minutes": 61})
    changer = Changer(client, {"status.photo": [Pressed("finish")]})
    leader.runner.run(lead(leader.sitting, changer))
    came_by = changer.came_by
    return "status.photo" if "status.photo" in came_by else came_by[-1]


def test_the_old_document_signs_in_until_the_new_one_was_used(leader: Leader) -> None:
    told(leader, STORIES["document"])
    person = leader.runner.run(person_of(leader.sitting, "ana-settled"))
    assert [number for number, _ in person.new_documents] == ["PRACTICE888"]
    old = client_of(person)
    fresh = replace(old, document_number=NUMBER)
    assert signs_in(leader, old) == "status.photo"
    assert signs_in(leader, fresh) == "status.photo"
    assert signs_in(leader, old).startswith("outcome")
    assert leader.sitting.journey.seen["signin"] == "no_code"
    assert signs_in(leader, fresh) == "status.photo"


def test_the_app_signs_in(leader: Leader) -> None:
    told(leader, STORIES["app"])
    client = client_of(leader.runner.run(person_of(leader.sitting, "ana-settled")))
    assert signs_in(leader, replace(client, channel=Channel.AUTHENTICATOR)) == "status.photo"


def test_who_got_the_account_back_signs_in_with_the_new_phone(leader: Leader) -> None:
    told(leader, STORIES["recovered"])
    client = client_of(leader.runner.run(person_of(leader.sitting, "rui-lost")))
    client.knows = replace(client.knows, contacts="mine")
    assert signs_in(leader, client) == "status.photo"


def test_both_old_contacts_are_told_and_the_new_phone_takes_the_next_code(leader: Leader) -> None:
    told(leader, STORIES["phone"])
    leader.mock.control("POST", "deliveries")
    phone = leader.mock.control("GET", "phone?person=ana-settled")["items"]
    said = {one["to"] for one in phone if "another phone number" in one["body"]}
    assert said == {"+44 7700 900112", "ana.kowalska@example.org"}
    client = client_of(leader.runner.run(person_of(leader.sitting, "ana-settled")))
    assert signs_in(leader, client) == "status.photo"
    phone = leader.mock.control("GET", "phone?person=ana-settled")["items"]
    assert phone[0]["to"] == PHONE


def test_after_a_mismatch_nothing_more_is_offered(leader: Leader) -> None:
    told(leader, STORIES["mismatch"])
    sitting = leader.sitting
    assert [one.id for one in sitting.page().actions] == ["return", "finish"]
    assert may_list_codes(sitting.journey)
    changer = Changer(client_of(leader.runner.run(person_of(sitting, "sofia-couple"))), {})
    assert changer.answer(sitting.page(), sitting.beside) is None
    assert sitting.send(Press("account.denied", "return")) is None
    assert sitting.page().id == "outcome"
    sitting.send(Press("outcome", "more"))
    assert sitting.page().id == "outcome.more"
    assert "account" not in [one.id for one in sitting.page().actions]


# Who opened a code ---------------------------------------------------------------------------


def checked(mock: Mock, code: str, born: str) -> str:
    """Opens a code as an employer would; the reference of the check."""
    body = {"code": code, "birth_date": born, "checker": {"name": "Riverside Cafe"}}
    request = urllib.request.Request(
        f"{mock.address}/v1/checks/right-to-work",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        reference: str = json.load(answer)["reference"]
        return reference


def test_the_codes_say_who_opened_them_and_when(leader: Leader) -> None:
    person = leader.runner.run(person_of(leader.sitting, "ana-settled"))
    told = leader.lead("ana-settled")
    code = next(one.code for one in told.codes if one.code.startswith("W"))
    reference = checked(leader.mock, code, person.birth_date.isoformat())
    sitting = leader.sitting
    for press in (Press("code.shown", "codes"), Press("code.list", "uses")):
        effect = sitting.send(press)
        while effect is not None:
            effect = sitting.send(leader.runner.run(sitting.perform(effect)))
    page = sitting.page()
    assert page.id == "code.uses"
    (facts,) = [one for one in page.blocks if isinstance(one, Facts)]
    lines = [text for _, text in facts.rows]
    assert [one for one in lines if one.startswith("An employer")] == [
        f"An employer opened code {code[:3]}… (work). Reference {reference}."
    ]
    # Before each of the three was shown, this program had opened it.
    assert len([one for one in lines if one.startswith("This program")]) == 3
    assert len(lines) == 4
    assert "Riverside" not in repr(page) + repr(sitting.journey)
    sitting.send(Press("code.uses", "list"))
    assert sitting.page().id == "code.list"
