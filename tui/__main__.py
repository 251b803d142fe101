"""The command ``alongside``. Loads what the command given needs, and no more."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from tui import __version__
from tui.commands.exit_codes import ExitCode
from tui.commands.guard import install, print_page
from tui.commands.options import (
    CommandError,
    add_check,
    add_diagnose,
    add_doctor,
    add_open,
    add_try,
    complain,
)


def _open(args: argparse.Namespace) -> int:
    from tui.commands import open_

    return open_.run(args)


def _doctor(args: argparse.Namespace) -> int:
    from tui.commands import doctor

    return doctor.run(args)


def _try(args: argparse.Namespace) -> int:
    from tui.commands import try_

    return try_.run(args)


def _diagnose(args: argparse.Namespace) -> int:
    from tui.commands import diagnose

    return diagnose.run(args)


def _check(args: argparse.Namespace) -> int:
    from tui.commands import check

    return check.run(args)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    made = argparse.ArgumentParser(
        prog="alongside",
        description="Sits beside a helper and a person who must prove UK digital immigration "
        "status. Practises with invented people; it is not the Home Office.",
    )
    made.add_argument("--version", action="version", version=f"alongside {__version__}")
    add_open(made)
    made.set_defaults(run=_open)
    commands = made.add_subparsers(title="commands", metavar="COMMAND")
    for name, run, add_options, what in (
        ("doctor", _doctor, add_doctor, "what is missing on this machine, and what that disables"),
        ("try", _try, add_try, "an invented person's whole sitting without a screen"),
        ("diagnose", _diagnose, add_diagnose, "what the answers in a file mean"),
        ("check", _check, add_check, "what a checker sees with a share code of a running mock"),
    ):
        command = commands.add_parser(name, help=what, description=f"Shows {what}.")
        add_options(command)
        command.set_defaults(run=run)
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    problems = install()
    args = parser().parse_args(argv)
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except CommandError as trouble:
        return complain(trouble)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our lines has seen enough; nothing may be written to them any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.NOBODY_READS
    except Exception as fault:  # noqa: BLE001
        # The one place that catches everything: a traceback could show what a person typed.
        problems.note(fault)
        status = ExitCode.PROBLEM_WITH_THIS_PROGRAM
    if problems.seen or status == ExitCode.PROBLEM_WITH_THIS_PROGRAM:
        print_page(sys.stderr.write, problems.seen)
        return ExitCode.PROBLEM_WITH_THIS_PROGRAM
    return status


if __name__ == "__main__":
    sys.exit(main())
