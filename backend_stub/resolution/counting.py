"""How many reports of which kind there were, and how long each stage took (letter Q15, Q16)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backend_stub.resolution.model import STAGES, Report, Stage


@dataclass(frozen=True, slots=True)
class StageTime:
    """Whole days that reports spent in one stage, all visits of a report added up."""

    stage: Stage
    reports: int
    days: int
    longest: int


@dataclass(frozen=True, slots=True)
class Counts:
    """A report about both a status and a proof counts under each: they do not add up."""

    reports: int
    status_faults: int
    proof_faults: int
    account_faults: int
    other: int
    entangled_status: int
    entangled_proof: int
    reopened: int
    verified: int
    overdue: int
    stages: list[StageTime]


def counts(reports: Sequence[Report]) -> Counts:
    """Count them."""

    def of(is_so: Callable[[Report], bool]) -> int:
        return sum(map(is_so, reports))

    return Counts(
        reports=len(reports),
        status_faults=of(lambda r: "status" in r.concerns),
        proof_faults=of(lambda r: "proof" in r.concerns),
        account_faults=of(lambda r: "account" in r.concerns),
        other=of(lambda r: "other" in r.concerns),
        entangled_status=of(lambda r: "status" in r.another_person_at),
        entangled_proof=of(lambda r: bool({"work", "rent", "other"} & {*r.another_person_at})),
        reopened=of(lambda r: r.reopened > 0),
        verified=of(lambda r: r.verified_at is not None),
        overdue=of(lambda r: r.overdue),
        stages=[_time(stage, reports) for stage in STAGES],
    )


def _time(stage: Stage, reports: Sequence[Report]) -> StageTime:
    spent = [
        sum(visit.days for visit in report.visits if visit.stage == stage)
        for report in reports
        if any(visit.stage == stage for visit in report.visits)
    ]
    return StageTime(stage, len(spent), sum(spent), max(spent, default=0))
