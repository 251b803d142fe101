"""Which guards a change of document has: all of them, unless this store's policy says otherwise.

A row `document-update = legacy` in the table `policy` stands for a service as it may be without
them: it believes that whoever signed in last on a machine is who is sitting there. It is data, so
that what the guards prevent can be shown and tested with the same code.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from backend_stub.account import tables

POLICY = "document-update"
CAREFUL = "guarded"


@dataclass(frozen=True, slots=True)
class Guards:
    """One field a guard that a row can take away; that a document has one owner is an index."""

    session_decides: bool
    """The account that is changed is that of the session, and the request says which it means."""
    fresh_code: bool
    """A code for this document was sent to a contact that the account had already."""
    record_compared: bool
    """Name, birthday and nationality are those of the record, or nothing is changed."""
    two_phases: bool
    """The old document signs in until the new one has been used."""
    others_signed_out: bool
    """Whoever else is signed in on this machine is signed out when it is done."""


WAYS: dict[str, Guards] = {
    CAREFUL: Guards(
        session_decides=True,
        fresh_code=True,
        record_compared=True,
        two_phases=True,
        others_signed_out=True,
    ),
    "legacy": Guards(
        session_decides=False,
        fresh_code=False,
        record_compared=False,
        two_phases=False,
        others_signed_out=False,
    ),
}


def guards_of(c: Connection) -> Guards:
    """The guards by this store's policy; KeyError when that names a way there is not."""
    chosen = c.execute(
        select(tables.policy.c.value).where(tables.policy.c.name == POLICY)
    ).scalar_one_or_none()
    return WAYS[chosen or CAREFUL]
