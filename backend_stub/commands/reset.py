"""`reset`: put a running mock back to how it began."""

from __future__ import annotations

import argparse

from backend_stub.control.client import Desk, add_connection, talk


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command line."""
    add_connection(subparsers.add_parser("reset", help="everything as it was at the start"))


def run(args: argparse.Namespace) -> int:
    """0 when done; 1 refused by the mock; 2 a missing setting; 3 no mock there."""
    return talk(args, _reset)


def _reset(desk: Desk) -> int:
    now = desk.ask("POST", "reset")["now"]
    print(f"Everything is as at the start. Everyone is signed out. The time is {now}.")
    return 0
