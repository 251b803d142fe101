"""The mock's practice desk as typed calls: people, phone, faults, clock."""

from __future__ import annotations

from datetime import date

from tui.core.events import Channel
from tui.core.page import Message
from tui.service.decode import Reader
from tui.service.http import Asked, Wire
from tui.service.people import (
    ActiveFault,
    ClockFace,
    DoesNotApply,
    FaultList,
    Knowledge,
    KnownFault,
    Person,
    UnknownName,
)
from tui.service.problems import ControlRefused, Garbled, Refused
from tui.service.replies import token

_LETTERS = frozenset(
    {"granted", "allowed", "certificate", "applied", "account_only", "ended", "none"}
)
_EARLIER = frozenset({"no", "granted", "not_sure"})
_PHOTOS = frozenset({"good", "poor"})
_CONTACTS = frozenset({"mine", "one_lost", "both_lost", "someone_elses", "not_sure"})
_DOCUMENTS = frozenset({"own", "childs", "someone_elses"})
_RECENT = frozenset({"nothing", "own_document", "family_together"})
_IN_TIME = frozenset({"yes", "no", "not_sure"})
_CHANNELS = frozenset(channel.value for channel in Channel)


class ControlClient:
    """Every call may raise a Problem; a desk that is not ours to use raises ControlRefused."""

    def __init__(self, wire: Wire, token: str) -> None:
        self._wire = wire
        self._headers = {"X-Control-Token": token}

    async def people(self) -> tuple[Person, ...]:
        """Every invented person, in the order of the list."""
        return (await self._ask("GET", "/control/people")).each("items", _person)

    async def phone(self, person: str) -> tuple[Message, ...]:
        """What the person's own phone, e-mail and authenticator app show, newest first."""
        answer = await self._ask("GET", "/control/phone", {"person": person})
        return answer.each("items", _message)

    async def faults(self) -> FaultList:
        """Every fault there is, and those that are on."""
        answer = await self._ask("GET", "/control/faults")
        on_the_way = answer.each("on_the_way", _rule) if answer.has("on_the_way") else ()
        active = (*answer.each("active", _active), *on_the_way)
        return FaultList(answer.each("items", _fault), active)

    async def apply(self, fault: str, person: str, calls: int | None = None) -> None:
        """Put a fault on; raises UnknownName or DoesNotApply."""
        query = {"person": person} | ({} if calls is None else {"calls": str(calls)})
        await self._ask("PUT", f"/control/faults/{_name(fault)}", query)

    async def repair(self, fault: str, person: str) -> None:
        """Take a fault off; raises UnknownName or DoesNotApply."""
        await self._ask("DELETE", f"/control/faults/{_name(fault)}", {"person": person})

    async def clock(self) -> ClockFace:
        return _clock(await self._ask("GET", "/control/clock"))

    async def move_clock(self, days: int) -> ClockFace:
        """Let `days` days pass."""
        return _clock(await self._ask("PUT", "/control/clock", body={"advance_days": days}))

    async def reset(self) -> None:
        """Everything as it was seeded; every session there ends."""
        await self._ask("POST", "/control/reset")

    async def staff_token(self) -> str:
        """What the first of the Resolution Centre's invented staff signs in with, for a shift."""
        staff = (await self._ask("GET", "/control/staff")).each("items", lambda one: one.text("id"))
        if not staff:
            raise ControlRefused("nobody is on duty")
        return token(await self._ask("POST", f"/control/staff/{_name(staff[0])}/token"))

    async def _ask(
        self,
        method: str,
        path: str,
        query: dict[str, str] | None = None,
        body: dict[str, object] | None = None,
    ) -> Reader:
        asked = Asked(method, path, body, query=query or {}, extra=self._headers)
        try:
            return await self._wire.ask(asked)
        except Refused as no:
            raise _meaning(no, path) from None


def _name(fault: str) -> str:
    """A fault's name as a piece of a path; one that could leave its place is unknown anyway."""
    if not fault or not all(c.isascii() and (c.isalnum() or c in "-_") for c in fault):
        raise UnknownName(fault, ())
    return fault


def _meaning(no: Refused, path: str) -> Exception:
    if no.slug == "unknown-name":
        near = Reader(no.extras)
        names = near.texts("did_you_mean") if near.has("did_you_mean") else ()
        return UnknownName(path.rsplit("/", 1)[-1], names)
    if no.status == 409:
        extras = Reader(no.extras)
        return DoesNotApply(extras.text("detail") if extras.has("detail") else no.slug)
    if no.status in (403, 404):
        return ControlRefused(no.slug)
    return Garbled(no.slug)


def _person(reader: Reader) -> Person:
    return Person(
        id=reader.text("id"),
        name=reader.text("name"),
        story=reader.text("story"),
        expected=reader.text("expected"),
        document_number=reader.text("document_number"),
        birth_date=reader.day("birth_date"),
        channel=Channel(reader.word("channel", _CHANNELS)),
        starting_faults=reader.texts("starting_faults"),
        knows=_knowledge(reader.object("knows")),
        older_number=reader.text_or_none("older_document_number"),
        issuing_state=reader.text("issuing_state") if reader.has("issuing_state") else "",
        reached_at=reader.texts("reached_at") if reader.has("reached_at") else (),
        new_documents=(
            reader.each("new_documents", _new_document) if reader.has("new_documents") else ()
        ),
    )


def _new_document(reader: Reader) -> tuple[str, date]:
    return reader.text("document_number"), reader.day("birth_date")


def _knowledge(reader: Reader) -> Knowledge:
    return Knowledge(
        given_names=reader.text("given_names"),
        family_name=reader.text("family_name"),
        face=reader.text("face"),
        other_faces=reader.texts("other_faces"),
        letter=reader.word("letter", _LETTERS),
        earlier=reader.word("earlier", _EARLIER),
        photo=reader.word("photo", _PHOTOS),
        letter_kind=reader.text_or_none("letter_kind"),
        letter_until=reader.day_or_none("letter_until"),
        contacts=reader.word("contacts", _CONTACTS),
        contacts_after_silence=reader.word("contacts_after_silence", _CONTACTS),
        document=reader.word("document", _DOCUMENTS),
        recent=reader.word("recent", _RECENT),
        applied_in_time=reader.word("applied_in_time", _IN_TIME),
    )


def _message(reader: Reader) -> Message:
    return Message(
        at=reader.text("at"),
        to=reader.text("to"),
        kind=reader.word("kind", _CHANNELS),
        body=reader.text("body", lines=True),
    )


def _fault(reader: Reader) -> KnownFault:
    return KnownFault(
        id=reader.text("id"),
        effect=reader.text("effect"),
        letter_question=reader.text("letter_question"),
        part=reader.text("part"),
        sees=reader.text("sees"),
        found_by=reader.text("found_by"),
        repair=reader.text("repair"),
        kind=reader.word("kind", frozenset({"data", "answers"})),
    )


def _active(reader: Reader) -> ActiveFault:
    return ActiveFault(reader.text("fault"), reader.text("person"), reader.moment("applied_at"))


def _rule(reader: Reader) -> ActiveFault:
    name = f"{reader.text('fault')}: {reader.text('part')}"
    return ActiveFault(name, "", reader.moment("applied_at"))


def _clock(reader: Reader) -> ClockFace:
    return ClockFace(
        reader.moment("now"),
        reader.whole("shifted_seconds", least=-1_000_000_000_000, most=1_000_000_000_000),
        reader.yes("frozen"),
    )
