"""Figures as lines: ours beside the floor of the same run, and whether the bar is met."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


def spread(values: Sequence[float], unit: str) -> str:
    """``median unit (least–most)``."""
    places = 0 if statistics.median(values) >= 100 else 1
    middle, least, most = (
        f"{value:.{places}f}" for value in (statistics.median(values), min(values), max(values))
    )
    return f"{middle} {unit} ({least}–{most})"


def ratio(ours: Sequence[float], floor: Sequence[float]) -> float:
    """The median of the ratios of each pair, so that a busy moment strikes both or none."""
    return statistics.median(a / b for a, b in zip(ours, floor, strict=True))


@dataclass
class Report:
    """Prints as it goes; `missed` names the bars that were not met."""

    missed: list[str]

    def title(self, text: str) -> None:
        """A heading."""
        print(f"\n{text}", flush=True)

    def line(self, name: str, *parts: str) -> None:
        """One line of figures that no bar hangs on."""
        print(f"  {name:<44}" + "   ".join(parts), flush=True)

    def against(
        self,
        name: str,
        ours: Sequence[float],
        floor: Sequence[float],
        unit: str,
        *,
        bar: float | None = None,
    ) -> None:
        """Ours beside its floor with their ratio; `bar` is the most that the ratio may be."""
        found = ratio(ours, floor)
        parts = [spread(ours, unit), f"floor {spread(floor, unit)}", f"ratio {found:.2f}"]
        self.line(name, *parts, *self._verdict(name, found, bar, ""))

    def most(self, name: str, ours: Sequence[float], unit: str, bar: float) -> None:
        """Ours under a fixed bar, judged by the median."""
        found = statistics.median(ours)
        self.line(name, spread(ours, unit), *self._verdict(name, found, bar, f" {unit}"))

    def _verdict(self, name: str, found: float, bar: float | None, unit: str) -> list[str]:
        if bar is None:
            return []
        if found > bar:
            self.missed.append(name)
        return [f"bar {bar:g}{unit}: {'met' if found <= bar else 'MISSED'}"]
