"""What the command's exit status means; docs/exit-codes.md says it at more length."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Small numbers are ours; 64 and above follow sysexits.h, 128 and above the shells."""

    OK = 0
    USAGE = 2
    UNKNOWN_NAME = 3
    BACK_END = 4
    NOTHING_SHOWN = 5
    SOMETHING_MISSING = 69
    PROBLEM_WITH_THIS_PROGRAM = 70
    INTERRUPTED = 130
    NOBODY_READS = 141
