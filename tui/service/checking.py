"""A share code opened as an employer, a landlord or anybody else opens it: nobody signs in here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from tui.core.records import ProofRecord, Purpose
from tui.core.value import value
from tui.service import replies
from tui.service.decode import Reader
from tui.service.http import Asked, Wire
from tui.service.problems import Garbled, Refused

ROUTES: Final = {
    Purpose.WORK: "right-to-work",
    Purpose.RENT: "right-to-rent",
    Purpose.OTHER: "something-else",
}
LONGEST_NAME: Final = 200
LONGEST_CODE: Final = 40


@value
class CheckAsked:
    """What a checker gives. `reason` belongs to "something else", `property_in` to a home.

    `name` and `reason` have 1 to 200 characters, `code` 1 to 40, clutter and all.
    """

    purpose: Purpose
    code: str
    birth_date: date
    name: str
    reason: str | None = None
    property_in: str = "england"


@value
class CheckShown:
    """What that checker may see, and the reference to keep. `at`: the service's time, UTC.

    `check_again_on` is None where no end is shown.
    """

    reference: str
    at: datetime
    proof: ProofRecord
    allowed: bool
    check_again_on: date | None


@value
class CheckNotShown:
    """The one answer for a wrong code, birthday or purpose, and for a code that is no more."""


@value
class CheckOnlyInEngland:
    """Homes elsewhere are let without this check."""


CheckAnswer = CheckShown | CheckNotShown | CheckOnlyInEngland


class CheckingClient:
    """The checkers' pages. Every call may raise a :class:`~tui.service.problems.Problem`."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    async def check(self, asked: CheckAsked) -> CheckAnswer:
        """One look. Codes and birthdays travel in the body alone, never in an address."""
        checker = {"name": asked.name}
        body: dict[str, object] = {
            "code": asked.code,
            "birth_date": asked.birth_date.isoformat(),
            "checker": checker,
        }
        if asked.purpose is Purpose.RENT:
            body["property_in"] = asked.property_in
        if asked.purpose is Purpose.OTHER and asked.reason is not None:
            checker["reason"] = asked.reason
        path = f"/v1/checks/{ROUTES[asked.purpose]}"
        try:
            answer = await self._wire.ask(Asked("POST", path, body))
        except Refused as no:
            match no.slug:
                case "no-match":
                    return CheckNotShown()
                case "england-only":
                    return CheckOnlyInEngland()
                case _:
                    raise Garbled(no.slug) from None
        return _shown(answer, asked.purpose)


def _shown(answer: Reader, purpose: Purpose) -> CheckShown:
    opened = replies.redeemed(answer, purpose)
    proof = answer.object("proof")
    return CheckShown(
        reference=answer.text("reference"),
        at=opened.at,
        proof=opened.proof,
        allowed=proof.yes("allowed"),
        check_again_on=proof.day_or_none("check_again_on"),
    )
