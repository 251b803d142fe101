"""Purpose, preview, the code in large letters, its QR, what happens next, codes already given."""

from __future__ import annotations

from datetime import timedelta

from tui.core.events import Tick
from tui.core.journey import Journey
from tui.core.page import (
    BigCode,
    Choice,
    ChoiceAsk,
    Facts,
    Notice,
    Page,
    Portrait,
    Seen,
    Symbol,
    Tone,
)
from tui.core.pages.build import actions, choice_ask, error, label, page
from tui.core.pages.proofs import purpose_name
from tui.core.permit import purposes_allowed
from tui.core.records import GivenCode, Purpose
from tui.core.spell import spelled
from tui.core.steps.account import may_change
from tui.core.steps.code import live_codes, may_see_as_checker
from tui.core.words import Words

LATEST_LIFE = timedelta(days=90)


def purpose(journey: Journey, words: Words) -> Page:
    here = journey.step
    allowed = purposes_allowed(journey)
    ask = choice_ask(journey, words, here, *(one.value for one in allowed))
    blocks = [
        Notice(
            words.text(here, _why_not(journey, one), purpose=purpose_name(words, one)), Tone.STOP
        )
        for one in Purpose
        if one not in allowed
    ]
    return page(journey, words, here, *blocks, ask=ask, acts=actions(words, here, "codes"))


def _why_not(journey: Journey, purpose: Purpose) -> str:
    seen = journey.seen.get(purpose.value)
    if purpose in journey.dead and seen == "own":
        return "not_this.dead"
    return "not_this.nothing" if seen in ("missing", "failing") else "not_this"


def waiting(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, waiting=True)


def preview(journey: Journey, words: Words) -> Page:
    """What the checker will see: the proof's own values, all of which matched the view."""
    here = journey.step
    chosen = journey.purpose or Purpose.WORK
    seen = journey.proofs[chosen]
    prefix = f"proof.{chosen.value}"
    blocks: list[Portrait | Seen | Notice] = [
        Portrait(f"{prefix}.photo", words.text(here, "alt")),
        Seen(words.text(here, "name"), f"{prefix}.name"),
        Seen(words.text(here, "kind"), f"{prefix}.kind"),
        Seen(words.text(here, "end"), f"{prefix}.end"),
        Seen(words.text(here, "conditions"), f"{prefix}.conditions"),
    ]
    if seen.ticks is not None and seen.ticks.end is Tick.HIDDEN:
        blocks.append(Notice(words.text(here, "hidden_end"), Tone.INFO))
    return page(
        journey,
        words,
        here,
        *blocks,
        acts=actions(words, here, "make", "wrong"),
        sensitive=True,
        checker=words.text("purpose", f"{chosen.value}.checker"),
    )


def shown(journey: Journey, words: Words) -> Page:
    here = journey.step
    made = journey.code
    if made is None:
        return page(
            journey, words, "code.gone", acts=actions(words, "code.gone", "codes", "another")
        )
    which = made.purpose.value
    facts = Facts(
        (
            (words.text(here, "for"), words.text(here, f"for.{which}")),
            (
                words.text(here, "until"),
                words.text(here, "until.text", day=words.day(made.last_day)),
            ),
            (words.text(here, "also"), words.text(here, "also.text")),
        )
    )
    big = BigCode(
        made.groups,
        tuple(spelled(words, group) for group in made.groups),
        words.text("practice", "not_real"),
    )
    return page(
        journey,
        words,
        here,
        big,
        facts,
        acts=actions(words, here, "qr", "next", "another", "codes"),
        sensitive=True,
        purpose=purpose_name(words, made.purpose),
    )


def qr(journey: Journey, words: Words) -> Page:
    here = journey.step
    made = journey.code
    if made is None:
        return shown(journey, words)
    name = purpose_name(words, made.purpose)
    symbol = Symbol(
        made.code,
        words.text(here, "alt", purpose=name),
        words.text("practice", "not_real"),
    )
    acts = actions(words, here, "letters")
    return page(journey, words, here, symbol, acts=acts, sensitive=True, purpose=name)


def what_next(journey: Journey, words: Words) -> Page:
    made = journey.code
    which = (made.purpose if made else journey.purpose or Purpose.WORK).value
    context = f"code.next.{which}"
    names = ("letters", "checker", "codes") if may_see_as_checker(journey) else ("letters", "codes")
    return page(journey, words, context, acts=actions(words, context, *names))


def given(journey: Journey, words: Words) -> Page:
    """The live codes, each a choice to cancel; those that have ended are only listed."""
    here = journey.step
    live = live_codes(journey)
    context = here if live else "code.list-empty"
    notice = (Notice(words.text("notice", journey.notice), Tone.DONE),) if journey.notice else ()
    ended = Facts(
        tuple(
            (one.share_code.code[:1] + "…", _line(words, one))
            for one in journey.codes
            if one.state != "live"
        )
    )
    ended_block = (ended,) if ended.rows else ()
    further = ["uses"] if journey.codes else []
    if may_change(journey):
        further.append("account")
    if not live:
        acts = actions(words, context, "return", *further)
        return page(journey, words, context, *notice, *ended_block, acts=acts)
    options = tuple(
        Choice(one.share_code.id, " ".join(one.share_code.groups), _line(words, one))
        for one in live
    )
    none = Choice("none", label(words, here, "choice.none"))
    ask = ChoiceAsk(
        here, words.text(here, "heading"), (*options, none), error=error(journey, words, here)
    )
    acts = actions(words, here, *further)
    return page(journey, words, here, *notice, *ended_block, ask=ask, acts=acts, sensitive=True)


def _line(words: Words, given_code: GivenCode) -> str:
    code = given_code.share_code
    return words.text(
        "code.list",
        f"line.{given_code.state}",
        purpose=purpose_name(words, code.purpose),
        made=words.day(code.last_day - LATEST_LIFE),
        day=words.day(code.last_day),
    )


def cancel(journey: Journey, words: Words) -> Page:
    here = journey.step
    ask = choice_ask(journey, words, here, "yes", "no")
    wanted = journey.answers.get("cancel")
    rows = tuple(
        (" ".join(one.share_code.groups), _line(words, one))
        for one in journey.codes
        if one.share_code.id == wanted
    )
    which = (Facts(rows),) if rows else ()
    return page(journey, words, here, *which, ask=ask, sensitive=True)


def wrong(journey: Journey, words: Words) -> Page:
    here = journey.step
    return page(journey, words, here, acts=actions(words, here, "look_again", "another", "finish"))


PAGES = {
    "code.purpose": purpose,
    "code.preview": preview,
    "code.wrong": wrong,
    "code.making": waiting,
    "code.shown": shown,
    "code.qr": qr,
    "code.next": what_next,
    "code.listing": waiting,
    "code.list": given,
    "code.cancel": cancel,
    "code.cancelling": waiting,
}
