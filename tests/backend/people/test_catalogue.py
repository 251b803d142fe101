"""The catalogue of people: whole, coherent, invented, and clear about what is wrong with it."""

from __future__ import annotations

import copy
import re
import tomllib
from itertools import combinations
from typing import Any

import pytest

from backend_stub.faults.catalogue import FAULTS, status_class
from backend_stub.kernel.normal import normal_number
from backend_stub.personas.loader import FOLDER, LISTED, OTHERS, CatalogueError, build, load
from backend_stub.personas.people import Persona
from backend_stub.personas.portraits import digest_of
from backend_stub.personas.suggest import UnknownName, close_names
from tests.backend.seeded import CONTROLS

EVERYONE = load().people
# Numbers that may be shown in fiction: mobile, and London.
DRAMA = re.compile(r"\+44 7700 900\d{3}|\+44 20 7946 0\d{3}")
EXAMPLE = re.compile(r"[a-z.]+@example\.(org|com|net)")


def raw() -> tuple[dict[str, Any], dict[str, Any]]:
    """Both files, parsed, free to be spoiled."""
    one, two = (tomllib.loads((FOLDER / name).read_text("utf-8")) for name in (LISTED, OTHERS))
    return one, two


def test_there_is_somebody_for_every_code() -> None:
    wanted = {
        "OK", "MISS", "PROVE-ALL", "PROVE-SOME", "PROVE-TEMP", "ENT-PROOF", "ENT-VIEW", "ENT-MIX",
        "LINK", "TEMP", "CONT-3P", "WRONG-DOC", "PEND", "STALE-PROOF", "CODE-OTHER", "3C",
        "EXPIRED", "OK-HIDDEN", "OK-CHANGED", "PHOTO", "CONT-1", "CONT-2", "LOCK",
        "APPEAL", "MULTI", "DOC-STALE",
    }  # fmt: skip
    assert {EVERYONE[person_id].expected for person_id in load().listed} == wanted


def test_the_controls_have_one_status_of_each_class_and_nothing_wrong() -> None:
    found = [EVERYONE[person_id] for person_id in CONTROLS]
    assert [status_class(p.status.kind) for p in found] == ["settled", "pre_settled", "other"]
    assert [p.expected for p in found] == ["OK", "OK-HIDDEN", "OK"]
    assert not any(p.starting_faults for p in found)


@pytest.mark.parametrize("person", EVERYONE.values(), ids=lambda p: p.id)
def test_a_person_is_invented_and_can_be_reached(person: Persona) -> None:
    assert all(DRAMA.fullmatch(address) for c, address in person.contacts if c == "text")
    assert all(EXAMPLE.fullmatch(address) for c, address in person.contacts if c == "email")
    assert all(DRAMA.fullmatch(address) or EXAMPLE.fullmatch(address) for address in person.holds)
    for number in filter(None, (person.document, person.old_document)):
        # A passport's number has at most nine signs: none can ever be one of these.
        assert len(normal_number(number)) > 9
        assert re.fullmatch(r"PRACTICE \d{3}", number)
    assert set(person.starting_faults) <= set(FAULTS)
    assert person.story.endswith(".")
    assert len(person.story) <= 100
    assert person.id.split("-")[0] in person.given_names.lower().replace("á", "a")


def test_names_and_birthdays_are_clearly_different() -> None:
    given = [p.given_names.split()[0] for p in EVERYONE.values()]
    assert len({name[:3] for name in given}) == len(given)
    families = [p.family_name for p in EVERYONE.values() if p.id != "ilyas-child"]
    assert len({name[:3] for name in families}) == len(families)
    born = [p.birth_date for p in EVERYONE.values()]
    assert len(set(born)) == len(born)
    assert len({day.replace(year=2000) for day in born}) == len(born)


def test_no_slip_of_one_finger_opens_another_invented_record() -> None:
    numbers = [n for p in EVERYONE.values() for n in (p.document, p.old_document) if n]
    for one, other in combinations(numbers, 2):
        assert sum(a != b for a, b in zip(one, other, strict=True)) >= 2
        assert sorted(one) != sorted(other)


def test_the_stranger_differs_from_everyone_in_every_way() -> None:
    stranger = load().stranger
    for person in EVERYONE.values():
        if person is not stranger:
            assert person.name.split()[0] != stranger.name.split()[0]
            assert person.family_name != stranger.family_name
            assert person.birth_date != stranger.birth_date
            assert person.status.kind != stranger.status.kind
            assert person.status.until != stranger.status.until
            assert digest_of(stranger.face) not in map(digest_of, person.older_faces)
            assert digest_of(person.face) != digest_of(stranger.face)


def test_partners_know_each_other_and_have_different_documents() -> None:
    pairs = [(p, EVERYONE[p.partner]) for p in EVERYONE.values() if p.partner]
    assert pairs
    for one, other in pairs:
        assert other.partner == one.id
        assert one.family_name != other.family_name
        # The code goes to the other's account: only a shared contact brings it to this one.
        assert set(one.holds) & {address for _, address in other.contacts}


SPOILED: list[tuple[str, str, str]] = [
    ("storey = 'x'", "no entry 'storey' (did you mean story", "a word that is not known"),
    ("channel = 'sms'", "no channel 'sms'", "a channel that there is not"),
    ("birth_date = '1981-03-14'", "birth_date is written like", "a date in quotes"),
    ("status = { kind = 'settld', from = '-1y' }", "did you mean settled", "a kind misspelt"),
    ("status = { kind = 'settled', from = '1 year' }", "'-2y6m'", "a span in words"),
    ("status = { kind = 'settled' }", "status: from is missing", "no start"),
    ("nationality = 'Polish'", "three letters, as in passports", "a nationality in words"),
    ("partner = 'anna-settled'", "did you mean ana-settled", "a partner that there is not"),
    ("knows = { letter = 'grantd' }", "did you mean granted", "an answer misspelt"),
    ("knows = { leter = 'granted' }", "did you mean letter", "a thing to know misspelt"),
    ("face = { figure = 'woman' }", "face: age is missing", "half a face"),
]


@pytest.mark.parametrize(("entry", "said"), [s[:2] for s in SPOILED], ids=[s[2] for s in SPOILED])
def test_a_mistake_is_named_with_its_place_and_cure(entry: str, said: str) -> None:
    listed, others = raw()
    listed["person"][0] |= tomllib.loads(entry)
    with pytest.raises(CatalogueError) as caught:
        build(listed, others)
    assert said in str(caught.value)
    assert "ana-settled" in str(caught.value)


def test_a_person_written_twice_or_not_reachable_is_named() -> None:
    listed, others = raw()
    listed["person"].append(copy.deepcopy(listed["person"][0]))
    with pytest.raises(CatalogueError, match="'ana-settled' is there twice"):
        build(listed, others)
    listed, others = raw()
    del listed["person"][0]["phone"]
    with pytest.raises(CatalogueError, match="codes go by text, but there is no such contact"):
        build(listed, others)
    listed, others = raw()
    del others["conditions"]["settled"]
    with pytest.raises(CatalogueError, match="'settled'"):
        build(listed, others)


def test_a_name_that_is_not_known_brings_suggestions() -> None:
    with pytest.raises(UnknownName) as caught:
        load().person("ana-setled")
    assert caught.value.did_you_mean[0] == "ana-settled"
    # Those who only have records are not to be chosen.
    with pytest.raises(UnknownName):
        load().person(load().stranger_id)
    assert close_names("mihai", load().listed) == ["mihai-presettled"]
    assert close_names("zzzzzz", load().listed) == []
