"""Are two records the same person? Field by field, each with a level and a reason.

Nothing here decides by a score. Names alone never make two people one: brothers, sisters and twins
share a family name, and a shared given name is common. A difference that ordinary life explains
(accents, another alphabet, order, a middle name left out) is a *variant*; a difference that may be
a slip or a marriage is *unclear*; anything else is *different*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum
from typing import Final

from tui.core.letters import Word, joined, readable, words
from tui.core.slips import slipped

_LINE: Final = 39
"""Characters of a name in the machine-readable line of a passport: longer names are cut there."""


class Likeness(Enum):
    """What a level means for the question "is it the same?"."""

    SAME = "same"
    VARIANT = "variant"
    UNCLEAR = "unclear"
    DIFFERENT = "different"


class NameLevel(IntEnum):
    """How alike two names are, nearest first."""

    IDENTICAL = 0
    NORMALISED = 1
    TRANSLITERATED = 2
    REARRANGED = 3
    PART = 4
    CLOSE = 5
    UNDECIDABLE = 6
    FAMILY_DIFFERS = 7
    GIVEN_DIFFERS = 8
    ALL_DIFFER = 9

    @property
    def likeness(self) -> Likeness:
        if self is NameLevel.IDENTICAL:
            return Likeness.SAME
        if self <= NameLevel.PART:
            return Likeness.VARIANT
        if self <= NameLevel.FAMILY_DIFFERS:
            return Likeness.UNCLEAR
        return Likeness.DIFFERENT


class BirthLevel(IntEnum):
    """How alike two birth dates are, nearest first; HIDDEN when one of them is not disclosed."""

    SAME = 0
    HIDDEN = 1
    EXCHANGED = 2
    ONE_DIGIT = 3
    DIFFERENT = 4


@dataclass(frozen=True, slots=True)
class Name:
    given: str
    family: str


@dataclass(frozen=True, slots=True)
class NameVerdict:
    """`reason` is an id for the words in the content, one of :data:`REASONS`."""

    level: NameLevel
    reason: str

    @property
    def likeness(self) -> Likeness:
        return self.level.likeness

    @property
    def legitimate(self) -> bool:
        """Whether ordinary life explains the difference (or there is none)."""
        return self.likeness in (Likeness.SAME, Likeness.VARIANT)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two people side by side. `likeness` is never nearer than *unclear* by name alone."""

    name: NameVerdict
    birth: BirthLevel
    likeness: Likeness


REASONS: Final = (
    "identical",
    "accents_or_case",
    "other_alphabet",
    "other_order",
    "name_left_out",
    "cut_off",
    "typing_slip",
    "initial_only",
    "one_name_only",
    "left_out_and_moved",
    "other_script",
    "no_name",
    "family_differs",
    "given_differs",
    "all_differ",
)


class _Link(IntEnum):
    """One field of a name beside the same field of another; the first three are "the same"."""

    NORMALISED = 0
    TRANSLITERATED = 1
    REARRANGED = 2
    FIRST_IN_SECOND = 3
    SECOND_IN_FIRST = 4
    INITIAL = 5
    SLIP = 6
    ABSENT = 7
    DIFFERENT = 8


_SAME: Final = frozenset((_Link.NORMALISED, _Link.TRANSLITERATED, _Link.REARRANGED))
_PART: Final = frozenset((_Link.FIRST_IN_SECOND, _Link.SECOND_IN_FIRST))
_NEAR: Final = _SAME | _PART | {_Link.INITIAL, _Link.SLIP}
_SAID: Final = {
    _Link.NORMALISED: NameVerdict(NameLevel.NORMALISED, "accents_or_case"),
    _Link.TRANSLITERATED: NameVerdict(NameLevel.TRANSLITERATED, "other_alphabet"),
    _Link.REARRANGED: NameVerdict(NameLevel.REARRANGED, "other_order"),
}

Words = Sequence[Word]


class _Parts:
    """The words of one name, worked out once for a comparison."""

    def __init__(self, name: Name) -> None:
        self.given: Words = words(name.given)
        self.family: Words = words(name.family)
        self.all: Words = (*self.given, *self.family)


def _meet(one: Word, two: Word) -> bool:
    return not one.forms.isdisjoint(two.forms)


def _contained(few: Words, many: Words) -> bool:
    """Whether each of `few` is a different one of `many`, in any order."""
    taken: dict[int, int] = {}

    def place(at: int, tried: set[int]) -> bool:
        for seat, word in enumerate(many):
            if seat not in tried and _meet(few[at], word):
                tried.add(seat)
                if seat not in taken or place(taken[seat], tried):
                    taken[seat] = at
                    return True
        return False

    return all(place(at, set()) for at in range(len(few)))


def _joined(one: Words, two: Words) -> bool:
    """The same letters in the same order, with the spaces anywhere."""
    return _meet(joined(one), joined(two))


def _mistyped(one: Words, two: Words) -> bool:
    """One word of a field mistyped, or the field written as one word mistyped."""
    pairs = [(joined(one), joined(two))]
    if len(one) == len(two):
        odd = [(a, b) for a, b in zip(one, two, strict=True) if not _meet(a, b)]
        pairs = odd if len(odd) == 1 else []
    return any(slipped(a, b) for x, y in pairs for a in x.forms for b in y.forms)


def _initials(one: Words, two: Words) -> bool:
    if len(one) != len(two):
        return False
    return all(_meet(a, b) or _initial(a, b) for a, b in zip(one, two, strict=True))


def _initial(one: Word, two: Word) -> bool:
    """Whether one word is the first letter of the other."""
    shorts, longs = sorted((one, two), key=lambda word: len(word.text))
    return len(shorts.text) == 1 and any(
        whole.startswith(letter) for letter in shorts.forms - {""} for whole in longs.forms
    )


def _link(a: Words, b: Words) -> _Link:
    if not a or not b:
        return _Link.NORMALISED if a == b else _Link.ABSENT
    if joined(a).bare == joined(b).bare:
        return _Link.NORMALISED
    in_order = len(a) == len(b) and all(map(_meet, a, b))
    if in_order or _joined(a, b):
        return _Link.TRANSLITERATED
    if len(a) == len(b) and _contained(a, b):
        return _Link.REARRANGED
    if len(a) < len(b) and _contained(a, b):
        return _Link.FIRST_IN_SECOND
    if len(b) < len(a) and _contained(b, a):
        return _Link.SECOND_IN_FIRST
    if _initials(a, b):
        return _Link.INITIAL
    return _Link.SLIP if _mistyped(a, b) else _Link.DIFFERENT


def _moved(one: _Parts, two: _Parts) -> bool:
    """The same words with another share of them in the given and the family name."""
    all_one, all_two = _once(one), _once(two)
    if len(all_one) == len(all_two) and _contained(all_one, all_two):
        return True
    if one.given and one.family and two.given and two.family:
        # Joined across the two fields, "Li Ang" and "Lia Ng" would be one.
        return _joined(one.given, two.family) and _joined(one.family, two.given)
    return _joined(all_one, all_two) or _joined(one.all, (*two.family, *two.given))


def _once(parts: _Parts) -> Words:
    """All words of a name; a single name printed in both fields counts once."""
    doubled = parts.given and _joined(parts.given, parts.family)
    return parts.given if doubled else parts.all


def _lines(parts: _Parts) -> set[str]:
    """The name as the machine-readable line would begin, uncut, once for each way to spell it."""
    fields = (parts.family, parts.given)
    return {
        "<<".join("<".join(word.spelt[way] for word in one) for one in fields)
        for way in range(len(parts.all[0].spelt))
    }


def _cut_off(one: _Parts, two: _Parts) -> bool:
    """One name is the other, cut where the passport's machine-readable line ends."""
    return any(
        len(whole) > _LINE and cut.rstrip("<") == whole[:_LINE].rstrip("<")
        for a in _lines(one)
        for b in _lines(two)
        for cut, whole in ((a, b), (b, a))
    )


def compare_names(name: Name, other: Name) -> NameVerdict:
    """How alike two names are; the same in both directions."""
    if name == other:
        return NameVerdict(NameLevel.IDENTICAL, "identical")
    one, two = _Parts(name), _Parts(other)
    given, family = _link(one.given, two.given), _link(one.family, two.family)
    if given in _SAME and family in _SAME:
        return _SAID[max(given, family)]
    if not one.all or not two.all:
        return NameVerdict(NameLevel.UNDECIDABLE, "no_name")
    if _moved(one, two):
        return _SAID[_Link.REARRANGED]
    if _cut_off(one, two):
        return NameVerdict(NameLevel.PART, "cut_off")
    links = {given, family}
    if links <= _SAME | _PART and not links >= _PART:
        return NameVerdict(NameLevel.PART, "name_left_out")
    if _contained(one.all, two.all) or _contained(two.all, one.all):
        lone = 1 in (len(one.all), len(two.all))
        reason = "one_name_only" if lone else "left_out_and_moved"
        return NameVerdict(NameLevel.UNDECIDABLE, reason)
    return _unlike(given, family, one.all, two.all)


def _unlike(given: _Link, family: _Link, one: Words, two: Words) -> NameVerdict:
    if given in _NEAR and family in _NEAR:
        if _Link.SLIP in (given, family):
            return NameVerdict(NameLevel.CLOSE, "typing_slip")
        if _Link.INITIAL in (given, family):
            return NameVerdict(NameLevel.CLOSE, "initial_only")
        return NameVerdict(NameLevel.UNDECIDABLE, "left_out_and_moved")
    if readable(joined(one).text) != readable(joined(two).text):
        return NameVerdict(NameLevel.UNDECIDABLE, "other_script")
    if given in _SAME | _PART and family is not _Link.ABSENT:
        return NameVerdict(NameLevel.FAMILY_DIFFERS, "family_differs")
    if family in _NEAR:
        return NameVerdict(NameLevel.GIVEN_DIFFERS, "given_differs")
    return NameVerdict(NameLevel.ALL_DIFFER, "all_differ")


def compare_births(one: date | None, two: date | None) -> BirthLevel:
    """How alike two birth dates are; the same in both directions."""
    if one is None or two is None:
        return BirthLevel.HIDDEN
    if one == two:
        return BirthLevel.SAME
    if (one.year, one.month, one.day) == (two.year, two.day, two.month):
        return BirthLevel.EXCHANGED
    odd = sum(a != b for a, b in zip(one.isoformat(), two.isoformat(), strict=True))
    return BirthLevel.ONE_DIGIT if odd == 1 else BirthLevel.DIFFERENT


def compare(one: Name, born_one: date | None, two: Name, born_two: date | None) -> Verdict:
    """Two people by name and birth date."""
    name, birth = compare_names(one, two), compare_births(born_one, born_two)
    if birth is BirthLevel.DIFFERENT or name.likeness is Likeness.DIFFERENT:
        likeness = Likeness.DIFFERENT
    elif birth is not BirthLevel.SAME or not name.legitimate:
        likeness = Likeness.UNCLEAR
    else:
        likeness = name.likeness
    return Verdict(name, birth, likeness)
