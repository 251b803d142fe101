"""How many reports of which kind there were, and how long they lay where (letter Q15, Q16)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.backend.resolution.centre import moved, on_duty, reported
from tests.backend.support import Mock


async def test_reports_are_counted_since_a_day_status_and_proof_faults_apart(mock: Mock) -> None:
    async def counted(since: str) -> dict[str, Any]:
        where = f"/v1/staff/statistics?since={since}"
        answer = await mock.client.get(where, headers=await on_duty(mock))
        assert answer.status_code == 200
        found: dict[str, Any] = answer.json()
        return found

    photo: dict[str, Any] = {"problems": ["photo"], "details": {"photo": "x"}, "share_codes": []}
    both: dict[str, Any] = {"problems": ["status", "share_code"], "details": {"status": "x"}}
    await reported(mock, **photo, another_person_at=["status"])
    mock.parts.clock.advance(timedelta(days=2))
    await reported(mock, another_person_at=["work", "rent"])
    second = await reported(mock, **both)
    staff = await on_duty(mock)
    await moved(mock, staff, second["reference"], "triaged")
    mock.parts.clock.advance(timedelta(days=5))
    found = await counted("2026-03-01")
    times = {time["stage"]: time for time in found.pop("stages")}
    assert found == {
        "since": "2026-03-01",
        "reports": 3,
        "status_faults": 2,
        "proof_faults": 2,
        "account_faults": 0,
        "other": 0,
        "entangled_status": 1,
        "entangled_proof": 1,
        "reopened": 0,
        "verified": 0,
        "overdue": 0,
    }
    assert times["received"] == {"stage": "received", "reports": 3, "days": 12, "longest": 7}
    assert times["triaged"] == {"stage": "triaged", "reports": 1, "days": 5, "longest": 5}
    assert times["told"] == {"stage": "told", "reports": 0, "days": 0, "longest": 0}
    later = await counted("2026-03-03")
    assert (later["reports"], later["entangled_status"], later["entangled_proof"]) == (2, 0, 1)
    assert (await counted("2026-03-05"))["reports"] == 0
    bad = await mock.client.get("/v1/staff/statistics?since=x", headers=await on_duty(mock))
    assert bad.status_code == 422
