"""Effect to event: the only glue between the pure core and the services."""

from __future__ import annotations

from tui.runner.desk import PracticeDesk
from tui.runner.outside import SystemChance, SystemClock
from tui.runner.sitting import Sitting

__all__ = ["PracticeDesk", "Sitting", "SystemChance", "SystemClock"]
