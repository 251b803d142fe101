"""An invented client: answers each page from what they know and what the page lets them see.

They know their own face, name, letter and history; they never know what is wrong (`expected` and
the faults are not among what they are given).
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date

from tui.core.events import Answer, Channel, Event, Press
from tui.core.identity import Likeness, Name, compare_names
from tui.core.page import Beside, ChoiceAsk, Page, Picture, TextAsk
from tui.core.records import Purpose
from tui.core.table import NOT_SURE
from tui.core.words import Words
from tui.service.people import Knowledge

MOST_TRIES = 2
_CODE = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}(?!\d)")
_CHANNEL_OF = {
    Channel.TEXT: "text",
    Channel.EMAIL: "email",
    Channel.AUTHENTICATOR: "authenticator",
}


@dataclass(slots=True)
class Client:
    """One invented client. `wanted` are the purposes that they still need a code for;
    `older_number` is that of the document before this one, until it was tried; `typed` are the
    security codes of the present page."""

    document_number: str
    birth_date: date
    channel: Channel
    knows: Knowledge
    words: Words
    wanted: tuple[Purpose, ...] = tuple(Purpose)
    older_number: str | None = None
    typed: tuple[str | None, ...] = ()

    def answer(self, page: Page, beside: Beside) -> Event | None:
        """What they do on this page; None when the sitting has reached its end."""
        fixed = self._fixed(page.id, beside)
        if fixed is not None:
            return Answer(page.id, fixed)
        match page.id:
            case "signin.silence":
                return Answer(page.id, "no_code" if self._other_message(beside) else "nothing")
            case "signin.older":
                tried, self.older_number = self.older_number, None
                if tried is None:
                    return Answer(page.id, "no")
                self.document_number = tried
                return Answer(page.id, "yes")
            case "trouble":
                return self._press(page, "down")
            case "signin.code":
                return self._type_code(page, beside)
            case "status.missing" | "status.failing":
                return Press(page.id, "again")
            case "status.photo":
                face = self._face(beside.picture("view.photo"))
                poor = face == "mine" and self.knows.photo == "poor"
                return Answer(page.id, "poor" if poor else face)
            case "status.name":
                return Answer(page.id, self._name(beside.text("view.name")))
            case "status.kind":
                return Answer(page.id, self._kind(page, beside.text("view.kind")))
            case "status.end":
                return Answer(page.id, self._end(beside.text("view.end")))
            case "proofs.picture":
                refs = (f"proof.{one.value}.photo" for one in Purpose)
                shown = next((beside.picture(ref) for ref in refs if self._asked(page, ref)), None)
                return Answer(page.id, self._face(shown))
            case "proofs.table":
                return self._press(page, "again", "code", "next")
            case "code.preview":
                return self._press(page, "make")
            case "outcome" if self.wanted:
                return self._press(page, "code")
            case "code.shown" if self.wanted:
                return self._press(page, "another")
            case "code.purpose":
                return self._purpose(page)
            case _:
                return None

    def _fixed(self, page: str, beside: Beside) -> str | tuple[str, ...] | None:
        born = self.birth_date
        applied = {"yes": "in_time", "no": "not_in_time"}.get(self.knows.applied_in_time, NOT_SURE)
        answers: dict[str, str | tuple[str, ...]] = {
            "start.who": "together",
            "start.mode": "practise",
            "safe.sign-in": "no",
            "safe.contacts": self.knows.contacts,
            "signin.document": self.document_number,
            "signin.document-shape": "yes",
            "signin.birth": (str(born.day), str(born.month), str(born.year)),
            "signin.channel": _CHANNEL_OF[self.channel],
            "signin.message": "locked" if "locked" in self._other_message(beside) else "other",
            "signin.contacts": self.knows.contacts_after_silence,
            # Another date of birth than one's own means: do not look.
            "status.birth": "stop",
            "status.document": self.knows.document,
            "status.recent": self.knows.recent,
            "status.letter": self.knows.letter,
            "status.earlier": self.knows.earlier,
            "status.waiting": "yes" if self.knows.letter_kind is None else "no",
            "status.applied": applied,
        }
        return answers.get(page)

    def _code(self, beside: Beside) -> str | None:
        for message in beside.messages():
            found = _CODE.search(message.body)
            if message.kind == self.channel.value and found is not None:
                return found.group()
        return None

    def _type_code(self, page: Page, beside: Beside) -> Event:
        """One code is typed twice and no more: then it was an earlier one's, or nobody's."""
        code, refused = self._code(beside), isinstance(page.ask, TextAsk) and page.ask.error
        self.typed = (*self.typed, code) if refused else (code,)
        if code and self.typed.count(code) <= MOST_TRIES:
            return Answer(page.id, code)
        if refused and "resend" in [one.id for one in page.actions]:
            return Press(page.id, "resend")
        if self.channel is Channel.AUTHENTICATOR:
            self.channel = Channel.TEXT
        return Press(page.id, "no_message")

    def _other_message(self, beside: Beside) -> str:
        """What the newest message says, if it is none with a code; nothing where none came."""
        newest = next((one.body for one in beside.messages()), "")
        return "" if _CODE.search(newest) else newest

    def _face(self, picture: Picture | None) -> str:
        if picture is None:
            return NOT_SURE
        own = {self.knows.face, *self.knows.other_faces}
        return "mine" if digest_of(picture) in own else "not_mine"

    def _name(self, shown: str | None) -> str:
        if shown is None:
            return NOT_SURE
        own = Name(self.knows.given_names, self.knows.family_name)
        given, _, family = shown.rpartition(" ")
        likeness = compare_names(own, Name(given, family)).likeness
        if shown == f"{own.given} {own.family}".strip() or likeness is Likeness.SAME:
            return "mine"
        return {
            Likeness.VARIANT: "mine",
            Likeness.UNCLEAR: "mine_but_wrong",
        }.get(likeness, "not_mine")

    def _kind(self, page: Page, shown: str | None) -> str:
        letter = self.knows.letter_kind
        if shown is None or letter is None:
            return NOT_SURE
        if shown == letter:
            return "as_letter"
        may_be = isinstance(page.ask, ChoiceAsk) and any(
            one.id == "upgraded" for one in page.ask.options
        )
        return "upgraded" if may_be and letter.casefold().startswith("pre-settled") else "differs"

    def _end(self, shown: str | None) -> str:
        until = self.knows.letter_until
        if shown is None or until is None:
            return NOT_SURE
        return "as_letter" if shown == self.words.day(until) else "differs"

    def _asked(self, page: Page, ref: str) -> bool:
        return any(getattr(block, "ref", None) == ref for block in page.blocks)

    def _press(self, page: Page, *liked: str) -> Event | None:
        offered = [one.id for one in page.actions]
        wanted = next((one for one in liked if one in offered), None)
        return Press(page.id, wanted) if wanted is not None else None

    def _purpose(self, page: Page) -> Event | None:
        offered = [one.id for one in page.ask.options] if isinstance(page.ask, ChoiceAsk) else []
        liked = next((one for one in self.wanted if one.value in offered), None)
        if liked is None:
            return None
        self.wanted = tuple(one for one in self.wanted if one is not liked)
        return Answer(page.id, liked.value)


def digest_of(picture: Picture) -> str:
    """The name of a drawn picture: SHA-256 of its canonical JSON, as the service names it."""
    plain = {
        "width": picture.width,
        "height": picture.height,
        "palette": list(picture.palette),
        "rows": list(picture.rows),
        "alt": picture.alt,
    }
    canonical = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()
