"""A letter and a Tab on the document page: from the key to the whole frame."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field

from tests.benchmarks.report import Report
from tests.benchmarks.start import HERE, OURS
from tests.benchmarks.terminal import Terminal
from tests.benchmarks.walk import to_the_document

FIELD = (sys.executable, str(HERE / "floors" / "field.py"))
QUIET = 0.08
"""Silence that ends a frame, seconds: several times what Textual waits between two."""
TAB, ERASE = b"\t", b"\x7f"
EVERY = 6
"""Letters between two clean-ups, so that no field comes to its limit."""


@dataclass
class Keys:
    """One terminal, and what its keys cost."""

    terminal: Terminal
    done: list[float] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)

    def press(self, key: bytes, *, count: bool = True) -> None:
        """Press, and wait for the end of the frame (milliseconds, bytes)."""
        mark, sent = self.terminal.mark, self.terminal.send(key)
        self.terminal.read(2.0)
        end = self.terminal.until_quiet(QUIET)
        if count:
            self.done.append((end - sent) * 1000)
            self.sizes.append(self.terminal.size(mark))


def keys(report: Report, rounds: int) -> None:
    """Each round: a letter with us, a letter in the floor's field, a Tab with us."""
    with Terminal(OURS) as one, Terminal(FIELD) as two, Terminal(OURS) as three:
        ours, floor, tabs = Keys(one), Keys(two), Keys(three)
        two.wait_for("READY")
        two.until_quiet(0.3)
        to_the_document(one)
        to_the_document(three)
        for number in range(rounds):
            if number % EVERY == 0:
                for _ in range(EVERY if number else 0):
                    ours.press(ERASE, count=False)
                    floor.press(ERASE, count=False)
                # The first letter takes a hint or a placeholder away, and is no ordinary one.
                ours.press(b"b", count=False)
                floor.press(b"b", count=False)
            ours.press(b"a")
            floor.press(b"a")
            tabs.press(TAB)
    report.against("a letter typed, frame done", ours.done, floor.done, "ms", bar=1.4)
    report.against("a Tab, frame done, by our own letter", tabs.done, ours.done, "ms", bar=3)
    report.against("a Tab, frame done, by the floor's letter", tabs.done, floor.done, "ms")
    report.most("bytes for a Tab", tabs.sizes, "B", 1500)
    report.against("bytes for a letter", ours.sizes, floor.sizes, "B")
