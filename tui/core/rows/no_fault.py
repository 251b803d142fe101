"""Nothing is broken: it works as it is meant to, it came back, or all is well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tui.core.rows import MEANWHILE
from tui.core.table import Band, Cube, Row, cube

_OWN_AND_CURRENT: Final = cube(view="own", standing="current")
_NOT_AS_THE_LETTER: Final = cube(
    photo="poor",
    details="wrong",
    kind="upgraded differs",
    conditions="differs",
    end="later differs date_on_settled",
    code="other_record not_opened",
)
_WAITING: Final = ("euss-resolution-centre", "resolution-centre", *MEANWHILE)
_FOR_ONE: Final = ("ok-for.work", "ok-for.rent", "ok-for.home", "ok-for.other")
_ALL_OWN: Final = cube(work="own", rent="own", other="own")


def _the_proof_needed_matches() -> Iterator[Row]:
    """Whoever rents out a home outside England looks at no proof for renting."""
    no_rent_checks = cube(nation="wales scotland northern_ireland")
    for name, surface, needs, unless in (
        ("ok-for.work", "work", cube(purpose="job", work="own"), cube()),
        ("ok-for.rent", "rent", cube(purpose="home", rent="own"), no_rent_checks),
        ("ok-for.home", "other", {**cube(purpose="home", other="own"), **no_rent_checks}, cube()),
        ("ok-for.other", "other", cube(purpose="bank study public travel", other="own"), cube()),
    ):
        yield Row(
            name,
            "OK",
            Band.NO_FAULT,
            {**_OWN_AND_CURRENT, **needs},
            unless={**_NOT_AS_THE_LETTER, **unless},
            topic="ok",
            text="ok-for",
            slots={"purpose": surface},
        )


def _all_right(**more: str) -> Cube:
    return {**_OWN_AND_CURRENT, **_ALL_OWN, **cube(proofs="all_shown", **more)}


ROWS: Final = (
    Row(
        "pending-not-shown",
        "PEND",
        Band.NO_FAULT,
        cube(status="missing", again="same", letter="certificate applied"),
        unless=cube(earlier="granted"),
        topic="pending",
        routes=_WAITING,
    ),
    Row(
        "pending-no-letter",
        "PEND",
        Band.NO_FAULT,
        cube(status="missing", again="same", letter="none", holds="waiting"),
        over=("no-letter",),
        topic="pending",
        routes=("euss-resolution-centre", "resolution-centre", "adviser"),
    ),
    Row(
        "pending-no-account",
        "PEND",
        Band.NO_FAULT,
        cube(signin="no_account", letter="certificate applied"),
        topic="pending",
        routes=_WAITING,
    ),
    Row(
        "account-only",
        "DUP",
        Band.NO_FAULT,
        cube(status="missing", again="same", letter="account_only"),
        topic="pending",
        routes=("resolution-centre",),
    ),
    Row(
        "no-letter",
        "UNSURE",
        Band.NO_FAULT,
        cube(status="missing", again="same"),
        unless=cube(letter="granted certificate applied account_only ended allowed"),
        topic="pending",
        routes=("resolution-centre", *MEANWHILE),
    ),
    Row(
        "status-came-back",
        "TEMP",
        Band.NO_FAULT,
        cube(again="shown"),
        topic="again",
        routes=("try-later",),
    ),
    Row(
        "proofs-came-back",
        "PROVE-TEMP",
        Band.NO_FAULT,
        cube(proofs_again="all_shown"),
        topic="proofs again",
        routes=("try-later",),
    ),
    Row(
        "pending-certificate",
        "PEND",
        Band.NO_FAULT,
        cube(standing="certificate"),
        unless=cube(kind="differs", earlier="granted"),
        topic="pending",
        routes=_WAITING,
    ),
    Row(
        "status-upgraded",
        "OK-CHANGED",
        Band.NO_FAULT,
        cube(kind="upgraded", standing="current"),
        topic="changed",
    ),
    Row(
        "status-extended",
        "OK-CHANGED",
        Band.NO_FAULT,
        cube(end="later", standing="current"),
        topic="changed",
    ),
    # Closed only when the person has looked at all four views again, never on somebody's word.
    Row(
        "repair-verified",
        "OK",
        Band.NO_FAULT,
        _all_right(reported="said_fixed"),
        unless=_NOT_AS_THE_LETTER,
        over=("repair-unverified", "ok-hidden", "ok", *_FOR_ONE),
        topic="ok",
    ),
    Row(
        "repair-unverified",
        "UNSURE",
        Band.NO_FAULT,
        cube(reported="said_fixed"),
        beside=("ok-hidden", "ok", *_FOR_ONE),
        topic="ok",
        routes=("resolution-centre",),
    ),
    Row(
        "ok-hidden",
        "OK-HIDDEN",
        Band.NO_FAULT,
        {**_OWN_AND_CURRENT, **cube(left_out="end_date")},
        unless=_NOT_AS_THE_LETTER,
        over=("ok", *_FOR_ONE),
        topic="ok",
    ),
    Row(
        "ok",
        "OK",
        Band.NO_FAULT,
        _all_right(status="shown"),
        unless=_NOT_AS_THE_LETTER,
        over=_FOR_ONE,
        topic="ok",
    ),
    *_the_proof_needed_matches(),
)
