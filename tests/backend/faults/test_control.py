"""The control interface: its token, names, phone, clock, reset and reports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend_stub.faults.catalogue import FAULTS
from backend_stub.personas.people import KNOWS
from tests.backend.seeded import TOKEN, Mock, differences, opened


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mock]:
    """A mock as it begins; tests leave it so."""
    with opened(tmp_path_factory.mktemp("mock")) as made:
        yield made


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "x"])
def test_without_the_token_nothing_is_told(seeded: Mock, token: str) -> None:
    headers = {"X-Control-Token": token} if token else {}
    for method, path in (("GET", "people"), ("POST", "reset"), ("GET", "dump"), ("GET", "nowhere")):
        got = seeded.ask(method, f"/control/{path}", headers=headers)
        assert got.status_code == (404 if path == "nowhere" else 403)
        assert "items" not in got.text


def test_only_callers_on_this_machine_are_heard(seeded: Mock) -> None:
    headers = {"X-Control-Token": TOKEN}
    for host, status in (("192.0.2.7", 403), ("2001:db8::1", 403), ("::1", 200), ("", 200)):
        got = seeded.ask("GET", "/control/clock", headers=headers, client=(host, 1))
        assert got.status_code == status


def test_people_are_told_with_what_they_know(seeded: Mock) -> None:
    people = {person["id"]: person for person in seeded.control("GET", "people").json()["items"]}
    assert list(people) == list(seeded.catalogue.listed)
    for person in people.values():
        assert set(person) == {
            "id", "name", "story", "expected", "document_number", "older_document_number",
            "document_kind", "issuing_state", "birth_date", "channel", "reached_at",
            "starting_faults", "knows", "new_documents",
        }  # fmt: skip
        for key, answers in KNOWS.items():
            assert person["knows"][key] in answers
    mother, child = people["amina-mother"], seeded.catalogue.people["ilyas-child"]
    assert mother["document_number"] == child.document
    assert mother["birth_date"] == child.birth_date.isoformat()
    assert mother["knows"]["given_names"] == "Amina"
    assert people["ana-settled"]["knows"]["letter_until"] is None
    assert people["mihai-presettled"]["knows"]["letter_until"] == "2030-09-14"


def test_what_the_letter_says_stays_when_the_clock_moves(seeded: Mock) -> None:
    before = seeded.control("GET", "people").json()
    seeded.control("PUT", "clock", {"advance_days": 90})
    after = seeded.control("GET", "people").json()
    seeded.control("PUT", "clock", {"advance_days": -90})
    assert after == before


def test_unknown_names_bring_suggestions(seeded: Mock) -> None:
    for got in (
        seeded.control("GET", "people/anna-settled"),
        seeded.control("GET", "phone", person="ana-setled"),
        seeded.control("PUT", "faults/status-dropped", person="ana-setled"),
    ):
        assert got.status_code == 404
        assert got.json()["type"] == "/problems/unknown-name"
        assert got.json()["did_you_mean"][0] == "ana-settled"
    for method in ("PUT", "DELETE"):
        got = seeded.control(method, "faults/status-drop", person="ana-settled")
        assert got.json()["did_you_mean"][0] == "status-dropped"


def test_faults_are_listed_with_those_that_are_on(seeded: Mock) -> None:
    listed = seeded.control("GET", "faults").json()
    assert [item["id"] for item in listed["items"]] == list(FAULTS)
    on = {(row["fault"], row["person"]) for row in listed["active"]}
    wrong = seeded.catalogue.people
    assert on == {(fault, p.id) for p in wrong.values() for fault in p.starting_faults}
    assert all(re.fullmatch(r"2026-09-14T09:30:00Z", row["applied_at"]) for row in listed["active"])
    twice = seeded.control("PUT", "faults/status-dropped", person="tomas-missing")
    assert (twice.status_code, twice.json()["type"]) == (409, "/problems/already-applied")
    gone = seeded.control("DELETE", "faults/status-dropped", person="ana-settled")
    assert (gone.status_code, gone.json()["type"]) == (409, "/problems/not-applied")
    for calls in ("0", "x", "1001"):
        got = seeded.control("PUT", "faults/status-dropped", person="ana-settled", calls=calls)
        assert got.status_code == 422


def test_a_phone_shows_only_what_reaches_its_owner(seeded: Mock) -> None:
    def begin(person_id: str) -> None:
        person = seeded.control("GET", f"people/{person_id}").json()
        body = {key: person[key] for key in ("document_number", "birth_date", "channel")}
        assert seeded.ask("POST", "/v1/sign-ins", body=body).status_code == 202

    def phone(person_id: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = seeded.control("GET", "phone", person=person_id).json()[
            "items"
        ]
        return found

    begin("gheorghe-charity")
    assert phone("gheorghe-charity") == []
    assert seeded.control("GET", "outbox", to="+44 7700 900223").json()["items"]
    begin("amina-mother")
    assert [m["to"] for m in phone("amina-mother")] == ["+44 7700 900236"]
    begin("ana-settled")
    begin("ana-settled")
    shown = phone("ana-settled")
    assert {m["to"] for m in shown} == {"+44 7700 900112"}
    assert len(seeded.control("GET", "outbox", latest="true").json()["items"]) == 1
    app = phone("priya-skilled")
    assert [m["to"] for m in app] == ["authenticator app"]
    assert re.fullmatch(r"\d{6}", app[0]["body"])


def test_the_authenticator_can_be_used_twice_running(seeded: Mock) -> None:
    first, second = seeded.sign_in("priya-skilled"), seeded.sign_in("priya-skilled")
    assert first != second


def test_the_clock_can_be_set_moved_and_stopped(tmp_path: Path) -> None:
    with opened(tmp_path) as mock:
        start = mock.control("GET", "clock").json()
        assert start["now"] == "2026-09-14T09:30:00Z"
        assert start["frozen"] is True
        later = mock.control("PUT", "clock", {"advance_days": 90, "advance_minutes": 5}).json()
        assert later["now"] == "2026-12-13T09:35:00Z"
        moved = later["shifted_seconds"] - start["shifted_seconds"]
        assert abs(moved - (90 * 86_400 + 300)) < 60
        there = mock.control("PUT", "clock", {"set": "2027-01-02T03:04:05Z", "frozen": True})
        assert there.json()["now"] == "2027-01-02T03:04:05Z"
        for nonsense in ({"set": "soon"}, {"advance_days": 10**9}, {"hours": 1}):
            assert mock.control("PUT", "clock", nonsense).status_code == 422
        for edge in ({"set": "9999-12-31T00:00:00Z", "advance_days": 2}, {"advance_days": -36500}):
            mock.control("PUT", "clock", edge)
        assert mock.control("PUT", "clock", {"set": "2027-01-02T03:04:05Z"}).status_code == 200
        assert mock.control("PUT", "clock", {"frozen": False}).json()["frozen"] is False


def test_a_policy_is_a_row_that_can_be_set_and_taken_back(tmp_path: Path) -> None:
    with opened(tmp_path) as mock:
        before = mock.dump()
        (found,) = mock.control("GET", "policies").json()["items"]
        assert found == {
            "name": "document-update", "value": "guarded", "values": ["guarded", "legacy"],
        }  # fmt: skip
        (found,) = mock.control("PUT", "policies/document-update", value="legacy").json()["items"]
        assert found["value"] == "legacy"
        assert differences(mock.dump(), before) == [("account", "policy")]
        for path, value in (
            ("policies/document-updates", "legacy"),
            ("policies/document-update", "legasy"),
        ):
            got = mock.control("PUT", path, value=value)
            assert (got.status_code, bool(got.json()["did_you_mean"])) == (404, True)
        mock.control("PUT", "policies/document-update", value="guarded")
        assert differences(mock.dump(), before) == []


def test_reset_puts_back_everything_and_signs_out(tmp_path: Path) -> None:
    with opened(tmp_path) as mock:
        before = mock.dump()
        token = mock.sign_in("ana-settled")
        mock.ask("POST", "/v1/right-to-work/share-codes", token=token, body={})
        mock.control("PUT", "faults/status-dropped", person="ana-settled")
        mock.control("DELETE", "faults/status-dropped", person="tomas-missing")
        mock.control("PUT", "clock", {"advance_days": 90})
        assert differences(mock.dump(), before)
        assert mock.control("POST", "reset").status_code == 200
        assert differences(mock.dump(), before) == []
        assert mock.control("GET", "clock").json()["now"] == "2026-09-14T09:30:00Z"
        assert mock.ask("GET", "/v1/status", token=token).status_code == 401
        assert mock.control("GET", "outbox").json()["items"] == []
        assert mock.sign_in("ana-settled")


def test_the_check_across_stores_tells_no_names_birthdays_or_numbers(seeded: Mock) -> None:
    told = seeded.control("GET", "reconcile").text
    assert len(json.loads(told)["items"]) > 20
    for person in seeded.catalogue.people.values():
        secret = [
            person.given_names, person.family_name, person.birth_date.isoformat(), person.document,
            person.document.replace(" ", ""), person.id, seeded.keys.reference(person.id),
        ]  # fmt: skip
        for value in secret + [address for _, address in person.contacts]:
            assert value not in told


def test_events_tell_routes_and_never_what_was_asked(seeded: Mock) -> None:
    got = seeded.control("GET", "people/ana-settled")
    newest = seeded.control("GET", "events").json()["items"][-1]
    assert newest == {
        "method": "GET",
        "route": "/control/people/{person_id}",
        "status": 200,
        "request_id": got.headers["X-Request-ID"],
    }


def test_the_dump_is_served_as_it_is(seeded: Mock) -> None:
    assert seeded.control("GET", "dump").json() == json.loads(json.dumps(seeded.dump()))
