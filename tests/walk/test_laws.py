"""The three-valued law, from the answers on: *not sure* never makes anything surer."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import pytest

from tests.stories.telling import CALENDAR, TODAY
from tests.walk.chance import DEPENDENTS, answers, kept_by_the_journey, unsure
from tui.core.advance import advance
from tui.core.diagnose import Certainty, Gate, diagnose, gate, holds, ruled_out, settle
from tui.core.events import Answer
from tui.core.findings import TABLE
from tui.core.journey import REAL, Journey
from tui.core.observations import OBSERVATIONS
from tui.core.questions import BY_ID, Told
from tui.core.steps.walk import ONE_AT_A_TIME, field_step
from tui.core.table import NOT_REACHED, NOT_SURE, Row
from tui.core.told import observed

FLIPS: Final = 52_000
MANY_FLIPS: Final = 600_000
SAMPLES: Final = 1_500
many = pytest.mark.parametrize("flips", [FLIPS, pytest.param(MANY_FLIPS, marks=pytest.mark.long)])

Values = Mapping[str, str]

_READERS: Final = {
    one.id: tuple(row for row in TABLE.rows if one.id in row.reads) for one in OBSERVATIONS
}


def clear(row: Row, values: Values) -> bool:
    """Whether all that the row reads is known and makes it true, replaced by another or not."""
    return holds(row.needs, values) is True and not any(
        values[name] in allowed or values[name] == NOT_SURE for name, allowed in row.unless.items()
    )


def contradictory(values: Values) -> bool:
    return any(holds(one.when, values) is True for one in TABLE.contradictions)


def surer(before: Values, after: Values) -> Iterator[str]:
    """The rows that a flip made clear or ruled out, and *contradiction* where it made one."""
    changed = [name for name in after if after[name] != before[name]]
    for row in {row.id: row for name in changed for row in _READERS[name]}.values():
        if clear(row, after) and not clear(row, before):
            yield f"{row.id} clear"
        if ruled_out(row, after) and not ruled_out(row, before):
            yield f"{row.id} ruled out"
    if changed and contradictory(after):
        yield "contradiction"


def values_of(told: Mapping[str, Told]) -> Values:
    return settle(TABLE, observed(told, CALENDAR, TODAY))


@many
def test_an_answer_made_not_sure_makes_no_finding_clear_and_rules_none_out(flips: int) -> None:
    """With what depends on it unanswered, as when it is asked anew, and with it left as it was, as
    when somebody goes back and says it otherwise."""
    chance = random.Random(flips)
    done = 0
    broken: Counter[str] = Counter()
    while done < flips:
        told = kept_by_the_journey(answers(chance))
        before = values_of(told)
        if contradictory(before):
            continue
        for name in told:
            question = BY_ID[name]
            if told[name] == unsure(question):
                continue
            gone = DEPENDENTS[name] if chance.random() < 0.5 else frozenset[str]()
            flipped = {one: given for one, given in told.items() if one not in gone}
            after = values_of({**flipped, name: unsure(question)})
            done += 1
            if name == "view_wrong" and after["view"] == "unclear":
                # They looked and could not tell whose it is: that is an answer of its own.
                continue
            broken.update(f"{name}: {what}" for what in surer(before, after))
    assert not broken, sorted(broken.items())


def seen_by_chance(chance: random.Random) -> dict[str, str]:
    """A reachable combination, drawn in question order."""
    values: dict[str, str] = {}
    for one in OBSERVATIONS:
        match gate(one, values):
            case Gate.OPEN:
                values[one.id] = chance.choice((*one.values, *one.values, NOT_SURE))
            case Gate.SHUT:
                values[one.id] = NOT_REACHED
            case Gate.UNKNOWN:
                values[one.id] = NOT_SURE
    return values


@many
def test_an_observation_made_not_sure_makes_no_finding_clear_and_rules_none_out(flips: int) -> None:
    chance = random.Random(flips + 1)
    done = 0
    broken: Counter[str] = Counter()
    while done < flips:
        before = seen_by_chance(chance)
        if contradictory(before):
            continue
        seen = {name: one for name, one in before.items() if one != NOT_REACHED}
        for name in [name for name, one in seen.items() if one != NOT_SURE]:
            done += 1
            after = settle(TABLE, {**seen, name: NOT_SURE})
            broken.update(f"{name}: {what}" for what in surer(before, after))
    assert not broken, sorted(broken.items())


def test_what_is_called_clear_here_is_what_the_diagnosis_calls_clear() -> None:
    chance = random.Random(7)
    for _ in range(SAMPLES):
        told = kept_by_the_journey(answers(chance))
        diagnosis = diagnose(TABLE, observed(told, CALENDAR, TODAY))
        if diagnosis.contradictions:
            assert contradictory(diagnosis.values)
            continue
        said = {one.row.id for one in diagnosis.findings if one.certainty is Certainty.CLEAR}
        likely = {one.row.id for one in diagnosis.findings} - said
        true = {row.id for row in TABLE.rows if clear(row, diagnosis.values)}
        replacing = true | likely
        replaced = {name for row in TABLE.rows if row.id in replacing for name in row.over}
        assert true - replaced <= said <= true


# One detail at a time -----------------------------------------------------------------------


def one_by_one(surface: str, said: Mapping[str, str]) -> Values:
    """What it means when the details of a surface are answered one after another."""
    told: dict[str, Told] = {"signin": "in", "status": "shown", "purpose": "job", "holds": "visa"}
    if surface != "view":
        told["view"] = ("right",)
    journey = Journey(step=field_step(surface, 0), mode=REAL, told=told, today=TODAY)
    names = {field_step(surface, at): name for at, name in enumerate(ONE_AT_A_TIME[surface])}
    while journey.step in names:
        journey, _ = advance(journey, Answer(journey.step, said[names[journey.step]]))
        assert not journey.error
    return values_of(journey.told)


@pytest.mark.parametrize("surface", ["view", "work"])
def test_a_detail_made_not_sure_makes_no_finding_clear_and_rules_none_out(surface: str) -> None:
    fields = ONE_AT_A_TIME[surface]
    chance = random.Random(3)
    broken: Counter[str] = Counter()
    for _ in range(250):
        said = {name: chance.choice(allowed) for name, allowed in fields.items()}
        before = one_by_one(surface, said)
        if contradictory(before):
            continue
        for name in fields:
            after = one_by_one(surface, {**said, name: NOT_SURE})
            if after[surface] in ("unclear", "other"):
                # They looked and could not tell whose it is: that is an answer of its own. And
                # what may be another person's is not called anything milder for want of a detail.
                continue
            broken.update(f"{surface}.{name}: {what}" for what in surer(before, after))
    assert not broken, sorted(broken.items())
