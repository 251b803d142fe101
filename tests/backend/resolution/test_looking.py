"""Looking in a person's place: only with leave, only for a time, exactly what the person sees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from backend_stub.faults.catalogue import FAULTS
from backend_stub.resolution import tables
from tests.backend.resolution.centre import (
    VIEWS,
    form,
    looked,
    on_duty,
    repaired_and_told,
    reported,
    shown,
    signed_in,
    verified,
)
from tests.backend.seeded import Mock as Seeded
from tests.backend.seeded import opened as seeded_opened
from tests.backend.support import OTTO, Mock


async def allowed(mock: Mock, bearer: dict[str, str], report: Any, minutes: int = 30) -> None:
    answer = await mock.client.put(
        f"/v1/fault-reports/{report['reference']}/permission",
        json={"minutes": minutes},
        headers=bearer,
    )
    assert answer.status_code == 200, answer.text


async def begun(mock: Mock, staff: dict[str, str], report: Any) -> Any:
    return await mock.client.post(
        f"/v1/staff/fault-reports/{report['reference']}/looks", headers=staff
    )


def bearer_of(answer: Any) -> dict[str, str]:
    assert answer.status_code == 201, answer.text
    return {"Authorization": f"Bearer {answer.json()['token']}"}


async def test_without_leave_nobody_looks(mock: Mock) -> None:
    bearer, staff = await signed_in(mock), await on_duty(mock)
    report = await reported(mock, bearer)
    answer = await begun(mock, staff, report)
    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/no-permission")
    nothing = {"reference": "PRACTICE-RAAAAAAAA"}
    assert (await begun(mock, staff, nothing)).json()["type"] == "/problems/report-not-found"
    # Nobody can give leave for somebody else, nor with the report's key alone.
    for headers in (
        await signed_in(mock, OTTO),
        {"X-Report-Key": report["key"]},
        staff,
        {},
    ):
        path = f"/v1/fault-reports/{report['reference']}/permission"
        for sent in (
            await mock.client.put(path, json={}, headers=headers),
            await mock.client.delete(path, headers=headers),
        ):
            assert sent.status_code in (401, 404)
    assert (await begun(mock, staff, report)).status_code == 403


async def test_a_look_ends_with_its_time_and_at_once_when_leave_is_withdrawn(mock: Mock) -> None:
    bearer, staff = await signed_in(mock), await on_duty(mock)
    report = await reported(mock, bearer)
    await allowed(mock, bearer, report, minutes=10)
    assert (await shown(mock, report))["allowed_until"] == "2026-03-02T12:10:00Z"
    look = bearer_of(await begun(mock, staff, report))
    mock.parts.clock.advance(timedelta(minutes=9, seconds=59))
    assert (await mock.client.get("/v1/status", headers=look)).status_code == 200
    mock.parts.clock.advance(timedelta(seconds=1))
    assert (await mock.client.get("/v1/status", headers=look)).status_code == 401
    assert (await begun(mock, staff, report)).status_code == 403
    assert (await shown(mock, report))["allowed_until"] is None
    await allowed(mock, bearer, report)
    # Leave given anew does not wake an old look.
    assert (await mock.client.get("/v1/status", headers=look)).status_code == 401
    look = bearer_of(await begun(mock, staff, report))
    path = f"/v1/fault-reports/{report['reference']}/permission"
    for _ in range(2):
        assert (await mock.client.delete(path, headers=bearer)).status_code == 204
    assert (await mock.client.get("/v1/status", headers=look)).status_code == 401
    for minutes, status in ((4, 422), (5, 200), (60, 200), (61, 422)):
        sent = await mock.client.put(path, json={"minutes": minutes}, headers=bearer)
        assert sent.status_code == status


async def test_a_look_opens_the_views_and_nothing_else(mock: Mock) -> None:
    bearer, staff = await signed_in(mock), await on_duty(mock)
    report = await reported(mock, bearer)
    await allowed(mock, bearer, report)
    look = bearer_of(await begun(mock, staff, report))
    for path in VIEWS.values():
        theirs = (await mock.client.get(path, headers=bearer)).json()
        assert (await mock.client.get(path, headers=look)).json() == theirs
        picture = theirs["photo"]["href"]
        ours = await mock.client.get(picture, headers=look)
        assert ours.json() == (await mock.client.get(picture, headers=bearer)).json()
    for method, path, body in (
        ("POST", "/v1/right-to-work/share-codes", {}),
        ("GET", "/v1/right-to-work/share-codes", None),
        ("GET", "/v1/account", None),
        ("GET", "/v1/session", None),
        ("DELETE", "/v1/session", None),
        ("GET", "/v1/fault-reports", None),
        ("PUT", f"/v1/fault-reports/{report['reference']}/permission", {}),
        ("POST", f"/v1/fault-reports/{report['reference']}/verification", {}),
        ("GET", "/v1/staff/fault-reports", None),
    ):
        answer = await mock.client.request(method, path, json=body, headers=look | mock.key())
        assert answer.status_code in (401, 422), (method, path)
        assert answer.status_code == 401 or method in ("PUT", "POST")


async def test_who_looked_at_what_is_written_down_and_shown_to_the_person(mock: Mock) -> None:
    bearer, staff = await signed_in(mock), await on_duty(mock, "helpline")
    report = await reported(mock, bearer)
    await allowed(mock, bearer, report)
    look = bearer_of(await begun(mock, staff, report))
    for path in VIEWS.values():
        answer = await mock.client.get(path, headers=look)
    await mock.client.get(answer.json()["photo"]["href"], headers=look)
    seen = (await shown(mock, report))["looked"]
    assert [(each["staff"], each["view"]) for each in seen] == [
        ("Helpline", "status"),
        ("Helpline", "work"),
        ("Helpline", "rent"),
        ("Helpline", "other"),
        ("Helpline", "picture"),
    ]
    rows = await mock.parts.resolution.run(
        lambda c: c.execute(select(tables.audit_log).order_by(tables.audit_log.c.seq)).all()
    )
    assert [(row.actor, row.act, row.outcome) for row in rows][1:4] == [
        ("a-Ines", "permission", "granted"),
        ("helpline", "look", "begun"),
        ("helpline", "look", "status"),
    ]


async def test_what_staff_saw_is_no_look_of_the_person(mock: Mock) -> None:
    bearer, staff = await signed_in(mock), await on_duty(mock)
    report = await reported(mock, bearer)
    await repaired_and_told(mock, staff, report["reference"])
    await allowed(mock, bearer, report)
    look = bearer_of(await begun(mock, staff, report))
    seen = await looked(mock, look)
    answer = await verified(mock, bearer, report["reference"], seen)
    assert answer.json()["type"] == "/problems/look-not-taken"
    assert (await verified(mock, look, report["reference"], seen)).status_code == 401


async def test_a_report_without_a_known_account_opens_nobody_s_pages(mock: Mock) -> None:
    report, staff = await reported(mock), await on_duty(mock)
    path = f"/v1/fault-reports/{report['reference']}/permission"
    bearer = await signed_in(mock)
    # Her key alone does not make it her account's.
    refused = await mock.client.put(path, json={}, headers=bearer | {"X-Report-Key": report["key"]})
    assert refused.json()["type"] == "/problems/report-not-found"
    assert (await begun(mock, staff, report)).status_code == 403


# Through every fault ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    with seeded_opened(tmp_path_factory.mktemp("mock")) as made:
        made.repair_all()
        yield made


@pytest.fixture(scope="module")
def both(seeded: Seeded) -> tuple[str, str]:
    """The tokens of Ana, and of somebody who looks in her place."""
    token = seeded.sign_in("ana-settled")
    made = seeded.ask("POST", "/v1/fault-reports", token=token, body=form())
    where = f"/v1/fault-reports/{made.json()['reference']}/permission"
    assert seeded.ask("PUT", where, token=token, body={"minutes": 60}).status_code == 200
    staff = seeded.control("POST", "staff/bernard-helpline/token").json()["token"]
    where = f"/v1/staff/fault-reports/{made.json()['reference']}/looks"
    return token, seeded.ask("POST", where, token=staff).json()["token"]


@pytest.mark.parametrize(
    "fault", [f for f in FAULTS if f != "couple-crossover" and not f.startswith(("rent", "other"))]
)
def test_staff_see_exactly_what_the_person_sees(
    seeded: Seeded, both: tuple[str, str], fault: str
) -> None:
    answers = []
    for token in both:
        seeded.desk.apply(fault, "ana-settled")
        got = [seeded.ask("GET", path, token=token) for path in VIEWS.values()]
        answers.append([(a.status_code, a.json() | {"instance": ""}) for a in got])
        seeded.desk.repair(fault, "ana-settled")
    assert answers[0] == answers[1]


def test_a_member_of_staff_who_is_not_known_is_named_with_those_who_are(seeded: Seeded) -> None:
    listed = seeded.control("GET", "staff").json()["items"]
    assert {member["team"] for member in listed} == {"helpline", "triage", "records"}
    answer = seeded.control("POST", "staff/bernard/token")
    assert (answer.status_code, answer.json()["did_you_mean"][0]) == (404, "bernard-helpline")
