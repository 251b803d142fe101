"""Bytes to plain values. What cannot be read is said in one sentence that repeats none of it."""

from __future__ import annotations

import json
import math
import os
import sys
from collections import Counter
from typing import BinaryIO, Final

LIMIT: Final = 65_536
"""The most bytes of a document; one that answers every question has less than a tenth of it."""

STANDARD_INPUT: Final = "-"


class Unreadable(Exception):
    """There is no document here; the text says why, in one sentence."""


class Given(dict[str, object]):
    """A JSON object. `twice` are the keys that it names more than once: which of their values was
    meant, nobody can know."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        counted = Counter(name for name, _ in pairs)
        self.twice = tuple(name for name, times in counted.items() if times > 1)


def read(source: str) -> object:
    """The document in a file, or on standard input where `source` is ``-``."""
    return parsed(_bytes(source))


def _bytes(source: str) -> bytes:
    try:
        if source == STANDARD_INPUT:
            if sys.stdin is None:
                raise Unreadable("There is no standard input to read from.")
            return _most(sys.stdin.buffer)
        if os.path.isdir(source):
            raise Unreadable("That is a folder. Name a file with the answers.")
        with open(source, "rb") as file:
            return _most(file)
    except FileNotFoundError:
        raise Unreadable("There is no such file.") from None
    except PermissionError:
        raise Unreadable("That file may not be read by you.") from None
    except OSError as trouble:
        reason = os.strerror(trouble.errno) if trouble.errno else "it fails"
        raise Unreadable(f"That file cannot be read: {reason}.") from None


def _most(file: BinaryIO) -> bytes:
    """One byte more than the limit is enough to see that there is too much."""
    return file.read(LIMIT + 1)


def parsed(raw: bytes) -> object:
    """JSON in UTF-8, as plain values; objects are :class:`Given`. Numbers come as floats, whatever
    their length, since no answer is one; what JSON does not know, such as NaN, comes as nan."""
    if len(raw) > LIMIT:
        raise Unreadable(f"The document is too long. It may have {LIMIT} bytes at the most.")
    try:
        # Editors of Windows put a mark before the text, which JSON does not allow.
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        text = f"The document is not text in UTF-8: byte {bad.start + 1} does not fit. Save it so."
        raise Unreadable(text) from None
    if not text.strip():
        raise Unreadable("The document is empty. For one to fill in: alongside diagnose --template")
    try:
        given: object = json.loads(
            text, object_pairs_hook=Given, parse_int=float, parse_constant=lambda name: math.nan
        )
    except json.JSONDecodeError as bad:
        where = f"line {bad.lineno}, column {bad.colno}"
        raise Unreadable(f"The document is not JSON: it stops making sense at {where}.") from None
    except RecursionError:
        raise Unreadable("The document has too many brackets inside one another.") from None
    return given
