"""How one name is written in another way: accents, transliterations, letters left apart or joined.

A word has several *forms*, all in plain lower-case Latin letters: two words are the same name
when they share one form. Sources: ICAO Doc 9303 part 3 section 6 (what passports print), the
passport rules of Ukraine (2010) and Bulgaria (2009), ELOT 743 for Greek, and plain stripping of
accents, which is what keyboards and forms do. Every scheme is tried, since nobody knows which one
a service used.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class _Scheme:
    """Letter -> letters; `first` where the letter opens the word, `pairs` where two stand so."""

    letters: Mapping[str, str]
    first: Mapping[str, str] = field(default_factory=dict)
    pairs: Mapping[str, str] = field(default_factory=dict)


def _table(text: str) -> dict[str, str]:
    """``"a:b c:"`` as a mapping; what follows the colon may be empty."""
    return dict(entry.split(":") for entry in text.split())


_LATIN: Final = _table("ø:o æ:ae œ:oe ß:ss þ:th ð:d đ:d ł:l ħ:h ı:i ŋ:n ŧ:t ĸ:k ə:e ſ:s")
_LATIN_PASSPORT: Final = _LATIN | _table("ä:ae ö:oe ü:ue ø:oe å:aa ĳ:ij")

_CYRILLIC: Final = _table(
    "а:a б:b в:v г:g ґ:g д:d е:e ж:zh з:z и:i і:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f "
    "х:kh ц:ts ч:ch ш:sh щ:shch ъ:ie ы:y ь: э:e ю:iu я:ia є:ie ї:i й:i ё:e ў:u "
    "ђ:dj ј:j љ:lj њ:nj ћ:c џ:dz ѓ:g ќ:k ѕ:dz"
)
_RUSSIAN: Final = _CYRILLIC | _table("ъ: ю:yu я:ya й:y ё:yo")
_UKRAINIAN: Final = _CYRILLIC | _table("г:h и:y")
_UKRAINIAN_FIRST: Final = _table("є:ye ї:yi й:y ю:yu я:ya")
_BULGARIAN: Final = _CYRILLIC | _table("х:h щ:sht ъ:a ь:y ю:yu я:ya й:y")

_GREEK: Final = _table(
    "α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f "
    "χ:ch ψ:ps ω:o"
)
_GREEK_PAIRS: Final = _table("ου:ou αυ:av ευ:ev ηυ:iv γγ:ng γκ:gk γξ:nx γχ:nch")

_SCHEMES: Final = (
    _Scheme(_LATIN | _CYRILLIC | _GREEK, pairs=_GREEK_PAIRS),
    _Scheme(_LATIN_PASSPORT),
    _Scheme(_RUSSIAN),
    _Scheme(_UKRAINIAN, _UKRAINIAN_FIRST, _table("зг:zgh")),
    _Scheme(_BULGARIAN, pairs=_table("ия:ia")),
    _Scheme(_GREEK, pairs=_GREEK_PAIRS | _table("αυ:af ευ:ef ηυ:if")),
    _Scheme(_GREEK | _table("χ:h"), pairs=_GREEK_PAIRS | _table("μπ:b ντ:d")),
)
_JOINED: Final = frozenset("'`´\u2018\u2019\u02bc\u02b9\u02bb\u02be\u02bf\u0060\u00b7.")
_KNOWN_SCRIPTS: Final = ("LATIN", "CYRILLIC", "GREEK", "MODIFIER")
# What systems print where a person has no such name.
_PLACEHOLDERS: Final = frozenset(("fnu", "lnu", "xxx", "xxxx"))


def plain(text: str) -> str:
    """`text` without accents: lower case, compatibility forms folded, no marks."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(one for one in parts if not unicodedata.combining(one))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: lower case with its accents, bare, and spelt once for each scheme.

    Worked out anew for each comparison and never remembered: it may have to be dropped.
    """

    text: str
    bare: str
    spelt: tuple[str, ...]

    @property
    def forms(self) -> frozenset[str]:
        """Every way in which the word may stand in plain Latin letters."""
        return frozenset(self.spelt)


def words(text: str) -> tuple[Word, ...]:
    """The words of a name; hyphens part, apostrophes join.

    Invisible characters are dropped; a placeholder for "no such name" is no word.
    """
    kept: list[str] = []
    for one in unicodedata.normalize("NFKC", text).lower():
        kind = unicodedata.category(one)
        if one in _JOINED or kind == "Cf":
            continue
        kept.append(one if kind[0] in "LM" or one.isdigit() else " ")
    parted = (unicodedata.normalize("NFC", one) for one in "".join(kept).split())
    return tuple(
        Word(one, plain(one), _spelt(one))
        for one in parted
        if one not in _PLACEHOLDERS and plain(one)
    )


def joined(several: Sequence[Word]) -> Word:
    """Several words written as one."""
    return Word(
        "".join(one.text for one in several),
        "".join(one.bare for one in several),
        tuple("".join(parts) for parts in zip(*(one.spelt for one in several), strict=True)),
    )


def _spelt(word: str) -> tuple[str, ...]:
    if word.isascii():
        return (word,) * len(_SCHEMES)
    return tuple(_written(word, scheme) for scheme in _SCHEMES)


def _written(word: str, scheme: _Scheme) -> str:
    out: list[str] = []
    at = 0
    bare = [plain(one) for one in word]
    while at < len(word):
        pair = "".join(bare[at : at + 2])
        if len(pair) == 2 and pair in scheme.pairs:
            out.append(scheme.pairs[pair])
            at += 2
            continue
        one = word[at]
        if at == 0 and one in scheme.first:
            out.append(scheme.first[one])
        elif one in scheme.letters:
            out.append(scheme.letters[one])
        else:
            out.extend(scheme.letters.get(letter, letter) for letter in bare[at])
        at += 1
    return "".join(out)


def readable(text: str) -> bool:
    """Whether every letter is of a script that the schemes can write in Latin letters."""
    return all(
        unicodedata.name(one, "LATIN").startswith(_KNOWN_SCRIPTS)
        for one in text
        if unicodedata.category(one)[0] == "L"
    )
