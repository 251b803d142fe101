"""``alongside try``: an invented person's whole sitting without a screen, and what it finds."""

from __future__ import annotations

import argparse
import asyncio
import json
from typing import Any

from tui.commands.exit_codes import ExitCode
from tui.commands.options import CommandError, new_sitting, unknown
from tui.core.diagnose import Finding
from tui.core.journey import Journey
from tui.core.pages.outcome import because, text_of
from tui.core.records import Purpose
from tui.core.words import Words
from tui.practice.client import Client
from tui.practice.rehearse import Rehearsal, rehearse
from tui.runner import PracticeDesk, Sitting
from tui.runner.desk import DeskTrouble
from tui.service.people import DoesNotApply, Person, UnknownName

TROUBLE = "trouble"


def run(args: argparse.Namespace) -> int:
    if args.person is None and not args.list:
        raise CommandError("Name a person, or ask for --list.", ExitCode.USAGE)
    return asyncio.run(_run(args))


async def _run(args: argparse.Namespace) -> int:
    sitting = new_sitting(args)
    try:
        desk = sitting.practice
        assert desk is not None
        if args.list:
            return await _list(desk, as_json=args.json)
        return await _try(sitting, desk, args)
    except DeskTrouble as trouble:
        raise CommandError(str(trouble), ExitCode.BACK_END) from None
    finally:
        await sitting.close()


async def _list(desk: PracticeDesk, *, as_json: bool) -> int:
    people, faults = await desk.people(), await desk.faults()
    if as_json:
        _print_json(
            {
                "people": [
                    {"id": one.id, "name": one.name, "story": one.story, "expected": one.expected}
                    for one in people
                ],
                "faults": [{"id": one.id, "effect": one.effect} for one in faults],
            }
        )
        return ExitCode.OK
    print("People")
    for person in people:
        print(f"  {person.id:20} {person.expected:12} {person.story}")
    print("\nFaults")
    for fault in faults:
        print(f"  {fault.id:36} {fault.effect}")
    return ExitCode.OK


async def _try(sitting: Sitting, desk: PracticeDesk, args: argparse.Namespace) -> int:
    person = await _person(desk, args.person)
    for fault in args.fault:
        try:
            await desk.apply(fault, person.id)
        except UnknownName:
            known = tuple(one.id for one in await desk.faults())
            text = unknown("fault", fault, known)
            raise CommandError(text, ExitCode.UNKNOWN_NAME) from None
        except DoesNotApply as reason:
            text = f"{fault} cannot be put on {person.id}: {reason}"
            raise CommandError(text, ExitCode.USAGE) from None
    client = Client(
        person.document_number,
        person.birth_date,
        person.channel,
        person.knows,
        sitting.words,
        older_number=person.older_number,
    )
    told = _told(await rehearse(sitting, client), sitting.words)
    told = {"person": person.id, "faults": args.fault, **told}
    if args.json:
        _print_json(told)
    else:
        _print(told)
    return ExitCode.BACK_END if told["ended_at"] == TROUBLE else ExitCode.OK


async def _person(desk: PracticeDesk, name: str) -> Person:
    people = await desk.people()
    found = next((one for one in people if one.id == name), None)
    if found is None:
        text = unknown("person", name, tuple(one.id for one in people))
        raise CommandError(text, ExitCode.UNKNOWN_NAME)
    return found


def _told(rehearsal: Rehearsal, words: Words) -> dict[str, Any]:
    """The whole rehearsal as plain values; no value that a service showed, but the new codes."""
    journey, diagnosis = rehearsal.journey, rehearsal.diagnosis
    return {
        "pages": [page.id for page in rehearsal.pages],
        "ended_at": journey.step,
        "code": rehearsal.code,
        "observations": dict(journey.seen),
        "findings": [_finding(one, words) for one in diagnosis.findings],
        "open": list(diagnosis.open),
        "contradictions": [one.id for one in diagnosis.contradictions],
        "note": words.text("practice", "not_real"),
        "share_codes": [
            {
                "purpose": made.purpose.value,
                "code": " ".join(made.groups),
                "last_day": made.last_day.isoformat(),
            }
            for made in rehearsal.codes
        ],
        "no_code_for": _no_code_for(rehearsal, words),
    }


def _no_code_for(rehearsal: Rehearsal, words: Words) -> dict[str, str]:
    """Purpose to the reason in a sentence."""
    made = {one.purpose for one in rehearsal.codes}
    journey = rehearsal.journey
    return {one.value: _why_not(one, journey, words) for one in Purpose if one not in made}


def _why_not(purpose: Purpose, journey: Journey, words: Words) -> str:
    if purpose in journey.dead:
        return words.text("because", f"code={journey.seen['code']}")
    surface = journey.seen.get(purpose.value)
    if surface is None:
        return "Its proof was not looked at."
    if surface == "own":
        return "Its proof matched a status page that is not right."
    return words.text("because", f"{purpose.value}={surface}")


def _finding(finding: Finding, words: Words) -> dict[str, Any]:
    text = text_of(finding, words)
    today = text.section("today")
    return {
        "id": finding.row.id,
        "code": finding.row.code,
        "certainty": finding.certainty.value,
        "heading": text.heading,
        "because": list(because(finding, words, practice=True)),
        "today": list(today.items) if today is not None else [],
    }


def _print_json(value: object) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


def _print(told: dict[str, Any]) -> None:
    print(f"{told['person']}: {told['code']}")
    print("\nSeen")
    for name, value in told["observations"].items():
        print(f"  {name}: {value}")
    for finding in told["findings"]:
        print(f"\n{finding['heading']}  ({finding['id']}, {finding['code']})")
        print(f"  This is {finding['certainty']}.")
        for line in finding["because"]:
            print(f"  - {line}")
        for number, line in enumerate(finding["today"], 1):
            print(f"  {number}. {line}")
    for name in told["contradictions"]:
        print(f"\nThe answers do not fit together: {name}")
    if told["open"]:
        print(f"\nNot known yet: {', '.join(told['open'])}")
    print()
    for made in told["share_codes"]:
        last = f"until {made['last_day']} at the latest"
        print(f"{told['note']}. {made['purpose']}: {made['code']}, {last}")
    for purpose, reason in told["no_code_for"].items():
        print(f"No code for {purpose}: {reason}")
