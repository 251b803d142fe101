"""`reconcile`: where the stores of a running mock do not agree, by keys alone."""

from __future__ import annotations

import argparse
import json

from backend_stub.control.client import Desk, add_connection, talk


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command line."""
    parser = subparsers.add_parser("reconcile", help="find records that do not agree")
    parser.add_argument("--json", action="store_true", help="for machines")
    add_connection(parser)


def run(args: argparse.Namespace) -> int:
    """0 when all agree or with --json; 4 when some do not; 1 to 3 as for the other commands."""
    return talk(args, lambda desk: _print(args, desk))


def _print(args: argparse.Namespace, desk: Desk) -> int:
    items = desk.ask("GET", "reconcile")["items"]
    if args.json:
        print(json.dumps(items, indent=2))
        return 0
    for item in items:
        key = item["person_key"] or item["account_id"]
        print(f"{item['check']}  {key}  {' / '.join(item['parts'])}: {item['detail']}")
    print(f"{len(items)} disagreements" if items else "All stores agree.")
    return 4 if items else 0
