"""Faults in what crosses: their rows are what delivery makes of them, and a repair replays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, update

from backend_stub.kernel.keys import PURPOSES
from backend_stub.kernel.rows import decoded
from backend_stub.reconcile.checks import reconcile
from backend_stub.reconcile.dump import Dump
from tests.backend.seeded import CONTROLS, Mock, opened
from tests.turns import in_turn

SHARING = [f"sharing_{purpose}" for purpose in PURPOSES]
DELIVERY = (
    "update-lost",
    "updates-reordered",
    "key-misrouted",
    "record-copied-to-another",
    "repair-undone",
)
FAULTS = (*(f"work-{name}" for name in DELIVERY), "delayed-propagation")
ROUTES = {"work": "right-to-work", "rent": "right-to-rent", "other": "something-else"}


@pytest.fixture(scope="module")
def mock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mock]:
    """Nothing is wrong, and every test leaves it so."""
    with opened(tmp_path_factory.mktemp("mock")) as made:
        made.repair_all()
        yield made


@pytest.fixture(scope="module")
def clean(mock: Mock) -> Dump:
    return mock.dump()


def domain(dump: Dump) -> dict[str, Any]:
    """What the sharing services hold, and which messages they say have come, times aside."""
    return {
        store: {
            table: [
                {name: value for name, value in row.items() if name != "received_at"}
                for row in rows
            ]
            for table, rows in dump[store].items()
        }
        for store in SHARING
    }


def queue_rows(mock: Mock) -> list[dict[str, Any]]:
    """The rows of the record's queue that what is on has edited."""
    kept = mock.dump()["practice"]["fault_active"]
    return [
        edit["after"]
        for row in kept
        for edit in row["undo"]
        if (edit["store"], edit["table"]) == ("pcdp", "change_queue")
    ]


def never_came(mock: Mock) -> set[str]:
    """The messages whose inbox rows are gone though the queue says that they were delivered."""
    dump = mock.dump()
    came = {row["message_id"] for store in SHARING for row in dump[store]["change_inbox"]}
    sent = {
        row["message_id"] for row in dump["pcdp"]["change_queue"] if row["delivered_at"] is not None
    }
    return sent - came


def undelivered(mock: Mock, edited: list[dict[str, Any]], lost: set[str]) -> None:
    """Before the first delivery: own keys and pictures only; the queue as the fault has it."""
    pcdp = mock.parts.pcdp
    queue = pcdp.metadata.tables["change_queue"]

    def rewind(c: Connection) -> None:
        for row in edited:
            c.execute(queue.delete().where(queue.c.message_id == row["message_id"]))
            c.execute(queue.insert().values(**decoded(queue, row)))
        again = queue.c.message_id.not_in(lost)
        c.execute(update(queue).where(again).values(delivered_at=None))

    pcdp.call(rewind)
    for purpose in PURPOSES:
        store = mock.parts.sharing_store(purpose)
        for name in ("crosswalk", "projection", "publication", "change_inbox"):
            table = store.metadata.tables[name]
            store.call(lambda c, t=table: c.execute(t.delete()))  # type: ignore[misc]


def test_the_stores_begin_as_the_delivery_of_their_messages_leaves_them(
    mock: Mock, clean: Dump, tmp_path: Path
) -> None:
    with opened(tmp_path) as other:
        other.repair_all()
        undelivered(other, [], set())
        done = other.control("POST", "deliveries").json()
        assert done == {"applied": sum(len(clean[store]["change_inbox"]) for store in SHARING)}
        assert domain(other.dump()) == domain(clean)


@pytest.mark.parametrize(("fault", "person"), in_turn(FAULTS, CONTROLS))
def test_a_fault_is_what_delivering_its_messages_makes(
    mock: Mock, clean: Dump, tmp_path: Path, fault: str, person: str
) -> None:
    mock.desk.apply(fault, person)
    wrong, edited, lost = domain(mock.dump()), queue_rows(mock), never_came(mock)
    mock.desk.repair(fault, person)
    assert wrong != domain(clean)
    assert bool(lost) == fault.endswith("update-lost")
    assert bool(edited) != bool(lost)
    with opened(tmp_path) as other:
        other.repair_all()
        undelivered(other, edited, lost)
        other.control("POST", "deliveries")
        assert domain(other.dump()) == wrong


def previews(mock: Mock, token: str) -> list[Any]:
    answers = [mock.ask("GET", f"/v1/{name}/preview", token=token) for name in ROUTES.values()]
    return [a.json() if a.status_code == 200 else a.json()["type"] for a in answers]


@pytest.mark.parametrize(
    ("fault", "person"), in_turn(("update-lost", "updates-reordered", "key-misrouted"), CONTROLS)
)
def test_sending_the_record_again_puts_the_proof_right(
    tmp_path: Path, fault: str, person: str
) -> None:
    with opened(tmp_path) as mock:
        mock.repair_all()
        token = mock.sign_in(person)
        right = previews(mock, token)
        mock.desk.apply(f"rent-{fault}", person)
        assert previews(mock, token) != right
        # As a repair does that was ordered: the record tells everything once more.
        kinds = {"record-changed", "holder-changed"}
        stranger = mock.catalogue.stranger_id
        for subject in {mock.keys.person(person), mock.keys.person(stranger)}:
            mock.resend(subject)
        done = mock.control("POST", "deliveries").json()
        assert done == {"applied": 2 + 2 * len(kinds) * len(PURPOSES)}
        assert previews(mock, token) == right
        left = {found.check for found in reconcile(mock.parts)}
        # What went wrong is still written in the queue; what it did to people is put right.
        assert left <= {"message-lost", "messages-out-of-order"}


def test_letting_a_held_message_go_puts_everything_right(tmp_path: Path) -> None:
    with opened(tmp_path) as mock:
        mock.repair_all()
        before, token = mock.dump(), mock.sign_in("ana-settled")
        right = previews(mock, token)
        mock.desk.apply("delayed-propagation", "ana-settled")
        assert previews(mock, token) == ["/problems/proof-not-found"] * 3
        waiting = mock.control("GET", "deliveries", waiting="true").json()["items"]
        assert {item["kind"] for item in waiting} == {"holder-changed"}
        assert mock.control("POST", "deliveries").json() == {}
        for item in waiting:
            path = f"deliveries/{item['message_id']}"
            assert mock.control("PUT", path, {"hold_until": None}).status_code == 200
        assert mock.control("POST", "deliveries").json() == {"applied": 3}
        assert previews(mock, token) == right
        assert domain(mock.dump()) == domain(before)
        assert reconcile(mock.parts) == []


def test_a_held_message_comes_by_itself_when_its_time_has_come(tmp_path: Path) -> None:
    with opened(tmp_path) as mock:
        mock.repair_all()
        before = mock.dump()
        mock.desk.apply("delayed-propagation", "ana-settled")
        mock.control("PUT", "clock", {"advance_days": 366})
        assert mock.control("POST", "deliveries").json() == {"applied": 3}
        assert domain(mock.dump()) == domain(before)
        # Repairing what has healed by itself does no harm.
        mock.desk.repair("delayed-propagation", "ana-settled")
        assert reconcile(mock.parts) == []


def test_what_was_lost_can_be_sent_once_more_as_it_was(tmp_path: Path) -> None:
    with opened(tmp_path) as mock:
        mock.repair_all()
        before = mock.dump()
        mock.desk.apply("work-update-lost", "mihai-presettled")
        lost = sorted(never_came(mock))
        assert len(lost) == 2
        for message_id in lost:
            assert mock.control("PUT", f"deliveries/{message_id}", {"again": True}).is_success
        assert mock.control("POST", "deliveries").json() == {"applied": 2}
        assert domain(mock.dump()) == domain(before)
        assert reconcile(mock.parts) == []
        assert mock.control("PUT", "deliveries/nothing", {"again": True}).status_code == 404


def test_delivering_everything_a_second_time_changes_nothing(mock: Mock, clean: Dump) -> None:
    pcdp = mock.parts.pcdp
    queue = pcdp.metadata.tables["change_queue"]
    pcdp.call(lambda c: c.execute(update(queue).values(delivered_at=None)))
    done = mock.control("POST", "deliveries").json()
    assert done == {"repeated": len(clean["pcdp"]["change_queue"])}
    assert domain(mock.dump()) == domain(clean)


def test_crossed_keys_show_nothing_until_the_next_message(tmp_path: Path) -> None:
    with opened(tmp_path) as mock:
        mock.repair_all()
        token, given = mock.sign_in("ana-settled"), {}
        for purpose in ROUTES:
            given[purpose] = mock.share(token, ROUTES[purpose])
        right = previews(mock, token)
        mock.desk.apply("work-keys-crossed", "ana-settled")
        assert previews(mock, token) == right
        # A code that was given before opens the other record: a code names a key, not a person.
        ana, stranger = mock.catalogue.people["ana-settled"], mock.catalogue.stranger
        assert mock.checked("right-to-work", given["work"], ana.birth_date) is None
        shown = mock.checked("right-to-work", given["work"], stranger.birth_date)
        assert shown is not None
        assert shown["given_names"] == stranger.given_names
        assert mock.checked("right-to-rent", given["rent"], ana.birth_date) is not None
        # The next decision on Ana's status reaches the stranger's page instead of hers.
        decision = {"kind": "graduate"}
        mock.control("POST", "people/ana-settled/decisions", decision)
        mock.control("POST", "deliveries")
        kinds = [shown["kind"] for shown in previews(mock, token)]
        assert kinds == ["settled", "graduate", "graduate"]


def test_a_crossed_contact_brings_notices_to_somebody_else(tmp_path: Path) -> None:
    with opened(tmp_path) as mock:
        mock.repair_all()
        mock.desk.apply("contacts-crossed", "ana-settled")
        token, stranger = mock.sign_in("ana-settled"), mock.catalogue.stranger
        code = mock.share(token, "right-to-work")
        for _ in range(5):
            mock.checked("right-to-work", code, stranger.birth_date)
        mock.control("POST", "deliveries")
        newest = mock.control("GET", "outbox").json()["items"][:2]
        assert {item["to"] for item in newest} == {
            mock.catalogue.people["ana-settled"].phone,
            stranger.email,
        }


def test_deliveries_are_listed_without_what_they_say(mock: Mock) -> None:
    answer = mock.control("GET", "deliveries")
    items = answer.json()["items"]
    assert len(items) > 100
    assert {item["sender"] for item in items} == {"account", "pcdp"}
    for person in mock.catalogue.people.values():
        for value in (person.given_names, person.family_name, person.phone or "?"):
            assert value not in answer.text


def test_with_a_refusal_there_is_nothing_to_prove(tmp_path: Path) -> None:
    with opened(tmp_path) as mock:
        token = mock.sign_in("ana-settled")
        born = mock.catalogue.people["ana-settled"].birth_date
        before = mock.share(token, "right-to-work")
        body = {"kind": "refused"}
        assert mock.control("POST", "people/ana-settled/decisions", body).status_code == 200
        mock.control("POST", "deliveries")
        assert mock.ask("GET", "/v1/status", token=token).json()["kind"] == "refused"
        for route in ROUTES.values():
            for method, path in (("GET", "preview"), ("POST", "share-codes")):
                got = mock.ask(method, f"/v1/{route}/{path}", token=token, body={})
                assert got.json()["type"] == "/problems/proof-not-found"
        # A code from before still opens, and gives no permission.
        shown = mock.checked("right-to-work", before, born)
        assert shown is not None
        assert shown["allowed"] is False


def test_a_decision_needs_a_known_person_and_a_known_kind(mock: Mock) -> None:
    before = mock.dump()
    for path, body, meant in (
        ("people/ana-setled/decisions", {"kind": "student"}, "ana-settled"),
        ("people/ana-settled/decisions", {"kind": "studnt"}, "student"),
    ):
        answer = mock.control("POST", path, body)
        assert (answer.status_code, answer.json()["did_you_mean"][0]) == (404, meant)
    assert mock.dump() == before
