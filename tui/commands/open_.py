"""``alongside``: opens a sitting, drawn or in plain lines."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from importlib.util import find_spec

from tui.commands.exit_codes import ExitCode
from tui.commands.loading import uncollected
from tui.commands.options import THEMES, new_sitting, service_for, words_for


def wants_plain(args: argparse.Namespace, environment: Mapping[str, str], *, tty: bool) -> bool:
    """Whether to go line by line: asked for, or the terminal cannot do anything else."""
    return (
        bool(args.plain)
        or bool(environment.get("ACCESSIBLE"))
        or environment.get("TERM") == "dumb"
        or not tty
        or find_spec("textual") is None
    )


def run(args: argparse.Namespace) -> int:
    with uncollected():
        # Said at once, before a screen is drawn over it.
        words_for(args.language)
        service_for(args)
    tty = sys.stdin.isatty() and sys.stdout.isatty()
    if wants_plain(args, os.environ, tty=tty):
        from tui.fronts.plain.app import main as plain

        return plain(lambda: new_sitting(args))
    return _drawn(args)


def _drawn(args: argparse.Namespace) -> int:
    # An Escape that is not followed by more within this many milliseconds is the key itself.
    os.environ.setdefault("ESCDELAY", "25")
    with uncollected():
        from tui.fronts.drawn.app import main as drawn
        from tui.fronts.drawn.options import Options

    words = words_for(args.language)
    options = Options(words, words.text("beside", "language"), THEMES[args.theme])
    if drawn(lambda: new_sitting(args), options) != 0:
        return ExitCode.PROBLEM_WITH_THIS_PROGRAM
    return ExitCode.OK
