"""Sending a report and following it: the form in ticks, what is sent, where it stands."""

from __future__ import annotations

from tui.core.casework import ReportForm, ReportSeen
from tui.core.journey import Journey
from tui.core.page import (
    Block,
    ChecksAsk,
    Choice,
    Facts,
    Notice,
    Page,
    Points,
    Progress,
    Tone,
)
from tui.core.pages.build import actions, choice_ask, error, page
from tui.core.pages.proofs import purpose_name
from tui.core.records import Purpose
from tui.core.steps.report import (
    ANSWERED,
    CODES,
    HELPERS,
    NATIONS,
    REASONS,
    REPLIES,
    TICKS,
    form_of,
    may_allow,
    may_confirm,
    may_look_at_all,
)
from tui.core.words import Words

STAGES = ("received", "triaged", "with_specialist", "repair_ordered", "repaired", "told")
_CHOICES = {
    "report.nation": NATIONS,
    "report.helper": HELPERS,
    "report.reply": REPLIES,
    "report.right": ("right", "not_right"),
    "report.reopen": REASONS,
}
_GOOD = frozenset(("chased", "closed", "allowed", "withdrawn", "reopened"))


def question(journey: Journey, words: Words) -> Page:
    here = journey.step
    return page(journey, words, here, ask=choice_ask(journey, words, here, *_CHOICES[here]))


def ticks(journey: Journey, words: Words) -> Page:
    """The form's own list; what was seen is ticked already."""
    here = journey.step
    which = TICKS if here == "report.problems" else CODES
    chosen = journey.answers.get(here.replace(".", "_"), "").split()
    options = tuple(Choice(one, words.text(here, f"choice.{one}")) for one in which)
    ask = ChecksAsk(
        here,
        words.text(here, "heading"),
        options,
        chosen=tuple(one for one in chosen if one in which),
        error=error(journey, words, here),
    )
    return page(journey, words, here, ask=ask, acts=actions(words, here, "continue"))


def described(form: ReportForm, words: Words) -> str:
    """The free text of the form: put together from what was seen, never typed."""
    said = []
    if form.another_person_at:
        said.append(words.text("report.says", "another"))
    if not form.can_open:
        said.append(words.text("report.says", f"cannot.{form.broken_at}"))
    return " ".join(said)


def surfaces(words: Words, names: tuple[str, ...]) -> str:
    """Views or codes in a row: the status, work, rent."""
    return ", ".join(
        words.text("report.says", "status") if one == "status" else purpose_name(words, _of(one))
        for one in names
    )


def _of(name: str) -> Purpose:
    return next(one for one in Purpose if one.value == name)


def form_rows(form: ReportForm, words: Words) -> tuple[tuple[str, str], ...]:
    """What is sent, field by field, and nothing else."""
    here = "report.check"
    ticked = "; ".join(words.text("report.problems", f"choice.{one}") for one in form.problems)
    rows = (
        ("nation", words.text("report.nation", f"choice.{form.nation}")),
        ("problems", ticked),
        ("codes", surfaces(words, form.share_codes)),
        ("another", surfaces(words, form.another_person_at)),
        ("description", described(form, words)),
        ("helper", words.text("report.helper", f"choice.{form.helper or 'nobody'}")),
        ("reply", words.text("report.reply", f"choice.{form.reply}")),
    )
    return tuple((words.text(here, name), text) for name, text in rows if text)


def check(journey: Journey, words: Words) -> Page:
    here = journey.step
    rows = form_rows(form_of(journey), words)
    notice = Notice(words.text(here, "own"), Tone.INFO)
    acts = actions(words, here, "send", "change", "found")
    return page(journey, words, here, Facts(rows), notice, acts=acts)


def waiting(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, waiting=True)


def none(journey: Journey, words: Words) -> Page:
    return page(journey, words, journey.step, acts=actions(words, journey.step, "found", "finish"))


def sent(journey: Journey, words: Words) -> Page:
    here = journey.step
    if journey.report is None:
        return page(journey, words, "report.none", acts=actions(words, "report.none", "found"))
    rows = (
        (words.text("report.follow", "reference"), journey.report.reference),
        (words.text("report.follow", "promised"), words.day(journey.report.promised)),
    )
    acts = actions(words, here, "follow", "found")
    return page(journey, words, here, Facts(rows), acts=acts)


def follow(journey: Journey, words: Words) -> Page:
    """Where it is, how long each stage took, what was added, and what can be done."""
    here = journey.step
    report = journey.report
    if report is None:
        return page(journey, words, "report.none", acts=actions(words, "report.none", "found"))
    blocks: list[Block] = []
    if journey.notice:
        tone = Tone.DONE if journey.notice in _GOOD else Tone.CARE
        blocks.append(Notice(words.text(here, f"notice.{journey.notice}"), tone))
    elif report.overdue and not report.verified:
        blocks.append(Notice(words.text(here, "overdue"), Tone.CARE))
    blocks.append(Facts(standing(report, words)))
    blocks.append(Progress(stages(report, words)))
    history = added(report, words)
    if history:
        blocks.append(Points(history, words.text(here, "history")))
    names = ["right"] if may_confirm(journey) else ["follow"]
    names += ["look"] if may_look_at_all(journey) else []
    names += ["reopen"] if report.verified else []
    names += ["chase"] if not report.verified and report.stage not in ANSWERED else []
    names += ["allow"] if may_allow(journey) else []
    acts = tuple(
        Choice(one, words.text(here, _label(one, report)))
        for one in (*names, *(() if report.verified else ("staff",)), "found")
    )
    return page(journey, words, here, *blocks, acts=acts)


def _label(name: str, report: ReportSeen) -> str:
    withdraws = name == "allow" and report.allowed_until is not None
    return "action.withdraw" if withdraws else f"action.{name}"


def standing(report: ReportSeen, words: Words) -> tuple[tuple[str, str], ...]:
    """Reference, days, promise."""
    here = "report.follow"
    took = words.text(here, "took", days=str(report.days), working=str(report.working_days))
    rows = [
        (words.text(here, "reference"), report.reference),
        (words.text(here, "promised"), words.day(report.promised)),
        (words.text(here, "so_far"), took),
    ]
    if report.reopened:
        rows.append((words.text(here, "reopened"), str(report.reopened)))
    return tuple(rows)


def stages(report: ReportSeen, words: Words) -> tuple[tuple[str, str], ...]:
    """Every stay with its days, then the stages that are still to come."""
    here = "report.stages"
    rows = []
    for stay in report.stays:
        name = words.text(here, stay.stage)
        if stay.stage == "received" and stay.detail:
            name = words.text(here, "again")
        elif stay.detail:
            name = words.text(here, "with", stage=name, what=words.text(here, stay.detail))
        last = stay is report.stays[-1] and not report.verified
        key = "day_one" if stay.days == 1 else "days"
        label = words.text(here, key, stage=name, days=str(stay.days))
        rows.append((label, "now" if last else "done"))
    to_come = STAGES[STAGES.index(report.stage) + 1 :] if not report.verified else ()
    rows += [(words.text(here, one), "waiting") for one in to_come]
    if report.verified:
        rows.append((words.text(here, "verified"), "done"))
    return tuple(rows)


def added(report: ReportSeen, words: Words) -> tuple[str, ...]:
    """The newest few things that were added or looked at, in words that are known here."""
    here = "report.history"
    lines = []
    for note in report.notes:
        key = f"{note.by}.{note.about}" if note.about else f"{note.by}.{note.kind}"
        lines.append(words.text(here, key, day=words.day(note.on)))
    views = tuple(one for one in dict.fromkeys(report.looked) if one != "picture")
    if views:
        lines.append(words.text(here, "looked", views=surfaces(words, views)))
    return tuple(lines[-4:])


PAGES = dict.fromkeys(_CHOICES, question) | {
    "report.problems": ticks,
    "report.codes": ticks,
    "report.check": check,
    "report.finding": waiting,
    "report.sending": waiting,
    "report.asking": waiting,
    "report.sent": sent,
    "report.follow": follow,
    "report.none": none,
}
