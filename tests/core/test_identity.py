"""Are two records the same person? Ordinary life is explained; two people are never made one."""

from __future__ import annotations

import unicodedata
from datetime import date
from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tui.core.identity import (
    REASONS,
    BirthLevel,
    Likeness,
    Name,
    NameLevel,
    compare,
    compare_births,
    compare_names,
)
from tui.core.slips import steps_apart

N = NameLevel

# given, family; given, family; level; reason
LIFE = [
    # Nothing differs.
    ("Ioana", "Popescu", "Ioana", "Popescu", N.IDENTICAL, "identical"),
    # Accents, case, hyphens, apostrophes.
    ("Łucja", "Wiśniewska", "ŁUCJA", "WIŚNIEWSKA", N.NORMALISED, "accents_or_case"),
    ("Ștefan", "Țîrlea", "Stefan", "Tirlea", N.NORMALISED, "accents_or_case"),
    ("Ştefan", "Ţîrlea", "Ștefan", "Țîrlea", N.NORMALISED, "accents_or_case"),
    ("João", "Conceição", "JOAO", "CONCEICAO", N.NORMALISED, "accents_or_case"),
    ("Begoña", "Núñez Ibáñez", "BEGONA", "NUNEZ IBANEZ", N.NORMALISED, "accents_or_case"),
    ("Siân", "Llŷr", "Sian", "Llyr", N.NORMALISED, "accents_or_case"),
    ("Mari", "Dŵr", "MARI", "DWR", N.NORMALISED, "accents_or_case"),
    ("Anna-Maria", "O’Dwyer", "Anna Maria", "ODWYER", N.NORMALISED, "accents_or_case"),
    ("Anna", "O\u02bcDwyer", "Anna", "O`Dwyer", N.NORMALISED, "accents_or_case"),
    ("Annamaria", "O'Dwyer", "Anna Maria", "O Dwyer", N.NORMALISED, "accents_or_case"),
    ("Carla", "De La Torre", "Carla", "Delatorre", N.NORMALISED, "accents_or_case"),
    ("Jörg", "Krämer", "Jorg", "Kramer", N.NORMALISED, "accents_or_case"),
    ("Minh\u200b", "Đỗ", "Minh", "Đô", N.NORMALISED, "accents_or_case"),
    ("Ｙｕｋｉ", "Ｍｏｒｉ", "Yuki", "Mori", N.NORMALISED, "accents_or_case"),
    # Letters that a passport spells out, or another alphabet.
    ("Łukasz", "Żółć", "LUKASZ", "ZOLC", N.TRANSLITERATED, "other_alphabet"),
    ("Jörg", "Weiß", "JOERG", "WEISS", N.TRANSLITERATED, "other_alphabet"),
    ("Jörg", "Weiß", "JORG", "WEISS", N.TRANSLITERATED, "other_alphabet"),
    ("Øyvind", "Ågård", "OEYVIND", "AAGAARD", N.TRANSLITERATED, "other_alphabet"),
    ("Øyvind", "Ågård", "OYVIND", "AGARD", N.TRANSLITERATED, "other_alphabet"),
    ("Þórdís", "Guðjónsdóttir", "THORDIS", "GUDJONSDOTTIR", N.TRANSLITERATED, "other_alphabet"),
    ("Đặng", "Hoàng", "DANG", "HOANG", N.TRANSLITERATED, "other_alphabet"),
    ("Işıl", "Şahin", "ISIL", "SAHIN", N.TRANSLITERATED, "other_alphabet"),
    ("Зоряна", "Гнатюк", "Zoriana", "Hnatiuk", N.TRANSLITERATED, "other_alphabet"),
    ("Юлія", "Згурська", "YULIIA", "ZGHURSKA", N.TRANSLITERATED, "other_alphabet"),
    ("Цветелина", "Щерева", "Tsvetelina", "Shtereva", N.TRANSLITERATED, "other_alphabet"),
    ("Мария", "Христова", "MARIA", "HRISTOVA", N.TRANSLITERATED, "other_alphabet"),
    ("Андрей", "Юрьев", "ANDREI", "IUREV", N.TRANSLITERATED, "other_alphabet"),
    ("Αυγή", "Παπαδοπούλου", "AVGI", "PAPADOPOULOU", N.TRANSLITERATED, "other_alphabet"),
    ("Ευτυχία", "Μπέλλου", "Eftychia", "Mpellou", N.TRANSLITERATED, "other_alphabet"),
    # Another order, another field, one name only.
    ("Thị Minh", "Nguyễn", "Nguyen", "Thi Minh", N.REARRANGED, "other_order"),
    ("Nguyễn Thị", "Minh", "Thi Minh", "Nguyen", N.REARRANGED, "other_order"),
    ("Gábor", "Németh", "Németh", "Gábor", N.REARRANGED, "other_order"),
    ("Maria Ewa", "Sikora", "Ewa Maria", "Sikora", N.REARRANGED, "other_order"),
    ("Ana", "Ruiz Soler", "Ana", "Soler Ruiz", N.REARRANGED, "other_order"),
    ("", "Shahida", "Shahida", "", N.REARRANGED, "other_order"),
    ("Shahida", "Shahida", "", "Shahida", N.REARRANGED, "other_order"),
    ("FNU", "Shahida", "Shahida", "XXX", N.REARRANGED, "other_order"),
    ("Abdul Rahim", "", "", "Abdulrahim", N.REARRANGED, "other_order"),
    ("De La Torre", "Carla", "Carla", "Delatorre", N.REARRANGED, "other_order"),
    ("Bibi Shahida", "", "Shahida", "Bibi", N.REARRANGED, "other_order"),
    # A part left out.
    ("Joanna Ewa", "Sikora", "Joanna", "Sikora", N.PART, "name_left_out"),
    ("Ana", "Ruiz Soler", "Ana", "Ruiz", N.PART, "name_left_out"),
    ("Rita", "da Silva Moura", "Rita", "Moura", N.PART, "name_left_out"),
    ("Ewa", "Sikora-Wrona", "Ewa", "Sikora", N.PART, "name_left_out"),
    (
        "Maria Antonia Guadalupe",
        "Etxeberria Goikoetxea",
        "Maria Antonia Gu",
        "Etxeberria Goikoetxea",
        N.PART,
        "cut_off",
    ),
    (
        "Þórgunnur Ægisdóttir",
        "Guðbrandsdóttir Øverby",
        "Thorgunnur Aeg",
        "Gudbrandsdottir Oeverby",
        N.PART,
        "cut_off",
    ),
    # It may be a slip.
    ("Katarzyna", "Sikora", "Katrazyna", "Sikora", N.CLOSE, "typing_slip"),
    ("Katarzyna", "Sikora", "Katazyna", "Sikora", N.CLOSE, "typing_slip"),
    ("Anna", "Sikora", "Ana", "Sikora", N.CLOSE, "typing_slip"),
    ("Jaon", "Petrescu", "Jona", "Petrescu", N.GIVEN_DIFFERS, "given_differs"),
    ("Joan", "Petrescu", "Jaon", "Petrescu", N.CLOSE, "typing_slip"),
    ("Vasile", "Petrescu", "Vasile", "Petresku", N.CLOSE, "typing_slip"),
    ("Muhammad", "Anwar", "Mohammed", "Anwar", N.CLOSE, "typing_slip"),
    ("Daniel", "Popa", "Daniela", "Popa", N.CLOSE, "typing_slip"),
    ("Jan", "Kowalski", "Jan", "Kowalska", N.CLOSE, "typing_slip"),
    ("J.", "Kowalski", "Jan", "Kowalski", N.CLOSE, "initial_only"),
    # It cannot be told from the names.
    ("", "Shahida", "Shahida", "Anwar", N.UNDECIDABLE, "one_name_only"),
    ("Minh", "Nguyen", "Nguyen Thi", "Minh", N.UNDECIDABLE, "left_out_and_moved"),
    ("Ana", "Ruiz Soler", "Ana Lucia", "Ruiz", N.UNDECIDABLE, "left_out_and_moved"),
    ("شاهدہ", "انور", "Shahida", "Anwar", N.UNDECIDABLE, "other_script"),
    ("", "", "Shahida", "Anwar", N.UNDECIDABLE, "no_name"),
    ("-", ".", "Shahida", "Anwar", N.UNDECIDABLE, "no_name"),
    # A marriage, or another person with that given name.
    ("Joanna", "Sikora", "Joanna", "Wrona", N.FAMILY_DIFFERS, "family_differs"),
    ("Joanna Ewa", "Sikora", "Joanna", "Wrona", N.FAMILY_DIFFERS, "family_differs"),
    ("Anh", "Ng", "Anh", "Ngo", N.FAMILY_DIFFERS, "family_differs"),
    ("Rita", "da Silva", "Rita", "da Costa", N.FAMILY_DIFFERS, "family_differs"),
    # Brothers, sisters, twins; short names are names of their own.
    ("Joanna", "Sikora", "Ewa", "Sikora", N.GIVEN_DIFFERS, "given_differs"),
    ("Maria Ewa", "Sikora", "Maria Anna", "Sikora", N.GIVEN_DIFFERS, "given_differs"),
    ("Li", "Chen", "Le", "Chen", N.GIVEN_DIFFERS, "given_differs"),
    ("Ewa", "Sikora", "Eva", "Sikora", N.GIVEN_DIFFERS, "given_differs"),
    ("Anna", "Sikora", "Anne", "Sikora", N.GIVEN_DIFFERS, "given_differs"),
    ("Jan", "Sikora", "Jana", "Sikora", N.GIVEN_DIFFERS, "given_differs"),
    ("Hassan", "Anwar", "Hussain", "Anwar", N.GIVEN_DIFFERS, "given_differs"),
    ("Maria", "Popescu", "Marius", "Popesku", N.GIVEN_DIFFERS, "given_differs"),
    # Somebody else.
    ("Joanna", "Sikora", "Femke", "Okonkwo", N.ALL_DIFFER, "all_differ"),
    ("Li", "Ang", "Lia", "Ng", N.ALL_DIFFER, "all_differ"),
    ("Li", "Ng", "Le", "Ngo", N.ALL_DIFFER, "all_differ"),
    ("Shahida", "", "Femke", "Okonkwo", N.ALL_DIFFER, "all_differ"),
    ("Иван", "Петров", "Femke", "Okonkwo", N.ALL_DIFFER, "all_differ"),
]


@pytest.mark.parametrize(
    ("one", "two", "level", "reason"),
    [(Name(a, b), Name(c, d), level, reason) for a, b, c, d, level, reason in LIFE],
    ids=[f"{a} {b} / {c} {d}" for a, b, c, d, _, _ in LIFE],
)
def test_names_from_life(one: Name, two: Name, level: NameLevel, reason: str) -> None:
    for verdict in (compare_names(one, two), compare_names(two, one)):
        assert (verdict.level, verdict.reason) == (level, reason)


def test_every_level_and_every_reason_is_met_in_life() -> None:
    assert {level for *_, level, _ in LIFE} == set(NameLevel)
    assert {reason for *_, reason in LIFE} == set(REASONS)


def test_which_differences_ordinary_life_explains() -> None:
    assert [level.likeness for level in NameLevel] == [
        Likeness.SAME,
        *[Likeness.VARIANT] * 4,
        *[Likeness.UNCLEAR] * 3,
        *[Likeness.DIFFERENT] * 2,
    ]


def test_many_like_words_are_matched_without_trying_every_order() -> None:
    one, two = Name("a " * 200 + "bc", "Sikora"), Name("a " * 200 + "de", "Sikora")
    assert compare_names(one, two).level is NameLevel.GIVEN_DIFFERS


# Laws -------------------------------------------------------------------------------------

GIVEN = (
    *("Joanna", "Ewa", "Zoriana", "Mihai", "Ștefan", "Łucja", "Siân", "Jörg", "Þórdís", "Minh"),
    *("Begoña", "João", "Shahida", "Øyvind", "Li", "Anh", "Işıl", "Цветелина", "Иван", "Αυγή"),
)
FAMILY = (
    *("Sikora", "Popescu", "Wiśniewska", "Nguyễn", "O’Dwyer", "Núñez Ibáñez", "da Silva", "Weiß"),
    *("Guðjónsdóttir", "Anwar", "Ng", "Ngo", "Dŵr", "Гнатюк", "Христова", "Παπαδοπούλου"),
)
ALPHABET = "abcdefghijklmnoprstuwyzäöüßøåþðłđşıșțăâîéíóúñçŵŷабвгдеїєюящξψω'’- "
TEXT = st.text(ALPHABET, max_size=20)
NAMES = st.builds(Name, TEXT, TEXT) | st.builds(
    Name,
    st.lists(st.sampled_from(GIVEN), min_size=1, max_size=3, unique=True).map(" ".join),
    st.sampled_from(FAMILY),
)
LISTED = st.builds(Name, st.sampled_from(GIVEN), st.sampled_from(FAMILY))


def _bare(text: str) -> str:
    """Without the marks of Latin letters; in other alphabets a mark makes another letter."""
    parts = [unicodedata.normalize("NFD", one) for one in text]
    return "".join(p[0] if p[0].isascii() else one for p, one in zip(parts, text, strict=True))


@given(NAMES)
def test_everybody_is_like_themselves(one: Name) -> None:
    assert compare_names(one, one).level is NameLevel.IDENTICAL


@given(NAMES, NAMES)
def test_it_does_not_matter_who_comes_first(one: Name, two: Name) -> None:
    assert compare_names(one, two) == compare_names(two, one)


@given(LISTED)
def test_accents_case_and_fields_are_no_difference(one: Name) -> None:
    for other in (
        Name(_bare(one.given), _bare(one.family)),
        Name(one.given.upper(), one.family.upper()),
        Name(one.given.lower(), one.family.title()),
        Name(one.family, one.given),
        Name("", f"{one.family} {one.given}"),
        Name(f"{one.given} {one.family}", ""),
        Name(f" {one.given}  ", one.family.replace(" ", "-")),
        Name(unicodedata.normalize("NFD", one.given), one.family.replace("’", "'")),
    ):
        assert compare_names(one, other).legitimate, other


@given(LISTED, LISTED)
def test_accents_and_case_never_change_the_answer(one: Name, two: Name) -> None:
    other = Name(_bare(two.given).upper(), _bare(two.family).lower())
    plain, bare = compare_names(one, two), compare_names(one, other)
    if plain.likeness is Likeness.SAME:
        assert bare.legitimate
    else:
        assert bare.likeness is plain.likeness


@given(st.lists(st.sampled_from(GIVEN), min_size=1, max_size=4, unique=True), st.data())
def test_the_order_of_words_never_matters(given_names: list[str], data: st.DataObject) -> None:
    family = data.draw(st.sampled_from(FAMILY))
    moved = data.draw(st.permutations([*given_names, family]))
    cut = data.draw(st.integers(0, len(moved)))
    one = Name(" ".join(given_names), family)
    assert compare_names(one, Name(" ".join(moved[:cut]), " ".join(moved[cut:]))).legitimate


@pytest.mark.parametrize("family", FAMILY)
def test_two_given_names_of_one_family_are_never_the_same_person(family: str) -> None:
    bare = _bare(family).upper()
    for one, two in combinations(GIVEN, 2):
        for other in (family, bare):
            verdict = compare_names(Name(one, family), Name(two, other))
            assert verdict.level is NameLevel.GIVEN_DIFFERS, (one, two, verdict)


@given(
    st.text("abcdeimnorstu", min_size=2, max_size=9),
    st.text("abcdeimnorstu", min_size=2, max_size=9),
    st.sampled_from(FAMILY),
)
def test_nor_are_any_two_words_that_differ(one: str, two: str, family: str) -> None:
    assume(one != two)
    verdict = compare_names(Name(one, family), Name(two, family))
    assert not verdict.legitimate
    if verdict.level is not NameLevel.GIVEN_DIFFERS:
        assert verdict.reason == "typing_slip"
        assert steps_apart(one, two) <= 2 or set(one) == set(two)


@given(LISTED, LISTED, st.dates(), st.dates())
def test_by_name_alone_nobody_is_the_same(one: Name, two: Name, born: date, other: date) -> None:
    hidden = compare(one, born, two, None)
    assert hidden.birth is BirthLevel.HIDDEN
    assert hidden.likeness in (Likeness.UNCLEAR, Likeness.DIFFERENT)
    seen = compare(one, born, two, other)
    if seen.likeness in (Likeness.SAME, Likeness.VARIANT):
        assert born == other
        assert seen.name.legitimate
    assert seen == compare(two, other, one, born)


def test_two_people_side_by_side() -> None:
    joanna, born = Name("Joanna", "Sikora"), date(1987, 3, 14)
    near = date(1987, 3, 24)
    assert compare(joanna, born, joanna, born).likeness is Likeness.SAME
    assert compare(joanna, born, Name("SIKORA", "Joanna"), born).likeness is Likeness.VARIANT
    assert compare(joanna, born, joanna, near).likeness is Likeness.UNCLEAR
    assert compare(joanna, born, Name("Joanna", "Wrona"), born).likeness is Likeness.UNCLEAR
    assert compare(joanna, born, joanna, date(1990, 1, 1)).likeness is Likeness.DIFFERENT
    assert compare(joanna, born, Name("Ewa", "Sikora"), born).likeness is Likeness.DIFFERENT


@pytest.mark.parametrize(
    ("two", "level"),
    [
        (date(1987, 3, 4), BirthLevel.SAME),
        (None, BirthLevel.HIDDEN),
        (date(1987, 4, 3), BirthLevel.EXCHANGED),
        (date(1987, 3, 14), BirthLevel.ONE_DIGIT),
        (date(1997, 3, 4), BirthLevel.ONE_DIGIT),
        (date(1978, 3, 4), BirthLevel.DIFFERENT),
        (date(1997, 4, 3), BirthLevel.DIFFERENT),
        (date(1987, 3, 15), BirthLevel.DIFFERENT),
    ],
)
def test_birth_dates(two: date | None, level: BirthLevel) -> None:
    one = date(1987, 3, 4)
    assert compare_births(one, two) is level
    assert compare_births(two, one) is level


@pytest.mark.parametrize(
    ("one", "two", "steps"),
    [
        ("", "", 0),
        ("ewa", "", 3),
        ("ewa", "ewa", 0),
        ("ewa", "eva", 1),
        ("joan", "jaon", 1),
        ("joan", "joann", 1),
        ("joan", "jon", 1),
        ("muhammad", "mohammed", 2),
        ("abcd", "dcba", 3),
    ],
)
def test_slips_are_counted(one: str, two: str, steps: int) -> None:
    assert steps_apart(one, two) == steps_apart(two, one) == steps
