"""Reports and their staff, performed: forms are filled in here, and what is seen is compared."""

from __future__ import annotations

from datetime import date
from typing import assert_never

from tui.core.casework import (
    AllowLook,
    ChaseReport,
    ConfirmReport,
    FollowReport,
    ListReports,
    ReopenReport,
    ReportEffect,
    ReportForm,
    ReportShown,
    ReportsListed,
    ReportStays,
    SeenByStaff,
    SendReport,
    StaffAsks,
    StaffEffect,
    StaffLooks,
    StaffMoves,
    StaffNotHere,
    StaffOpens,
    StaffSaw,
)
from tui.core.events import Outcome
from tui.core.observe import proof_ticks
from tui.core.page import Picture
from tui.core.pages.report import described
from tui.core.records import Purpose
from tui.runner.store import Store
from tui.service import replies
from tui.service.centre import CentreClient, NotDone
from tui.service.ports import Service
from tui.service.problems import ControlRefused

_NO_PICTURE = Picture(1, 1, ("#000000",), ("0",), "")
"""Pictures are compared by their digests: none is fetched for whoever looks in somebody's place."""

EXAMPLE_MAIL = "reply@post.example"
EXAMPLE_ADDRESS = {"line_1": "1 Example Street", "town": "Sampleton", "postcode": "ZZ99 3VZ"}
EXAMPLE_DETAILS = {
    "signin_email": "wrong@post.example",
    "signin_phone": "+44 7700 900000",
    "sponsor_licence": "PRACTICE",
}
"""What the form wants in a shape of its own; invented, and let go by the mock."""


async def report(service: Service, store: Store, effect: ReportEffect) -> Outcome:
    """One act of the person."""
    centre, words = service.offices.centre, store.words
    known = _known(store)
    try:
        match effect:
            case ListReports():
                return ReportsListed(await centre.listed(known))
            case SendReport(form=form, birth_date=born):
                return ReportShown(await centre.send(filled_form(form, store, born), known))
            case FollowReport():
                pass
            case ChaseReport():
                await centre.chase(effect.reference, words.text("report.says", "chase"))
            case ReopenReport(reason=reason):
                text = words.text("report.says", reason)
                done = await centre.reopen(effect.reference, reason, text, known)
                return ReportShown(done)
            case ConfirmReport(found=found):
                return ReportShown(await centre.confirm(effect.reference, dict(found), known))
            case AllowLook(minutes=minutes):
                await centre.allow(effect.reference, minutes)
            case _:
                assert_never(effect)
        return ReportShown(await centre.one(effect.reference, known))
    except NotDone as no:
        return ReportStays(no.why)


async def staff(service: Service, store: Store, effect: StaffEffect) -> Outcome:
    """One act of a member of staff."""
    centre, known = service.offices.centre, _known(store)
    try:
        if service.control is None:
            return StaffNotHere()
        token = await service.control.staff_token()
        match effect:
            case StaffOpens():
                pass
            case StaffAsks():
                text = store.words.text("report.says", "ask")
                await centre.staff_note(effect.reference, token, text)
            case StaffLooks():
                return StaffSaw(await _looked(centre, effect.reference, token))
            case StaffMoves(to=to):
                done = await centre.move(effect.reference, token, move_body(to), known)
                return ReportShown(done)
            case _:
                assert_never(effect)
        return ReportShown(await centre.for_staff(effect.reference, token, known))
    except NotDone as no:
        return ReportStays(no.why)
    except ControlRefused:
        return StaffNotHere()


def _known(store: Store) -> dict[str, str]:
    """Texts of notes that we write ourselves, so that they can be named again."""
    keys = ("chase", "ask", "came_back", "partly")
    return {store.words.text("report.says", one): one for one in keys}


def filled_form(form: ReportForm, store: Store, born: date) -> dict[str, object]:
    """The form as it is sent. Name and document are those of the invented person."""
    words, person = store.words, store.person
    name = "Practice" if person is None else person.name
    details = {
        one: EXAMPLE_DETAILS.get(one) or words.text("report.details", one)
        for one in form.problems
        if one != "share_code"
    }
    filled: dict[str, object] = {
        "nation": form.nation,
        "can_open": form.can_open,
        "problems": list(form.problems),
        "details": details,
        "share_codes": list(form.share_codes),
        "another_person_at": list(form.another_person_at),
        "trouble": {"step": form.broken_at},
        "person": {"full_name": name, "birth_date": born.isoformat(), "nationality": "Invented"},
        "reference": {"type": "none"},
        "reply": _reply(form, store),
    }
    if person is not None:
        filled["reference"] = {"type": "passport", "number": person.document_number}
    description = described(form, words)
    if description:
        filled["description"] = description
    if form.helper:
        filled["supporter"] = {
            "kind": form.helper,
            "name": "A helper",
            "email": "helper@post.example",
            "consent": True,
        }
    return filled


def _reply(form: ReportForm, store: Store) -> dict[str, object]:
    if form.reply == "address":
        return {"by": "address", **EXAMPLE_ADDRESS}
    sent = (one.to for one in store.messages() if one.kind == "email")
    return {"by": "email", "email": next(sent, EXAMPLE_MAIL)}


def move_body(to: str) -> dict[str, object]:
    stage, _, what = to.partition(".")
    body: dict[str, object] = {"stage": stage}
    belongs = {"repair_ordered": "repair", "told": "answer"}.get(stage)
    if belongs is not None:
        body[belongs] = what
    if stage == "with_specialist":
        body["team"] = "records"
    return body


async def _looked(centre: CentreClient, reference: str, token: str) -> tuple[SeenByStaff, ...]:
    """All four views, compared as the person's own are; the records are dropped here."""
    look = await centre.begin_look(reference, token)
    answer = await centre.look("status", look)
    status = None if isinstance(answer, str) else replies.status(answer, _NO_PICTURE)
    seen = [SeenByStaff("status", answer if isinstance(answer, str) else "shown")]
    for purpose in Purpose:
        answer = await centre.look(purpose.value, look)
        if isinstance(answer, str):
            seen.append(SeenByStaff(purpose.value, answer))
            continue
        proof = replies.proof(answer, _NO_PICTURE, purpose)
        ticks = None if status is None else proof_ticks(status, proof)
        seen.append(SeenByStaff(purpose.value, "shown", ticks))
    return tuple(seen)
