"""A report on its way: made, followed, worked on, told, confirmed, opened again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from backend_stub.kernel.audit_log import first_broken
from backend_stub.resolution import tables
from backend_stub.sharing import tables as sharing
from tests.backend.resolution.centre import (
    form,
    key,
    looked,
    moved,
    on_duty,
    path,
    repaired_and_told,
    reported,
    shown,
    signed_in,
    verified,
)
from tests.backend.support import INES, OTTO, Mock

# Made and followed --------------------------------------------------------------------------


async def test_nobody_has_to_be_signed_in_to_report(mock: Mock) -> None:
    report = await reported(mock)
    assert set(report) == {"reference", "key", "received_at", "promised_on"}
    assert (report["received_at"], report["promised_on"]) == ("2026-03-02T12:00:00Z", "2026-03-16")
    seen = await shown(mock, report)
    assert seen == {
        "reference": report["reference"],
        "received_at": "2026-03-02T12:00:00Z",
        "promised_on": "2026-03-16",
        "overdue": False,
        "nation": "england",
        "concerns": ["proof"],
        "problems": ["share_code"],
        "share_codes": ["work"],
        "another_person_at": [],
        "stage": "received",
        "stages": [
            {
                "stage": "received",
                "entered_at": "2026-03-02T12:00:00Z",
                "left_at": None,
                "days": 0,
                "working_days": 0,
                "team": None,
                "repair": None,
                "answer": None,
                "reason": None,
            }
        ],
        "days": 0,
        "working_days": 0,
        "reopened": 0,
        "verified_at": None,
        "notes": [],
        "allowed_until": None,
        "looked": [],
    }


async def test_whoever_gave_an_e_mail_address_is_told_that_the_report_came(mock: Mock) -> None:
    report = await reported(mock)
    await mock.deliver()
    (told,) = await mock.messages("ines@example.org")
    assert report["reference"] in told.body
    assert "16 March 2026" in told.body
    assert report["key"] not in told.body
    address = {
        "by": "address", "line_1": "1 Example Street", "town": "Nowhere", "postcode": "ZZ99 3VZ",
    }  # fmt: skip
    await reported(mock, reply=address)
    assert await mock.deliver() == {}


async def test_a_report_is_its_account_s_or_its_key_holder_s_and_nobody_else_s(mock: Mock) -> None:
    ines, otto = await signed_in(mock), await signed_in(mock, OTTO)
    report, other = await reported(mock, ines), await reported(mock)
    allowed = [ines, key(report), otto | key(report)]
    refused = [{}, otto, key(other), {"X-Report-Key": ""}, {"X-Report-Key": report["key"] + "0"}]
    for headers in allowed:
        assert (await mock.client.get(path(report), headers=headers)).status_code == 200
    answers = [await mock.client.get(path(report), headers=headers) for headers in refused]
    # A report that there is not gets the same answer.
    answers.append(await mock.client.get("/v1/fault-reports/PRACTICE-RAAAAAAAA", headers=ines))
    assert {a.status_code for a in answers} == {404}
    assert len({str(a.json() | {"instance": ""}) for a in answers}) == 1
    ended = {"Authorization": "Bearer nothing"}
    assert (await mock.client.get(path(report), headers=ended)).status_code == 401
    for rest, body in (
        ("/notes", {"text": "x"}),
        ("/reopening", {"reason": "partly", "text": "x"}),
    ):
        sent = await mock.client.post(path(report, rest), json=body, headers=otto | mock.key())
        assert sent.json()["type"] == "/problems/report-not-found"
    listed = (await mock.client.get("/v1/fault-reports", headers=ines)).json()["items"]
    assert [item["reference"] for item in listed] == [report["reference"]]
    assert (await mock.client.get("/v1/fault-reports", headers=otto)).json() == {"items": []}
    assert (await mock.client.get("/v1/fault-reports")).status_code == 401


@pytest.mark.parametrize(
    ("number", "birth_date", "known"),
    [
        ("ines 12-345", INES.birth_date, True),
        (INES.number, OTTO.birth_date, False),
        ("NOBODY123", INES.birth_date, False),
    ],
)
async def test_a_passport_tells_whose_account_it_is_and_the_answer_does_not(
    mock: Mock, number: str, birth_date: date, *, known: bool
) -> None:
    person = form()["person"] | {"birth_date": birth_date.isoformat()}
    reference = {"type": "passport", "number": number}
    report = await reported(mock, person=person, reference=reference)
    assert set(report) == {"reference", "key", "received_at", "promised_on"}
    seen = await mock.client.get("/v1/fault-reports", headers=await signed_in(mock))
    assert bool(seen.json()["items"]) is known
    staff = await on_duty(mock)
    open_reports = (await mock.client.get("/v1/staff/fault-reports", headers=staff)).json()
    assert [item["account_known"] for item in open_reports["items"]] == [known]


async def test_a_report_and_a_note_are_made_once_for_a_key(mock: Mock) -> None:
    bearer = await signed_in(mock)
    once = {"Idempotency-Key": "k"}
    first = await mock.client.post("/v1/fault-reports", json=form(), headers=bearer | once)
    again = await mock.client.post("/v1/fault-reports", json=form(), headers=bearer | once)
    assert first.json() == again.json()
    other = form(share_codes=["rent"])
    reused = await mock.client.post("/v1/fault-reports", json=other, headers=bearer | once)
    assert reused.json()["type"] == "/problems/idempotency-key-reused"
    bare = await mock.client.post("/v1/fault-reports", json=form(), headers=bearer)
    assert bare.json()["type"] == "/problems/idempotency-key-missing"
    report = first.json()
    notes = [
        await mock.client.post(path(report, "/notes"), json={"text": "x"}, headers=bearer | once)
        for _ in range(2)
    ]
    assert notes[0].json() == notes[1].json()
    assert len((await shown(mock, report))["notes"]) == 1
    assert await mock.deliver() == {"applied": 1}


async def test_one_client_cannot_flood_the_centre(mock: Mock) -> None:
    for _ in range(10):
        await reported(mock)
    answer = await mock.client.post("/v1/fault-reports", json=form(), headers=mock.key())
    assert (answer.status_code, answer.json()["type"]) == (429, "/problems/wait")
    assert answer.headers["retry-after"] == "3600"
    mock.parts.clock.advance(timedelta(hours=1))
    await reported(mock)


async def test_chases_and_notes_are_kept_in_order_with_who_wrote_them(mock: Mock) -> None:
    report, staff = await reported(mock), await on_duty(mock)
    chase = {"kind": "chase", "text": "The job starts on Monday."}
    made = await mock.client.post(
        path(report, "/notes"), json=chase, headers=key(report) | mock.key()
    )
    assert made.status_code == 201
    mock.parts.clock.advance(timedelta(hours=1))
    answer = await mock.client.post(
        f"/v1/staff/fault-reports/{report['reference']}/notes",
        json={"text": "We are looking."},
        headers=staff | mock.key(),
    )
    assert answer.status_code == 201
    notes = (await shown(mock, report))["notes"]
    assert [(note["by"], note["kind"], note["text"]) for note in notes] == [
        ("person", "chase", "The job starts on Monday."),
        ("centre", "note", "We are looking."),
    ]
    long = await mock.client.post(
        path(report, "/notes"), json={"text": "x" * 2001}, headers=key(report) | mock.key()
    )
    assert long.status_code == 422


# Worked on ----------------------------------------------------------------------------------


async def test_days_are_counted_for_each_stage(mock: Mock) -> None:
    report, staff = await reported(mock), await on_duty(mock)
    plan = [
        (1, "triaged", {}),
        (5, "with_specialist", {"team": "Records"}),
        (20, "repair_ordered", {"repair": "by_hand"}),
        (2, "repaired", {}),
        (0, "told", {"answer": "put_right"}),
    ]
    for days, stage, more in plan:
        mock.parts.clock.advance(timedelta(days=days))
        staff = await on_duty(mock)
        assert (await moved(mock, staff, report["reference"], stage, **more)).status_code == 201
    mock.parts.clock.advance(timedelta(days=5))
    seen = await shown(mock, report)
    assert [(visit["stage"], visit["days"]) for visit in seen["stages"]] == [
        ("received", 1),
        ("triaged", 5),
        ("with_specialist", 20),
        ("repair_ordered", 2),
        ("repaired", 0),
        ("told", 5),
    ]
    # From Monday 2 March to Saturday 4 April 2026; the day before that was Good Friday.
    assert [visit["working_days"] for visit in seen["stages"]] == [1, 3, 15, 1, 0, 3]
    assert (seen["days"], seen["working_days"]) == (33, 23)
    assert [visit["team"] for visit in seen["stages"]][2] == "Records"
    assert seen["promised_on"] == "2026-03-16"


async def test_a_report_is_overdue_once_its_day_has_passed_without_an_answer(mock: Mock) -> None:
    report = await reported(mock)
    mock.parts.clock.advance(timedelta(days=14))
    assert (await shown(mock, report))["overdue"] is False
    mock.parts.clock.advance(timedelta(days=1))
    assert (await shown(mock, report))["overdue"] is True
    staff = await on_duty(mock)
    listed = "/v1/staff/fault-reports?overdue=true"
    assert len((await mock.client.get(listed, headers=staff)).json()["items"]) == 1
    await repaired_and_told(mock, staff, report["reference"])
    assert (await shown(mock, report))["overdue"] is False
    assert (await mock.client.get(listed, headers=staff)).json()["items"] == []


@pytest.mark.parametrize(
    ("visited", "stage", "more", "status"),
    [
        ([], "received", {}, 409),
        (["triaged"], "triaged", {}, 409),
        (["repaired"], "triaged", {}, 409),
        ([], "told", {"answer": "nothing_wrong"}, 201),
        ([], "told", {"answer": "put_right"}, 409),
        ([], "told", {"answer": "partly"}, 409),
        (["repaired"], "told", {"answer": "partly"}, 201),
        ([], "told", {}, 422),
        ([], "with_specialist", {}, 422),
        ([], "repair_ordered", {}, 422),
        ([], "triaged", {"team": "Records"}, 422),
        ([], "closed", {}, 422),
    ],
)
async def test_stages_go_forward_with_what_belongs_to_them(
    mock: Mock, visited: list[str], stage: str, more: dict[str, str], status: int
) -> None:
    report, staff = await reported(mock), await on_duty(mock)
    for before in visited:
        assert (await moved(mock, staff, report["reference"], before)).status_code == 201
    answer = await moved(mock, staff, report["reference"], stage, **more)
    assert answer.status_code == status, answer.text
    if status != 201:
        assert len((await shown(mock, report))["stages"]) == 1 + len(visited)


@pytest.mark.parametrize("said", ["put_right", "partly", "nothing_wrong"])
async def test_an_answer_goes_the_way_that_the_person_chose(mock: Mock, said: str) -> None:
    address = {
        "by": "address", "line_1": "1 Example Street", "town": "Nowhere", "postcode": "ZZ99 3VZ",
    }  # fmt: skip
    staff, texts = await on_duty(mock), []
    for reply in (address, form()["reply"]):
        report = await reported(mock, reply=reply)
        await moved(mock, staff, report["reference"], "repaired")
        answer = await moved(mock, staff, report["reference"], "told", answer=said)
        assert answer.status_code == 201
        await mock.deliver()
        newest = (await mock.messages())[0]
        expected = ("post", "1 Example Street\nNowhere\nZZ99 3VZ")
        if reply is not address:
            expected = ("email", "ines@example.org")
        assert (newest.channel, newest.address) == expected
        texts.append(newest.body.replace(report["reference"], ""))
    assert texts[0] == texts[1]
    assert "open this report again" in texts[0]


async def test_a_repair_that_was_ordered_sends_the_record_again(mock: Mock) -> None:
    bearer, staff = await signed_in(mock), await on_duty(mock)
    report = await reported(mock, bearer)
    # The copy for landlords is another person's, and the key for employers leads nowhere.
    await mock.parts.rent.run(
        lambda c: c.execute(
            sharing.projection.update()
            .where(sharing.projection.c.share_key == "s-Ines")
            .values(given_names="Otto", source_person_key="p-Otto")
        )
    )
    await mock.parts.work.run(
        lambda c: c.execute(
            sharing.crosswalk.update()
            .where(sharing.crosswalk.c.account_id == "a-Ines")
            .values(share_key="nowhere")
        )
    )
    wrong = await mock.client.get("/v1/right-to-rent/preview", headers=bearer)
    assert wrong.json()["given_names"] == "Otto"
    ordered = await moved(mock, staff, report["reference"], "repair_ordered", repair="resend")
    assert ordered.status_code == 201
    # The acknowledgement, the order, and two messages to each of the three services.
    assert await mock.deliver() == {"applied": 8}
    for name in ("right-to-work", "right-to-rent", "something-else"):
        right = await mock.client.get(f"/v1/{name}/preview", headers=bearer)
        assert right.json()["given_names"] == "Ines"


async def test_a_repair_needs_to_know_whose_record_it_is(mock: Mock) -> None:
    report, staff = await reported(mock), await on_duty(mock)
    answer = await moved(mock, staff, report["reference"], "repair_ordered", repair="resend")
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/account-not-known")
    by_hand = await moved(mock, staff, report["reference"], "repair_ordered", repair="by_hand")
    assert by_hand.status_code == 201


async def test_a_stage_is_entered_once_for_a_key(mock: Mock) -> None:
    bearer, staff = await signed_in(mock), await on_duty(mock)
    report = await reported(mock, bearer)
    await mock.deliver()
    for _ in range(2):
        answer = await mock.client.post(
            f"/v1/staff/fault-reports/{report['reference']}/stages",
            json={"stage": "repair_ordered", "repair": "resend"},
            headers=staff | {"Idempotency-Key": "k"},
        )
        assert answer.status_code == 201
    assert len((await shown(mock, report))["stages"]) == 2
    assert (await mock.deliver())["applied"] == 7


async def test_staff_have_a_credential_of_their_own_for_one_shift(mock: Mock) -> None:
    report, staff = await reported(mock), await on_duty(mock)
    where = f"/v1/staff/fault-reports/{report['reference']}"
    for headers in ({}, await signed_in(mock), {"Authorization": "Bearer x"}, key(report)):
        for answer in (
            await mock.client.get(where, headers=headers),
            await mock.client.get("/v1/staff/fault-reports", headers=headers),
            await mock.client.get("/v1/staff/statistics?since=2026-01-01", headers=headers),
            await moved(mock, headers, report["reference"], "triaged"),
        ):
            assert (answer.status_code, answer.json()["type"]) == (401, "/problems/staff-only")
    # And a member of staff is nobody's account.
    assert (await mock.client.get("/v1/status", headers=staff)).status_code == 401
    seen = (await mock.client.get(where, headers=staff)).json()
    assert (seen["account_known"], seen["reply_by"], seen["can_open"]) == (False, "email", True)
    mock.parts.clock.advance(timedelta(hours=8))
    assert (await mock.client.get(where, headers=staff)).status_code == 401


async def test_every_act_is_in_an_unbroken_chain(mock: Mock) -> None:
    bearer, staff = await signed_in(mock), await on_duty(mock)
    report = await reported(mock, bearer)
    await repaired_and_told(mock, staff, report["reference"])
    await verified(mock, bearer, report["reference"], await looked(mock, bearer))
    rows = await mock.parts.resolution.run(lambda c: c.execute(select(tables.audit_log)).all())
    assert [(row.actor, row.outcome) for row in rows] == [
        ("a-Ines", "received"),
        ("records", "triaged"),
        ("records", "with_specialist"),
        ("records", "repair_ordered"),
        ("records", "repaired"),
        ("records", "told"),
        ("a-Ines", "verified"),
    ]
    broken = await mock.parts.resolution.run(lambda c: first_broken(c, tables.audit_log))
    assert broken is None
