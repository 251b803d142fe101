"""Somebody who signs in and then changes something, or gets an account back: the pages' answers.

Built on the invented client, who signs in and says what they see; what a page about the account
asks is answered from a plan.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tui.core.events import Answer, Event, Press
from tui.core.page import Beside, Page
from tui.practice.client import Client
from tui.service.people import Person

Said = str | tuple[str, ...]


@dataclass(frozen=True)
class Pressed:
    """An action to press in place of an answer."""

    action: str


Step = Said | Pressed


def digits(beside: Beside, kind: str, *words: str) -> str:
    """The newest code of this kind on the invented person's phone; `words` stand in its message."""
    for message in beside.messages():
        if message.kind == kind and all(one in message.body for one in words):
            found = re.search(r"(?<!\d)\d{6}(?!\d)", message.body)
            if found is not None:
                return found.group()
    return ""


@dataclass
class Changer:
    """A client with a plan: page -> what to do there, one after another, the last again and again.

    `before` are done once, as the page named comes up: what happens meanwhile.
    """

    client: Client
    plan: dict[str, list[Step]]
    before: dict[str, Callable[[], None]] = field(default_factory=dict)
    came_by: list[str] = field(default_factory=list)
    doing: str = ""

    def answer(self, page: Page, beside: Beside) -> Event | None:
        if not page.waiting and self.came_by[-1:] != [page.id]:
            self.came_by.append(page.id)
        happens = self.before.pop(page.id, None)
        if happens is not None:
            happens()
        steps = self.plan.get(page.id)
        if steps:
            step = steps.pop(0) if len(steps) > 1 else steps[0]
            if isinstance(step, Pressed):
                return Press(page.id, step.action)
            if page.id == "account.home" and isinstance(step, str):
                self.doing = step
            return Answer(page.id, step)
        match page.id:
            case "account.code":
                kind = self.plan["account.channel"][0]
                assert isinstance(kind, str)
                return Answer(page.id, digits(beside, kind, "your security code to"))
            case "account.new-code":
                return Answer(page.id, digits(beside, self.doing, "this is yours"))
            case "account.first-code":
                return Answer(page.id, digits(beside, "authenticator"))
            case "recover.phone-code":
                return Answer(page.id, digits(beside, "text", "recover"))
            case "recover.email-code":
                return Answer(page.id, digits(beside, "email", "recover"))
            case "proofs.table":
                return Press(page.id, "next")
            case "outcome" if "recover.safe" in self.plan:
                return Press(page.id, "recover")
            case "outcome":
                return Press(page.id, "more") if "account.home" not in self.came_by else None
            case "outcome.more":
                offered = "account" in [one.id for one in page.actions]
                wanted = offered and "account.home" not in self.came_by
                return Press(page.id, "account") if wanted else None
            case "account.done" | "account.held" | "account.denied" | "account.stop":
                return None
            case one if one.startswith("recover.") and one.split(".")[1] in ("done", "denied"):
                return None
            case _:
                return self.client.answer(page, beside)


def document_of(person: Person, number: str, **other: Said) -> dict[str, list[Step]]:
    """The plan of somebody who links a new passport, which says what their record says."""
    born = person.birth_date
    said: dict[str, Said] = {
        "account.home": "document",
        "account.safe": "yes",
        "account.kind": "passport",
        "account.issued": person.issuing_state,
        "account.number": number,
        "account.channel": "text",
        "account.given": person.knows.given_names,
        "account.family": person.knows.family_name,
        "account.born": (str(born.day), str(born.month), str(born.year)),
        "account.nation": person.issuing_state,
    }
    plan: dict[str, list[Step]] = {page: [one] for page, one in (said | other).items()}
    return plan | {"account.check": [Pressed("send")]}


def recovery_of(person: Person, **other: Said) -> dict[str, list[Step]]:
    """The plan of somebody who has lost both contacts, with those that reach them now."""
    born = person.birth_date
    phone, email = person.reached_at[-2:]
    said: dict[str, Said] = {
        "recover.safe": "yes",
        "recover.kind": "passport",
        "recover.issued": person.issuing_state,
        "recover.number": person.document_number,
        "recover.born": (str(born.day), str(born.month), str(born.year)),
        "recover.face": "own",
        "recover.phone": phone,
        "recover.email": email,
    }
    return {page: [one] for page, one in (said | other).items()}
