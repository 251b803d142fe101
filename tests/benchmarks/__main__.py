"""``make bench``: what the app costs, each figure beside its floor in the same run."""

from __future__ import annotations

import argparse
import os
import sys

from tests.benchmarks.kiosks import kiosks
from tests.benchmarks.mock_rates import rates
from tests.benchmarks.report import Report
from tests.benchmarks.start import compile_all, first_answer, first_frame, without_a_screen
from tests.benchmarks.typing_ import keys

PARTS = ("start", "answer", "keys", "mock", "plain")
ONLY_WHEN_NAMED = ("kiosks",)
NAMES = f"some of: {' '.join(PARTS)}; or {' '.join(ONLY_WHEN_NAMED)}, which takes minutes"


def main() -> int:
    """Print every figure; with --strict, 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=NAMES)
    parser.add_argument("--runs", type=int, default=11, help="starts of each program")
    parser.add_argument("--rounds", type=int, default=36, help="keys of each kind")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a bar is missed")
    args = parser.parse_args()
    wanted = args.parts or PARTS
    there_are = (*PARTS, *ONLY_WHEN_NAMED)
    if unknown := sorted(set(wanted) - set(there_are)):
        parser.error(f"no part called {', '.join(unknown)}; there are {', '.join(there_are)}")
    report = Report([])
    compile_all()
    load = os.getloadavg()[0]
    print(f"Median (least–most). {os.cpu_count()} cores, load {load:.1f} before the start.")
    if "start" in wanted:
        report.title("Start")
        first_frame(report, args.runs)
    if "answer" in wanted:
        report.title("Until the mock's first answer")
        first_answer(report, args.runs)
    if "keys" in wanted:
        report.title("Keys, on the document page")
        keys(report, args.rounds)
    if "plain" in wanted:
        report.title("Without a screen (information), floor python -c pass")
        without_a_screen(report, args.runs)
    if "mock" in wanted:
        report.title("The mock")
        rates(report, 100)
    if "kiosks" in wanted:
        report.title("Fifty kiosks at one mock")
        if kiosks():
            report.missed.append("kiosks")
    print(f"\nMissed: {', '.join(report.missed)}" if report.missed else "\nEvery bar met.")
    return 1 if report.missed and args.strict else 0


if __name__ == "__main__":
    sys.exit(main())
