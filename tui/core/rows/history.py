"""What was reported before, and what came of it: the case goes on, its clock is never restarted."""

from __future__ import annotations

from typing import Final

from tui.core.rows import LATE, OUTSIDE, REPORT
from tui.core.table import Band, Row, cube

ROWS: Final = (
    Row(
        "came-back",
        "RECUR",
        Band.HISTORY,
        cube(reported="came_back"),
        beside=("report-overdue",),
        topic="report",
        routes=(*REPORT, *LATE, *OUTSIDE),
    ),
    Row(
        "partly-repaired",
        "RECUR",
        Band.HISTORY,
        cube(reported="partly"),
        beside=("report-overdue",),
        topic="report",
        routes=(*REPORT, *LATE, *OUTSIDE),
    ),
    Row(
        "told-nothing-wrong",
        "DENIED",
        Band.HISTORY,
        cube(reported="said_nothing_wrong"),
        beside=("report-overdue",),
        topic="report",
        routes=("resolution-centre", *LATE, *OUTSIDE),
    ),
    Row(
        "report-overdue",
        "OVERDUE",
        Band.HISTORY,
        cube(report_age="over"),
        topic="report",
        routes=("resolution-centre", *LATE, *OUTSIDE),
    ),
)
