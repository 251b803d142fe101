"""What crosses between the stores, from outside: look, deliver now, hold back, send again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import APIRouter
from pydantic import AwareDatetime
from sqlalchemy import Connection, select, update

from backend_stub.control.refusals import problems
from backend_stub.kernel.clock import rfc3339
from backend_stub.kernel.fields import Asked, Day
from backend_stub.kernel.kinds import KIND_LABELS
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.pump import QUEUE, Pump
from backend_stub.kernel.store import Store, Work
from backend_stub.parts import Parts
from backend_stub.pcdp.records import RecordService
from backend_stub.personas.keys import Keys
from backend_stub.personas.people import Catalogue
from backend_stub.personas.suggest import UnknownName

SHOWN = ("message_id", "address", "kind", "subject", "number", "refused")
INSTANTS = ("made_at", "hold_until", "delivered_at")


class DecisionIn(Asked):
    """A new decision on a person's status, as a caseworker would make it."""

    kind: str
    valid_until: Day | None = None


class DeliveryIn(Asked):
    """What to do with one message: let it wait until then (or let it go), or send it once more."""

    hold_until: AwareDatetime | None = None
    again: bool = False


def crossing_router(
    parts: Parts, pump: Pump, records: RecordService, catalogue: Catalogue, keys: Keys
) -> APIRouter:
    """Part of the control routes."""
    router = APIRouter()

    @router.get("/deliveries")
    def list_deliveries(waiting: bool = False) -> dict[str, Any]:
        found = [row for store in _senders(parts) for row in store.call(_messages(store))]
        return {"items": [row for row in found if not waiting or row["delivered_at"] is None]}

    @router.post("/deliveries")
    async def deliver() -> dict[str, int]:
        return dict(await pump.deliver())

    @router.put("/deliveries/{message_id}")
    def change_delivery(message_id: str, body: DeliveryIn) -> dict[str, str]:
        marks: dict[str, Any] = {"hold_until": body.hold_until}
        if body.again:
            marks |= {"delivered_at": None, "refused": None}
        if not any(store.call(_mark(store, message_id, marks)) for store in _senders(parts)):
            raise Problem("unknown-name", "There is no message of that id.")
        return {"message_id": message_id}

    @router.post("/people/{person_id}/decisions")
    async def decide(person_id: str, body: DecisionIn) -> dict[str, str]:
        with problems():
            person = catalogue.person(person_id)
            if body.kind not in KIND_LABELS:
                raise UnknownName("kind of status", body.kind, KIND_LABELS)
        await records.decide(
            keys.person(person.id),
            kind=body.kind,
            valid_from=parts.clock.today(),
            valid_until=body.valid_until,
            conditions=list(catalogue.conditions[body.kind]),
        )
        return {"person": person_id, "kind": body.kind}

    return router


def _senders(parts: Parts) -> list[Store]:
    return [store for store in parts.stores().values() if QUEUE in store.metadata.tables]


def _messages(store: Store) -> Work[list[dict[str, Any]]]:
    """Messages without what they say: that is personal."""
    queue = store.metadata.tables[QUEUE]
    wanted = select(*(queue.c[name] for name in (*SHOWN, *INSTANTS))).order_by(
        queue.c.made_at, queue.c.number, queue.c.message_id
    )

    def work(c: Connection) -> list[dict[str, Any]]:
        return [
            {
                "sender": store.name,
                **{name: row[name] for name in SHOWN},
                **{name: _instant(row[name]) for name in INSTANTS},
            }
            for row in c.execute(wanted).mappings()
        ]

    return work


def _instant(at: datetime | None) -> str | None:
    return None if at is None else rfc3339(at)


def _mark(store: Store, message_id: str, marks: dict[str, Any]) -> Work[bool]:
    queue = store.metadata.tables[QUEUE]
    statement = update(queue).where(queue.c.message_id == message_id).values(**marks)
    return lambda c: c.execute(statement).rowcount > 0
