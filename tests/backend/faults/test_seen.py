"""What a person sees of each fault, through the services: what the catalogue says, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from backend_stub.faults.catalogue import FAULTS, Fault, status_class
from tests.backend.seeded import CONTROLS, Mock

ROUTES = {"work": "right-to-work", "rent": "right-to-rent", "other": "something-else"}
PROOFS = {"proof-work", "proof-rent", "proof-other"}
CODES = {"code-work", "code-rent", "code-other"}
Surfaces = dict[str, Any]

# Fault -> the surfaces that look different, for all of them that are not about one purpose.
CHANGED: dict[str, set[str]] = {
    "status-dropped": {"view"},
    "delayed-propagation": PROOFS | CODES,
    "status-entangled": {"view"},
    "status-mixed": {"view"},
    "end-date-on-settled": {"view"},
    "status-type-wrong": {"view"},
    "status-unavailable-for-n-calls": {"view"},
    "status-not-found-for-n-calls": {"view"},
    "proofs-unavailable-for-n-calls": PROOFS,
    "contacts-crossed": set(),
    "refusal-shown": {"view"},
    "new-document-unknown": set(),
    "work-repair-undone": {"proof-work", "code-work"},
}
UNSEEN = ("record-copied-to-another", "keys-crossed")
# Which lines of the view or proof look different.
LINES: dict[str, set[str]] = {
    "proof-entangled": {"given_names", "family_name", "kind", "kind_label", "conditions"},
    "picture-changed": {"photo"},
    "key-misrouted": {
        "given_names", "family_name", "photo", "kind", "kind_label", "conditions", "birth_date",
    },
    "status-entangled": {
        "given_names", "family_name", "birth_date", "photo", "kind", "kind_label", "conditions",
        "valid_from", "valid_until",
    },
    "status-mixed": {
        "photo", "kind", "kind_label", "conditions", "valid_from", "valid_until",
    },
    "end-date-on-settled": {"valid_until"},
    "status-type-wrong": {"kind", "kind_label", "conditions"},
    "refusal-shown": {"kind", "kind_label", "conditions", "valid_until"},
}  # fmt: skip
END = {"valid_until", "time_limit", "check_again_on"}
# What a purpose does not show cannot look different, nor what two records happen to share.
MAY_BE_ALIKE = {"conditions", "birth_date"}


def changed_by(fault: Fault) -> set[str]:
    """The surfaces that this fault is meant to change."""
    purpose, _, name = fault.id.partition("-")
    if purpose not in ROUTES:
        return CHANGED[fault.id]
    if name in UNSEEN:
        return set()
    return (
        {f"code-{purpose}"} if name.startswith("code-") else {f"proof-{purpose}", f"code-{purpose}"}
    )


@pytest.fixture(scope="module")
def tokens(mock: Mock) -> dict[str, str]:
    """Each control person, signed in."""
    return {person: mock.sign_in(person) for person in CONTROLS}


@pytest.fixture(scope="module")
def usual(mock: Mock, tokens: dict[str, str]) -> dict[str, Surfaces]:
    """What each sees while nothing is wrong."""
    return {person: look(mock, person, token) for person, token in tokens.items()}


def look(mock: Mock, person: str, token: str) -> Surfaces:
    """The view, each proof, and what a new code of each purpose opens."""
    seen: Surfaces = {"view": answer(mock, "/v1/status", token)}
    birth_date = mock.catalogue.people[person].birth_date.isoformat()
    for purpose, route in ROUTES.items():
        seen[f"proof-{purpose}"] = answer(mock, f"/v1/{route}/preview", token)
        made = mock.ask("POST", f"/v1/{route}/share-codes", token=token, body={})
        if made.status_code != 201:
            seen[f"code-{purpose}"] = made.json()["type"]
            continue
        body = {"code": made.json()["code"], "birth_date": birth_date, "checker": {"name": "A"}}
        opened = mock.ask("POST", f"/v1/checks/{route}", body=body, client=mock.somebody())
        shown = opened.json()
        seen[f"code-{purpose}"] = shown["proof"] if opened.status_code == 200 else shown["type"]
        mock.ask("DELETE", f"/v1/{route}/share-codes/{made.json()['id']}", token=token)
    return seen


def answer(mock: Mock, path: str, token: str) -> Any:
    """The record shown, or the kind of problem."""
    got = mock.ask("GET", path, token=token)
    shown = got.json()
    return shown if got.status_code == 200 else shown["type"]


def cases() -> Iterator[tuple[Fault, str]]:
    for fault in FAULTS.values():
        for person in CONTROLS:
            yield fault, person


@pytest.mark.parametrize(
    ("fault", "person"), cases(), ids=lambda value: value if isinstance(value, str) else value.id
)
def test_exactly_the_stated_surfaces_change(
    mock: Mock,
    tokens: dict[str, str],
    usual: dict[str, Surfaces],
    fault: Fault,
    person: str,
) -> None:
    group = status_class(mock.catalogue.people[person].status.kind)
    if group in fault.not_for or fault.id == "couple-crossover":
        assert mock.control("PUT", f"faults/{fault.id}", person=person).status_code == 409
        return
    assert mock.control("PUT", f"faults/{fault.id}", person=person).status_code == 200
    seen = look(mock, person, tokens[person])
    others = [other for other in CONTROLS if other != person]
    bystanders = {other: look(mock, other, tokens[other]) for other in others[:1]}
    assert mock.control("DELETE", f"faults/{fault.id}", person=person).status_code == 200
    before = usual[person]
    different = {surface for surface in before if seen[surface] != before[surface]}
    assert different == changed_by(fault)
    assert all(usual[other] == surfaces for other, surfaces in bystanders.items())
    lines = LINES.get(fault.id) or LINES.get(fault.id.partition("-")[2])
    for surface in different if lines else ():
        old, new = before[surface], seen[surface]
        if isinstance(new, str):
            # A code that shows a stranger opens with the stranger's birthday, not with one's own.
            assert (fault.id.partition("-")[2], new) == ("key-misrouted", "/problems/no-match")
            continue
        found = {line for line in old if old[line] != new[line]}
        if fault.id in CHANGED:
            # What two records happen to share cannot look different.
            assert found <= (lines or set())
            assert found >= (lines or set()) - {"conditions", "valid_until"}
        else:
            assert found - END == (lines or set()) - (MAY_BE_ALIKE - found)


def test_a_stale_proof_shows_own_details_with_an_older_type_or_date(
    mock: Mock, tokens: dict[str, str], usual: dict[str, Surfaces]
) -> None:
    for person in CONTROLS:
        mock.desk.apply("rent-projection-stale", person)
        shown = look(mock, person, tokens[person])["proof-rent"]
        mock.desk.repair("rent-projection-stale", person)
        old = usual[person]["proof-rent"]
        for own in ("given_names", "family_name", "photo", "birth_date"):
            assert shown[own] == old[own]
        assert (shown["kind"], shown["valid_until"]) != (old["kind"], old["valid_until"])


def test_a_new_document_that_is_not_known_brings_no_message(mock: Mock) -> None:
    person = mock.catalogue.people["ana-settled"]

    def messages() -> int:
        return len(mock.control("GET", "phone", person=person.id).json()["items"])

    def begin() -> int:
        body = {"birth_date": person.birth_date.isoformat(), "channel": person.channel}
        return mock.ask(
            "POST", "/v1/sign-ins", body={**body, "document_number": person.document}
        ).status_code

    mock.desk.apply("new-document-unknown", person.id)
    mock.control("PUT", "clock", {"advance_minutes": 2})
    before = messages()
    assert (begin(), messages()) == (202, before)
    token = mock.sign_in(person.id, person.old_document)
    assert answer(mock, "/v1/status", token)["given_names"] == person.given_names
    mock.desk.repair("new-document-unknown", person.id)
    mock.control("PUT", "clock", {"advance_minutes": 2})
    assert mock.sign_in(person.id)
    mock.control("PUT", "clock", {"advance_minutes": -4})


def test_couples_see_each_other(mock: Mock) -> None:
    for one, other in (("sofia-couple", "yusuf-couple"), ("yusuf-couple", "sofia-couple")):
        mock.desk.apply("couple-crossover", one)
        shown = answer(mock, "/v1/status", mock.sign_in(one))
        mock.desk.repair("couple-crossover", one)
        assert shown["given_names"] == mock.catalogue.people[other].given_names


def test_trouble_that_passes_is_counted_down_for_one_person(
    mock: Mock, tokens: dict[str, str]
) -> None:
    ana, mihai = tokens["ana-settled"], tokens["mihai-presettled"]
    path = "faults/status-unavailable-for-n-calls"
    assert mock.control("PUT", path, person="ana-settled", calls="3").status_code == 200
    got = [mock.ask("GET", "/v1/status", token=ana) for _ in range(4)]
    assert [answer.status_code for answer in got] == [503, 503, 503, 200]
    assert int(got[0].headers["Retry-After"]) > 0
    assert got[0].json()["instance"] == got[0].headers["X-Request-ID"]
    assert got[0].headers["Content-Type"] == "application/problem+json"
    assert mock.ask("GET", "/v1/status", token=mihai).status_code == 200
    assert mock.ask("GET", "/v1/status").status_code == 401
    assert mock.ask("GET", "/v1/status", token="nobody's").status_code == 401
    newest = [seen for seen in mock.app.state.seen if seen.status == 503][-1]
    assert newest.route == "/v1/status"
    mock.control("DELETE", path, person="ana-settled")


def test_trouble_that_passes_can_begin_later(mock: Mock, tokens: dict[str, str]) -> None:
    path = "faults/status-unavailable-for-n-calls"
    limits = {"person": "ana-settled", "calls": "1", "from": "3"}
    assert mock.control("PUT", path, **limits).status_code == 200
    got = [mock.ask("GET", "/v1/status", token=tokens["ana-settled"]) for _ in range(4)]
    assert [answer.status_code for answer in got] == [200, 200, 503, 200]
    mock.control("DELETE", path, person="ana-settled")


def test_not_found_for_a_while_says_the_same_as_not_there(
    mock: Mock, tokens: dict[str, str]
) -> None:
    said: list[dict[str, Any]] = []
    for fault in ("status-dropped", "status-not-found-for-n-calls"):
        mock.control("PUT", f"faults/{fault}", person="ana-settled")
        got = mock.ask("GET", "/v1/status", token=tokens["ana-settled"])
        assert got.status_code == 404
        problem = got.json()
        del problem["instance"]
        said.append(problem)
        mock.control("DELETE", f"faults/{fault}", person="ana-settled")
    assert said[0] == said[1]


def test_two_answers_for_one_question_are_refused(mock: Mock) -> None:
    mock.control("PUT", "faults/status-unavailable-for-n-calls", person="ana-settled")
    second = mock.control("PUT", "faults/status-not-found-for-n-calls", person="ana-settled")
    mock.control("DELETE", "faults/status-unavailable-for-n-calls", person="ana-settled")
    assert second.status_code == 409
    assert second.json()["type"] == "/problems/does-not-apply"
    assert "repair that first" in second.json()["detail"]
