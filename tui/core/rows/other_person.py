"""Another person's data is shown, or the person's own to another; and the wrong way in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tui.core.observations import SURFACES
from tui.core.rows import OTHERS_DATA, OUTSIDE, others
from tui.core.table import Band, Row, cube


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
                beside=(*others("ent-proof", surface), *others("stale-or-ent", surface)),
                topic="proof",
                text=prefix,
                slots={"purpose": surface},
                routes=OTHERS_DATA,
            )


ROWS: Final = (
    Row(
        "link",
        "LINK",
        Band.OTHER_PERSONS_DATA,
        cube(view="other", document="own", recent="family_together"),
        topic="view",
        routes=OTHERS_DATA,
    ),
    Row(
        "ent-view",
        "ENT-VIEW",
        Band.OTHER_PERSONS_DATA,
        cube(view="other"),
        unless=cube(document="childs someone_elses", recent="family_together"),
        topic="view",
        routes=OTHERS_DATA,
    ),
    Row(
        "view-unclear",
        "UNSURE",
        Band.OTHER_PERSONS_DATA,
        cube(view="unclear"),
        topic="view",
        routes=OTHERS_DATA,
    ),
    Row(
        "ent-mix",
        "ENT-MIX",
        Band.OTHER_PERSONS_DATA,
        cube(view="mixture"),
        topic="view",
        routes=OTHERS_DATA,
    ),
    *_one_proof_shows_somebody_else(),
    Row(
        "code-other",
        "CODE-OTHER",
        Band.OTHER_PERSONS_DATA,
        cube(code="other_record"),
        topic="new code",
        routes=OTHERS_DATA,
    ),
    Row(
        "code-given-other",
        "CODE-OTHER",
        Band.OTHER_PERSONS_DATA,
        cube(check="other_person"),
        unless=cube(document="childs someone_elses"),
        topic="code given",
        routes=OTHERS_DATA,
    ),
    # Somebody else told them: the person's own pages may look right all the same.
    Row(
        "seen-by-other",
        "ENT-PAIR",
        Band.OTHER_PERSONS_DATA,
        cube(brings="stranger"),
        topic="told",
        routes=OTHERS_DATA,
    ),
    # Another record than the person's own, and rightly so.
    Row(
        "british",
        "BRITISH",
        Band.WRONG_WAY_IN,
        cube(holds="british"),
        topic="citizen",
        routes=("adviser",),
    ),
    Row(
        "wrong-document",
        "WRONG-DOC",
        Band.WRONG_WAY_IN,
        cube(view="other", document="childs someone_elses"),
        topic="document",
    ),
    Row(
        "second-account",
        "DUP",
        Band.WRONG_WAY_IN,
        cube(accounts="more"),
        topic="account",
        routes=("resolution-centre", *OUTSIDE),
    ),
)
