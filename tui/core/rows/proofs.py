"""The status is right and cannot be proved, or a proof shows an older one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tui.core.observations import SURFACES
from tui.core.rows import DATA_FAULT, each, others
from tui.core.table import Band, Row, cube


def _one_proof_fails() -> Iterator[Row]:
    for surface in SURFACES:
        yield Row(
            f"prove-some.{surface}",
            "PROVE-SOME",
            Band.CANNOT_PROVE,
            cube(**{surface: "missing", "proofs_again": "some_not"}),
            beside=(*others("prove-some", surface), *others("prove-now", surface)),
            topic="proof",
            text="prove-some",
            slots={"purpose": surface},
            routes=DATA_FAULT,
        )
    for surface in SURFACES:
        yield Row(
            f"prove-now.{surface}",
            "PROVE-TEMP",
            Band.CANNOT_PROVE,
            cube(**{surface: "failing", "proofs_again": "some_not"}),
            beside=others("prove-now", surface),
            topic="proof",
            text="prove-now",
            slots={"purpose": surface},
            routes=("try-later", *DATA_FAULT),
        )


def _one_proof_is_out_of_date() -> Iterator[Row]:
    for surface in SURFACES:
        yield Row(
            f"stale-proof.{surface}",
            "STALE-PROOF",
            Band.OUT_OF_DATE,
            cube(**{surface: "stale"}),
            beside=others("stale-proof", surface),
            topic="proof",
            text="stale-proof",
            slots={"purpose": surface},
            routes=DATA_FAULT,
        )


ROWS: Final = (
    Row(
        "prove-all",
        "PROVE-ALL",
        Band.CANNOT_PROVE,
        cube(work="missing", rent="missing", other="missing", proofs_again="some_not"),
        over=each("prove-some"),
        topic="proof",
        routes=DATA_FAULT,
    ),
    *_one_proof_fails(),
    Row(
        "code-dead",
        "CODE-KILLED",
        Band.CANNOT_PROVE,
        cube(code="not_opened"),
        topic="code",
        routes=DATA_FAULT,
    ),
    *_one_proof_is_out_of_date(),
    # A code that was given earlier opens, and shows the person's record as it was, or as it is not.
    Row(
        "code-shows-old",
        "STALE-PROOF",
        Band.OUT_OF_DATE,
        cube(check="wrong", standing="current", view="own"),
        unless=cube(kind="differs upgraded", end="differs date_on_settled", conditions="differs"),
        topic="code given",
        routes=DATA_FAULT,
    ),
)
