"""`faults`: list them, apply one to a person, or repair it."""

from __future__ import annotations

import argparse

from backend_stub.control.client import Desk, add_connection, talk
from backend_stub.faults.catalogue import FAULTS
from backend_stub.faults.table import markdown


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command line."""
    parser = subparsers.add_parser("faults", help="list, apply or clear faults")
    parser.add_argument(
        "--markdown", action="store_true", help="print the table of faults and findings"
    )
    acts = parser.add_subparsers(dest="act", metavar="list|active|apply|clear")
    acts.add_parser("list", help="every fault there is (needs no running mock)")
    active = acts.add_parser("active", help="which faults are on")
    add_connection(active)
    for name, words in (("apply", "put a fault on"), ("clear", "repair a fault")):
        act = acts.add_parser(name, help=words)
        act.add_argument("fault", help="the fault's name")
        act.add_argument("person", help="the person's name")
        if name == "apply":
            act.add_argument("--calls", type=int, help="how often an answers fault answers")
            act.add_argument("--from", dest="begins", type=int, help="from which call on")
        add_connection(act)


def run(args: argparse.Namespace) -> int:
    """0 when done; 1 refused by the mock; 2 a missing setting; 3 no mock there."""
    if args.markdown:
        print(markdown(), end="")
        return 0
    acts = {"apply": _apply, "clear": _clear, "active": _active}
    if args.act not in acts:
        for fault in FAULTS.values():
            print(f"{fault.id}\n    {fault.effect}\n    seen: {fault.sees}\n")
        return 0
    return talk(args, lambda desk: acts[args.act](args, desk))


def _apply(args: argparse.Namespace, desk: Desk) -> int:
    query = {"person": args.person}
    if args.calls is not None:
        query["calls"] = str(args.calls)
    if args.begins is not None:
        query["from"] = str(args.begins)
    desk.ask("PUT", f"faults/{args.fault}", **query)
    print(f"{args.fault} is on for {args.person}: {FAULTS[args.fault].effect}")
    return 0


def _clear(args: argparse.Namespace, desk: Desk) -> int:
    desk.ask("DELETE", f"faults/{args.fault}", person=args.person)
    print(f"{args.fault} is repaired for {args.person}.")
    return 0


def _active(_args: argparse.Namespace, desk: Desk) -> int:
    for row in desk.ask("GET", "faults")["active"]:
        print(f"{row['fault']}  {row['person']}  since {row['applied_at']}")
    return 0
