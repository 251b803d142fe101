"""The words that are explained wherever they stand on a page: its help says what they mean."""

from __future__ import annotations

import re
from typing import Final

TERMS: Final = (
    "eVisa",
    "share code",
    "security code",
    "UKVI account",
    "settled status",
    "pre-settled status",
    "EU Settlement Scheme",
    "Certificate of Application",
    "decision letter",
    "Home Office",
    "Resolution Centre",
    "Employer Checking Service",
    "Landlord Checking Service",
    "regulated immigration adviser",
    "Independent Monitoring Authority",
    "Information Commissioner",
    "Ombudsman",
    "MP",
    "Acas",
    "right to work",
    "right to rent",
    "status page",
    "proof",
    "preview",
    "end date",
    "private window",
    "refused",
    "appeal",
    "review",
    "reference",
    "working day",
    "face scan",
    "data protection lead",
)
MOST: Final = 6
"""So many are explained on one help page; the first that stand on the page."""


def terms_in(text: str) -> tuple[str, ...]:
    """The terms that stand in `text` as whole words, alone or as one of several, in its order. A
    term inside a longer one (the *proof* of a *proof of status*) is not told apart."""
    found = {term: re.search(rf"\b{re.escape(term)}s?\b", text) for term in TERMS}
    placed = sorted((match.start(), term) for term, match in found.items() if match is not None)
    return tuple(term for _, term in placed)[:MOST]
