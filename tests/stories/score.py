"""How many stories the program tells right: ``python -m tests.stories.score --record``.

`first` in ``score.json`` is what the first draft of the table reached, measured before anything in
it was mended; it is never written again.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

from tests.stories.telling import missed_at_once, missed_walking, walked
from tests.stories.test_told import CASES, STORIES, Story

KEPT: Final = Path(__file__).parent / "score.json"
GROUPS: Final[dict[str, list[Story]]] = {"cases": CASES, "stories": STORIES}

Score = dict[str, dict[str, int]]


def today() -> Score:
    """For each group: how many are right with all answers at once, how many walked, of how many."""
    return {
        name: {
            "at once": sum(not missed_at_once(story) for story in group),
            "walked": sum(not missed_walking(story, walked(story)) for story in group),
            "of": len(group),
        }
        for name, group in GROUPS.items()
    }


def kept() -> dict[str, Any]:
    scores: dict[str, Any] = json.loads(KEPT.read_text("utf-8"))
    return scores


def main() -> int:
    score = today()
    if "--record" in sys.argv[1:]:
        KEPT.write_text(json.dumps({**kept(), "today": score}, indent=2) + "\n", encoding="utf-8")
    for when, scores in (("first", kept()["first"]), ("today", score)):
        for name, one in scores.items():
            told = f"{one['at once']:4} at once {one['walked']:4} walked of {one['of']}"
            print(f"{when:6} {name:8} {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
