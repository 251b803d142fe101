"""What a member of the centre's staff sees: the report, the four views compared, what is next."""

from __future__ import annotations

from tui.core.casework import SeenByStaff
from tui.core.events import Tick
from tui.core.journey import Journey
from tui.core.page import Block, Cell, Comparison, Facts, Mark, Notice, Page, Progress, Tone
from tui.core.pages.build import actions, choice_ask, page
from tui.core.pages.proofs import MARKS, column
from tui.core.pages.report import stages, standing, surfaces
from tui.core.records import Purpose
from tui.core.steps.staff import moves
from tui.core.words import Words

_FIELDS = ("photo", "name", "kind", "end")


def _marked(words: Words) -> Notice:
    return Notice(words.text("staff", "practice"), Tone.INFO)


def report(journey: Journey, words: Words) -> Page:
    here = journey.step
    at = journey.report
    if at is None:
        return closed(journey, words)
    blocks: list[Block] = [_marked(words)]
    if journey.notice:
        blocks.append(Notice(words.text(here, f"notice.{journey.notice}"), Tone.STOP))
    rows = [*standing(at, words)]
    said = (
        (
            "problems",
            "; ".join(words.text("report.problems", f"choice.{one}") for one in at.problems),
        ),
        ("codes", surfaces(words, at.share_codes)),
        ("another", surfaces(words, at.another_person_at)),
    )
    rows += [(words.text("report.check", name), text) for name, text in said if text]
    may = "yes" if at.allowed_until else "no"
    rows.append((words.text(here, "may_look"), words.text(here, f"may_look.{may}")))
    blocks += [Facts(tuple(rows)), Progress(stages(at, words))]
    names = []
    if not at.verified:
        names.append("look" if at.allowed_until else "ask")
        names.append("move")
    acts = actions(words, here, *names, "leave")
    return page(journey, words, here, *blocks, acts=acts)


def looked(journey: Journey, words: Words) -> Page:
    """The comparison that the person sees too, and no value of any record."""
    here = journey.step
    views = {one.view: one for one in journey.staff_saw}
    columns = (words.text("compare", "view"), *(column(words, one) for one in Purpose))
    rows = []
    for field in _FIELDS:
        status = views.get("status")
        shown = status is not None and status.answer == "shown"
        mark = Mark.SHOWN if shown else Mark.NOTHING
        first = Cell(mark, words.text("compare", mark.value))
        cells = [_cell(words, field, views.get(one.value)) for one in Purpose]
        rows.append((words.text("compare", field), (first, *cells)))
    acts = actions(words, here, "back_to", "move", "leave")
    return page(journey, words, here, _marked(words), Comparison(columns, tuple(rows)), acts=acts)


def _cell(words: Words, field: str, seen: SeenByStaff | None) -> Cell:
    if seen is None or seen.answer != "shown":
        return Cell(Mark.NOTHING, words.text("compare", "nothing"))
    if seen.ticks is None:
        return Cell(Mark.SHOWN, words.text("compare", "shown"))
    tick: Tick = getattr(seen.ticks, field)
    mark = MARKS[tick]
    return Cell(mark, words.text("compare", mark.value))


def move(journey: Journey, words: Words) -> Page:
    here = journey.step
    at = journey.report
    names = moves(at) if at is not None else ()
    ask = choice_ask(journey, words, here, *names)
    acts = actions(words, here, "back_to")
    return page(journey, words, here, _marked(words), ask=ask, acts=acts)


def waiting(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, waiting=True)


def closed(journey: Journey, words: Words) -> Page:
    return page(journey, words, "staff.closed", acts=actions(words, "staff.closed", "leave"))


PAGES = {
    "staff.opening": waiting,
    "staff.working": waiting,
    "staff.report": report,
    "staff.looked": looked,
    "staff.move": move,
    "staff.closed": closed,
}
