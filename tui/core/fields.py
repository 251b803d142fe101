"""Fields whose answers never enter a journey: what may be said of them is whether they fit.

The runner keeps what was typed beside the journey, under the names below, and hands on a verdict.
Here stands what fits, and in which form it is kept. Only invented numbers and addresses fit: what
could be somebody's is let go at once, and is sent nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from tui.core.tidy import birth_date, compact, has_number, plain, security_code

FITS: Final = "fits"
LONGEST_REAL_NUMBER: Final = 9
DOCUMENT_LIMIT: Final = 40
NAME_LIMIT: Final = 100
_PHONE: Final = re.compile(r"(?:\+44|0044|0)(7700900[0-9]{3}|2079460[0-9]{3})")
_EMAIL: Final = re.compile(r"[^@\s]{1,64}@example\.(?:org|com|net)")

Typed = str | tuple[str, ...]
Read = tuple[str, str]
"""The verdict, and the tidied text to keep (empty where nothing may be kept)."""


def _number(typed: str) -> Read:
    number = compact(typed)
    if not has_number(number):
        return "empty", ""
    if len(number) > DOCUMENT_LIMIT:
        return "long", ""
    # A number that could be a real document's is not sent, not even to the mock.
    return (FITS, number) if len(number) > LONGEST_REAL_NUMBER else ("not_invented", "")


def _state(typed: str) -> Read:
    letters = compact(typed)
    if not letters:
        return "empty", ""
    return (FITS, letters) if re.fullmatch(r"[A-Z]{3}", letters) else ("shape", letters[:10])


def _name(typed: str) -> Read:
    name = " ".join(plain(typed).split())
    if not any(one.isalpha() for one in name):
        return "empty", ""
    return (FITS, name) if len(name) <= NAME_LIMIT else ("long", name[:NAME_LIMIT])


def _phone(typed: str) -> Read:
    digits = re.sub(r"[\s().\-\u2010-\u2015]", "", plain(typed))
    if not digits:
        return "empty", ""
    found = _PHONE.fullmatch(digits)
    if found is None:
        return "not_invented", ""
    return FITS, f"+44 {found[1][:4]} {found[1][4:]}"


def _email(typed: str) -> Read:
    address = plain(typed).lower()
    if not address:
        return "empty", ""
    return (FITS, address) if _EMAIL.fullmatch(address) else ("not_invented", "")


def _code(typed: str) -> Read:
    if not compact(typed):
        return "empty", ""
    digits = security_code(typed)
    return (FITS, digits) if digits is not None else ("shape", plain(typed)[:20])


_TEXTS: Final[Mapping[str, Callable[[str], Read]]] = {
    "number": _number,
    "issued": _state,
    "nation": _state,
    "given": _name,
    "family": _name,
    "phone": _phone,
    "email": _email,
    "code": _code,
    "phone-code": _code,
    "email-code": _code,
}
BIRTH: Final = "born"
VERDICTS: Final[Mapping[str, frozenset[str]]] = {
    "number": frozenset({"empty", "long", "not_invented"}),
    **dict.fromkeys(("issued", "nation"), frozenset({"empty", "shape"})),
    **dict.fromkeys(("given", "family"), frozenset({"empty", "long"})),
    **dict.fromkeys(("phone", "email"), frozenset({"empty", "not_invented"})),
    **dict.fromkeys(("code", "phone-code", "email-code"), frozenset({"empty", "shape"})),
    BIRTH: frozenset({"empty", "digits", "year", "no_such", "future"}),
}
"""What can be wrong with each; the pages have words for these."""

FIELDS: Final[Mapping[str, str]] = {
    "account.issued": "issued",
    "account.number": "number",
    "account.phone": "phone",
    "account.email": "email",
    "account.code": "code",
    "account.given": "given",
    "account.family": "family",
    "account.born": BIRTH,
    "account.nation": "nation",
    "account.new-code": "code",
    "account.first-code": "code",
    "recover.issued": "issued",
    "recover.number": "number",
    "recover.born": BIRTH,
    "recover.phone": "phone",
    "recover.email": "email",
    "recover.phone-code": "phone-code",
    "recover.email-code": "email-code",
}
"""Page -> the name under which what is typed there is kept beside the journey."""


def verdict_on(page: str, said: object) -> str:
    """`said` if that can be said of what is typed on `page`; anything else counts as nothing."""
    return said if isinstance(said, str) and said in VERDICTS[FIELDS[page]] else "empty"


def read(page: str, typed: Typed, today: date | None) -> tuple[str, Typed]:
    """The verdict on what was typed on `page`, and what of it is kept beside the journey."""
    name = FIELDS[page]
    if name == BIRTH:
        parts = typed if isinstance(typed, tuple) and len(typed) == 3 else ("", "", "")
        kept = tuple(compact(one)[:4] for one in parts)
        found = birth_date(kept, today)
        return (FITS if isinstance(found, date) else found), kept
    return _TEXTS[name](typed if isinstance(typed, str) else "")
