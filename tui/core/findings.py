"""The findings table: what the observations of a sitting mean.

Codes: domain.md 2.1 with the additions of the design, and four of our own: NO-ACCT, DETAIL, OVERDUE
and DENIED. There is no catch-all row: that the table leaves nothing out is proved by
:mod:`tui.core.proof`, in the tests.
"""

from __future__ import annotations

from typing import Final

from tui.core.observations import OBSERVATIONS, SURFACES
from tui.core.rows import access, checker, history, no_fault, other_person, proofs, status
from tui.core.table import Contradiction, Table, cube

ROWS: Final = (
    *other_person.ROWS,
    *status.ROWS,
    *proofs.ROWS,
    *access.ROWS,
    *checker.ROWS,
    *history.ROWS,
    *no_fault.ROWS,
)

CONTRADICTIONS: Final = (
    *(
        Contradiction(
            f"all-shown-but-{surface}-not",
            cube(proofs="all_shown", **{surface: "missing failing"}),
            surface,
        )
        for surface in SURFACES
    ),
    *(
        Contradiction(
            f"all-came-back-but-{surface}-not",
            cube(proofs_again="all_shown", **{surface: "missing failing"}),
            surface,
        )
        for surface in SURFACES
    ),
    Contradiction(
        "some-not-but-all-seen",
        cube(
            proofs_again="some_not",
            work="own other mixture stale unclear",
            rent="own other mixture stale unclear",
            other="own other mixture stale unclear",
        ),
        "proofs_again",
    ),
    Contradiction(
        "upgraded-but-not-current",
        cube(kind="upgraded", standing="certificate refused"),
        "kind",
    ),
    Contradiction(
        "upgraded-to-settled-with-date",
        cube(kind="upgraded", end="later differs"),
        "end",
    ),
    Contradiction(
        "certificate-with-settled-date",
        cube(standing="certificate refused", end="date_on_settled"),
        "end",
    ),
)

TABLE: Final = Table(OBSERVATIONS, ROWS, CONTRADICTIONS)
