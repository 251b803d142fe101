"""Answers of the account, sharing and checker services to the records that `tui.core` compares."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from tui.core.page import Picture
from tui.core.records import (
    GivenCode,
    Photo,
    ProofRecord,
    Purpose,
    ShareCode,
    StatusRecord,
    TimeLimit,
)
from tui.service.decode import Reader
from tui.service.problems import Garbled

_PURPOSES = frozenset(purpose.value for purpose in Purpose)
_LIMITS = frozenset(limit.value for limit in TimeLimit)
_STATES = frozenset({"live", "ended", "cancelled"})
_DIGEST = re.compile(r"[A-Za-z0-9_:-]{8,128}").fullmatch
_COLOUR = re.compile(r"#[0-9a-f]{6}").fullmatch
_CODE = re.compile(r"[A-Z0-9]{9}").fullmatch
_HANDLE = re.compile(r"[A-Za-z0-9_-]{1,128}").fullmatch
_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{16,512}").fullmatch
_SIDE = 64
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Redeemed:
    """What a checker sees with a share code and a birth date; `at` is the service's time, UTC."""

    proof: ProofRecord
    at: datetime


def handle(reader: Reader) -> str:
    """The id of a sign-in or a share code: it becomes part of a path, so its shape is checked."""
    return reader.matching("id", _HANDLE)


def handle_of(reader: Reader, key: str) -> str:
    """An id under another name; see :func:`handle`."""
    return reader.matching(key, _HANDLE)


def token(reader: Reader) -> str:
    """The bearer token: it becomes part of a header."""
    return reader.matching("token", _TOKEN)


def digest(reader: Reader) -> str:
    """The digest of a record's picture; its address follows from it and is not taken on trust."""
    return reader.object("photo").matching("digest", _DIGEST)


def picture(reader: Reader) -> Picture:
    """A drawn portrait whose every row can be drawn."""
    width, height = reader.whole("width", 1, _SIDE), reader.whole("height", 1, _SIDE)
    palette, rows = reader.texts("palette"), reader.texts("rows")
    if not 1 <= len(palette) <= len(_DIGITS) or not all(map(_COLOUR, palette)):
        raise Garbled("portrait.palette")
    inks = set(_DIGITS[: len(palette)])
    if len(rows) != height or any(len(row) != width or set(row) - inks for row in rows):
        raise Garbled("portrait.rows")
    return Picture(width, height, palette, rows, reader.text("alt"))


def status(reader: Reader, shown: Picture) -> StatusRecord:
    """The view with its picture, which is fetched on its own."""
    return StatusRecord(
        given_names=reader.text("given_names"),
        family_name=reader.text("family_name"),
        birth_date=reader.day("birth_date"),
        photo=Photo(digest(reader), shown),
        kind=reader.text("kind"),
        kind_label=reader.text("kind_label"),
        valid_from=reader.day("valid_from"),
        valid_until=reader.day_or_none("valid_until"),
        conditions=reader.texts("conditions"),
        as_at=reader.moment("as_at"),
    )


def proof(reader: Reader, shown: Picture, wanted: Purpose) -> ProofRecord:
    """A proof for the purpose that was asked for, and no other."""
    if reader.word("purpose", _PURPOSES) != wanted.value:
        raise Garbled("proof.purpose: not the one asked for")
    limit = TimeLimit(reader.word("time_limit", _LIMITS))
    until = reader.day_or_none("valid_until")
    if (until is not None) != (limit is TimeLimit.UNTIL):
        raise Garbled("proof.valid_until: at odds with the time limit")
    return ProofRecord(
        purpose=wanted,
        given_names=reader.text("given_names"),
        family_name=reader.text("family_name"),
        birth_date=reader.day_or_none("birth_date"),
        photo=Photo(digest(reader), shown),
        kind=reader.text("kind"),
        kind_label=reader.text("kind_label"),
        time_limit=limit,
        valid_until=until,
        conditions=reader.texts("conditions"),
    )


def redeemed(reader: Reader, wanted: Purpose) -> Redeemed:
    """What the checker was shown: here the picture comes with the proof."""
    shown = picture(reader.object("photo"))
    return Redeemed(proof(reader.object("proof"), shown, wanted), reader.moment("checked_at"))


def share_code(reader: Reader, wanted: Purpose) -> ShareCode:
    """A new or listed share code of the purpose that was asked for."""
    if reader.word("purpose", _PURPOSES) != wanted.value:
        raise Garbled("share_code.purpose: not the one asked for")
    return ShareCode(
        id=handle(reader),
        code=reader.matching("code", _CODE),
        purpose=wanted,
        last_day=reader.moment("expires_at").date(),
    )


def given_code(reader: Reader, wanted: Purpose) -> GivenCode:
    """One line of the list of codes already made."""
    return GivenCode(
        share_code(reader, wanted), reader.word("state", _STATES), reader.whole("used")
    )


CHECKED_BY_US = "Alongside, on behalf of the holder"
"""The name under which we open a new code before it is shown."""
