"""The control interface: what a practice session can see and change from outside of the story."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from backend_stub.control import moving, people, policies
from backend_stub.control.crossing import crossing_router
from backend_stub.control.guard import guard
from backend_stub.control.refusals import problems
from backend_stub.control.transport import shown as told
from backend_stub.control.transport import transport_router
from backend_stub.faults.catalogue import CLASSES, FAULTS, Fault
from backend_stub.faults.desk import DEFAULT_CALLS, FaultDesk
from backend_stub.faults.rules import RuleBook
from backend_stub.kernel.clock import rfc3339
from backend_stub.kernel.problem import Problem
from backend_stub.kernel.pump import Pump
from backend_stub.parts import Parts
from backend_stub.pcdp.records import RecordService
from backend_stub.personas.keys import Keys
from backend_stub.personas.loader import load
from backend_stub.personas.seed import empty, seed, seeded_at
from backend_stub.personas.suggest import UnknownName
from backend_stub.reconcile.checks import reconcile
from backend_stub.reconcile.dump import Dump, dump
from backend_stub.resolution.staff import StaffService


class ClockMove(BaseModel):
    """What to do with the clock: set it, then advance it, then freeze it or let it run."""

    model_config = ConfigDict(extra="forbid")

    advance_days: int = Field(0, ge=-36_500, le=36_500)
    advance_minutes: int = Field(0, ge=-525_600, le=525_600)
    set: str | None = None
    frozen: bool | None = None


def control_router(
    parts: Parts,
    *,
    token: str,
    seed_text: str,
    pump: Pump,
    records: RecordService,
    staff: StaffService,
    book: RuleBook,
) -> APIRouter:
    """Routes under /control. `seed_text` is the one that the stores were filled from."""
    catalogue, keys = load(), Keys(seed_text)
    desk = FaultDesk(parts, seed_text, catalogue)
    began = parts.clock.now() if parts.clock.frozen else None, parts.clock.shift
    router = APIRouter(prefix="/control", dependencies=[Depends(guard(token))])

    def described(person_id: str) -> dict[str, Any]:
        day = (seeded_at(parts) or parts.clock.now()).date()
        persona = catalogue.person(person_id)
        linked = people.new_documents(parts, keys, catalogue, persona)
        return people.described(catalogue, persona, day) | {"new_documents": linked}

    @router.get("/people")
    def list_people() -> dict[str, Any]:
        return {"items": [described(person_id) for person_id in catalogue.listed]}

    @router.get("/people/{person_id}")
    def one_person(person_id: str) -> dict[str, Any]:
        with problems():
            return described(person_id)

    @router.get("/phone")
    def phone(person: str) -> dict[str, Any]:
        with problems():
            return {"items": people.on_the_phone(parts, keys, catalogue, catalogue.person(person))}

    @router.get("/faults")
    def list_faults() -> dict[str, Any]:
        active = [
            {"fault": on.fault, "person": on.person, "applied_at": rfc3339(on.applied_at)}
            for on in desk.active()
        ]
        return {
            "items": [shown(fault) for fault in FAULTS.values()],
            "active": active,
            "on_the_way": [told(rule) for rule in book.active()],
        }

    @router.put("/faults/{fault_id}")
    def apply(
        fault_id: str,
        person: str,
        calls: int = Query(DEFAULT_CALLS, ge=1, le=1000),
        begins: int = Query(1, alias="from", ge=1, le=1000),
    ) -> dict[str, str]:
        with problems():
            desk.apply(fault_id, person, calls, begins)
        return {"fault": fault_id, "person": person}

    @router.delete("/faults/{fault_id}")
    def repair(fault_id: str, person: str) -> dict[str, str]:
        with problems():
            desk.repair(fault_id, person)
        return {"fault": fault_id, "person": person}

    router.include_router(crossing_router(parts, pump, records, catalogue, keys))
    router.include_router(transport_router(book))

    @router.get("/staff")
    def list_staff() -> dict[str, Any]:
        return {"items": [asdict(member) for member in catalogue.staff]}

    @router.post("/staff/{staff_id}/token")
    async def staff_token(staff_id: str) -> dict[str, str]:
        made = await staff.sign_in(staff_id)
        if made is None:
            with problems():
                raise UnknownName("member of staff", staff_id, [m.id for m in catalogue.staff])
        return {"token": made}

    @router.get("/clock")
    def clock() -> dict[str, Any]:
        return moving.shown(parts)

    @router.put("/clock")
    def move_clock(body: ClockMove) -> dict[str, Any]:
        try:
            moving.move(
                parts,
                days=body.advance_days,
                minutes=body.advance_minutes,
                to=body.set,
                freeze=body.frozen,
            )
        except (ValueError, OverflowError) as error:
            raise Problem("not-understood", "There is no such time.", fields=["set"]) from error
        return moving.shown(parts)

    @router.get("/policies")
    def list_policies() -> dict[str, Any]:
        return {"items": policies.shown(parts)}

    @router.put("/policies/{name}")
    def choose_policy(name: str, value: str) -> dict[str, Any]:
        with problems():
            policies.choose(parts, name, value)
        return {"items": policies.shown(parts)}

    def begin_again() -> None:
        empty(parts)
        frozen_at, shift = began
        parts.clock.restore(frozen_at=frozen_at, shift=shift)
        seed(parts, seed_text)
        book.changed()

    @router.post("/reset")
    async def reset() -> dict[str, Any]:
        # A message that arrived in between would find its receiver half made.
        async with pump.still:
            await asyncio.to_thread(begin_again)
        return moving.shown(parts)

    @router.get("/outbox")
    def outbox(to: str | None = None, latest: bool = False) -> dict[str, Any]:
        found = [row for row in people.messages(parts) if to is None or row["to"] == to]
        return {"items": found[:1] if latest else found}

    @router.get("/reconcile")
    def disagreements() -> dict[str, Any]:
        return {"items": [asdict(found) for found in reconcile(parts)]}

    @router.get("/dump")
    def dumped() -> Dump:
        return dump(parts)

    @router.get("/events")
    def events(request: Request) -> dict[str, Any]:
        return {"items": [asdict(seen) for seen in list(request.app.state.seen)]}

    return router


def shown(fault: Fault) -> dict[str, Any]:
    """A fault as the control interface shows one."""
    return {
        "id": fault.id,
        "effect": fault.effect,
        "letter_question": fault.letter_question,
        "part": fault.part,
        "sees": fault.sees,
        "found_by": fault.found_by,
        "repair": fault.repair,
        "kind": fault.kind,
        "needs": fault.needs,
        "applies_to": {
            name: {"code": fault.codes.get(name), "reason": fault.not_for.get(name)}
            for name in CLASSES
        },
    }
