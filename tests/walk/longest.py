"""The longest way through the questions, whatever is answered.

It is looked for with the planner itself, every answer tried that the planner can tell from others,
and each state of affairs (:mod:`affairs`) once. A way is left where it cannot become long enough:
where too few questions may still come, or too few for a planner that asks more (:mod:`relaxed`).
What is proved, then, is that no walk is longer; not how long each one is.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.stories.telling import CALENDAR, NOT_COUNTED, TODAY
from tests.walk.affairs import EVERY, Affairs
from tests.walk.chance import unsure
from tests.walk.places import told_apart
from tests.walk.relaxed import Relaxed
from tui.core.asking import Known, next_question
from tui.core.questions import BY_ID, Told

Path = tuple[tuple[str, Told], ...]


class Longest:
    """`tried`: for each state of affairs, the least number of questions that it has not got."""

    def __init__(self) -> None:
        self.sorts = told_apart()
        self.relaxed = Relaxed()
        self.tried: dict[object, int] = {}

    def at_least(self, many: int) -> Mapping[str, Told] | None:
        """The answers of a walk in which so many questions are asked, or None: there is none."""
        return self._search({}, EVERY, many)

    def _search(
        self, told: Mapping[str, Told], may: frozenset[str], many: int
    ) -> Mapping[str, Told] | None:
        if many <= 0:
            return told
        here = Affairs(told, may)
        if len(here.may.difference(NOT_COUNTED)) < many:
            return None
        key = here.key()
        if self.tried.get(key, many + 1) <= many:
            return None
        if self.relaxed.from_here(told) < many:
            self.tried[key] = many
            return None
        asked = next_question(Known(told, TODAY, CALENDAR, look_anyway=True))
        if asked is not None:
            question = asked.question
            assert question in here.may, f"{question} was not to come: {told}"
            left = many - (question not in NOT_COUNTED)
            for one in self.sorts[question]:
                found = self._search({**told, question: one}, here.may, left)
                if found is not None:
                    return found
        self.tried[key] = many
        return None


def really(told: Mapping[str, Told]) -> Path:
    """What the real planner asks when it is answered so."""
    known = Known({}, TODAY, CALENDAR, look_anyway=True)
    asked: list[tuple[str, Told]] = []
    while (one := next_question(known)) is not None:
        given = told.get(one.question, unsure(BY_ID[one.question]))
        asked.append((one.question, given))
        known = known.told(one.question, given)
    return tuple(asked)


def counted(path: Path) -> int:
    return len([name for name, _ in path if name not in NOT_COUNTED])
