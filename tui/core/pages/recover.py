"""Getting an account back: document, birthday, a face, a new phone and a new e-mail address."""

from __future__ import annotations

from tui.core.changes import No
from tui.core.journey import Journey
from tui.core.page import Notice, Page, Tone
from tui.core.pages.account import born, code_ask, field, kind, only, phone, safe, waiting, way_out
from tui.core.pages.build import actions, choice_ask, page
from tui.core.steps.recover import FACES
from tui.core.words import Words


def stop(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, acts=actions(words, journey.step, "found", "finish"))


def face(journey: Journey, words: Words) -> Page:
    here = journey.step
    stand_in = Notice(words.text(here, "stand_in"), Tone.INFO)
    ask = choice_ask(journey, words, here, *FACES)
    acts = actions(words, here, *way_out(journey))
    return page(journey, words, here, stand_in, ask=ask, acts=acts)


def code(journey: Journey, words: Words) -> Page:
    here = journey.step
    ask = code_ask(journey, words, here)
    acts = actions(words, here, "continue", "resend", *way_out(journey))
    return page(journey, words, here, phone(words), ask=ask, acts=acts)


def done(journey: Journey, words: Words) -> Page:
    here = journey.step
    acts = actions(words, here, "sign_in", "finish")
    return page(journey, words, here, *only(words, here), acts=acts)


def denied(journey: Journey, words: Words) -> Page:
    why = journey.answers.get("recover.no", No.OVER.value)
    context = f"recover.denied.{why}"
    first = "sign_in" if why == No.NOT_KNOWN.value else "again"
    acts = actions(words, "recover.denied", first, "found", "finish")
    return page(journey, words, context, acts=acts)


PAGES = {
    "recover.safe": safe,
    "recover.stop": stop,
    "recover.kind": kind,
    "recover.issued": field,
    "recover.number": field,
    "recover.born": born,
    "recover.face": face,
    "recover.phone": field,
    "recover.email": field,
    "recover.phone-code": code,
    "recover.email-code": code,
    "recover.done": done,
    "recover.denied": denied,
    **{f"recover.{name}": waiting for name in ("beginning", "showing", "sending", "finishing")},
}
