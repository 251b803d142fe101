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

from tui.core.letters import forms, plain, readable, words

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
    """One field of a name beside the same field of another; the first five are "the same"."""

    IDENTICAL = 0
    NORMALISED = 1
    TRANSLITERATED = 2
    REARRANGED = 3
    FIRST_IN_SECOND = 4
    SECOND_IN_FIRST = 5
    INITIAL = 6
    SLIP = 7
    ABSENT = 8
    DIFFERENT = 9


_SAME: Final = frozenset(
    (_Link.IDENTICAL, _Link.NORMALISED, _Link.TRANSLITERATED, _Link.REARRANGED)
)
_PART: Final = frozenset((_Link.FIRST_IN_SECOND, _Link.SECOND_IN_FIRST))
_NEAR: Final = _SAME | _PART | {_Link.INITIAL, _Link.SLIP}
_LEVELS: Final = {
    _Link.IDENTICAL: NameVerdict(NameLevel.IDENTICAL, "identical"),
    _Link.NORMALISED: NameVerdict(NameLevel.NORMALISED, "accents_or_case"),
    _Link.TRANSLITERATED: NameVerdict(NameLevel.TRANSLITERATED, "other_alphabet"),
    _Link.REARRANGED: NameVerdict(NameLevel.REARRANGED, "other_order"),
}

Words = Sequence[str]


def _meet(one: str, two: str) -> bool:
    return not forms(one).isdisjoint(forms(two))


def _contained(few: Words, many: Words) -> bool:
    """Whether each of `few` is a different one of `many`, in any order."""
    if not few:
        return True
    first, *rest = few
    return any(
        _meet(first, word) and _contained(rest, [*many[:at], *many[at + 1 :]])
        for at, word in enumerate(many)
    )


def _alike(one: Words, two: Words) -> bool:
    """The same words in any order, or the same letters with the spaces elsewhere."""
    return (len(one) == len(two) and _contained(one, two)) or _meet("".join(one), "".join(two))


def steps_apart(one: str, two: str) -> int:
    """Fewest single slips (a letter put in, left out, changed, or two exchanged) between words."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(two, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and b == one[i - 2]:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


def _undoubled(word: str) -> str:
    return "".join(a for a, b in zip(word, word[1:] + " ", strict=True) if a != b)


def _slipped(one: str, two: str) -> bool:
    """Whether one word can be the other mistyped. Short words are names of their own."""
    shorter = min(len(one), len(two))
    if shorter >= 3 and _undoubled(one) == _undoubled(two):
        return True
    if shorter < 4 or abs(len(one) - len(two)) > 2:
        return False
    apart = steps_apart(one, two)
    if apart == 1:
        exchanged = len(one) == len(two) and sorted(one) == sorted(two)
        return exchanged or shorter >= 5
    return apart == 2 and shorter >= 8


def _mistyped(one: Words, two: Words) -> bool:
    """One word of a field mistyped, or the field written as one word mistyped."""
    pairs = [("".join(one), "".join(two))]
    if len(one) == len(two):
        odd = [(a, b) for a, b in zip(one, two, strict=True) if not _meet(a, b)]
        pairs = odd if len(odd) == 1 else []
    return any(_slipped(a, b) for x, y in pairs for a in forms(x) for b in forms(y))


def _initials(one: Words, two: Words) -> bool:
    if len(one) != len(two):
        return False
    return all(
        _meet(a, b) or (1 in (len(a), len(b)) and _meet(a[0], b[0]))
        for a, b in zip(one, two, strict=True)
    )


def _link(one: str, two: str) -> _Link:
    if one == two:
        return _Link.IDENTICAL
    a, b = words(one), words(two)
    if not a or not b:
        return _Link.NORMALISED if a == b else _Link.ABSENT
    if "".join(map(plain, a)) == "".join(map(plain, b)):
        return _Link.NORMALISED
    in_order = len(a) == len(b) and all(map(_meet, a, b))
    if in_order or _meet("".join(a), "".join(b)):
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


def _moved(one: Name, two: Name) -> bool:
    """The same words with another share of them in the given and the family name."""
    given, family = words(one.given), words(one.family)
    other_given, other_family = words(two.given), words(two.family)
    return any(
        _alike(a, b) for a in _mononym(given, family) for b in _mononym(other_given, other_family)
    ) or _meet("".join((*given, *family)), "".join((*other_family, *other_given)))


def _mononym(given: Words, family: Words) -> tuple[Words, ...]:
    """All words of a name; a single name printed in both fields counts once as well."""
    both = (*given, *family)
    return (both, given) if given and _alike(given, family) else (both,)


def _line(name: Name) -> str:
    family, given = ("<".join(map(plain, words(part))) for part in (name.family, name.given))
    return f"{family}<<{given}"


def _cut_off(one: Name, two: Name) -> bool:
    """One name is the other, cut where the passport's machine-readable line ends."""
    shorter, longer = sorted((_line(one), _line(two)), key=len)
    return len(longer) > _LINE and shorter.rstrip("<") == longer[:_LINE].rstrip("<")


def compare_names(one: Name, two: Name) -> NameVerdict:
    """How alike two names are; the same in both directions."""
    given, family = _link(one.given, two.given), _link(one.family, two.family)
    if given in _SAME and family in _SAME:
        return _LEVELS[max(given, family)]
    all_one = (*words(one.given), *words(one.family))
    all_two = (*words(two.given), *words(two.family))
    if not all_one or not all_two:
        return NameVerdict(NameLevel.UNDECIDABLE, "no_name")
    if _moved(one, two):
        return _LEVELS[_Link.REARRANGED]
    if _cut_off(one, two):
        return NameVerdict(NameLevel.PART, "cut_off")
    links = {given, family}
    if links <= _SAME | _PART and not links >= _PART:
        return NameVerdict(NameLevel.PART, "name_left_out")
    if _contained(all_one, all_two) or _contained(all_two, all_one):
        lone = 1 in (len(all_one), len(all_two))
        reason = "one_name_only" if lone else "left_out_and_moved"
        return NameVerdict(NameLevel.UNDECIDABLE, reason)
    return _unlike(given, family, all_one, all_two)


def _unlike(given: _Link, family: _Link, one: Words, two: Words) -> NameVerdict:
    if given in _NEAR and family in _NEAR:
        if _Link.SLIP in (given, family):
            return NameVerdict(NameLevel.CLOSE, "typing_slip")
        if _Link.INITIAL in (given, family):
            return NameVerdict(NameLevel.CLOSE, "initial_only")
        return NameVerdict(NameLevel.UNDECIDABLE, "left_out_and_moved")
    if readable("".join(one)) != readable("".join(two)):
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
