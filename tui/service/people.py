"""What the practice desk hands out: invented people, their faults, the clock."""

from __future__ import annotations

from datetime import date, datetime

from tui.core.events import Channel
from tui.core.value import value


@value
class Knowledge:
    """What an invented person knows about themselves, so that they can answer the questions.

    `face` and `other_faces` are picture digests; `letter_kind` is the status as the letter calls
    it. The closed words are those of the control
    interface: `letter` granted, allowed, certificate, applied, account_only, ended, none; `earlier`
    (a status before that letter) no, granted, not_sure; `photo` (of theirs on the record) good,
    poor; `contacts` mine, one_lost, both_lost, someone_elses, not_sure; `document` own, childs,
    someone_elses; `recent` nothing, own_document, family_together; `applied_in_time` yes, no,
    not_sure.
    """

    given_names: str
    family_name: str
    face: str
    other_faces: tuple[str, ...]
    letter: str
    earlier: str
    photo: str
    letter_kind: str | None
    letter_until: date | None
    contacts: str
    contacts_after_silence: str
    document: str
    recent: str
    applied_in_time: str


@value
class Person:
    """An invented person: how to sign in as them, their story, and what is wrong from the start.

    `older_number` is that of the document before this one, where there was one."""

    id: str
    name: str
    story: str
    expected: str
    document_number: str
    birth_date: date
    channel: Channel
    starting_faults: tuple[str, ...]
    knows: Knowledge
    issuing_state: str = ""
    reached_at: tuple[str, ...] = ()
    new_documents: tuple[tuple[str, date], ...] = ()
    """Documents that were linked since the beginning, each with the birthday that opens it."""
    older_number: str | None = None

    def signs_in_with(self, document_number: str, birth_date: date) -> bool:
        """Whether this is what the person would type; spaces, hyphens and case do not matter."""
        pairs = [(self.document_number, self.birth_date), *self.new_documents]
        if self.older_number:
            pairs.append((self.older_number, self.birth_date))
        return any(
            birth_date == born and normal(document_number) == normal(number)
            for number, born in pairs
        )


@value
class KnownFault:
    """A fault that can be injected, and the words that explain it."""

    id: str
    effect: str
    letter_question: str
    part: str
    sees: str
    found_by: str
    repair: str
    kind: str


@value
class ActiveFault:
    """A fault that is on for one person since `applied_at` (UTC); for everybody where `person` is
    empty, as trouble on the way is."""

    fault: str
    person: str
    applied_at: datetime


@value
class ClockFace:
    """The mock's clock: its time (UTC), how far it is from ours, whether it stands still."""

    now: datetime
    shifted_seconds: int
    frozen: bool


@value
class FaultList:
    """Every fault there is, and those that are on."""

    items: tuple[KnownFault, ...]
    active: tuple[ActiveFault, ...]


class UnknownName(ValueError):
    """No such person or fault; `did_you_mean` are names that are close."""

    def __init__(self, name: str, did_you_mean: tuple[str, ...]) -> None:
        near = f" Did you mean {' or '.join(did_you_mean)}?" if did_you_mean else ""
        super().__init__(f"There is nothing called {name!r}.{near}")
        self.name = name
        self.did_you_mean = did_you_mean


class DoesNotApply(ValueError):
    """The fault cannot be put on (or taken off) this person; the text is the reason."""


def normal(document_number: str) -> str:
    """The number as compared: without spaces and hyphens, in capitals."""
    return "".join(c for c in document_number if c.isalnum()).upper()
