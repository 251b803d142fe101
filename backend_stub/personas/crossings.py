"""The messages that brought every store to where it is when a session begins, all delivered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from backend_stub.account.announce import RECORD, account_body
from backend_stub.kernel.keys import PURPOSES
from backend_stub.kernel.rows import Row, encoded
from backend_stub.personas.keys import Keys
from backend_stub.personas.people import Persona

Placed = tuple[str, str, Row]
"""(store, table, row)."""


@dataclass(frozen=True)
class Told:
    """One message: who sent it to whom, and when."""

    sender: str
    address: str
    kind: str
    number: int
    body: dict[str, Any]
    at: datetime


@dataclass(frozen=True)
class Teller:
    """Makes the rows of both ends of each message about one person."""

    keys: Keys
    persona: Persona
    today: date

    def rows(self, copies: list[tuple[date, Row]]) -> Iterator[Placed]:
        """`copies`: from when on, and what the sharing services were told, oldest first."""
        person_key = self.keys.person(self.persona.id)
        for told in (*self._accounts(), *self._records(copies)):
            message = {
                "message_id": message_id(
                    self.keys, self.persona.id, told.address, told.kind, told.number
                ),
                "kind": told.kind,
                "subject": person_key,
                "number": told.number,
            }
            queued = {
                **message,
                "address": told.address,
                "body": told.body,
                "made_at": told.at,
                "hold_until": None,
                "delivered_at": told.at,
                "refused": None,
            }
            yield told.sender, "change_queue", queued
            received = {**message, "received_at": told.at, "outcome": "applied"}
            yield told.address, "change_inbox", received

    def _accounts(self) -> Iterator[Told]:
        """Where a document was replaced, the account was known by another key before."""
        keys, person_id = self.keys, self.persona.id
        known_by: list[tuple[str, str]] = [(keys.account(person_id), keys.document(person_id))]
        if self.persona.old_document is not None:
            former = keys.former_account(person_id), keys.document(person_id, "replaced")
            known_by.insert(0, former)
        # The latest was today, so that it comes after everything that is told of a status.
        days = [self.today - timedelta(days=30 * ago) for ago in reversed(range(len(known_by)))]
        told = enumerate(zip(known_by, days, strict=True), start=1)
        for number, ((account_id, document_key), day) in told:
            at = datetime.combine(day, time(0), UTC)
            body = account_body(account_id, self.persona.contacts, [document_key])
            yield Told("account", RECORD, "account-changed", number, body, at)
            for purpose in PURPOSES:
                to = f"sharing_{purpose}"
                yield Told(RECORD, to, "holder-changed", number, {"account_id": account_id}, at)

    def _records(self, copies: list[tuple[date, Row]]) -> Iterator[Told]:
        for number, (day, copy) in enumerate(copies, start=1):
            at = datetime.combine(day, time(9, number), UTC)
            for purpose in PURPOSES:
                body = {"record": encoded(copy)}
                yield Told(RECORD, f"sharing_{purpose}", "record-changed", number, body, at)


def message_id(keys: Keys, person_id: str, address: str, kind: str, number: int) -> str:
    """The id of a seeded message about a person."""
    return keys.message(person_id, address, kind, str(number))
