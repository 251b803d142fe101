"""``alongside check``: opens a share code of a running mock as a checker would."""

from __future__ import annotations

import argparse
import asyncio
import json
import re
from datetime import date
from typing import Any

from tui.commands.exit_codes import ExitCode
from tui.commands.options import CommandError, service_for, words_for
from tui.core.records import ProofRecord, Purpose, TimeLimit
from tui.core.tidy import compact
from tui.core.words import Words
from tui.service.checking import (
    LONGEST_NAME,
    CheckAnswer,
    CheckAsked,
    CheckNotShown,
    CheckOnlyInEngland,
    CheckShown,
)
from tui.service.ports import ServiceFactory
from tui.service.problems import Busy, NotTheMock, Problem

_CODE = re.compile(r"[A-Z0-9]{9}").fullmatch

NOT_SHOWN = """\
That code does not show anything.
The code, the date of birth or the purpose may be wrong, or the code may have ended.
Which of these it is, the service does not say. A code stops after 5 wrong dates of birth.
Ask the person to read the code to you again, and their date of birth."""
NOT_IN_ENGLAND = "The right to rent is checked in England only. No check is asked for elsewhere."


def run(args: argparse.Namespace) -> int:
    asked = _asked(args)
    words = words_for(args.language)
    return asyncio.run(_run(service_for(args), asked, words, as_json=args.json))


def _asked(args: argparse.Namespace) -> CheckAsked:
    """What was typed, as a checker gives it; each mistake is told before anything is begun."""
    if args.backend is None:
        raise _usage("Say with --backend which mock made the code: it is known there alone.")
    purpose = Purpose(args.purpose)
    if not _CODE(compact(args.code)):
        raise _usage("A share code has nine letters and digits. Put it in quotes if it has spaces.")
    if not 0 < len(args.name.strip()) <= LONGEST_NAME:
        raise _usage(f"Say with --name who checks, in 1 to {LONGEST_NAME} characters.")
    if args.reason is not None and purpose is not Purpose.OTHER:
        raise _usage("--reason goes with --purpose other.")
    if args.reason is not None and not 0 < len(args.reason.strip()) <= LONGEST_NAME:
        raise _usage(f"Say with --reason what it is for, in 1 to {LONGEST_NAME} characters.")
    if args.property_in is not None and purpose is not Purpose.RENT:
        raise _usage("--property-in goes with --purpose rent.")
    return CheckAsked(
        purpose,
        compact(args.code),
        _day(args.birth_date),
        args.name.strip(),
        args.reason and args.reason.strip(),
        args.property_in or "england",
    )


def _usage(text: str) -> CommandError:
    return CommandError(text, ExitCode.USAGE)


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or found.isoformat() != text:
        raise _usage("Give --birth-date as a year, a month and a day: 1985-03-05.")
    return found


async def _run(factory: ServiceFactory, asked: CheckAsked, words: Words, *, as_json: bool) -> int:
    service = await asyncio.to_thread(factory)
    try:
        await service.ensure()
        answer = await service.offices.checking.check(asked)
    except Busy as busy:
        wait = f" Wait {busy.wait_seconds} seconds." if busy.wait_seconds else ""
        text = f"The mock takes no more checks from here for now.{wait}"
        raise CommandError(text, ExitCode.BACK_END) from None
    except NotTheMock:
        text = "What answers there is not the mock. Nothing of yours was sent to it."
        raise CommandError(text, ExitCode.BACK_END) from None
    except Problem as problem:
        text = f"The mock did not answer: {problem.fault.value.replace('_', ' ')}."
        raise CommandError(text, ExitCode.BACK_END) from None
    finally:
        await service.close()
    return _said(answer, words, as_json=as_json)


def _said(answer: CheckAnswer, words: Words, *, as_json: bool) -> int:
    match answer:
        case CheckShown():
            _print_json(_plain(answer)) if as_json else _print(answer, words)
            return ExitCode.OK
        case CheckNotShown():
            _print_json({"shown": False}) if as_json else print(NOT_SHOWN)
            return ExitCode.NOTHING_SHOWN
        case CheckOnlyInEngland():
            raise _usage(NOT_IN_ENGLAND)


def _plain(shown: CheckShown) -> dict[str, Any]:
    proof = shown.proof
    return {
        "shown": True,
        "reference": shown.reference,
        "checked_at": shown.at.isoformat().replace("+00:00", "Z"),
        "purpose": proof.purpose.value,
        "allowed": shown.allowed,
        "given_names": proof.given_names,
        "family_name": proof.family_name,
        "birth_date": proof.birth_date and proof.birth_date.isoformat(),
        "photo": {"digest": proof.photo.digest, "alt": proof.photo.picture.alt},
        "kind": proof.kind,
        "kind_label": proof.kind_label,
        "time_limit": proof.time_limit.value,
        "valid_until": proof.valid_until and proof.valid_until.isoformat(),
        "conditions": list(proof.conditions),
        "check_again_on": shown.check_again_on and shown.check_again_on.isoformat(),
    }


def _print_json(value: object) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


def _print(shown: CheckShown, words: Words) -> None:
    proof = shown.proof
    again = shown.check_again_on
    lines = {
        "Name": f"{proof.given_names} {proof.family_name}".strip(),
        "Photo": proof.photo.picture.alt,
        "Born": proof.birth_date and words.day(proof.birth_date),
        "Status": proof.kind_label,
        "End": _end(proof, words),
        "Says": "; ".join(proof.conditions),
        "Check again": again and words.day(again),
        "Checked": f"{words.day(shown.at.date())}, {shown.at:%H:%M} UTC",
        "Reference": shown.reference,
    }
    verdict = "may" if shown.allowed else "may_not"
    print(words.text("check.shown", f"{verdict}.{proof.purpose.value}"))
    for label, text in lines.items():
        if text:
            print(f"  {label:12} {text}")
    print(words.text("check.shown", "practice"))


def _end(proof: ProofRecord, words: Words) -> str:
    match proof.time_limit:
        case TimeLimit.UNTIL if proof.valid_until is not None:
            return words.day(proof.valid_until)
        case TimeLimit.NOT_SHOWN:
            return words.text("beside", "end-not-shown")
        case _:
            return words.text("beside", "end-none")
