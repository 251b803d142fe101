"""The practice desk: people, phone, faults, clock; and when it is not ours to use."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.service.answers import PERSON, Route, Scripted, problem
from tui.core.events import Channel
from tui.service.control import ControlClient
from tui.service.people import DoesNotApply, UnknownName
from tui.service.problems import ControlRefused, Garbled

FAULT = {
    "id": "status-dropped",
    "effect": "The status is gone.",
    "letter_question": "b",
    "part": "pcdp",
    "sees": "Nothing.",
    "found_by": "reconcile",
    "repair": "Put the row back.",
    "kind": "data",
    "applies_to": ["settled"],
}


def desk(script: Scripted) -> ControlClient:
    return ControlClient(script.wire, "the-token")


def answering(route: str, answer: Route) -> Scripted:
    script = Scripted()
    script.set(route, answer)
    return script


async def test_people_as_they_would_type_themselves() -> None:
    script = answering("GET /control/people", (200, {"items": [PERSON]}))
    (person,) = await desk(script).people()
    assert person.channel is Channel.TEXT
    assert person.signs_in_with("53-3401-372", date(1985, 3, 5))
    assert not person.signs_in_with("53-3401-373", date(1985, 3, 5))
    assert not person.signs_in_with("53-3401-372", date(1985, 3, 6))
    assert script.asked[0].headers["X-Control-Token"] == "the-token"


@pytest.mark.parametrize(
    "word",
    ["letter", "earlier", "photo", "contacts", "document", "recent", "applied_in_time"],
)
async def test_what_a_person_knows_is_in_agreed_words(word: str) -> None:
    knows = PERSON["knows"]
    assert isinstance(knows, dict)
    odd = {**PERSON, "knows": {**knows, word: "perhaps"}}
    with pytest.raises(Garbled):
        await desk(answering("GET /control/people", (200, {"items": [odd]}))).people()


async def test_the_phone_keeps_its_lines() -> None:
    message = {"at": "2026-11-02T14:05:00Z", "to": "+44", "kind": "text", "body": "One\nTwo"}
    script = answering("GET /control/phone", (200, {"items": [message]}))
    (found,) = await desk(script).phone("ana-settled")
    assert found.body == "One\nTwo"
    assert script.asked[0].url.params["person"] == "ana-settled"


async def test_faults_and_those_that_are_on() -> None:
    active = {"fault": "status-dropped", "person": "x", "applied_at": "2026-11-02T14:05:00Z"}
    rule = {"fault": "unavailable", "part": "status", "applied_at": "2026-11-02T14:06:00Z"}
    listed = {"items": [FAULT], "active": [active], "on_the_way": [rule]}
    script = answering("GET /control/faults", (200, listed))
    found = await desk(script).faults()
    assert [one.id for one in found.items] == ["status-dropped"]
    assert found.active[0].applied_at == datetime(2026, 11, 2, 14, 5, tzinfo=UTC)
    # Trouble on the way is everybody's.
    assert [(one.fault, one.person) for one in found.active[1:]] == [("unavailable: status", "")]


async def test_a_fault_is_put_on_and_taken_off() -> None:
    script = answering("PUT /control/faults/status-dropped", (200, {}))
    script.set("DELETE /control/faults/status-dropped", (200, {}))
    control = desk(script)
    await control.apply("status-dropped", "ana", 3)
    await control.repair("status-dropped", "ana")
    put, delete = script.asked
    assert dict(put.url.params) == {"person": "ana", "calls": "3"}
    assert dict(delete.url.params) == {"person": "ana"}


async def test_an_unknown_name_comes_with_what_is_close() -> None:
    unknown = (404, problem("unknown-name", did_you_mean=["status-dropped"]))
    control = desk(answering("PUT /control/faults/status-droped", unknown))
    with pytest.raises(UnknownName, match=r"Did you mean status-dropped\?") as found:
        await control.apply("status-droped", "ana")
    assert found.value.did_you_mean == ("status-dropped",)


@pytest.mark.parametrize("name", ["", "../reset", "a/b", "a?b", "\u0430"])
async def test_a_name_that_is_no_name_is_not_even_asked_for(name: str) -> None:
    script = Scripted()
    with pytest.raises(UnknownName):
        await desk(script).apply(name, "ana")
    assert script.asked == []


async def test_a_fault_that_does_not_apply_says_why() -> None:
    refused = (409, {"type": "/problems/does-not-apply", "detail": "Only for settled status."})
    control = desk(answering("PUT /control/faults/end-date-on-settled", refused))
    with pytest.raises(DoesNotApply, match="Only for settled status"):
        await control.apply("end-date-on-settled", "ana")


@pytest.mark.parametrize(
    "answer", [(404, problem("not-found")), (403, problem("control-token"))], ids=str
)
async def test_a_desk_that_is_not_ours(answer: Route) -> None:
    with pytest.raises(ControlRefused):
        await desk(answering("GET /control/people", answer)).people()


async def test_the_clock_is_read_and_moved() -> None:
    face = {"now": "2026-11-03T14:05:00Z", "shifted_seconds": -86400, "frozen": True}
    script = answering("GET /control/clock", (200, face))
    script.set("PUT /control/clock", (200, face))
    control = desk(script)
    assert (await control.clock()).shifted_seconds == -86400
    assert (await control.move_clock(1)).frozen
    assert script.bodies("PUT /control/clock") == [{"advance_days": 1}]
