"""A caller of the centre: reports as people make them, staff as they work on them."""

from __future__ import annotations

import copy
from typing import Any

import httpx

from backend_stub.app import Services
from tests.backend.support import INES, Mock, Somebody

VIEWS = {
    "status": "/v1/status",
    "work": "/v1/right-to-work/preview",
    "rent": "/v1/right-to-rent/preview",
    "other": "/v1/something-else/preview",
}
FORM: dict[str, Any] = {
    "nation": "england",
    "can_open": True,
    "problems": ["share_code"],
    "details": {},
    "share_codes": ["work"],
    "person": {"full_name": "Ines Sample", "birth_date": "1990-05-17", "nationality": "Portugal"},
    "reference": {"type": "none"},
    "reply": {"by": "email", "email": "ines@example.org"},
}


def form(**changes: Any) -> dict[str, Any]:
    """The form filled in, with these entries instead."""
    return copy.deepcopy(FORM) | changes


def services(mock: Mock) -> Services:
    found: Services = mock.app.state.services
    return found


def path(report: dict[str, Any], rest: str = "") -> str:
    """Where a report is, or something of it."""
    return f"/v1/fault-reports/{report['reference']}{rest}"


def key(report: dict[str, Any]) -> dict[str, str]:
    """The header that opens a report without signing in."""
    return {"X-Report-Key": report["key"]}


async def reported(
    mock: Mock, bearer: dict[str, str] | None = None, **changes: Any
) -> dict[str, Any]:
    """A report that was taken in."""
    answer = await mock.client.post(
        "/v1/fault-reports", json=form(**changes), headers=(bearer or {}) | mock.key()
    )
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"/v1/fault-reports/{found['reference']}"
    return found


async def shown(mock: Mock, report: dict[str, Any]) -> dict[str, Any]:
    """The report as whoever holds its key sees it."""
    answer = await mock.client.get(
        f"/v1/fault-reports/{report['reference']}", headers={"X-Report-Key": report["key"]}
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def on_duty(mock: Mock, staff_id: str = "records") -> dict[str, str]:
    """A member of staff's Authorization header."""
    token = await services(mock).staff.sign_in(staff_id)
    assert token is not None
    return {"Authorization": f"Bearer {token}"}


async def moved(
    mock: Mock, staff: dict[str, str], reference: str, stage: str, **more: str
) -> httpx.Response:
    """A report on its way to its next stage."""
    return await mock.client.post(
        f"/v1/staff/fault-reports/{reference}/stages",
        json={"stage": stage, **more},
        headers=staff | mock.key(),
    )


async def repaired_and_told(mock: Mock, staff: dict[str, str], reference: str) -> None:
    """All the way to an answer."""
    for stage, more in (
        ("triaged", {}),
        ("with_specialist", {"team": "Records"}),
        ("repair_ordered", {"repair": "by_hand"}),
        ("repaired", {}),
        ("told", {"answer": "put_right"}),
    ):
        answer = await moved(mock, staff, reference, stage, **more)
        assert answer.status_code == 201, answer.text


async def looked(
    mock: Mock, bearer: dict[str, str], found: str = "right", which: str = "right"
) -> dict[str, dict[str, str]]:
    """All four looks, really taken; `which` is what is said of the last."""
    taken = {}
    for view, path in VIEWS.items():
        answer = await mock.client.get(path, headers=bearer)
        said = which if view == "other" else found
        taken[view] = {"request_id": answer.headers["x-request-id"], "found": said}
    return taken


async def verified(
    mock: Mock, bearer: dict[str, str], reference: str, looks: dict[str, Any]
) -> httpx.Response:
    return await mock.client.post(
        f"/v1/fault-reports/{reference}/verification", json=looks, headers=bearer
    )


async def signed_in(mock: Mock, who: Somebody = INES) -> dict[str, str]:
    return await mock.signed_in(who)
