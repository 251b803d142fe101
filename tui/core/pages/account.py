"""Your account: what it has, what can be changed, the fresh code, and how a change ended.

No page here holds what was typed or what the account has: the runner puts it in, or it is named.
"""

from __future__ import annotations

from typing import Final

from tui.core.changes import KINDS, No
from tui.core.events import Channel
from tui.core.fields import DOCUMENT_LIMIT, NAME_LIMIT
from tui.core.journey import Journey
from tui.core.page import Block, DateAsk, Notice, Page, Phone, Points, Seen, Symbol, TextAsk, Tone
from tui.core.pages.build import actions, choice_ask, error, page
from tui.core.steps.account import CHANGES, SAFE, channels, doing
from tui.core.tidy import TYPED_LIMIT
from tui.core.words import Words

_WIDTHS: Final = {"number": (28, DOCUMENT_LIMIT * 2), "issued": (6, 10), "nation": (6, 10)}


def only(words: Words, context: str) -> tuple[Block, ...]:
    """What only the mock is known to have says so."""
    if not words.has(context, "only"):
        return ()
    return (Notice(words.text(context, "only"), Tone.INFO),)


def way_out(journey: Journey) -> tuple[str, ...]:
    """Where there is no way back, since a code was spent, there is one out of it."""
    return () if journey.trail else ("leave",)


def phone(words: Words) -> Phone:
    """The invented person's phone, as at sign-in."""
    return Phone(words.text("signin.code", "phone"), words.text("signin.code", "phone_empty"))


def waiting(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, waiting=True)


def home(journey: Journey, words: Words) -> Page:
    here = journey.step
    has = Seen(words.text(here, "has"), "account.holds")
    ask = choice_ask(journey, words, here, *CHANGES)
    acts = actions(words, here, "return")
    return page(journey, words, here, has, ask=ask, acts=acts, sensitive=True)


def safe(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, ask=choice_ask(journey, words, journey.step, *SAFE))


def stop(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, acts=actions(words, journey.step, "return", "finish"))


def kind(journey: Journey, words: Words) -> Page:
    chosen = journey.answers.get(journey.step, "")
    ask = choice_ask(journey, words, journey.step, *KINDS, chosen=chosen)
    return page(journey, words, journey.step, ask=ask)


def field(journey: Journey, words: Words) -> Page:
    """A field whose text the runner keeps."""
    here = journey.step
    width, limit = _WIDTHS.get(here.split(".")[1], (34, NAME_LIMIT * 2))
    ask = TextAsk(
        here,
        words.text(here, "label"),
        hint=words.text(here, "hint") if words.has(here, "hint") else "",
        error=error(journey, words, here),
        width=width,
        limit=limit,
    )
    acts = actions(words, here, "continue", *way_out(journey))
    return page(journey, words, here, *only(words, here), ask=ask, acts=acts, sensitive=True)


def born(journey: Journey, words: Words) -> Page:
    here, said = journey.step, "signin.birth"
    ask = DateAsk(
        here,
        words.text(here, "label"),
        (words.text(said, "day"), words.text(said, "month"), words.text(said, "year")),
        hint=words.text(said, "hint"),
        error=error(journey, words, said),
    )
    acts = actions(words, here, "continue", *way_out(journey))
    return page(journey, words, here, ask=ask, acts=acts, sensitive=True)


def channel(journey: Journey, words: Words) -> Page:
    here = journey.step
    ask = choice_ask(journey, words, here, *channels(journey))
    what = words.text("account", f"doing.{doing(journey).value}")
    return page(journey, words, here, *only(words, here), ask=ask, what=what)


def code(journey: Journey, words: Words) -> Page:
    """The fresh code, or that of the new contact; only what is asked for differs."""
    here = journey.step
    app = here == "account.code" and _by_app(journey)
    context = "account.code-app" if app else here
    ask = code_ask(journey, words, here)
    names = (
        ("continue", "resend", "other_way") if here == "account.code" else ("continue", "resend")
    )
    if app:
        names = ("continue", "other_way")
    return page(
        journey, words, context, phone(words), ask=ask, acts=actions(words, context, *names)
    )


def _by_app(journey: Journey) -> bool:
    return journey.answers.get("account.channel") == Channel.AUTHENTICATOR.value


def code_ask(journey: Journey, words: Words, here: str) -> TextAsk:
    said = "account.code"
    return TextAsk(
        here,
        words.text(here, "label"),
        hint=words.text("signin.code", "hint"),
        error=error(journey, words, said),
        width=12,
        limit=TYPED_LIMIT,
    )


def check(journey: Journey, words: Words) -> Page:
    here = journey.step
    typed = Seen(words.text(here, "typed"), "typed.document")
    acts = actions(words, here, "send", "details", "leave")
    return page(journey, words, here, typed, acts=acts, sensitive=True)


def secret(journey: Journey, words: Words) -> Page:
    here = journey.step
    shown = Seen(words.text(here, "secret"), "app.secret")
    acts = actions(words, here, "typed", "symbol", *way_out(journey))
    return page(journey, words, here, *only(words, here), shown, acts=acts, sensitive=True)


def symbol(journey: Journey, words: Words) -> Page:
    here = journey.step
    shown = Symbol("", words.text(here, "alt"), words.text("practice", "not_real"), "app.address")
    acts = actions(words, here, "typed", "secret")
    return page(journey, words, here, shown, acts=acts, sensitive=True)


def first_code(journey: Journey, words: Words) -> Page:
    here = journey.step
    ask = code_ask(journey, words, here)
    acts = actions(words, here, "continue", "secret")
    return page(journey, words, here, phone(words), ask=ask, acts=acts)


def done(journey: Journey, words: Words) -> Page:
    context = f"account.done.{doing(journey).value}"
    acts = actions(words, "account.done", "account", "return", "finish")
    return page(journey, words, context, *only(words, context), acts=acts)


def held(journey: Journey, words: Words) -> Page:
    here = journey.step
    names = journey.answers.get("account.differs", "").split()
    said = tuple(words.text(here, f"differs.{one}") for one in names)
    points = (Points(said, words.text(here, "differs")),) if said else ()
    acts = actions(words, "account.done", "account", "return", "finish")
    return page(journey, words, here, *points, *only(words, here), acts=acts)


def denied(journey: Journey, words: Words) -> Page:
    why = journey.answers.get("account.no", No.OVER.value)
    context = f"account.denied.{why}"
    # Where it may be another person's document or account, nothing more is changed.
    names = ("return", "finish") if why in _STOP else ("account", "return", "finish")
    acts = actions(words, "account.done", *names)
    return page(journey, words, context, *only(words, context), acts=acts)


_STOP: Final = (No.IN_USE.value, No.MISMATCH.value)
_FIELDS: Final = ("issued", "number", "phone", "email", "given", "family", "nation")
_WAITING: Final = ("looking", "sending", "proving", "changing", "new-sending", "confirming")

PAGES = {
    "account.home": home,
    "account.safe": safe,
    "account.stop": stop,
    "account.kind": kind,
    "account.born": born,
    "account.channel": channel,
    "account.code": code,
    "account.new-code": code,
    "account.check": check,
    "account.secret": secret,
    "account.symbol": symbol,
    "account.first-code": first_code,
    "account.done": done,
    "account.held": held,
    "account.denied": denied,
    **{f"account.{name}": field for name in _FIELDS},
    **{f"account.{name}": waiting for name in _WAITING},
}
