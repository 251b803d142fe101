"""What an employer, a landlord or anybody else sees who was given a share code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, Protocol

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field

from backend_stub.kernel.caller import client_of
from backend_stub.kernel.fields import Asked, Day, Moment, PortraitOut
from backend_stub.kernel.keys import Purpose
from backend_stub.kernel.limits import ClientLimits
from backend_stub.kernel.normal import normal_number
from backend_stub.kernel.problem import Problem, documented
from backend_stub.kernel.proof import SEGMENTS, Checker, ProofOut, Shown, proof_out


class Checking(Protocol):
    """The side of a sharing service that opens a proof."""

    async def check(self, code: str, birth_date: date, checker: Checker) -> Shown | None:
        """The proof behind a code in normal form; None for every kind of wrong."""


class CheckerIn(Asked):
    """Who checks, as they call themselves."""

    name: str = Field(min_length=1, max_length=200)


class ReasonedCheckerIn(CheckerIn):
    """Anybody else may say what the look is for: a benefit, a course, a bank account."""

    reason: str | None = Field(None, min_length=1, max_length=200)


class CheckIn(Asked):
    """Spaces, hyphens and small letters in the code do not matter."""

    code: str = Field(min_length=1, max_length=40)
    birth_date: Day


class EmployerCheckIn(CheckIn):
    """A check of the right to work."""

    checker: CheckerIn


class LandlordCheckIn(CheckIn):
    """A check of the right to rent, which there is in England alone."""

    checker: CheckerIn
    property_in: Literal["england", "wales", "scotland", "northern_ireland"] = "england"


class OtherCheckIn(CheckIn):
    """A check for anything else."""

    checker: ReasonedCheckerIn


class CheckOut(BaseModel):
    """The proof, and the record of having looked at it."""

    reference: str
    checked_at: Moment
    proof: ProofOut
    photo: PortraitOut


ONE_ANSWER = documented("no-match", "not-understood", "wait")


def checker_router(services: Mapping[Purpose, Checking], limits: ClientLimits) -> APIRouter:
    """The checkers' pages, one for each purpose. Nobody signs in here.

    There is one answer for a wrong code, birthday or purpose, and for a code that ended or was
    stopped. Birthdays travel in the body alone, never in an address.
    """
    router = APIRouter(prefix="/v1/checks", tags=["checks"])

    async def opened(
        purpose: Purpose, body: CheckIn, checker: Checker, request: Request
    ) -> CheckOut:
        await limits.count(client_of(request))
        code = normal_number(body.code)
        shown = await services[purpose].check(code, body.birth_date, checker)
        if shown is None:
            raise Problem("no-match")
        return CheckOut(
            reference=shown.reference,
            checked_at=shown.checked_at,
            proof=proof_out(shown.proof),
            photo=PortraitOut(**shown.portrait),
        )

    @router.post(f"/{SEGMENTS['work']}", operation_id="check_right_to_work", responses=ONE_ANSWER)
    async def employer(body: EmployerCheckIn, request: Request) -> CheckOut:
        """What an employer sees: name, picture, work, what limits it, when to look again."""
        return await opened("work", body, Checker(body.checker.name), request)

    @router.post(
        f"/{SEGMENTS['rent']}",
        operation_id="check_right_to_rent",
        responses=ONE_ANSWER | documented("england-only"),
    )
    async def landlord(body: LandlordCheckIn, request: Request) -> CheckOut:
        """What a landlord in England sees: name, picture, may rent or not, when to look again."""
        if body.property_in != "england":
            raise Problem("england-only")
        return await opened("rent", body, Checker(body.checker.name), request)

    @router.post(f"/{SEGMENTS['other']}", operation_id="check_something_else", responses=ONE_ANSWER)
    async def anybody(body: OtherCheckIn, request: Request) -> CheckOut:
        """What anybody else sees: the date of birth and what is said on public funds as well."""
        checker = Checker(body.checker.name, body.checker.reason)
        return await opened("other", body, checker, request)

    return router
