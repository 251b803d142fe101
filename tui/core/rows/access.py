"""The way in: contacts, the sign-in, and the document that the account knows."""

from __future__ import annotations

from typing import Final

from tui.core.rows import LATE, MEANWHILE, OUTSIDE, REPORT
from tui.core.table import Band, Row, cube

_WAY_IN: Final = ("resolution-centre", *MEANWHILE, "assisted-digital", *LATE, "grant-funded")
_NEW_CONTACTS: Final = ("recover-account", *_WAY_IN)

ROWS: Final = (
    Row(
        "contact-third-party",
        "CONT-3P",
        Band.ACCESS,
        cube(contacts="someone_elses"),
        topic="contacts",
        routes=_NEW_CONTACTS,
    ),
    Row(
        "contacts-both-lost",
        "CONT-2",
        Band.ACCESS,
        cube(contacts="both_lost"),
        topic="contacts",
        routes=_NEW_CONTACTS,
    ),
    Row(
        "contact-one-lost",
        "CONT-1",
        Band.ACCESS,
        cube(contacts="one_lost"),
        topic="contacts",
        routes=("assisted-digital",),
    ),
    Row(
        "no-code",
        "UNSURE",
        Band.ACCESS,
        cube(signin="no_code"),
        unless=cube(contacts="one_lost both_lost someone_elses"),
        topic="sign-in",
        routes=("try-later", *_NEW_CONTACTS),
    ),
    Row(
        "locked",
        "LOCK",
        Band.ACCESS,
        cube(signin="refused", passport="linked"),
        topic="sign-in",
        routes=_WAY_IN,
    ),
    # The account knows an older document: nothing is wrong with it yet.
    Row(
        "older-document",
        "UNSURE",
        Band.ACCESS,
        cube(signin="refused", passport="not_done"),
        topic="sign-in",
        routes=_WAY_IN,
    ),
    Row(
        "no-account",
        "NO-ACCT",
        Band.ACCESS,
        cube(signin="no_account", letter="granted"),
        topic="sign-in",
        routes=_WAY_IN,
    ),
    Row(
        "no-account-no-grant",
        "UNSURE",
        Band.ACCESS,
        cube(signin="no_account", letter="account_only none"),
        topic="sign-in",
        routes=("resolution-centre", "adviser", "assisted-digital", "grant-funded"),
    ),
    Row(
        "old-document-only",
        "DOC-STALE",
        Band.ACCESS,
        cube(passport="old_only"),
        topic="passport",
        routes=(*REPORT, "carrier", *LATE, *OUTSIDE),
    ),
    Row(
        "update-refused",
        "DOC-NAME",
        Band.ACCESS,
        cube(passport="refused"),
        topic="passport",
        routes=(*REPORT, "adviser", *MEANWHILE, *LATE, *OUTSIDE),
    ),
)
