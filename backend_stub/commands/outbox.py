"""`outbox`: the texts and e-mails that a running mock has "sent"."""

from __future__ import annotations

import argparse

from backend_stub.control.client import Desk, add_connection, talk


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command line."""
    parser = subparsers.add_parser("outbox", help="show what was sent")
    parser.add_argument("--to", help="only to this telephone number or e-mail address")
    parser.add_argument("--person", help="what this person's phone shows, the app included")
    parser.add_argument("--latest", action="store_true", help="only the newest")
    add_connection(parser)


def run(args: argparse.Namespace) -> int:
    """0 when done; 1 refused by the mock; 2 a missing setting; 3 no mock there."""
    return talk(args, lambda desk: _print(args, desk))


def _print(args: argparse.Namespace, desk: Desk) -> int:
    if args.person:
        items = desk.ask("GET", "phone", person=args.person)["items"]
    else:
        items = desk.ask("GET", "outbox", **({"to": args.to} if args.to else {}))["items"]
    for item in items[:1] if args.latest else items:
        print(f"{item['at']}  {item['kind']} to {item['to']}\n    {item['body']}")
    if not items:
        print("Nothing was sent.")
    return 0
