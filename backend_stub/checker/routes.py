"""What an employer, a landlord or anybody else sees who was given a share code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from fastapi import APIRouter
from pydantic import BaseModel, Field

from backend_stub.kernel.fields import Asked, Day, Moment, PortraitOut
from backend_stub.kernel.keys import Purpose
from backend_stub.kernel.normal import normal_number
from backend_stub.kernel.problem import Problem, documented
from backend_stub.kernel.proof import SEGMENTS, ProofOut, Shown, proof_out


class Checking(Protocol):
    """The side of a sharing service that opens a proof."""

    async def check(self, code: str, birth_date: date, checker: str) -> Shown | None:
        """The proof behind a code in normal form; None for every kind of wrong."""


class CheckerIn(Asked):
    """Who checks, as they call themselves."""

    name: str = Field(min_length=1, max_length=200)


class CheckIn(Asked):
    """Spaces, hyphens and small letters in the code do not matter."""

    code: str = Field(min_length=1, max_length=40)
    birth_date: Day
    checker: CheckerIn


class CheckOut(BaseModel):
    """The proof, and the record of having looked at it."""

    reference: str
    checked_at: Moment
    proof: ProofOut
    photo: PortraitOut


def checker_router(services: Mapping[Purpose, Checking]) -> APIRouter:
    """The checkers' pages, one for each purpose. Nobody signs in here."""
    router = APIRouter(prefix="/v1/checks", tags=["checks"])
    for purpose, service in services.items():
        _add(router, SEGMENTS[purpose], service)
    return router


def _add(router: APIRouter, segment: str, service: Checking) -> None:
    @router.post(
        f"/{segment}",
        operation_id=f"check_{segment.replace('-', '_')}",
        responses=documented("no-match", "not-understood", "wait"),
    )
    async def check(body: CheckIn) -> CheckOut:
        """Open a proof. One answer for a wrong code, birthday or purpose, and for one that ended.

        Birthdays travel in the body alone, never in an address.
        """
        shown = await service.check(normal_number(body.code), body.birth_date, body.checker.name)
        if shown is None:
            raise Problem("no-match")
        return CheckOut(
            reference=shown.reference,
            checked_at=shown.checked_at,
            proof=proof_out(shown.proof),
            photo=PortraitOut(**shown.portrait),
        )
