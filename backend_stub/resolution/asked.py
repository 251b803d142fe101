"""Bodies of requests to the centre: the form's own rules, answered as one problem."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from backend_stub.kernel.fields import Asked, Day
from backend_stub.kernel.normal import normal_number
from backend_stub.resolution.form import (
    DESCRIPTION,
    LET_GO,
    LIMITS,
    SHORT,
    Nation,
    ReferenceType,
    Step,
    SupporterKind,
    Tick,
    View,
    concerns,
    fits,
)
from backend_stub.resolution.model import LOOK_MINUTES, Answer, Reason, Repair, Stage
from backend_stub.resolution.service import Seen
from backend_stub.resolution.staff import Move

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=SHORT)]
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=DESCRIPTION)
]
# Invented people only: a mail domain kept for examples, and a postcode that is nowhere.
ExampleMail = Annotated[
    str,
    StringConstraints(max_length=254, pattern=r"^[^@\s]+@(?:[a-z0-9-]+\.)*example(?:\.[a-z]+)?$"),
]
NowherePostcode = Annotated[str, StringConstraints(pattern=r"^ZZ99 ?[0-9][A-Z]{2}$")]
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"[+\d].*\d")


class PersonIn(Asked):
    """The person, as on the eVisa. Compared, and then let go."""

    full_name: Annotated[str, StringConstraints(min_length=1, max_length=SHORT)]
    birth_date: Day
    nationality: Line


class ReferenceIn(Asked):
    """A reference number in the shape of its kind. Compared, and then let go."""

    type: ReferenceType
    number: Annotated[str, StringConstraints(strip_whitespace=True)] | None = None

    @model_validator(mode="after")
    def _of_its_shape(self) -> Self:
        if not fits(self.type, self.number):
            raise ValueError("not a number of this kind")
        return self


class MailReplyIn(Asked):
    """Answer by e-mail. Practice takes only addresses that are kept for examples."""

    by: Literal["email"]
    email: ExampleMail


class PostReplyIn(Asked):
    """Answer by post in the UK. Practice takes only the postcodes ZZ99, which are nowhere."""

    by: Literal["address"]
    line_1: Line
    line_2: Line | None = None
    town: Line
    county: Line | None = None
    postcode: NowherePostcode


class SupporterIn(Asked):
    """Who fills this in for the person, and that the person agreed. Only the kind is kept."""

    kind: SupporterKind
    name: Line
    email: ExampleMail
    consent: Literal[True]


class TroubleIn(Asked):
    """What a program saw that helps to find the fault: the step, the problem, the request's id."""

    step: Step
    problem_type: Annotated[str, StringConstraints(pattern=r"^[a-z-]{1,60}$")] | None = None
    request_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")] | None = None


class ReportIn(Asked):
    """The form. `details` has a text for each ticked problem, "share_code" excepted."""

    nation: Nation
    can_open: bool
    problems: list[Tick] = Field(max_length=14)
    details: dict[Tick, Text]
    share_codes: list[Literal["work", "rent", "other"]] = Field(max_length=3)
    description: Text | None = None
    another_person_at: list[View] = Field([], max_length=4)
    trouble: TroubleIn | None = None
    person: PersonIn
    reference: ReferenceIn
    reply: Annotated[MailReplyIn | PostReplyIn, Field(discriminator="by")]
    supporter: SupporterIn | None = None

    @model_validator(mode="after")
    def _as_the_form_asks(self) -> Self:
        lists: tuple[list[Any], ...] = (self.problems, self.share_codes, self.another_person_at)
        if any(len(set(ticked)) != len(ticked) for ticked in lists):
            raise ValueError("something is there twice")
        # Whoever can open the eVisa ticks what is wrong; whoever cannot describes it.
        said = bool(self.problems) if self.can_open else self.description is not None
        if not said:
            raise ValueError("nothing is said to be wrong")
        if set(self.details) != {*self.problems} - {"share_code"}:
            raise ValueError("a text for each problem, and for nothing else")
        if ("share_code" in self.problems) != bool(self.share_codes):
            raise ValueError("which share codes cannot be made")
        if not all(_detail_fits(tick, text) for tick, text in self.details.items()):
            raise ValueError("a text that is too long or not of its kind")
        return self

    @property
    def document_number(self) -> str | None:
        """The passport's number in normal form, when that is the reference."""
        number = self.reference.number
        return normal_number(number) if self.reference.type == "passport" and number else None

    def kept(self) -> dict[str, Any]:
        """What is stored: columns of the table. Names, numbers and birthdays are not."""
        trouble = self.trouble
        step = None if trouble is None else trouble.step
        return {
            "nation": self.nation,
            "can_open": int(self.can_open),
            "problems": self.problems,
            "details": {t: None if t in LET_GO else text for t, text in self.details.items()},
            "share_codes": self.share_codes,
            "description": self.description,
            "another_person_at": self.another_person_at,
            "step": step,
            "problem_type": trouble and trouble.problem_type,
            "request_id": trouble and trouble.request_id,
            "concerns": concerns(self.problems, self.another_person_at, step),
            "reference_type": self.reference.type,
            "supporter": self.supporter and self.supporter.kind,
            "reply": self._reply(),
        }

    def _reply(self) -> dict[str, str]:
        reply = self.reply
        if isinstance(reply, MailReplyIn):
            return {"by": "email", "to": reply.email}
        lines = (reply.line_1, reply.line_2, reply.town, reply.county, reply.postcode)
        return {"by": "address", "to": "\n".join(line for line in lines if line)}


def _detail_fits(tick: Tick, text: str) -> bool:
    if len(text) > LIMITS.get(tick, SHORT):
        return False
    match tick:
        case "signin_email":
            return _MAIL.fullmatch(text) is not None
        case "signin_phone":
            return _PHONE.fullmatch(text) is not None
        case "sponsor_licence":
            return text.replace(" ", "").isalnum()
        case _:
            return True


class NoteIn(Asked):
    """Something more to say, or a question how it stands."""

    kind: Literal["chase", "note"] = "note"
    text: Text


class StaffNoteIn(Asked):
    """Something that the person will read."""

    text: Text


class ReopeningIn(Asked):
    """Why the report is not done: the fault came back, or only a part was put right."""

    reason: Reason
    text: Text


class SeenIn(Asked):
    """One look: the id of its request (X-Request-ID), and what the person says of it."""

    request_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    found: Literal["right", "wrong", "nothing"]

    def seen(self) -> Seen:
        """As the service takes it."""
        return Seen(self.request_id, self.found)


class LooksIn(Asked):
    """The four looks. On anybody's word alone nothing is ever closed."""

    status: SeenIn
    work: SeenIn
    rent: SeenIn
    other: SeenIn

    def looks(self) -> dict[View, Seen]:
        """By view."""
        return {
            "status": self.status.seen(),
            "work": self.work.seen(),
            "rent": self.rent.seen(),
            "other": self.other.seen(),
        }


class PermissionIn(Asked):
    """For how long the centre may look."""

    minutes: int = Field(30, ge=LOOK_MINUTES[0], le=LOOK_MINUTES[1])


class MoveIn(Asked):
    """The next stage. A specialist team is named, a repair is ordered, an answer is told."""

    stage: Stage
    team: Line | None = None
    repair: Repair | None = None
    answer: Answer | None = None

    @model_validator(mode="after")
    def _what_belongs_to_it(self) -> Self:
        belongs = {"with_specialist": self.team, "repair_ordered": self.repair, "told": self.answer}
        for stage, given in belongs.items():
            if (stage == self.stage) != (given is not None):
                raise ValueError("what belongs to this stage, and nothing else")
        return self

    def move(self) -> Move:
        """As the service takes it."""
        return Move(self.stage, self.team, self.repair, self.answer)
