"""The findings table: what the observations of a sitting mean.

Codes: domain.md 2.1 with the additions of the design. There is no catch-all row: that the table
leaves nothing out is proved by :mod:`tui.core.proof`, in the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tui.core.observations import OBSERVATIONS, SURFACES
from tui.core.table import Band, Contradiction, Row, Table, cube


def _each(prefix: str) -> tuple[str, ...]:
    return tuple(f"{prefix}.{surface}" for surface in SURFACES)


def _others(prefix: str, surface: str) -> tuple[str, ...]:
    return tuple(one for one in _each(prefix) if not one.endswith(f".{surface}"))


def _one_proof_shows_somebody_else() -> Iterator[Row]:
    for surface in SURFACES:
        for prefix, code, values in (
            ("ent-proof", "ENT-PROOF", "other mixture"),
            ("stale-or-ent", "STALE-OR-ENT", "unclear"),
        ):
            yield Row(
                f"{prefix}.{surface}",
                code,
                Band.OTHER_PERSONS_DATA,
                cube(**{surface: values}),
                beside=(
                    *_others("ent-proof", surface),
                    *_others("stale-or-ent", surface),
                    "code-other",
                ),
                text=prefix,
                slots={"purpose": surface},
            )


def _one_proof_fails() -> Iterator[Row]:
    for surface in SURFACES:
        yield Row(
            f"prove-some.{surface}",
            "PROVE-SOME",
            Band.CANNOT_PROVE,
            cube(**{surface: "missing", "proofs_again": "some_not"}),
            beside=(
                *_others("prove-some", surface),
                *_others("prove-now", surface),
                "code-dead",
            ),
            text="prove-some",
            slots={"purpose": surface},
        )
    for surface in SURFACES:
        yield Row(
            f"prove-now.{surface}",
            "PROVE-TEMP",
            Band.CANNOT_PROVE,
            cube(**{surface: "failing", "proofs_again": "some_not"}),
            beside=(*_others("prove-now", surface), "code-dead"),
            text="prove-now",
            slots={"purpose": surface},
        )


def _one_proof_is_out_of_date() -> Iterator[Row]:
    for surface in SURFACES:
        yield Row(
            f"stale-proof.{surface}",
            "STALE-PROOF",
            Band.OUT_OF_DATE,
            cube(**{surface: "stale"}),
            beside=_others("stale-proof", surface),
            text="stale-proof",
            slots={"purpose": surface},
        )


ROWS: Final = (
    # Another person's data is shown.
    Row(
        "link",
        "LINK",
        Band.OTHER_PERSONS_DATA,
        cube(view="other", document="own", recent="family_together"),
    ),
    Row(
        "ent-view",
        "ENT-VIEW",
        Band.OTHER_PERSONS_DATA,
        cube(view="other"),
        unless=cube(document="childs someone_elses", recent="family_together"),
    ),
    Row("view-unclear", "UNSURE", Band.OTHER_PERSONS_DATA, cube(view="unclear")),
    Row("ent-mix", "ENT-MIX", Band.OTHER_PERSONS_DATA, cube(view="mixture")),
    *_one_proof_shows_somebody_else(),
    Row("code-other", "CODE-OTHER", Band.OTHER_PERSONS_DATA, cube(code="other_record")),
    # It is another person's, and rightly so: their document was used.
    Row(
        "wrong-document",
        "WRONG-DOC",
        Band.WRONG_SIGN_IN,
        cube(view="other", document="childs someone_elses"),
    ),
    # The service, not the record.
    Row("out", "OUT", Band.SERVICE, cube(signin="down")),
    Row("status-not-now", "TEMP", Band.SERVICE, cube(status="failing", again="same")),
    # The status is not shown, or is in doubt.
    Row(
        "miss",
        "MISS",
        Band.STATUS_IN_DOUBT,
        cube(status="missing", again="same", letter="granted"),
    ),
    Row(
        "ended-by-letter",
        "EXPIRED",
        Band.STATUS_IN_DOUBT,
        cube(letter="ended"),
        beside=("expired", "leave-goes-on"),
    ),
    Row(
        "expired",
        "EXPIRED",
        Band.STATUS_IN_DOUBT,
        cube(standing="ended"),
        unless=cube(applied="in_time"),
    ),
    Row("leave-goes-on", "3C", Band.STATUS_IN_DOUBT, cube(standing="ended", applied="in_time")),
    # The record is the person's own, and a detail of it is wrong.
    Row(
        "status-type",
        "TYPE",
        Band.DETAIL_WRONG,
        cube(kind="differs", letter="granted"),
        beside=("end-date", "end-date-on-settled", "name-wrong", "birth-wrong"),
    ),
    Row(
        "status-no-letter",
        "UNSURE",
        Band.DETAIL_WRONG,
        cube(kind="differs"),
        unless=cube(letter="granted ended"),
        beside=("end-date", "end-date-on-settled", "name-wrong", "birth-wrong"),
    ),
    Row(
        "end-date",
        "DATE",
        Band.DETAIL_WRONG,
        cube(end="differs"),
        beside=("name-wrong", "birth-wrong"),
    ),
    Row(
        "end-date-on-settled",
        "DATE",
        Band.DETAIL_WRONG,
        cube(end="date_on_settled"),
        beside=("name-wrong", "birth-wrong"),
    ),
    Row("name-wrong", "NAME", Band.DETAIL_WRONG, cube(view="name_wrong")),
    Row("birth-wrong", "DOB", Band.DETAIL_WRONG, cube(view="birth_wrong")),
    # The status is right and cannot be proved.
    Row(
        "prove-all",
        "PROVE-ALL",
        Band.CANNOT_PROVE,
        cube(work="missing", rent="missing", other="missing", proofs_again="some_not"),
        over=_each("prove-some"),
        beside=("code-dead",),
    ),
    *_one_proof_fails(),
    Row("code-dead", "CODE-KILLED", Band.CANNOT_PROVE, cube(code="not_opened")),
    *_one_proof_is_out_of_date(),
    # The way in.
    Row("contact-third-party", "CONT-3P", Band.ACCESS, cube(contacts="someone_elses")),
    Row("contacts-both-lost", "CONT-2", Band.ACCESS, cube(contacts="both_lost")),
    Row("contact-one-lost", "CONT-1", Band.ACCESS, cube(contacts="one_lost")),
    Row(
        "no-code",
        "UNSURE",
        Band.ACCESS,
        cube(signin="no_code"),
        unless=cube(contacts="one_lost both_lost someone_elses"),
    ),
    # Nothing is broken.
    Row(
        "pending-not-shown",
        "PEND",
        Band.NO_FAULT,
        cube(status="missing", again="same", letter="certificate applied"),
    ),
    Row(
        "account-only",
        "DUP",
        Band.NO_FAULT,
        cube(status="missing", again="same", letter="account_only"),
    ),
    Row(
        "no-letter",
        "UNSURE",
        Band.NO_FAULT,
        cube(status="missing", again="same"),
        unless=cube(letter="granted certificate applied account_only ended"),
    ),
    Row(
        "status-came-back",
        "TEMP",
        Band.NO_FAULT,
        cube(again="shown"),
        beside=(
            "proofs-came-back",
            "pending-certificate",
            "status-upgraded",
            "status-extended",
        ),
    ),
    Row(
        "proofs-came-back",
        "PROVE-TEMP",
        Band.NO_FAULT,
        cube(proofs_again="all_shown"),
        beside=("pending-certificate", "status-upgraded", "status-extended"),
    ),
    Row(
        "pending-certificate",
        "PEND",
        Band.NO_FAULT,
        cube(standing="certificate"),
        unless=cube(kind="differs"),
    ),
    Row("status-upgraded", "OK-CHANGED", Band.NO_FAULT, cube(kind="upgraded", standing="current")),
    Row("status-extended", "OK-CHANGED", Band.NO_FAULT, cube(end="later", standing="current")),
    Row(
        "ok",
        "OK",
        Band.NO_FAULT,
        cube(
            status="shown",
            view="own",
            standing="current",
            proofs="all_shown",
            work="own",
            rent="own",
            other="own",
        ),
        unless=cube(
            kind="upgraded differs",
            end="later differs date_on_settled",
            code="other_record not_opened",
        ),
    ),
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
        cube(kind="upgraded", standing="certificate"),
        "kind",
    ),
    Contradiction(
        "upgraded-to-settled-with-date",
        cube(kind="upgraded", end="later differs"),
        "end",
    ),
    Contradiction(
        "certificate-with-settled-date",
        cube(standing="certificate", end="date_on_settled"),
        "end",
    ),
)

TABLE: Final = Table(OBSERVATIONS, ROWS, CONTRADICTIONS)
