"""``alongside diagnose``: what an answers document means, as the walkthrough would say it.

Nothing is asked of any service, and nothing is kept.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from io import TextIOWrapper
from typing import Any

from tui.commands.answers.check import Document, Mistake, document
from tui.commands.answers.read import Unreadable, read
from tui.commands.answers.result import result
from tui.commands.answers.template import described
from tui.commands.exit_codes import ExitCode
from tui.commands.options import CommandError, words_for
from tui.core.words import Words
from tui.core.working_days import WorkingDays
from tui.runner.outside import SystemClock


def run(args: argparse.Namespace) -> int:
    if (args.file is None) != args.template:
        text = "Name a file with the answers (or - for standard input), or ask for --template."
        raise CommandError(text, ExitCode.USAGE)
    words = words_for(args.language)
    if isinstance(sys.stdout, TextIOWrapper):
        # A terminal that lacks a character shows a mark for it; what is written has the rest.
        sys.stdout.reconfigure(errors="replace")
    if args.template:
        _print_json(described(words))
        return ExitCode.OK
    told = result(_document(args.file, SystemClock().now().date()), words, _working_days)
    if args.json:
        _print_json(told)
    else:
        for line in lines(told, words):
            print(line)
    return ExitCode.OK


def _document(source: str, today: date) -> Document:
    try:
        given = read(source)
    except Unreadable as trouble:
        raise CommandError(str(trouble), ExitCode.USAGE) from None
    read_as = document(given, today)
    if isinstance(read_as, Document):
        return read_as
    only_names = all(one.name for one in read_as)
    raise CommandError(_said(read_as), ExitCode.UNKNOWN_NAME if only_names else ExitCode.USAGE)


def _said(mistakes: tuple[Mistake, ...]) -> str:
    if len(mistakes) == 1:
        return str(mistakes[0])
    said = [f"{len(mistakes)} things in the document are not right.", *map(str, mistakes)]
    return "\n  ".join(said)


def _working_days(year: int) -> WorkingDays:
    # Not at the top: only some answers are about days, and it takes a fifth of a second.
    from tui.runner.bank_holidays import working_days

    return working_days(year)


def _print_json(value: object) -> None:
    plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    print(json.dumps(value, indent=2, ensure_ascii=plain))


# In words for people ------------------------------------------------------------------------


def lines(told: dict[str, Any], words: Words) -> Iterator[str]:
    """The result line by line: first what it is, then why, then what to do and who can help."""
    yield f"{told['stop'] or told['code']}: {told['heading']}"
    yield from (f"  {one}" for one in told["text"])
    if told["stop"] is not None:
        yield f"\nThe walkthrough stops here, because of {told['stopped_by']}."
    for finding in told["findings"]:
        yield f"\n{finding['heading']}  ({finding['id']}, {finding['code']})"
        yield f"  This is {finding['certainty']}."
        yield from (f"  - {one}" for one in finding["because"])
        yield from (f"  {number}. {one}" for number, one in enumerate(finding["today"], 1))
    for one in told["contradictions"]:
        yield f"\nThe answers do not fit together ({one['id']})\n  {one['sentence']}"
    yield from _listed("Not known yet", [one["question"] for one in told["open"]])
    ways = [f"{one['heading']}. {one['short']}." for one in told["ways"]]
    yield from _listed("Who can help, in this order", ways)
    if told["ways_note"] is not None:
        yield f"  {told['ways_note']}"
    if told["report_by"] is not None:
        day = words.day(date.fromisoformat(told["report_by"]))
        said = words.text("outcome", "named_date.text", day=day)
        yield f"\n{words.text('outcome', 'named_date')}\n  {said}"
    if (asked := told["next_question"]) is not None:
        yield f"\nNext question: {asked['heading']}  (/{asked['in']}/{asked['id']})"
    yield f"\n{told['note']}"


def _listed(title: str, items: list[str]) -> Iterator[str]:
    if items:
        yield f"\n{title}"
        yield from (f"  - {one}" for one in items)
