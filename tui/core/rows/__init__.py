"""The rows of the findings table, one module for each part of it, worst harm first."""

from __future__ import annotations

from typing import Final

from tui.core.observations import SURFACES

REPORT: Final = ("report-error", "resolution-centre")
"""The error form, and the helpline that can see the record: for any fault in the data."""

MEANWHILE: Final = ("note", "ecs", "lcs", "carrier")
"""What a job, a home or a journey can be saved with while a fault is looked into."""

LATE: Final = ("reference", "complaint", "mp", "ima")
"""When a report is past its date. Their own conditions decide whether they are offered."""

OUTSIDE: Final = ("the3million", "grant-funded")
"""Who keeps count of such faults, and who helps for nothing."""

PRIVACY: Final = ("ico",)
"""Where another person's details were shown."""

DATA_FAULT: Final = (*REPORT, *MEANWHILE, *LATE, *OUTSIDE)
OTHERS_DATA: Final = (*REPORT, *MEANWHILE, *PRIVACY, *LATE, *OUTSIDE)


def each(prefix: str) -> tuple[str, ...]:
    """The ids of the rows that stand once for every proof."""
    return tuple(f"{prefix}.{surface}" for surface in SURFACES)


def others(prefix: str, surface: str) -> tuple[str, ...]:
    """As :func:`each`, without the one for `surface`."""
    return tuple(one for one in each(prefix) if not one.endswith(f".{surface}"))
