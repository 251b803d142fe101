"""Document, date of birth, where the code goes, the code."""

from __future__ import annotations

from tui.core.diagnose import diagnose
from tui.core.events import Channel
from tui.core.findings import TABLE
from tui.core.journey import Journey
from tui.core.page import DateAsk, Facts, Page, Phone, TextAsk
from tui.core.pages.build import actions, choice_ask, error, page
from tui.core.steps.signin import SILENCE
from tui.core.steps.start import CONTACTS
from tui.core.tidy import TYPED_LIMIT, compact
from tui.core.words import Words


def document(journey: Journey, words: Words) -> Page:
    here = journey.step
    ask = TextAsk(
        "document",
        words.text(here, "label"),
        hint=words.text(here, "hint"),
        value=journey.typed.document,
        error=error(journey, words, here),
        width=28,
        limit=TYPED_LIMIT,
    )
    return page(journey, words, here, ask=ask, acts=actions(words, here, "continue", "away"))


def document_shape(journey: Journey, words: Words) -> Page:
    here = journey.step
    number = Facts(((words.text(here, "typed"), compact(journey.typed.document)),))
    return page(journey, words, here, number, ask=choice_ask(journey, words, here, "yes", "no"))


def document_away(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, acts=actions(words, journey.step, "found", "finish"))


def birth(journey: Journey, words: Words) -> Page:
    here = journey.step
    ask = DateAsk(
        "birth",
        words.text(here, "label"),
        (words.text(here, "day"), words.text(here, "month"), words.text(here, "year")),
        hint=words.text(here, "hint"),
        value=journey.typed.birth,
        error=error(journey, words, here),
    )
    return page(journey, words, here, ask=ask, acts=actions(words, here, "continue"))


def channel(journey: Journey, words: Words) -> Page:
    here = journey.step
    chosen = journey.typed.channel.value if journey.typed.channel else ""
    ask = choice_ask(journey, words, here, *(one.value for one in Channel), chosen=chosen)
    return page(journey, words, here, ask=ask)


def code(journey: Journey, words: Words) -> Page:
    here = journey.step
    ended = journey.error == "ended"
    ask = TextAsk(
        "code",
        words.text(here, "label"),
        hint=words.text(here, "hint"),
        value=journey.typed.code,
        error=error(journey, words, here),
        width=12,
        limit=TYPED_LIMIT,
    )
    context = "signin.code-app" if journey.typed.channel is Channel.AUTHENTICATOR else here
    return page(
        journey,
        words,
        context,
        Phone(words.text(here, "phone"), words.text(here, "phone_empty")),
        ask=ask,
        acts=actions(words, context, "continue", "resend" if ended else "no_message"),
    )


def silence(journey: Journey, words: Words) -> Page:
    here = journey.step
    ask = choice_ask(journey, words, here, *SILENCE)
    return page(journey, words, here, ask=ask)


def contacts(journey: Journey, words: Words) -> Page:
    return page(
        journey, words, journey.step, ask=choice_ask(journey, words, journey.step, *CONTACTS)
    )


def signed_out(journey: Journey, words: Words) -> Page:
    """The way in again and, where something was found, back to what to do today."""
    found = diagnose(TABLE, journey.before).leading is not None
    names = ("again", "found", "finish") if found else ("again", "finish")
    return page(journey, words, journey.step, acts=actions(words, journey.step, *names))


def waiting(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, waiting=True)


PAGES = {
    "signin.document": document,
    "signin.document-shape": document_shape,
    "signin.document-away": document_away,
    "signin.birth": birth,
    "signin.channel": channel,
    "signin.sending": waiting,
    "signin.code": code,
    "signin.verifying": waiting,
    "signin.silence": silence,
    "signin.contacts": contacts,
    "signin.ended": signed_out,
}
