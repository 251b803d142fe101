"""The test cases in the mock: whoever is named is there, and what has to be done is done here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from backend_stub.faults.cases import CASES
from backend_stub.faults.catalogue import FAULTS
from backend_stub.faults.transport import PARTS, TRANSPORT
from tests.backend.seeded import Mock

ANA = "ana-settled"


def test_whoever_and_whatever_is_named_is_there(mock: Mock) -> None:
    for case in CASES.values():
        assert not case.person or case.person in mock.catalogue.listed
        assert not case.fault or case.fault in FAULTS
        if case.on_the_way is not None:
            assert case.on_the_way[0] in TRANSPORT
            assert case.on_the_way[1] in PARTS
        assert not case.act or case.act.endswith(".")


def wrong_purpose(mock: Mock) -> None:
    code = mock.share(mock.sign_in(ANA), "right-to-work")
    born = mock.catalogue.people[ANA].birth_date
    assert mock.checked("right-to-rent", code, born) is None
    assert mock.checked("right-to-work", code, born) is not None


def too_old(mock: Mock) -> None:
    code = mock.share(mock.sign_in(ANA), "right-to-work")
    born = mock.catalogue.people[ANA].birth_date
    mock.control("PUT", "clock", {"advance_days": 89})
    assert mock.checked("right-to-work", code, born) is not None
    mock.control("PUT", "clock", {"advance_days": 2})
    assert mock.checked("right-to-work", code, born) is None
    mock.control("PUT", "clock", {"advance_days": -91})


def wrong_birthday(mock: Mock) -> None:
    code = mock.share(mock.sign_in(ANA), "right-to-work")
    born = mock.catalogue.people[ANA].birth_date
    assert mock.checked("right-to-work", code, born + timedelta(days=1)) is None
    assert mock.checked("right-to-work", code, born) is not None


def not_in_england(mock: Mock) -> None:
    code = mock.share(mock.sign_in(ANA), "right-to-rent")
    born = mock.catalogue.people[ANA].birth_date.isoformat()
    body = {"code": code, "birth_date": born, "checker": {"name": "A"}, "property_in": "wales"}
    got = mock.ask("POST", "/v1/checks/right-to-rent", body=body, client=mock.somebody())
    assert (got.status_code, got.json()["type"]) == (409, "/problems/england-only")


def another_family_name(mock: Mock) -> None:
    token = mock.sign_in(ANA)
    account = mock.ask("GET", "/v1/account", token=token)
    person = mock.control("GET", f"people/{ANA}").json()
    document = {"kind": "passport", "issuing_state": "POL", "number": "PRACTICE 888"}
    mock.control("PUT", "clock", {"advance_minutes": 2})
    asked = {"purpose": "change-document", "channel": "text", "document": document}
    step_up = mock.ask("POST", "/v1/account/step-ups", token=token, body=asked).json()
    newest = mock.control("GET", "phone", person=ANA).json()["items"][0]["body"]
    code = next(word for word in newest.split() if word.isdigit())
    where = f"/v1/account/step-ups/{step_up['id']}/verification"
    granted = mock.ask("POST", where, token=token, body={"code": code}).json()
    names = {"given_names": person["knows"]["given_names"], "family_name": "Nowak"}
    holder = {"birth_date": person["birth_date"], "nationality": person["knows"]["nationality"]}
    body = {
        "step_up_id": granted["step_up_id"],
        "account_reference": account.json()["account_reference"],
        "birth_date": person["birth_date"],
        "document": {**document, **names, **holder},
    }
    begun = mock.ask(
        "POST",
        "/v1/account/document-updates",
        token=granted["token"],
        body=body,
        headers={"If-Match": account.headers["etag"]},
    )
    assert begun.status_code == 201, begun.text
    confirm = f"{begun.headers['location']}/confirmation"
    done = mock.ask("POST", confirm, token=granted["token"])
    assert (done.status_code, done.json()["state"]) == (202, "held-for-review")
    mock.control("PUT", "clock", {"advance_minutes": -2})


ACTS: dict[str, Callable[[Mock], None]] = {
    "T19": wrong_purpose,
    "T20": too_old,
    "T21": wrong_birthday,
    "T24": not_in_england,
    "T29": another_family_name,
}


@pytest.mark.parametrize("case", [name for name, one in CASES.items() if one.person and one.act])
def test_what_has_to_be_done_leads_there(mock: Mock, case: str) -> None:
    mock.control("PUT", "clock", {"advance_minutes": 2})
    ACTS[case](mock)
