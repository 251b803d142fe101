"""`python -m backend_stub`: one module in commands/ for each sub-command."""

from __future__ import annotations

import argparse
import gc
import importlib
import os
import sys
from collections.abc import Sequence

COMMANDS = ("serve", "openapi", "personas", "faults", "transport", "outbox", "reconcile", "reset")

NOBODY_READS = 141
"""What the shells say of a command whose reader went away, as `head` does."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one sub-command; its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = argparse.ArgumentParser(
        prog="python -m backend_stub",
        description="A practice copy of the service, with invented people. Not the Home Office.",
    )
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="command")
    # Only the module that was asked for is loaded: starting to serve must not pay for the others.
    named = [word for word in words[:1] if word in COMMANDS]
    modules = {
        name: importlib.import_module(f"backend_stub.commands.{name}") for name in named or COMMANDS
    }
    for module in modules.values():
        module.add(subparsers)
    args = parser.parse_args(words)
    try:
        code: int = modules[args.command].run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; what is still unwritten would complain again at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    return code


if __name__ == "__main__":
    # Start-up makes much and drops little: collecting in the middle of it costs a tenth of it.
    gc.disable()
    sys.exit(main())
