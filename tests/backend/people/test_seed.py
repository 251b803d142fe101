"""Seeding: coherent people, the same rows for the same seed and clock, in any process."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from backend_stub.kernel.keys import PURPOSES
from backend_stub.parts import STORE_TABLES
from backend_stub.personas.spans import parse_span
from backend_stub.reconcile.checks import reconcile
from backend_stub.reconcile.dump import LEFT_OUT, LEFT_OUT_COLUMNS
from tests.backend.seeded import Mock, opened

ROOT = Path(__file__).parents[3]
PRINT_A_DUMP = """
import hashlib, json, sys, tempfile
from pathlib import Path
from datetime import UTC, datetime
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import SystemEntropy
from backend_stub.parts import open_parts
from backend_stub.personas.seed import seed
from backend_stub.reconcile.dump import dump

with tempfile.TemporaryDirectory() as folder:
    clock = Clock(frozen_at=datetime(2027, 2, 28, tzinfo=UTC))
    parts = open_parts(Path(folder), clock, SystemEntropy())
    seed(parts, sys.argv[1])
    print(hashlib.sha256(json.dumps(dump(parts)).encode()).hexdigest())
    parts.close()
"""


def printed(seed: str, hash_seed: str) -> str:
    """The digest of a dump made by another process."""
    done = subprocess.run(
        [sys.executable, "-c", PRINT_A_DUMP, seed],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_seed_gives_the_same_rows_whatever_the_hash_seed() -> None:
    first = printed("alongside", "1")
    assert len(first) == 64
    assert printed("alongside", "4242") == first
    assert printed("another", "1") != first


def test_only_what_is_said_to_be_wrong_is_wrong(tmp_path: Path) -> None:
    with opened(tmp_path) as mock:
        keys: set[str] = {mock.keys.person(mock.catalogue.stranger_id)}
        for person_id in mock.catalogue.listed:
            if mock.catalogue.people[person_id].starting_faults:
                keys |= {mock.keys.person(person_id), mock.keys.account(person_id)}
                keys |= {mock.keys.former_account(person_id)}
        assert reconcile(mock.parts)
        assert {found.person_key or found.account_id for found in reconcile(mock.parts)} <= keys
        mock.repair_all()
        assert reconcile(mock.parts) == []


def test_one_document_one_account_one_record_one_key_a_service(tmp_path: Path) -> None:
    with opened(tmp_path) as mock:
        mock.repair_all()
        dumped = mock.dump()
        keys, people = mock.keys, mock.catalogue.people
        owner = {row["account_id"]: row["person_key"] for row in dumped["account"]["account"]}
        assert owner == {keys.account(i): keys.person(i) for i in people}
        assert len({row["number_norm"] for row in dumped["account"]["document"]}) == len(
            dumped["account"]["document"]
        )
        born = {row["person_key"]: row["birth_date"] for row in dumped["pcdp"]["person"]}
        for row in dumped["account"]["document"]:
            assert row["birth_date"] == born[owner[row["account_id"]]]
        status = {row["person_key"]: row for row in dumped["pcdp"]["status"]}
        applied = {row["person_key"] for row in dumped["pcdp"]["application"]}
        assert set(status) | applied == set(born)
        assert not set(status) & applied
        for purpose in PURPOSES:
            service = dumped[f"sharing_{purpose}"]
            copies = {row["share_key"]: row for row in service["projection"]}
            granted = [row for row in service["crosswalk"] if owner[row["account_id"]] in status]
            assert {row["share_key"] for row in granted} == set(copies)
            for row in granted:
                copy = copies[row["share_key"]]
                assert copy["source_person_key"] == owner[row["account_id"]]
                for column in ("kind", "valid_until", "conditions"):
                    assert copy[column] == status[copy["source_person_key"]][column]
            published = {row["share_key"]: row["projection_key"] for row in service["publication"]}
            assert published == {key: key for key in copies}
        shares = [keys.share(purpose, i) for purpose in PURPOSES for i in people]
        assert len(set(shares)) == 3 * len(people)


def test_statuses_are_dated_from_the_clock(mock: Mock) -> None:
    today = mock.parts.clock.today().isoformat()
    status = {row["person_key"]: row for row in mock.dump()["pcdp"]["status"]}
    for person_id, person in mock.catalogue.people.items():
        row = status.get(mock.keys.person(person_id))
        if row is None or "status-mixed" in person.starting_faults:
            continue
        assert row["valid_from"] < today
        ended = row["valid_until"] is not None and row["valid_until"] < today
        assert ended == (person.expected in ("3C", "EXPIRED"))


def test_every_account_can_be_signed_in_to(mock: Mock) -> None:
    for person_id in mock.catalogue.listed:
        person = mock.catalogue.people[person_id]
        reached = {address for _, address in mock.catalogue.signing_in(person).contacts}
        if reached & set(person.holds) and not person.failures:
            # The new document may be what is not known.
            unknown = "new-document-unknown" in person.starting_faults
            assert mock.sign_in(person_id, person.old_document if unknown else None)


def test_a_dump_leaves_out_only_what_journeys_make(mock: Mock) -> None:
    tables = {(s, t) for s, meta in STORE_TABLES.items() for t in meta.tables}
    dumped = {(store, table) for store, found in mock.dump().items() for table in found}
    assert tables - dumped == {(s, t) for s, t in tables if t in LEFT_OUT}
    assert {t for _, t in tables} >= set(LEFT_OUT)
    # Nothing that faults edit may be missing from the comparison.
    edited = {"account", "document", "status", "person", "crosswalk", "projection", "publication"}
    assert edited <= {table for _, table in dumped}
    for table, column in LEFT_OUT_COLUMNS:
        assert any(table in m.tables and column in m.tables[table].c for m in STORE_TABLES.values())


@pytest.mark.parametrize(
    ("text", "day", "then"),
    [
        ("-2y6m", date(2026, 9, 14), date(2024, 3, 14)),
        ("+18m", date(2026, 9, 14), date(2028, 3, 14)),
        ("-21d", date(2026, 3, 1), date(2026, 2, 8)),
        ("-1y", date(2028, 2, 29), date(2027, 2, 28)),
        ("+1m", date(2027, 1, 31), date(2027, 2, 28)),
        ("-1m1d", date(2027, 3, 31), date(2027, 2, 27)),
    ],
)
def test_a_span_lands_on_a_real_day(text: str, day: date, then: date) -> None:
    assert parse_span(text).on(day) == then


@pytest.mark.parametrize("text", ["", "+", "2y", "-2", "-y", "+1d1m", "-2y 6m", "+1w"])
def test_what_is_no_span_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match="write it like"):
        parse_span(text)
