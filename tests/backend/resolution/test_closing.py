"""When a report closes, on whose looks, and that it opens again as the same report."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from backend_stub.sharing import tables as sharing
from tests.backend.resolution.centre import (
    key,
    looked,
    on_duty,
    path,
    repaired_and_told,
    reported,
    shown,
    signed_in,
    verified,
)
from tests.backend.support import OTTO, Mock


async def test_a_report_closes_when_its_person_has_looked_at_all_four(mock: Mock) -> None:
    bearer, staff = await signed_in(mock), await on_duty(mock)
    report = await reported(mock, bearer)
    await repaired_and_told(mock, staff, report["reference"])
    answer = await verified(mock, bearer, report["reference"], await looked(mock, bearer))
    assert answer.status_code == 200
    assert answer.json()["verified_at"] == "2026-03-02T12:00:00Z"
    mock.parts.clock.advance(timedelta(days=30))
    seen = await shown(mock, report)
    # From then on its time stands still.
    assert (seen["days"], seen["stage"]) == (0, "told")
    listed = await mock.client.get("/v1/staff/fault-reports", headers=await on_duty(mock))
    assert listed.json()["items"] == []
    # Confirming again changes nothing, and staff cannot move what is closed.
    bearer = await signed_in(mock)
    again = await verified(mock, bearer, report["reference"], await looked(mock, bearer))
    assert again.json()["verified_at"] == "2026-03-02T12:00:00Z"


async def test_nothing_is_closed_on_anybody_s_word(mock: Mock) -> None:
    bearer, otto, staff = await signed_in(mock), await signed_in(mock, OTTO), await on_duty(mock)
    report = await reported(mock, bearer)
    before = await looked(mock, bearer)
    early = await verified(mock, bearer, report["reference"], before)
    assert (early.status_code, early.json()["type"]) == (409, "/problems/not-this-stage")
    mock.parts.clock.advance(timedelta(minutes=1))
    await repaired_and_told(mock, staff, report["reference"])
    right = await looked(mock, bearer)
    await mock.client.get("/v1/status", headers=bearer | {"X-Request-ID": "mine"})
    nobody = {view: {"request_id": "x", "found": "right"} for view in right}
    four_times = {view: {"request_id": "mine", "found": "right"} for view in right}
    tries: list[tuple[dict[str, str], dict[str, Any], str]] = [
        # Looks of before the repair, of somebody else, of nobody, and one look named four times.
        (bearer, before, "look-not-taken"),
        (bearer, await looked(mock, otto), "look-not-taken"),
        (bearer, nobody, "look-not-taken"),
        (bearer, four_times, "look-not-taken"),
        (bearer, right | {"work": before["work"]}, "look-not-taken"),
        # Looks that were taken and were not right.
        (bearer, await looked(mock, bearer, which="wrong"), "not-all-right"),
        (bearer, await looked(mock, bearer, which="nothing"), "not-all-right"),
        # The right looks, but not of the person whose report it is.
        (otto, right, "report-not-found"),
        (key(report), right, "session-ended"),
        (staff, right, "session-ended"),
    ]
    for headers, looks, slug in tries:
        answer = await verified(mock, headers, report["reference"], looks)
        assert answer.json()["type"] == f"/problems/{slug}"
        assert (await shown(mock, report))["verified_at"] is None
    three = {view: look for view, look in right.items() if view != "rent"}
    assert (await verified(mock, bearer, report["reference"], three)).status_code == 422
    named = await verified(mock, bearer, report["reference"], right | {"work": before["work"]})
    assert named.json()["views"] == ["work"]
    assert (await verified(mock, bearer, report["reference"], right)).status_code == 200


async def test_a_look_that_showed_nothing_is_no_look(mock: Mock) -> None:
    bearer, staff = await signed_in(mock), await on_duty(mock)
    report = await reported(mock, bearer)
    await repaired_and_told(mock, staff, report["reference"])
    await mock.parts.rent.run(lambda c: c.execute(sharing.projection.delete()))
    answer = await verified(mock, bearer, report["reference"], await looked(mock, bearer))
    assert answer.json()["type"] == "/problems/look-not-taken"
    assert answer.json()["views"] == ["rent"]


@pytest.mark.parametrize("reason", ["came_back", "partly"])
async def test_opening_again_is_the_same_report_and_never_starts_its_time_anew(
    mock: Mock, reason: str
) -> None:
    bearer, staff = await signed_in(mock), await on_duty(mock)
    report = await reported(mock, bearer)
    mock.parts.clock.advance(timedelta(days=9))
    staff, bearer = await on_duty(mock), await signed_in(mock)
    await repaired_and_told(mock, staff, report["reference"])
    await verified(mock, bearer, report["reference"], await looked(mock, bearer))
    mock.parts.clock.advance(timedelta(days=40))
    bearer = await signed_in(mock)
    body = {"reason": reason, "text": "The rent proof shows the old date again."}
    again = await mock.client.post(path(report, "/reopening"), json=body, headers=bearer)
    assert again.status_code == 200, again.text
    seen = again.json()
    assert (seen["reference"], seen["received_at"]) == (
        report["reference"],
        report["received_at"],
    )
    assert (seen["promised_on"], seen["overdue"]) == (report["promised_on"], True)
    assert (seen["reopened"], seen["stage"], seen["verified_at"]) == (1, "received", None)
    assert seen["stages"][-1]["reason"] == reason
    # All the time since the first day counts, that of the false repair too.
    assert seen["days"] == 49
    assert seen["notes"][-1]["text"] == body["text"]
    still_open = await mock.client.post(path(report, "/reopening"), json=body, headers=bearer)
    assert still_open.json()["type"] == "/problems/not-this-stage"
    staff = await on_duty(mock)
    await repaired_and_told(mock, staff, report["reference"])
    twice = await mock.client.post(path(report, "/reopening"), json=body, headers=key(report))
    assert twice.json()["reopened"] == 2
