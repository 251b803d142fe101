"""`personas`: who the invented people are, and what to type to sign in as one of them."""

from __future__ import annotations

import argparse

from backend_stub.personas.loader import load
from backend_stub.personas.people import Catalogue, Persona


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command line."""
    subparsers.add_parser("personas", help="list the invented people")


def run(_args: argparse.Namespace) -> int:
    """Print everyone who can be chosen; always 0."""
    catalogue = load()
    for person_id in catalogue.listed:
        print(described(catalogue, catalogue.people[person_id]))
    return 0


def described(catalogue: Catalogue, persona: Persona) -> str:
    """A few lines on one person."""
    signing = catalogue.signing_in(persona)
    born = signing.birth_date
    starting = ", ".join(persona.starting_faults) or "nothing"
    return (
        f"{persona.id}  ({persona.expected})\n"
        f"    {persona.name}. {persona.story}\n"
        f"    document {signing.document}, born {born.day} {born:%B %Y}\n"
        f"    passport of {signing.nationality}, code by {persona.channel}\n"
        f"    reached at {', '.join(persona.holds)}\n"
        f"    wrong from the start: {starting}\n"
    )
