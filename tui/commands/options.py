"""What each command takes, and what the options mean. Loads no more than the command line needs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from tui.commands.exit_codes import ExitCode

if TYPE_CHECKING:
    from tui.content import Words
    from tui.runner import Sitting
    from tui.service.ports import ServiceFactory

TOKEN_VARIABLE = "ALONGSIDE_CONTROL_TOKEN"
THEMES = {"light": "light", "dark": "dark", "contrast": "high-contrast"}
"""What --theme takes, and the name of the drawn front's theme."""


class CommandError(Exception):
    """The command cannot be done; the text says why, `code` is the exit status."""

    def __init__(self, text: str, code: ExitCode) -> None:
        super().__init__(text)
        self.code = code


def add_open(parser: argparse.ArgumentParser) -> None:
    """--plain, --theme, and what every sitting takes."""
    parser.add_argument(
        "--plain",
        action="store_true",
        help="line by line, for screen readers (also: ACCESSIBLE=1)",
    )
    parser.add_argument("--theme", choices=sorted(THEMES), default="light", help="colours")
    add_common(parser, language="en", other=None)


def add_doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for programs")


def add_try(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", nargs="?", metavar="PERSON", help="who signs in; see --list")
    parser.add_argument(
        "--fault", action="append", default=[], metavar="ID", help="put this fault on first"
    )
    parser.add_argument("--list", action="store_true", help="list people and faults")
    parser.add_argument("--json", action="store_true", help="for programs")
    # Silent where nothing stands behind the command, so that what stands before it holds.
    add_common(parser, language=argparse.SUPPRESS, other=argparse.SUPPRESS)


def add_diagnose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", metavar="FILE", help="an answers document in JSON; - is standard input"
    )
    parser.add_argument(
        "--template",
        action="store_true",
        help="print every question with its answers, and a document to fill in, as JSON",
    )
    parser.add_argument("--json", action="store_true", help="for programs")
    # Silent, as in add_try.
    add_language(parser, argparse.SUPPRESS)


def add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", metavar="CODE", help="the share code; spaces do not matter")
    parser.add_argument("--purpose", choices=("work", "rent", "other"), required=True)
    parser.add_argument("--birth-date", metavar="YYYY-MM-DD", required=True)
    parser.add_argument(
        "--name", default="Alongside practice", help="the employer, landlord or other who checks"
    )
    parser.add_argument("--reason", help="what the look is for (with --purpose other)")
    parser.add_argument(
        "--property-in",
        choices=("england", "wales", "scotland", "northern_ireland"),
        help="where the home is (with --purpose rent; England if not said)",
    )
    parser.add_argument("--json", action="store_true", help="for programs")
    # Silent, as in add_try.
    add_common(parser, language=argparse.SUPPRESS, other=argparse.SUPPRESS)


def add_language(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument("--language", metavar="CODE", default=default, help="language of the pages")


def add_common(parser: argparse.ArgumentParser, *, language: str, other: str | None) -> None:
    """--language, --backend, --control-token, and what they are when they are not given."""
    add_language(parser, language)
    parser.add_argument(
        "--backend",
        metavar="URL",
        default=other,
        help="use the mock at this address (https, or http on this machine) instead of our own",
    )
    parser.add_argument(
        "--control-token",
        metavar="TOKEN",
        default=other,
        help=f"opens the practice desk of that mock; better given as {TOKEN_VARIABLE}",
    )


@lru_cache
def words_for(language: str) -> Words:
    """The words of a language; an unknown one is an error with a suggestion."""
    from tui.content import Words, languages

    known = languages()
    if language in known:
        return Words(language)
    raise CommandError(unknown("language", language, known), ExitCode.UNKNOWN_NAME)


def unknown(what: str, name: str, known: tuple[str, ...]) -> str:
    """A sentence that names what is close to `name`, or else all there is."""
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.5)
    if near:
        return f"There is no {what} called {name!r}. Did you mean {' or '.join(near)}?"
    return f"There is no {what} called {name!r}. There are: {', '.join(known)}."


def service_for(
    args: argparse.Namespace, environment: Mapping[str, str] = os.environ
) -> ServiceFactory:
    """Our own mock, or the one at --backend."""
    from tui.runner import SystemChance
    from tui.service.address import BadAddress
    from tui.service.factories import given_mock, own_mock

    chance = SystemChance()
    if args.backend is None:
        if args.control_token is not None:
            text = "--control-token goes with --backend: our own mock has a token of its own."
            raise CommandError(text, ExitCode.USAGE)
        return own_mock(chance)
    token = args.control_token or environment.get(TOKEN_VARIABLE) or None
    try:
        return given_mock(args.backend, token, chance)
    except BadAddress as bad:
        raise CommandError(str(bad), ExitCode.USAGE) from None


def new_sitting(args: argparse.Namespace) -> Sitting:
    from tui.runner import Sitting

    return Sitting(words_for(args.language), service_for(args), practice=True)


def complain(trouble: CommandError) -> int:
    print(f"alongside: {trouble}", file=sys.stderr)
    return trouble.code
