"""`transport`: trouble on the way to a running mock; list it, put it on, take it off."""

from __future__ import annotations

import argparse

from backend_stub.control.client import Desk, add_connection, talk
from backend_stub.faults.transport import EVERYTHING, PARTS, TRANSPORT

LIMITS = {
    "--calls": ("calls", "how many calls it spoils (default: all)"),
    "--from": ("from", "from which call on (default 1, the next)"),
    "--milliseconds": ("milliseconds", "how late, or how long between two pieces"),
    "--retry-after": ("retry_after", "seconds that the answer asks to wait"),
}


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command line."""
    parser = subparsers.add_parser("transport", help="list, put on or take off trouble on the way")
    acts = parser.add_subparsers(dest="act", metavar="list|active|on|off")
    acts.add_parser("list", help="every kind and every part (needs no running mock)")
    add_connection(acts.add_parser("active", help="which rules are on"))
    for name, words in (("on", "put a rule on"), ("off", "take a rule off")):
        act = acts.add_parser(name, help=words)
        act.add_argument("fault", help="the kind of trouble")
        act.add_argument("--part", default=EVERYTHING, help="part of the service")
        if name == "on":
            for option, (field, help_text) in LIMITS.items():
                act.add_argument(option, dest=field, type=int, help=help_text)
        add_connection(act)


def run(args: argparse.Namespace) -> int:
    """0 when done; 1 refused by the mock; 2 a missing setting; 3 no mock there."""
    acts = {"on": _on, "off": _off, "active": _active}
    if args.act not in acts:
        for fault in TRANSPORT.values():
            by = "needs a mock served with --relay-port" if fault.where == "relay" else ""
            print(f"{fault.id}\n    {fault.effect} {by}".rstrip())
        print(f"parts: {', '.join(PARTS)}")
        return 0
    return talk(args, lambda desk: acts[args.act](args, desk))


def _on(args: argparse.Namespace, desk: Desk) -> int:
    limits = {name: getattr(args, name) for name, _ in LIMITS.values()}
    given = {name: str(value) for name, value in limits.items() if value is not None}
    desk.ask("PUT", f"transport/{args.fault}", part=args.part, **given)
    print(f"{args.fault} is on for {args.part}: {TRANSPORT[args.fault].effect}")
    return 0


def _off(args: argparse.Namespace, desk: Desk) -> int:
    desk.ask("DELETE", f"transport/{args.fault}", part=args.part)
    print(f"{args.fault} is off for {args.part}.")
    return 0


def _active(_args: argparse.Namespace, desk: Desk) -> int:
    for row in desk.ask("GET", "transport")["active"]:
        count = "all calls" if row["calls"] is None else f"{row['calls']} calls"
        print(
            f"{row['fault']}  {row['part']}  {count} from call {row['begins']}, {row['seen']} seen"
        )
    return 0
