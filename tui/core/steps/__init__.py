"""What each answer does: one module per area of the journey.

A step is a function from the journey and an event to the journey and, sometimes, one effect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tui.core.events import Effect, Outcome
from tui.core.journey import Journey

Move = tuple[Journey, Effect | None]
OnAnswer = Callable[[Journey, str | tuple[str, ...]], Move]
OnPress = Callable[[Journey, str], Move]
OnOutcome = Callable[[Journey, Outcome], Move]

Answers = Mapping[str, OnAnswer]
Presses = Mapping[str, OnPress]
Outcomes = Mapping[str, OnOutcome]


def stay(journey: Journey) -> Move:
    return journey, None


def go(journey: Journey, step: str) -> Move:
    return journey.to(step), None


def ask(journey: Journey, effect: Effect, step: str) -> Move:
    return journey.asking(effect, step), effect


def choose(journey: Journey, value: str | tuple[str, ...], allowed: tuple[str, ...]) -> str | None:
    """The chosen id, or None when nothing (or nothing known) was chosen."""
    return value if isinstance(value, str) and value in allowed else None
