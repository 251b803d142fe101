"""The drawn portraits: always the same, clearly different people, and words for each."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from backend_stub.kernel.portrait import Portrait
from backend_stub.personas.drawing.features import CHOICES, SKIN, Face
from backend_stub.personas.loader import load
from backend_stub.personas.portraits import digest_of, draw

PEOPLE = load().people
PLAIN = Face("woman", "middle", "fair", "oval", "short", "dark", "navy", "mist")


def cells(face: Face) -> list[str]:
    """The colours, row by row."""
    portrait = draw(face)
    return [portrait["palette"][int(sign, 36)] for row in portrait["rows"] for sign in row]


def middle(face: Face) -> list[str]:
    """Only the part that the face, hair and what is worn on the head fill."""
    shown = cells(face)
    return [shown[24 * y + x] for y in range(3, 23) for x in range(4, 20)]


def apart(one: list[str], other: list[str]) -> float:
    """The share of cells that differ."""
    return sum(a != b for a, b in zip(one, other, strict=True)) / len(one)


def test_no_two_people_look_alike() -> None:
    for one, other in combinations(PEOPLE.values(), 2):
        assert apart(cells(one.face), cells(other.face)) > 0.3, (one.id, other.id)
        assert apart(middle(one.face), middle(other.face)) > 0.3, (one.id, other.id)


def test_the_people_are_of_many_kinds() -> None:
    faces = [p.face for p in PEOPLE.values()]
    assert {f.skin for f in faces} == set(SKIN)
    assert {f.age for f in faces} == {"child", "young", "middle", "older"}
    assert {"hijab", "turban", "flat_cap", "kippah", "headwrap"} <= {f.covering for f in faces}
    assert {"round", "square"} <= {f.glasses for f in faces}
    assert len({f.hair for f in faces}) >= 10
    assert sum(f.figure in ("woman", "girl") for f in faces) >= 8
    assert sum(f.figure in ("man", "boy") for f in faces) >= 8


def test_an_older_picture_is_another_picture() -> None:
    for person in PEOPLE.values():
        for older in person.older_faces:
            assert digest_of(older) != digest_of(person.face)
            assert apart(cells(older), cells(person.face)) > 0.2
            assert older.skin == person.face.skin


def test_every_picture_has_its_own_words() -> None:
    words = [draw(p.face)["alt"] for p in PEOPLE.values()]
    assert len(set(words)) == len(words)
    assert all(alt.startswith(("drawing of a ", "drawing of an ")) for alt in words)
    assert not any(" a a" in alt or " a o" in alt or "  " in alt for alt in words)
    seen = draw(PEOPLE["priya-skilled"].face)["alt"]
    assert seen == "drawing of a woman with plaited black hair and round glasses"


@pytest.mark.parametrize("person_id", PEOPLE)
def test_a_portrait_is_well_formed(person_id: str) -> None:
    portrait: Portrait = draw(PEOPLE[person_id].face)
    assert (portrait["width"], portrait["height"]) == (24, 28)
    assert len(portrait["rows"]) == 28
    assert {len(row) for row in portrait["rows"]} == {24}
    used = {int(sign, 36) for row in portrait["rows"] for sign in row}
    assert used == set(range(len(portrait["palette"])))
    assert all(len(colour) == 7 and int(colour[1:], 16) >= 0 for colour in portrait["palette"])


@pytest.mark.parametrize("name", CHOICES)
def test_every_choice_of_a_feature_draws_another_picture(name: str) -> None:
    base = replace(PLAIN, covering="flat_cap") if name == "covering_colour" else PLAIN
    drawn = {choice: digest_of(replace(base, **{name: choice})) for choice in CHOICES[name]}
    # A boy and a girl are drawn by their hair and clothes alone.
    alike = 1 if name == "figure" else 0
    assert len(set(drawn.values())) >= len(drawn) - alike
