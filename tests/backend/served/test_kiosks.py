"""Many kiosks at one mock: no error, no lost code, and nobody is shown anybody else."""

from __future__ import annotations

import pytest

from tests.benchmarks.kiosks import Kiosk, WrongAnswer, kiosks


@pytest.mark.parametrize(
    ("number", "minutes"),
    [(30, 0.05), pytest.param(50, 5.0, marks=pytest.mark.long)],
    ids=["everybody once", "at length"],
)
def test_many_kiosks_at_once(number: int, minutes: float) -> None:
    assert kiosks(number, minutes) == 0


def test_somebody_else_s_details_are_noticed() -> None:
    """What the run looks for, it finds: each detail that is not the person's own."""
    person = {
        "id": "one",
        "birth_date": "1990-01-02",
        "knows": {"given_names": "A", "family_name": "B", "face": "f"},
    }
    kiosk = Kiosk.__new__(Kiosk)
    kiosk.person, kiosk.number = person, 1
    own = {
        "given_names": "A",
        "family_name": "B",
        "birth_date": "1990-01-02",
        "photo": {"digest": "f"},
    }
    kiosk.own("the status", own)
    kiosk.own("a proof", own | {"birth_date": None})
    for name, value in (
        ("given_names", "C"),
        ("family_name", "C"),
        ("birth_date", "1990-01-03"),
        ("photo", {"digest": "g"}),
    ):
        with pytest.raises(WrongAnswer):
            kiosk.own("the status", own | {name: value})
