"""The ways to help: who can do something, and when it is right to turn to them (domain.md 2.4).

A finding lists the ways that it makes right, in order (:attr:`Row.routes`); whether each is offered
to this person depends on what else was seen. A way whose condition is not known is offered too,
with words that say for whom it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from tui.core.diagnose import Diagnosis, holds
from tui.core.table import Band, Cube, cube
from tui.core.value import value

_NOT_WAITED_FOR: Final = "fails other_person wrong"
_EUSS: Final = "settled presettled waiting"


@value
class Route:
    """One way. It is right when any cube of `when` holds (none given: always) and `unless` does
    not. Where `surely`, it is not offered while that is not known."""

    id: str
    when: tuple[Cube, ...] = ()
    surely: bool = False
    unless: Cube | None = None

    @property
    def reads(self) -> frozenset[str]:
        return frozenset(name for one in (*self.when, self.unless or {}) for name in one)


def _checking_service(purpose: str, **more: str) -> tuple[Cube, ...]:
    """Right for a job or a home that is not certain yet. Whoever works or lives there and was
    checked at the start may need no new check, so none is asked for unless one is under way."""
    here = {"purpose": purpose, **more}
    return (
        cube(**here, there="no"),
        cube(**here, check=_NOT_WAITED_FOR),
        cube(**here, says="will_not_wait"),
        cube(**here, applied="in_time"),
    )


_LATE: Final = (cube(report_age="over"), cube(reported="came_back said_nothing_wrong"))
_SOON: Final = (cube(due="today two_days"),)
_SAID_NO: Final = cube(check="service_no")

ROUTES: Final = (
    Route("note", _SOON, surely=True),
    Route("try-later"),
    Route("adviser"),
    # What is reported already stays the same case: nothing is reported twice.
    Route("report-error", unless=cube(reported="waiting said_nothing_wrong")),
    Route("resolution-centre"),
    Route("euss-resolution-centre", (cube(holds=_EUSS),)),
    Route("recover-account", (cube(contacts="both_lost someone_elses"),)),
    Route("ecs", _checking_service("job"), unless=_SAID_NO),
    Route("lcs", _checking_service("home", nation="england abroad"), unless=_SAID_NO),
    Route("carrier", (cube(purpose="travel"),)),
    Route("assisted-digital"),
    Route("ico"),
    Route("reference", (cube(reference="no"),), surely=True),
    Route("complaint", _LATE, surely=True),
    Route("mp", (*_LATE, *_SOON), surely=True),
    Route("ima", tuple({**one, **cube(holds=_EUSS)} for one in _LATE), surely=True),
    Route("discrimination-help"),
    Route("the3million"),
    Route("grant-funded"),
)
BY_ID: Final = {one.id: one for one in ROUTES}

_AGAIN: Final = frozenset(("again", "proofs_again"))
"""While nothing is clear, what has to be tried again is tried again first."""

_KINDLY: Final = Band.HISTORY
"""Milder findings than this add no ways of their own to those of a fault."""


def offered(diagnosis: Diagnosis) -> tuple[str, ...]:
    """The ways that are right now, the leading finding's first, each once. What has to be told
    today comes before all of them; and where a finding puts the adviser first, the adviser does."""
    faults = [one.row for one in diagnosis.findings]
    if faults and faults[0].band is Band.WRONG_WAY_IN:
        # What else was seen belongs to another record, or to an account that is not the one.
        faults = faults[:1]
    elif faults and faults[0].band <= _KINDLY:
        faults = [row for row in faults if row.band <= _KINDLY]
    wanted = [name for row in faults for name in row.routes]
    if "note" in wanted:
        wanted.insert(0, "note")
    if any(row.adviser_first for row in faults):
        wanted.insert(0, "adviser")
    if not faults:
        again = not _AGAIN.isdisjoint(diagnosis.open)
        wanted = [*(("try-later",) if again else ()), "resolution-centre", "grant-funded"]
    return tuple(_right(dict.fromkeys(wanted), diagnosis.values))


def _right(names: Iterable[str], values: Mapping[str, str]) -> Iterable[str]:
    for name in names:
        route = BY_ID[name]
        known = [holds(one, values) for one in route.when]
        if route.unless is not None and holds(route.unless, values):
            continue
        if not known or True in known or (None in known and not route.surely):
            yield name


def adviser_comes_first(diagnosis: Diagnosis) -> bool:
    """Whether the status itself is in doubt: rule 5 of the design."""
    return any(one.row.adviser_first for one in diagnosis.findings)
