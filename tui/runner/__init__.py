"""Effect to event: the only glue between the pure core and the services.

What stands here is loaded when somebody asks for it: a command that wants the day of this machine
needs neither asyncio nor the sitting.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tui.runner.desk import PracticeDesk
    from tui.runner.outside import SystemChance, SystemClock
    from tui.runner.sitting import Sitting

__all__ = ["PracticeDesk", "Sitting", "SystemChance", "SystemClock"]

_WHERE: Final = {
    "PracticeDesk": "tui.runner.desk",
    "Sitting": "tui.runner.sitting",
    "SystemChance": "tui.runner.outside",
    "SystemClock": "tui.runner.outside",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_WHERE[name]), name)
