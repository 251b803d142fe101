"""`openapi`: print the description of the interface, or bring the committed one up to date."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from backend_stub.app import create_app
from backend_stub.kernel.clock import Clock
from backend_stub.kernel.entropy import SeededEntropy
from backend_stub.parts import open_parts

COMMITTED = Path(__file__).parent.parent / "openapi.json"


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command line."""
    parser = subparsers.add_parser("openapi", help="print the description of the interface")
    parser.add_argument("--write", action="store_true", help="bring the committed file up to date")


def run(args: argparse.Namespace) -> int:
    """Print or write; always 0."""
    text = described()
    if args.write:
        COMMITTED.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


def described() -> str:
    """The description as it is committed: keys in order, two spaces, a line end at the end."""
    with tempfile.TemporaryDirectory() as folder:
        parts = open_parts(Path(folder), Clock(), SeededEntropy("openapi"))
        try:
            description = create_app(parts).openapi()
        finally:
            parts.close()
    return json.dumps(description, indent=2, sort_keys=True) + "\n"
