"""What is typed about an account: kept beside the journey while it is needed, and not longer."""

from __future__ import annotations

import pytest

from tests.core.ways import at_the_table, before_signing_in, lead
from tests.runner.fakes import PERSON, FakeService, FixedClock
from tests.service.answers import problem
from tests.service.test_account_calls import ACCOUNT, RECOVERY
from tui.content import Words
from tui.core.changes import AccountShown
from tui.core.events import Answer, Back, Channel, Event, Fault, Press, Result, Trouble
from tui.core.page import DateAsk, Symbol, TextAsk
from tui.runner.sitting import Sitting

BORN = (str(PERSON.birth_date.day), str(PERSON.birth_date.month), str(PERSON.birth_date.year))


def sitting_of(service: FakeService) -> Sitting:
    return Sitting(Words("en"), service.factory(), practice=True, clock=FixedClock())


async def tell(sitting: Sitting, *events: Event) -> None:
    for event in events:
        effect = sitting.send(event)
        while effect is not None:
            effect = sitting.send(await sitting.perform(effect))


async def changing(service: FakeService) -> Sitting:
    """Signed in, at the field for the number of a new document."""
    service.fake_calls.script.set("GET /v1/account", (200, ACCOUNT))
    sitting = sitting_of(service)
    sitting.journey = lead(at_the_table(), Press("proofs.table", "next"))
    await tell(
        sitting,
        Press("outcome", "account"),
        Answer("account.home", "document"),
        Answer("account.safe", "yes"),
        Answer("account.kind", "passport"),
        Answer("account.issued", "pol"),
    )
    assert sitting.page().id == "account.number"
    return sitting


async def test_what_is_typed_stands_in_its_field_again_and_not_in_the_journey() -> None:
    sitting = await changing(FakeService())
    await tell(sitting, Answer("account.number", "Practice 888"), Back("account.channel"))
    page = sitting.page()
    assert isinstance(page.ask, TextAsk)
    assert page.ask.value == "PRACTICE888"
    assert "888" not in repr(sitting.journey)
    assert sitting.beside.text("typed.document") == "Number: PRACTICE888\nCountry: POL"


async def test_a_number_that_could_be_real_is_let_go_at_once() -> None:
    sitting = await changing(FakeService())
    await tell(sitting, Answer("account.number", "533401372"))
    page = sitting.page()
    assert isinstance(page.ask, TextAsk)
    assert (page.ask.value, sitting.beside.typed["number"]) == ("", "")
    assert page.ask.error


async def test_trouble_keeps_what_was_typed_and_turning_away_lets_it_go() -> None:
    service = FakeService()
    service.fake_calls.script.set("POST /v1/account/step-ups", (503, problem("")))
    sitting = await changing(service)
    await tell(sitting, Answer("account.number", "PRACTICE 888"), Answer("account.channel", "text"))
    assert sitting.page().id == "trouble"
    assert sitting.beside.typed["number"] == "PRACTICE888"
    await tell(sitting, Press("trouble", "finish"))
    assert sitting.beside.typed["number"] == "PRACTICE888"
    await tell(sitting, Answer("finish.sure", "no"), Back("trouble"))
    while sitting.page().id != "account.home":
        assert sitting.beside.typed["number"] == "PRACTICE888"
        await tell(sitting, Back(sitting.page().id))
    assert sitting.beside.typed == {}
    await tell(sitting, Press("account.home", "return"))
    assert sitting.page().id == "outcome"
    assert sitting.beside.typed == {}
    assert sitting.beside.text("account.holds") is None


async def test_what_the_account_has_is_masked_and_gone_with_the_sitting() -> None:
    sitting = await changing(FakeService())
    assert sitting.beside.text("account.holds") == "Phone: ends in 112\nDocument: *******423"
    assert "112" not in repr(sitting.journey)
    sitting.finish()
    assert sitting.beside.text("account.holds") is None
    assert sitting.beside.account is None
    assert sitting.beside.typed == {}


async def test_a_session_that_ended_leaves_nothing_typed() -> None:
    service = FakeService()
    service.fake_calls.script.set("POST /v1/account/step-ups", (401, problem("session-ended")))
    sitting = await changing(service)
    await tell(sitting, Answer("account.number", "PRACTICE 888"), Answer("account.channel", "text"))
    assert sitting.page().id == "signin.ended"
    assert sitting.beside.typed == {}


async def test_the_secret_of_an_app_is_put_into_the_page_and_dropped_with_it() -> None:
    service = FakeService()
    address = "otpauth://totp/x?secret=ABCDEFGHIJKLMNOP"
    script = service.fake_calls.script
    for path, answer in (
        ("step-ups", {"id": "step-1"}),
        ("step-ups/step-1/verification", {"step_up_id": "step-1", "token": "a" * 40}),
        ("authenticator", {"secret": "ABCDEFGHIJKLMNOP", "uri": address}),
    ):
        script.set(f"POST /v1/account/{path}", (201, answer))
    sitting = await changing(service)
    while sitting.page().id != "account.home":
        await tell(sitting, Back(sitting.page().id))
    await tell(
        sitting,
        Answer("account.home", "app"),
        Answer("account.channel", "text"),
        Answer("account.code", "123 456"),
        Press("account.secret", "symbol"),
    )
    (symbol,) = [one for one in sitting.page().blocks if isinstance(one, Symbol)]
    assert symbol.text == address
    assert "ABCDEFGHIJKLMNOP" not in repr(sitting.journey)
    assert sitting.beside.text("app.secret") == "ABCD EFGH IJKL MNOP"
    sitting.send(Press("account.symbol", "finish"))
    sitting.send(Answer("finish.sure", "yes"))
    assert sitting.beside.app is None


# Recovery -----------------------------------------------------------------------------------


async def recovering(service: FakeService, number: str = "PRACTICE 423") -> Sitting:
    service.fake_calls.script.set("POST /v1/recoveries", (202, RECOVERY))
    sitting = sitting_of(service)
    sitting.journey = lead(before_signing_in(), Answer("safe.contacts", "both_lost"))
    await tell(
        sitting,
        Press("outcome", "recover"),
        Answer("recover.safe", "yes"),
        Answer("recover.kind", "passport"),
        Answer("recover.issued", "POL"),
        Answer("recover.number", number),
        Answer("recover.born", BORN),
    )
    return sitting


async def test_nobody_is_wiped_in_the_middle_of_a_recovery() -> None:
    sitting = await recovering(FakeService())
    assert sitting.page().id == "recover.face"
    assert sitting.beside.typed["number"] == "PRACTICE423"
    assert sitting.beside.messages()


async def test_what_belongs_to_nobody_invented_is_cleared_and_never_sent() -> None:
    service = FakeService()
    sitting = await recovering(service, "PRACTICE 999")
    page = sitting.page()
    assert (page.id, sitting.journey.error) == ("recover.number", "nobody")
    assert sitting.beside.typed == {}
    assert service.fake_calls.script.asked == []


async def test_a_birthday_that_does_not_fit_is_shown_again() -> None:
    sitting = await recovering(FakeService())
    sitting.journey = sitting.journey.afresh("recover.born")
    await tell(sitting, Answer("recover.born", ("31", "2", "1985")))
    page = sitting.page()
    assert isinstance(page.ask, DateAsk)
    assert page.ask.value == ("31", "2", "1985")
    assert page.ask.error


@pytest.mark.parametrize("desk", [True, False])
async def test_without_a_desk_there_is_no_drawing_to_send(*, desk: bool) -> None:
    service = FakeService(desk=desk)
    sitting = await recovering(service)
    service.fake_calls.script.set("POST /v1/recoveries/recovery-1/face", (202, RECOVERY))
    await tell(sitting, Answer("recover.face", "own"))
    assert sitting.page().id == ("recover.phone" if desk else "recover.denied")
    sent = service.fake_calls.script.bodies("POST /v1/recoveries/recovery-1/face")
    assert sent == ([{"face": PERSON.knows.face}] if desk else [])


async def test_a_late_answer_about_an_account_changes_nothing() -> None:
    sitting = await changing(FakeService())
    before = sitting.journey
    sitting.send(Result(before.generation - 1, AccountShown(tuple(Channel))))
    sitting.send(Result(before.generation, Trouble(Fault.UNREACHABLE)))
    assert sitting.journey == before
