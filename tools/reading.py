"""How hard a text is to read: sentences, syllables and the Flesch-Kincaid grade of a pool.

One grade says little about one short string, so texts are pooled before they are graded. The
syllables are counted by groups of vowels with the commonest corrections; the tests pin the counter
on a list of words, since every recorded grade depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

# A full stop inside a word (GOV.UK) ends nothing; a closing quote or bracket may follow the stop.
_END: Final = re.compile(r"(?<=[.!?…])[”\"')]*\s+|\n+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*|\d+")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_TWO_SOUNDS: Final = re.compile(r"i[ao]|iu|eo|ua|oye|[aeiouy]ing|creat|scien|clien|quiet")
_ONE_SOUND: Final = re.compile(r"[cst]i[ao]|gio[un]|[gq]ua|peop|seous|geous")
_SILENT: Final = re.compile(
    r"[^aeiouy]e$"  # name
    r"|[^aeiouysxzcgh]es$"  # names; not notices, matches
    r"|[^aeiouytd]ed$"  # closed; not granted
    r"|[aeiouy][^aeiouy]+e(?:ly|ments?|ful|less)$"  # safely
)
_SPOKEN: Final = re.compile(r"[^aeiouy]l(?:e|es|ed)$")  # table, settled
_KNOWN: Final = {
    "acas": 2,
    "anyone": 3,
    "area": 3,
    "being": 2,
    "centre": 2,
    "every": 2,
    "evisa": 3,
    "gov.uk": 3,
    "idea": 3,
    "mp": 2,
    "ninety": 2,
    "ok": 2,
    "once": 1,
    "qr": 2,
    "safety": 2,
    "uk": 2,
}


def sentences(text: str) -> list[str]:
    """The sentences of one paragraph or item; what has no full stop is one all the same."""
    return [one.strip() for one in _END.split(text) if _WORD.search(one)]


def words(text: str) -> list[str]:
    """Words and numbers; GOV.UK, don't and e-mail are one word each."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """How many syllables the word has when spoken; a number counts one for each digit."""
    plain = word.lower().replace("’", "'")
    if plain.isdigit():
        return len(plain)
    if plain in _KNOWN:
        return _KNOWN[plain]
    if "-" in plain:
        return sum(syllables(part) for part in plain.split("-") if part)
    plain = plain.removesuffix("'s").removesuffix("'").replace("'", "").replace(".", "")
    if len(plain) <= 2:
        return 1
    if plain.startswith("some") and len(plain) > 6:
        return 1 + syllables(plain[4:])
    count = len(_VOWELS.findall(plain))
    count += len(_TWO_SOUNDS.findall(_ONE_SOUND.sub("#", plain)))
    if _SILENT.search(plain) and not _SPOKEN.search(plain):
        count -= 1
    return max(count, 1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a pool of texts measures. `grade`: US school grade (UK reading age less 5)."""

    words: int
    sentences: int
    grade: float
    longest: int
    share_over_20: float


def reading(texts: Iterable[str]) -> Reading:
    """Measure a pool; each text is closed as if it ended with a full stop.

    Raises ValueError for a pool without words. Formula: Flesch-Kincaid grade level (1975).
    """
    lengths: list[int] = []
    sounds = 0
    for text in texts:
        for sentence in sentences(text):
            found = words(sentence)
            lengths.append(len(found))
            sounds += sum(map(syllables, found))
    total = sum(lengths)
    if not total:
        raise ValueError("there is nothing to read")
    grade = 0.39 * total / len(lengths) + 11.8 * sounds / total - 15.59
    over = sum(1 for one in lengths if one > 20) / len(lengths)
    return Reading(total, len(lengths), round(grade, 2), max(lengths), round(over, 3))
