"""Where records change, and whom that is told to: the sharing services, by messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from backend_stub.kernel.audit_log import Act, append
from backend_stub.kernel.caller import current_request_id
from backend_stub.kernel.changes import Change, Outcome, accept, check_kind, enqueue
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import Entropy
from backend_stub.kernel.keys import PersonKey
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.rows import encoded, put_row, read_row
from backend_stub.kernel.store import Store
from backend_stub.pcdp import tables

PERSON_COLUMNS = ("given_names", "family_name", "birth_date", "photo_digest")
STATUS_COLUMNS = ("kind", "valid_until", "conditions")
KINDS = {"account-changed": ("account_id", "contacts", "documents"), "resend-record": ()}


def record_body(
    person_key: str, person: Mapping[str, Any] | None, status: Mapping[str, Any] | None
) -> dict[str, Any]:
    """What `record-changed` says: every column that is copied, or that there is nothing to copy."""
    if person is None or status is None:
        return {"record": None}
    copied = {
        "source_person_key": person_key,
        **{name: person[name] for name in PERSON_COLUMNS},
        **{name: status[name] for name in STATUS_COLUMNS},
    }
    return {"record": encoded(copied)}


class RecordService:
    """Hears from the account, hears of repairs that were ordered, and tells `addresses`."""

    def __init__(
        self, store: Store, clock: Clock, entropy: Entropy, addresses: Sequence[str]
    ) -> None:
        self._store = store
        self._clock = clock
        self._entropy = entropy
        self._addresses = addresses

    async def receive(self, change: Change) -> Outcome:
        """Apply one message, once; NotForUs for one that cannot be used.

        `account-changed`: columns of `holder`; `resend-record`: nothing more than its subject.
        """
        check_kind(change, KINDS, self._store.name)
        apply = self._holder if change.kind == "account-changed" else self._resend
        now = self._clock.now()

        def work(c: Connection) -> Outcome:
            outcome = accept(c, tables.change_inbox, change, now)
            if outcome == "applied":
                apply(c, change.subject, change.body, now)
            return outcome

        return await self._store.run(work)

    async def decide(
        self,
        person_key: PersonKey,
        *,
        kind: str,
        valid_from: date,
        valid_until: date | None,
        conditions: list[Any],
    ) -> None:
        """A new decision: the current status, if any, becomes history. Problem `not-found`."""
        now = self._clock.now()
        request_id = current_request_id()
        key = {"person_key": person_key}

        def work(c: Connection) -> None:
            if read_row(c, tables.person, key) is None:
                raise Problem("not-found")
            before = read_row(c, tables.status, key)
            if before is not None:
                history = tables.status_history
                newest = select(func.max(history.c.version)).where(
                    history.c.person_key == person_key
                )
                version = (c.execute(newest).scalar() or 0) + 1
                c.execute(insert(history).values(**before, version=version))
            after = {
                **key,
                "kind": kind,
                "valid_from": valid_from,
                "valid_until": valid_until,
                "conditions": conditions,
            }
            put_row(c, tables.status, key, after)
            append(c, tables.audit_log, now, Act("decision", person_key, kind, "made", request_id))
            self._tell_record(c, person_key, now)

        await self._store.run(work)

    def _holder(
        self, c: Connection, person_key: str, body: Mapping[str, Any], now: datetime
    ) -> None:
        row = {"person_key": person_key, **body}
        put_row(c, tables.holder, {"person_key": person_key}, row)
        self._tell_holder(c, person_key, now)

    def _resend(
        self, c: Connection, person_key: str, _body: Mapping[str, Any], now: datetime
    ) -> None:
        self._tell_record(c, person_key, now)
        self._tell_holder(c, person_key, now)

    def _tell_record(self, c: Connection, person_key: str, now: datetime) -> None:
        key = {"person_key": person_key}
        person, status = read_row(c, tables.person, key), read_row(c, tables.status, key)
        self._tell(c, "record-changed", person_key, record_body(person_key, person, status), now)

    def _tell_holder(self, c: Connection, person_key: str, now: datetime) -> None:
        found = read_row(c, tables.holder, {"person_key": person_key})
        body = {"account_id": None if found is None else found["account_id"]}
        self._tell(c, "holder-changed", person_key, body, now)

    def _tell(
        self, c: Connection, kind: str, subject: str, body: Mapping[str, Any], now: datetime
    ) -> None:
        for address in self._addresses:
            enqueue(
                c, tables.change_queue, self._entropy, now,
                address=address, kind=kind, subject=subject, body=body,
            )  # fmt: skip
