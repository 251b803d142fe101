"""The sitting: what is dropped when, what comes too late, and what trouble does."""

from __future__ import annotations

import pytest

from tests.runner.fakes import BORN, MESSAGE, PERSON, FakeService, FixedClock
from tui.content import Words
from tui.core.events import (
    Answer,
    Back,
    CodeSent,
    Effect,
    Event,
    Fault,
    NotInvented,
    Press,
    Result,
    SendCode,
    Trouble,
)
from tui.runner import Sitting
from tui.runner.desk import DeskTrouble
from tui.service.problems import (
    Busy,
    ControlRefused,
    Garbled,
    NotTheMock,
    Problem,
    SessionEnded,
    TimedOut,
    Unavailable,
    Unreachable,
)

TO_THE_CHANNEL: tuple[Event, ...] = (
    Answer("start.who", "together"),
    Answer("start.mode", "practise"),
    Answer("safe.sign-in", "no"),
    Answer("safe.contacts", "mine"),
    Answer("signin.document", "practice-423"),
    Answer("signin.birth", ("5", "3", "1985")),
)
TO_THE_CODE = (*TO_THE_CHANNEL, Answer("signin.channel", "text"))
TO_THE_NAME = (*TO_THE_CODE, Answer("signin.code", "123456"), Answer("status.photo", "mine"))


def sitting(service: FakeService) -> Sitting:
    return Sitting(Words("en"), service.factory(), practice=True, clock=FixedClock())


async def through(made: Sitting, events: tuple[Event, ...]) -> None:
    """Send the events, performing every effect."""
    for event in events:
        effect = made.send(event)
        while effect is not None:
            effect = made.send(await made.perform(effect))


def asked(made: Sitting, events: tuple[Event, ...]) -> Effect:
    """Send the events; the effect of the last."""
    effect = None
    for event in events:
        effect = made.send(event)
    assert effect is not None
    return effect


async def test_an_invented_person_gets_a_code_on_their_phone() -> None:
    service = FakeService()
    made = sitting(service)
    await through(made, TO_THE_CODE)
    assert made.page().id == "signin.code"
    assert made.beside.messages() == (MESSAGE,)
    assert made.practice is not None
    assert made.practice.current_person is PERSON


@pytest.mark.parametrize(
    "typed",
    [
        (Answer("signin.document", "PRACTICE 424"), Answer("signin.birth", ("5", "3", "1985"))),
        (Answer("signin.document", "PRACTICE 423"), Answer("signin.birth", ("6", "3", "1985"))),
    ],
    ids=["number", "birth date"],
)
async def test_what_belongs_to_nobody_is_not_sent_and_not_kept(typed: tuple[Event, ...]) -> None:
    service = FakeService()
    made = sitting(service)
    await through(made, (*TO_THE_CHANNEL[:4], *typed, Answer("signin.channel", "text")))
    assert made.page().id == "signin.document"
    assert made.journey.typed.document == ""
    assert "send" not in service.fake_calls.did
    assert made.beside.person is None


async def test_where_nobody_tells_us_who_is_invented_it_is_sent() -> None:
    for service in (FakeService(desk=False), FakeService()):
        if service.fake_control is not None:
            service.fake_control.fails = ControlRefused()
        made = sitting(service)
        await through(made, TO_THE_CODE)
        assert made.page().id == "signin.code"
        assert made.beside.messages() == ()


@pytest.mark.parametrize(
    ("problem", "fault", "wait"),
    [
        (Unreachable(), Fault.UNREACHABLE, None),
        (TimedOut(), Fault.TIMED_OUT, None),
        (Garbled(), Fault.GARBLED, None),
        (Busy("", 60), Fault.BUSY, 60),
        (Unavailable("", 5), Fault.UNAVAILABLE, 5),
        (SessionEnded(), Fault.SESSION_ENDED, None),
        (NotTheMock(), Fault.NOT_THE_MOCK, None),
    ],
    ids=lambda value: type(value).__name__,
)
async def test_every_problem_comes_back_as_trouble(
    problem: Problem, fault: Fault, wait: int | None
) -> None:
    service = FakeService()
    service.fake_calls.fails["send"] = problem
    made = sitting(service)
    result = await made.perform(asked(made, TO_THE_CODE))
    assert result.outcome == Trouble(fault, wait)
    assert service.was_lost == (fault is Fault.UNREACHABLE)


async def test_a_back_end_that_does_not_begin_is_trouble_too() -> None:
    service = FakeService()
    service.begins_with = Unreachable()
    made = sitting(service)
    assert (await made.perform(asked(made, TO_THE_CODE))).outcome == Trouble(Fault.UNREACHABLE)


async def test_without_a_service_nothing_is_performed() -> None:
    made = Sitting(Words("en"), None, practice=False, clock=FixedClock())
    assert made.practice is None
    effect = asked(made, TO_THE_CODE)
    assert (await made.perform(effect)).outcome == Trouble(Fault.UNREACHABLE)


async def test_a_phone_that_cannot_be_seen_is_looked_at_again_and_no_second_code_sent() -> None:
    service = FakeService()
    made = sitting(service)
    effect = asked(made, TO_THE_CODE)
    assert isinstance(effect, SendCode)
    control = service.fake_control
    assert control is not None
    people = await control.people()

    async def told() -> object:
        control.fails = TimedOut()
        return people

    control.people = told  # type: ignore[assignment, method-assign]
    assert made.send(await made.perform(effect)) is None
    assert made.page().id == "trouble"
    control.fails = None
    again = made.send(Press("trouble", "again"))
    assert again == effect
    result = await made.perform(again)
    assert result.outcome == CodeSent(effect.channel)
    made.send(result)
    assert made.beside.messages() == (MESSAGE,)
    assert service.fake_calls.did.count("send") == 1


async def test_the_view_is_shown_to_ask_and_dropped_when_it_is_somebody_elses() -> None:
    made = sitting(FakeService())
    await through(made, TO_THE_NAME)
    assert made.page().id == "status.name"
    assert made.beside.text("view.name") == "Ana Maria Kowalska"
    await through(made, (Answer("status.name", "not_mine"),))
    assert made.beside.view is None
    assert made.beside.text("view.name") is None


async def test_a_late_answer_is_dropped_with_all_it_brought() -> None:
    service = FakeService()
    made = sitting(service)
    await through(made, TO_THE_CODE)
    verify = asked(made, (Answer("signin.code", "123456"),))
    look = made.send(await made.perform(verify))
    assert look is not None
    late = await made.perform(look)
    made.finish()
    assert made.send(late) is None
    assert made.beside.view is None
    assert made.page().id == "start.who"


async def test_an_answer_that_comes_after_back_is_dropped() -> None:
    service = FakeService()
    made = sitting(service)
    late = await made.perform(asked(made, TO_THE_CODE))
    made.send(Back("signin.sending"))
    where = made.page().id
    assert made.send(late) is None
    assert made.page().id == where
    assert made.beside.person is None


async def test_what_was_asked_before_back_is_not_even_performed() -> None:
    service = FakeService()
    made = sitting(service)
    effect = asked(made, TO_THE_CODE)
    made.send(Back("signin.sending"))
    asked(made, (Answer("signin.channel", "email"),))
    result = await made.perform(effect)
    assert result.generation != made.journey.generation
    assert "send" not in service.fake_calls.did


async def test_finishing_leaves_nothing_of_the_person() -> None:
    service = FakeService()
    made = sitting(service)
    await through(made, TO_THE_NAME)
    before = made.journey.generation
    made.finish()
    assert made.beside.view is None
    assert made.beside.messages() == ()
    assert made.beside.person is None
    assert made.journey.typed.document == ""
    assert made.journey.generation > before
    assert "forget" in service.fake_calls.did


async def test_the_journeys_own_end_leaves_nothing_either() -> None:
    service = FakeService()
    made = sitting(service)
    await through(
        made,
        (*TO_THE_NAME, Press("status.name", "finish"), Answer("finish.sure", "yes")),
    )
    assert made.page().id == "finish"
    assert "sign out" in service.fake_calls.did
    assert made.beside.person is None
    assert made.beside.messages() == ()
    await through(made, (Press("finish", "again"),))
    assert made.journey.today is not None


async def test_closing_signs_out_and_lets_go_and_may_be_repeated() -> None:
    service = FakeService()
    made = sitting(service)
    await through(made, TO_THE_NAME)
    await made.close()
    await made.close()
    assert service.fake_calls.did.count("sign out") == 1
    assert service.closed == 1
    effect = asked(made, TO_THE_CODE)
    assert (await made.perform(effect)).outcome == Trouble(Fault.UNREACHABLE)


async def test_closing_lets_go_even_when_signing_out_fails() -> None:
    service = FakeService()
    service.fake_calls.fails["sign out"] = Unreachable()
    made = sitting(service)
    await through(made, TO_THE_NAME)
    await made.close()
    assert service.closed == 1


async def test_the_phone_is_looked_at_on_demand() -> None:
    service = FakeService()
    made = sitting(service)
    await through(made, TO_THE_CODE)
    assert service.fake_control is not None
    service.fake_control.messages = (MESSAGE, MESSAGE)
    await made.refresh_phone()
    assert len(made.beside.messages()) == 2
    service.fake_control.fails = TimedOut()
    await made.refresh_phone()
    assert len(made.beside.messages()) == 2


@pytest.mark.parametrize("fails", [ControlRefused(), TimedOut()], ids=["closed", "trouble"])
async def test_a_desk_that_cannot_be_used_says_so_in_a_sentence(fails: Exception) -> None:
    service = FakeService()
    made = sitting(service)
    assert made.practice is not None
    assert await made.practice.people() == (PERSON,)
    assert service.fake_control is not None
    service.fake_control.fails = fails
    with pytest.raises(DeskTrouble, match=r"[a-z]\.$"):
        await made.practice.people()


async def test_the_typed_birth_date_is_what_the_checker_is_given() -> None:
    made = sitting(FakeService())
    await through(made, TO_THE_NAME)
    assert made.beside.typed_birth_date == BORN


async def test_not_invented_is_an_outcome_and_no_trouble() -> None:
    made = sitting(FakeService())
    events = (*TO_THE_CHANNEL[:4], Answer("signin.document", "AB123456"), TO_THE_CHANNEL[5])
    effect = asked(made, (*events, Answer("signin.channel", "text")))
    assert await made.perform(effect) == Result(made.journey.generation, NotInvented())
