"""Checkers' pages and the Resolution Centre as typed calls: what is sent, what a "no" becomes."""

from __future__ import annotations

from datetime import date
from itertools import count

import httpx
import pytest

from tests.service.answers import PICTURE, PROOF, REDEEMED, Scripted, problem
from tui.core.events import Channel
from tui.core.records import Purpose
from tui.service.centre import CentreClient, NotDone
from tui.service.checking import (
    CheckAsked,
    CheckingClient,
    CheckNotShown,
    CheckOnlyInEngland,
    CheckShown,
)
from tui.service.client import AccountClient
from tui.service.problems import Busy, Garbled, TimedOut

BORN = date(1985, 3, 5)
REFERENCE = "PRACTICE-R2345ABCD"
PATH = f"/v1/fault-reports/{REFERENCE}"
STAGE: dict[str, object] = {
    "stage": "received",
    "entered_at": "2026-11-02T14:05:00Z",
    "days": 0,
    "working_days": 0,
    "repair": None,
    "answer": None,
    "reason": None,
}
REPORT: dict[str, object] = {
    "reference": REFERENCE,
    "received_at": "2026-11-02T14:05:00Z",
    "promised_on": "2026-11-16",
    "overdue": False,
    "stages": [STAGE],
    "days": 0,
    "working_days": 0,
    "reopened": 0,
    "verified_at": None,
    "problems": ["share_code"],
    "share_codes": ["work"],
    "another_person_at": [],
    "allowed_until": None,
    "looked": [],
    "notes": [],
}


class Counting:
    def __init__(self) -> None:
        self._numbers = count()

    def token(self) -> str:
        return f"key-{next(self._numbers)}"


def centre(script: Scripted) -> tuple[CentreClient, AccountClient]:
    account = AccountClient(script.wire, Counting())
    return CentreClient(script.wire, Counting(), account), account


async def signed_in(account: AccountClient) -> None:
    await account.send_code("53 3401 372", BORN, Channel.TEXT)
    await account.verify("123456")


# Checks -----------------------------------------------------------------------------------


def asked(purpose: Purpose, reason: str | None = None) -> CheckAsked:
    return CheckAsked(purpose, "W2345ABCD", BORN, "Lark Bakery", reason)


async def test_each_checker_gives_what_is_theirs_to_give() -> None:
    script = Scripted()
    proof = {**PROOF, "allowed": True, "check_again_on": "2028-05-01"}
    script.set("POST /v1/checks/right-to-work", (200, {**REDEEMED, "proof": proof}))
    shown = await CheckingClient(script.wire).check(asked(Purpose.WORK))
    assert isinstance(shown, CheckShown)
    assert (shown.reference, shown.allowed, shown.check_again_on) == ("REF", True, date(2028, 5, 1))
    for purpose, path in ((Purpose.RENT, "right-to-rent"), (Purpose.OTHER, "something-else")):
        script.set(f"POST /v1/checks/{path}", (404, problem("no-match")))
        no = await CheckingClient(script.wire).check(asked(purpose, "a bank account"))
        assert no == CheckNotShown()
    (work,) = script.bodies("POST /v1/checks/right-to-work")
    (rent,) = script.bodies("POST /v1/checks/right-to-rent")
    (other,) = script.bodies("POST /v1/checks/something-else")
    assert work["checker"] == rent["checker"] == {"name": "Lark Bakery"}
    assert other["checker"] == {"name": "Lark Bakery", "reason": "a bank account"}
    assert [one.get("property_in") for one in (work, rent, other)] == [None, "england", None]
    assert not any(one.url.query or "1985" in str(one.url) for one in script.asked)


@pytest.mark.parametrize(
    ("answer", "becomes"),
    [((404, problem("no-match")), CheckNotShown()), ((409, problem("england-only")), None)],
)
async def test_what_a_check_is_refused_with(
    answer: tuple[int, object], becomes: CheckNotShown | None
) -> None:
    script = Scripted()
    script.set("POST /v1/checks/right-to-rent", answer)
    found = await CheckingClient(script.wire).check(asked(Purpose.RENT))
    assert found == (becomes or CheckOnlyInEngland())


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ((429, problem("wait")), Busy),
        ((404, problem("no-such-thing")), Garbled),
        ((200, {**REDEEMED, "proof": PROOF}), Garbled),
        ((200, {"proof": PROOF, "photo": PICTURE}), Garbled),
    ],
)
async def test_what_is_no_answer_to_a_check(
    answer: tuple[int, object], fault: type[Exception]
) -> None:
    script = Scripted()
    script.set("POST /v1/checks/right-to-work", answer)
    with pytest.raises(fault):
        await CheckingClient(script.wire).check(asked(Purpose.WORK))


# Reports ----------------------------------------------------------------------------------


async def test_a_report_sent_again_after_trouble_is_the_same_report() -> None:
    script = Scripted()
    made = {"reference": REFERENCE, "key": "opens-it"}
    failing = iter([True, False])

    def answer(_: httpx.Request) -> tuple[int, object]:
        if next(failing, False):
            raise httpx.ReadTimeout("slow")
        return 201, made

    script.set("POST /v1/fault-reports", answer)
    script.set(f"GET {PATH}", (200, REPORT))
    client, _ = centre(script)
    with pytest.raises(TimedOut):
        await client.send({"nation": "england"}, {})
    report = await client.send({"nation": "england"}, {})
    assert report.reference == REFERENCE
    await client.send({"nation": "england"}, {})
    keys = [one.headers["Idempotency-Key"] for one in script.sent("POST /v1/fault-reports")]
    assert keys[0] == keys[1] != keys[2]


async def test_without_a_session_the_report_s_key_opens_it_until_it_is_forgotten() -> None:
    script = Scripted()
    script.set("POST /v1/fault-reports", (201, {"reference": REFERENCE, "key": "opens-it"}))
    script.set(f"GET {PATH}", (200, REPORT))
    client, account = centre(script)
    await client.send({"nation": "england"}, {})
    await signed_in(account)
    client.forget()
    await client.one(REFERENCE, {})
    first, second = script.sent(f"GET {PATH}")
    assert first.headers["X-Report-Key"] == "opens-it"
    assert "Authorization" not in first.headers
    assert "X-Report-Key" not in second.headers
    assert second.headers["Authorization"].startswith("Bearer ")


async def test_a_report_is_closed_by_the_names_of_real_looks() -> None:
    script = Scripted()
    script.set(f"POST {PATH}/verification", (409, problem("look-not-taken", views=["rent"])))
    client, account = centre(script)
    await signed_in(account)
    await account.status()
    await account.status()
    with pytest.raises(NotDone) as no:
        await client.confirm(REFERENCE, {"status": "right", "rent": "right"}, {})
    assert no.value.why == "look_not_taken"
    (body,) = script.bodies(f"POST {PATH}/verification")
    newest = script.sent("GET /v1/status")[-1].headers["X-Request-ID"]
    assert body["status"] == {"request_id": newest, "found": "right"}
    assert body["rent"]["request_id"] == "not-taken"


async def test_only_known_words_of_a_note_come_further() -> None:
    script = Scripted()
    note = {"at": "2026-11-03T09:00:00Z", "by": "centre", "kind": "note", "text": "Mr Secret"}
    script.set(f"GET {PATH}", (200, {**REPORT, "notes": [note, {**note, "text": "Let us look"}]}))
    client, _ = centre(script)
    report = await client.one(REFERENCE, {"Let us look": "ask"})
    assert [one.about for one in report.notes] == ["", "ask"]
    assert "Secret" not in repr(report)


@pytest.mark.parametrize(
    "changed",
    [
        {"stages": [{**STAGE, "stage": "lost"}]},
        {"problems": ["everything"]},
        {"looked": [{"view": "../photos"}]},
        {"stages": [{**STAGE, "repair": "magic"}]},
    ],
)
async def test_words_that_were_not_agreed_are_no_report(changed: dict[str, object]) -> None:
    script = Scripted()
    script.set(f"GET {PATH}", (200, {**REPORT, **changed}))
    with pytest.raises(Garbled):
        await centre(script)[0].one(REFERENCE, {})


@pytest.mark.parametrize("reference", ["", "../session", "a b", "é"])
async def test_a_reference_cannot_leave_its_place(reference: str) -> None:
    script = Scripted()
    with pytest.raises(NotDone):
        await centre(script)[0].one(reference, {})
    assert script.asked == []
