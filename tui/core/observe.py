"""Level one: what one surface shows, as ticks. The records are compared and dropped.

What the ticks mean is in :mod:`tui.core.classes`.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from tui.core.events import Birth, EndDate, ProofTicks, Standing, StatusShown, Tick
from tui.core.identity import (
    BirthLevel,
    Likeness,
    Name,
    compare_births,
    compare_names,
)
from tui.core.records import ProofRecord, StatusRecord, TimeLimit

SETTLED: Final = "settled"
PRE_SETTLED: Final = "pre_settled"
CERTIFICATE: Final = "certificate_of_application"
REFUSED: Final = "refused"

_FAMILIES: Final = {
    SETTLED: "settled",
    PRE_SETTLED: "pre_settled",
    CERTIFICATE: "certificate",
}
_NAME_TICKS: Final = {
    Likeness.SAME: Tick.SAME,
    Likeness.VARIANT: Tick.VARIANT,
    Likeness.UNCLEAR: Tick.UNCLEAR,
    Likeness.DIFFERENT: Tick.DIFFERENT,
}
_BIRTH_TICKS: Final = {
    BirthLevel.SAME: Tick.SAME,
    BirthLevel.HIDDEN: Tick.HIDDEN,
    BirthLevel.EXCHANGED: Tick.UNCLEAR,
    BirthLevel.ONE_DIGIT: Tick.UNCLEAR,
    BirthLevel.DIFFERENT: Tick.DIFFERENT,
}


# The view ---------------------------------------------------------------------------------


def status_shown(record: StatusRecord, typed_birth_date: date, today: date) -> StatusShown:
    """What is worth keeping of the view: comparisons and sorts, none of its values.

    `today` is the service's day. A status is still current on its last day.
    """
    ends = record.valid_until
    if record.kind == CERTIFICATE:
        standing = Standing.CERTIFICATE
    elif record.kind == REFUSED:
        standing = Standing.REFUSED
    elif ends is not None and ends < today:
        standing = Standing.ENDED
    else:
        standing = Standing.CURRENT
    if ends is None:
        end = EndDate.NONE
    else:
        end = EndDate.DATE_ON_SETTLED if record.kind == SETTLED else EndDate.DATE
    return StatusShown(
        birth=Birth.SAME if record.birth_date == typed_birth_date else Birth.DIFFERENT,
        standing=standing,
        kind_family=_FAMILIES.get(record.kind, "other"),
        end=end,
    )


# The proofs -------------------------------------------------------------------------------


def _name(record: StatusRecord | ProofRecord) -> Name:
    return Name(record.given_names, record.family_name)


def _end(view: StatusRecord, proof: ProofRecord) -> Tick:
    """The end of the status. Left out is not different; on settled status any date is."""
    match proof.time_limit:
        case TimeLimit.NOT_SHOWN:
            return Tick.HIDDEN
        case TimeLimit.NONE:
            return Tick.SAME if view.valid_until is None else Tick.DIFFERENT
        case TimeLimit.UNTIL if SETTLED in (view.kind, proof.kind):
            return Tick.DIFFERENT
        case TimeLimit.UNTIL:
            return Tick.SAME if proof.valid_until == view.valid_until else Tick.DIFFERENT


def proof_ticks(view: StatusRecord, proof: ProofRecord) -> ProofTicks:
    """Each field of a proof beside the same field of the view."""
    born = compare_births(view.birth_date, proof.birth_date)
    return ProofTicks(
        photo=Tick.SAME if view.photo.digest == proof.photo.digest else Tick.DIFFERENT,
        name=_NAME_TICKS[compare_names(_name(view), _name(proof)).likeness],
        birth=_BIRTH_TICKS[born],
        kind=Tick.SAME if view.kind == proof.kind else Tick.DIFFERENT,
        end=_end(view, proof),
    )


# Proofs among themselves ------------------------------------------------------------------


def proofs_agree(preview: ProofRecord, redeemed: ProofRecord) -> bool:
    """Whether a code opened exactly what its preview showed, every field of it.

    The drawn picture is told by its digest, so how it is drawn does not count.
    """
    return _fields(preview) == _fields(redeemed)


def _fields(proof: ProofRecord) -> tuple[object, ...]:
    return (
        proof.purpose,
        proof.given_names,
        proof.family_name,
        proof.birth_date,
        proof.photo.digest,
        proof.kind,
        proof.kind_label,
        proof.time_limit,
        proof.valid_until,
        proof.conditions,
    )


def same_person_shown(one: ProofRecord, two: ProofRecord) -> bool:
    """Whether two proofs surely show the same person.

    By name never alone: the picture or a disclosed birth date has to be the same as well, and
    neither name nor birth date may differ.
    """
    name = compare_names(_name(one), _name(two))
    born = compare_births(one.birth_date, two.birth_date)
    if not name.legitimate or born > BirthLevel.HIDDEN:
        return False
    return one.photo.digest == two.photo.digest or born is BirthLevel.SAME
