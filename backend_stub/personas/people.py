"""What the catalogue says of one invented person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from backend_stub.kernel.keys import Channel
from backend_stub.kernel.kinds import Condition
from backend_stub.personas.drawing.features import Face
from backend_stub.personas.spans import Span
from backend_stub.personas.suggest import UnknownName

KNOWS: dict[str, tuple[str, ...]] = {
    "letter": ("granted", "allowed", "certificate", "applied", "account_only", "ended", "none"),
    "earlier": ("no", "granted", "not_sure"),
    "photo": ("good", "poor"),
    "contacts": ("mine", "one_lost", "both_lost", "someone_elses", "not_sure"),
    "contacts_after_silence": ("mine", "one_lost", "both_lost", "someone_elses", "not_sure"),
    "document": ("own", "childs", "someone_elses"),
    "recent": ("nothing", "own_document", "family_together"),
    "applied_in_time": ("yes", "no", "not_sure"),
}
"""What a person can know, and the answers there are; the first is what most would give."""

CHANNELS: tuple[Channel, ...] = ("text", "email", "authenticator")


APPLIED = "applied"
"""In place of a kind of status: applied for, and no status yet."""


@dataclass(frozen=True)
class StatusText:
    """A status whose dates count from the day of seeding. No `until`: it has no end date."""

    kind: str
    start: Span
    until: Span | None


@dataclass(frozen=True)
class Persona:
    """One invented person. `holds`: the contacts whose messages really reach this person.

    `nationality` also names the state that gave out the person's documents. `failures`: wrong
    security codes in a row that strangers had typed for the account before the start.
    `letter_status`: what their newest letter says.
    """

    id: str
    given_names: str
    family_name: str
    birth_date: date
    nationality: str
    story: str
    expected: str
    document: str
    old_document: str | None
    channel: Channel
    phone: str | None
    email: str | None
    holds: tuple[str, ...]
    partner: str | None
    signs_in_as: str | None
    status: StatusText
    history: tuple[StatusText, ...]
    letter_status: StatusText
    face: Face
    older_faces: tuple[Face, ...]
    starting_faults: tuple[str, ...]
    failures: int
    knows: Mapping[str, str]

    @property
    def statuses(self) -> tuple[StatusText, ...]:
        """Every status that was ever granted, the present one last; none for who only applied."""
        return () if self.status.kind == APPLIED else (*self.history, self.status)

    @property
    def name(self) -> str:
        """Given names and family name, as they would be said."""
        return f"{self.given_names} {self.family_name}"

    @property
    def contacts(self) -> tuple[tuple[Channel, str], ...]:
        """(channel, address) of the account, in the order they were given."""
        both: tuple[tuple[Channel, str | None], ...] = (("text", self.phone), ("email", self.email))
        return tuple((channel, address) for channel, address in both if address is not None)


@dataclass(frozen=True)
class StaffMember:
    """Somebody who works at the Resolution Centre."""

    id: str
    name: str
    team: str


@dataclass(frozen=True)
class Catalogue:
    """Everyone there is. `listed`: those whom one can choose; the others only have records."""

    people: Mapping[str, Persona]
    listed: tuple[str, ...]
    stranger_id: str
    conditions: Mapping[str, tuple[Condition, ...]]
    staff: tuple[StaffMember, ...]

    def person(self, person_id: str) -> Persona:
        """A person who can be chosen. UnknownName, with suggestions, for any other."""
        if person_id not in self.listed:
            raise UnknownName("person", person_id, self.listed)
        return self.people[person_id]

    @property
    def stranger(self) -> Persona:
        """The other person wherever a fault mixes two people up."""
        return self.people[self.stranger_id]

    def signing_in(self, persona: Persona) -> Persona:
        """Whose document this person types: mostly their own."""
        return self.people[persona.signs_in_as] if persona.signs_in_as else persona
