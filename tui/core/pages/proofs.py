"""The three-proof check: progress, a picture to ask about, and the table as a summary."""

from __future__ import annotations

from tui.core.events import EndDate, ProofTicks, Tick
from tui.core.journey import Journey, SeenProof
from tui.core.page import Block, Cell, Comparison, Mark, Notice, Page, Portrait, Progress, Tone
from tui.core.pages.build import actions, choice_ask, page
from tui.core.permit import purposes_allowed
from tui.core.records import Purpose
from tui.core.steps.proofs import to_try_again
from tui.core.table import NOT_SURE
from tui.core.words import Words

MARKS = {
    Tick.SAME: Mark.SAME,
    Tick.VARIANT: Mark.SAME,
    Tick.UNCLEAR: Mark.DIFFERENT,
    Tick.DIFFERENT: Mark.DIFFERENT,
    Tick.HIDDEN: Mark.HIDDEN,
}
_BAD = ("other", "mixture", "unclear")


def purpose_name(words: Words, purpose: Purpose) -> str:
    return words.text("purpose", f"{purpose.value}.name")


def column(words: Words, purpose: Purpose) -> str:
    return words.text("purpose", f"{purpose.value}.column")


def checking(journey: Journey, words: Words) -> Page:
    items = []
    now_found = False
    for purpose in Purpose:
        seen = journey.proofs.get(purpose)
        if seen is not None:
            state = "trouble" if seen.surface_class in ("missing", "failing") else "done"
        else:
            state = "waiting" if now_found else "now"
            now_found = True
        items.append((column(words, purpose), state))
    return page(journey, words, journey.step, Progress(tuple(items)), waiting=True)


def picture(journey: Journey, words: Words) -> Page:
    here = journey.step
    purpose = journey.pictures_to_ask[0]
    portrait = Portrait(f"proof.{purpose.value}.photo", words.text(here, "alt"))
    ask = choice_ask(journey, words, here, "mine", "not_mine", NOT_SURE)
    name = purpose_name(words, purpose)
    return page(journey, words, here, portrait, ask=ask, sensitive=True, purpose=name)


def comparison(journey: Journey, words: Words) -> Comparison:
    """What was seen, by mark and word; no value of any surface stands in it."""
    columns = (words.text("compare", "view"), *(column(words, one) for one in Purpose))
    rows = []
    for field in ("photo", "name", "kind", "end"):
        cells = [Cell(Mark.SHOWN, _view_word(journey, words, field))]
        cells += [_cell(words, field, journey.proofs.get(one)) for one in Purpose]
        rows.append((words.text("compare", field), tuple(cells)))
    return Comparison(columns, tuple(rows))


def _view_word(journey: Journey, words: Words, field: str) -> str:
    status = journey.status
    if field == "end" and status is not None and status.end is EndDate.NONE:
        return words.text("compare", "none")
    return words.text("compare", "shown")


def _cell(words: Words, field: str, seen: SeenProof | None) -> Cell:
    if seen is None or seen.ticks is None:
        return Cell(Mark.NOTHING, words.text("compare", "nothing"))
    mark = _mark(field, seen, seen.ticks)
    return Cell(mark, words.text("compare", mark.value))


def _mark(field: str, seen: SeenProof, ticks: ProofTicks) -> Mark:
    if field == "photo" and ticks.photo is Tick.DIFFERENT:
        match seen.picture:
            case "mine":
                return Mark.SAME
            case "not_sure":
                return Mark.UNSURE
            case _:
                return Mark.DIFFERENT
    tick: Tick = getattr(ticks, field)
    if field == "name" and ticks.birth in (Tick.DIFFERENT, Tick.UNCLEAR) and tick is Tick.SAME:
        return Mark.UNSURE
    return MARKS[tick]


def notices(journey: Journey, words: Words) -> tuple[Block, ...]:
    """One notice for each surface that is not simply the same, then what matched, and when."""
    blocks: list[Block] = []
    if journey.notice:
        blocks.append(Notice(words.text("notice", journey.notice), Tone.CARE))
    for purpose, seen in journey.proofs.items():
        name = purpose_name(words, purpose)
        if seen.surface_class == "own":
            continue
        tone = Tone.STOP if seen.surface_class in _BAD else Tone.CARE
        blocks.append(Notice(words.text("compare", f"is.{seen.surface_class}", purpose=name), tone))
    again = sorted(one.value for one, seen in journey.proofs.items() if seen.same_stranger_as)
    if again and any(seen.surface_class in _BAD for seen in journey.proofs.values()):
        blocks.append(Notice(words.text("compare", "same_stranger"), Tone.CARE))
    matched = [(one, seen) for one, seen in journey.proofs.items() if seen.surface_class == "own"]
    if matched:
        times = [seen.at for _, seen in matched if seen.at is not None]
        slots = {
            "purposes": ", ".join(purpose_name(words, one) for one, _ in matched),
            "time": times[-1].strftime("%H:%M") if times else "",
        }
        blocks.append(Notice(words.text("compare", "matched", **slots), Tone.DONE))
    return tuple(blocks)


def table(journey: Journey, words: Words) -> Page:
    looked = [journey.proofs.get(one) for one in Purpose]
    right = all(seen is not None and seen.surface_class == "own" for seen in looked)
    context = "proofs.table" if right else "proofs.table-differs"
    names: tuple[str, ...]
    if to_try_again(journey):
        names = ("again", "next")
    elif right and purposes_allowed(journey):
        names = ("code", "next")
    else:
        names = ("next",)
    body = (comparison(journey, words), *notices(journey, words))
    return page(journey, words, context, *body, acts=actions(words, context, *names))


PAGES = {"proofs.checking": checking, "proofs.picture": picture, "proofs.table": table}
