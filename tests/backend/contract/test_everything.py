"""Whatever is asked, right or wrong, is answered as the description says, and never with a 5xx.

`negative_data_rejection`, `missing_required_header`, `ignored_auth`, `unsupported_method`,
`use_after_free` and all the other checks of Schemathesis are on.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.backend.contract.everything import Outcome, run

ASKS_NOTHING = "what takes neither a parameter nor a body has few cases, and all of them are tried"


def judged(outcome: Outcome, least: int) -> None:
    """Nothing wrong, every operation reached, and each answered well at least once over all."""
    assert outcome.wrong == {}, "\n\n".join(f"{k}\n{v}" for k, v in outcome.wrong.items())
    assert outcome.cases.keys() == outcome.takes.keys()
    for label, takes in outcome.takes.items():
        assert outcome.cases[label] >= (least if takes else 1), (label, ASKS_NOTHING)
    statuses = {status for _, status in outcome.answers}
    assert max(statuses) < 500
    assert {200, 201, 401, 404, 422} <= statuses


def test_the_whole_interface_in_short(tmp_path: Path) -> None:
    judged(run(tmp_path, ["fuzzing"], examples=2, seed=1), least=2)


@pytest.mark.long
def test_the_whole_interface_at_length(tmp_path: Path) -> None:
    """Also every boundary of every value, and sequences of requests that follow from answers."""
    outcome = run(tmp_path, ["examples", "coverage", "fuzzing", "stateful"], examples=200, seed=2)
    print(f"{outcome.cases.total()} cases, {len(outcome.cases)} operations")
    judged(outcome, least=200)
