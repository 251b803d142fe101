"""The questions of the walkthrough: what a person is asked, and what may be answered.

A question asks for what somebody can see, never for who anybody is. Its id is the key of an answers
document; what the answers mean as observations is told by :mod:`tui.core.told`. Every choice and
every page of ticks takes *not sure* besides what is listed here.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Final

from tui.core.table import NOT_SURE
from tui.core.value import value


class Kind(Enum):
    """`CHOICE`: one answer. `TICKS`: one or more of a page of ticks. `DAY`: a date."""

    CHOICE = "choice"
    TICKS = "ticks"
    DAY = "day"


@value
class Question:
    """One question, on one page. `alone` are ticks that stand for the whole page: nothing else
    may be ticked with them."""

    id: str
    kind: Kind
    answers: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


def _choice(name: str, answers: str) -> Question:
    return Question(name, Kind.CHOICE, tuple(answers.split()))


def _ticks(name: str, answers: str, alone: str) -> Question:
    return Question(name, Kind.TICKS, tuple(answers.split()), tuple(alone.split()))


SAFETY: Final = (
    # Who is here: the person and a helper, the person alone, an employer, landlord or agent, a
    # helper without the person, or a person who may not understand or agree today.
    _choice("who", "together alone checker absent cannot_agree"),
    # Who the helper is to the person.
    _choice("company", "adviser friend_or_family employer_or_landlord"),
    # Could a message about this cause trouble? Does somebody else decide over phone or papers?
    _choice("safe", "no yes"),
    _choice("controlled", "no yes"),
    # After another person's details were seen: would it be dangerous if a stranger saw yours?
    _choice("danger", "no yes"),
)
"""Asked to keep somebody from harm. None of them says anything about the record."""

QUESTIONS: Final = (
    # What brings you here?
    _choice("brings", "look signin status proof said document stranger reported"),
    _choice("nation", "england scotland wales northern_ireland abroad"),
    # What it is for, and so who asked. Study, benefits, a council and a clinic look at the same
    # proof as a bank.
    _choice("purpose", "job home bank study public travel nobody"),
    # By when they need an answer.
    _choice("due", "today two_days later"),
    # Whether the person already works, or lives, there.
    _choice("there", "yes no"),
    # What status the person has, as far as they know.
    _choice("holds", "settled presettled visa waiting british"),
    # What happened when the employer, landlord or other checked.
    _choice("check", "no_code not_tried works fails other_person wrong photo_doubt service_no"),
    # What the employer, landlord or other says.
    _choice(
        "says",
        "nothing wants_code wants_document wants_signin used_my_page will_not_wait no_codes again",
    ),
    # What the airline or ferry says.
    _choice("carrier", "fine sees_nothing wants_card"),
    # The code that was given: its first letter, its age, and the code typed once more, together.
    _choice("code_letter", "w r s other"),
    _choice("code_age", "live over"),
    _choice("code_typed", "right typo birth page"),
    # Whose phone and email are in the account.
    _choice("contacts", "mine one_lost both_lost someone_elses"),
    # What became of the sign-in.
    _choice("signin", "in no_code refused down no_account"),
    # The passport or card that is used now, and the account.
    _choice("passport", "linked old_only refused not_done"),
    # What came after the security code.
    _choice("status", "shown certificate refused ended missing failing"),
    # The same looked at again, later and on another day; `opens`: and nobody is sure what it shows.
    _choice("again", "same shown certificate refused ended opens"),
    # The status page, field by field, beside the person and their newest letter.
    _ticks(
        "view",
        "right photo name birth detail wrong status date may cannot_tell no_letter",
        alone="right",
    ),
    # Which details are the person's own, but wrong or old.
    _ticks("view_wrong", "name birth photo detail", alone=""),
    _choice("kind", "upgraded differs"),
    _choice("end", "later differs date_on_settled"),
    # Another person's record came: whose document was typed, and what changed lately.
    _choice("document", "own childs someone_elses"),
    _choice("recent", "nothing own_document family_together"),
    # What the newest letter or email from the Home Office says.
    _choice("letter", "granted allowed certificate applied account_only ended none"),
    # Whether a status was granted before that, and has not ended.
    _choice("earlier", "no granted"),
    _choice("accounts", "one more"),
    _choice("applied", "in_time not_in_time"),
    # The three previews, field by field, beside the status page.
    *(
        _ticks(
            name,
            "same left_out photo name birth differs nothing cannot_tell",
            alone="same left_out nothing",
        )
        for name in ("work", "rent", "other")
    ),
    # What did not open, looked at again on another day.
    _choice("proofs_again", "all_shown some_not"),
    # What was reported, and what came of it.
    _choice("reported", "no waiting said_fixed partly came_back said_nothing_wrong"),
    Question("reported_on", Kind.DAY),
    # `none`: they promised no day.
    Question("promised_on", Kind.DAY, ("none",)),
    _choice("reference", "yes no"),
)
"""Everything that the walkthrough can ask about the record, in question order."""

BY_ID: Final = {one.id: one for one in (*SAFETY, *QUESTIONS)}

Told = str | tuple[str, ...]
"""One answer: an id, ticked ids, or a day as ``2026-11-26``."""


def misfit(question: Question, answer: object) -> str | None:
    """What is wrong with an answer, as the key of a message: ``shape``, ``unknown``, ``empty``,
    ``alone`` or ``day``; None when it fits."""
    if question.kind is Kind.TICKS:
        return _ticks_misfit(question, answer)
    if not isinstance(answer, str):
        return "shape"
    if answer == NOT_SURE:
        return None
    if question.kind is Kind.DAY:
        return None if answer in question.answers or _day(answer) else "day"
    return None if answer in question.answers else "unknown"


def _ticks_misfit(question: Question, answer: object) -> str | None:
    if not isinstance(answer, tuple | list) or not all(isinstance(one, str) for one in answer):
        return "shape"
    if not answer:
        return "empty"
    if set(answer) - {*question.answers, NOT_SURE}:
        return "unknown"
    alone = {*question.alone, NOT_SURE}
    return "alone" if len(set(answer)) > 1 and alone & set(answer) else None


def _day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
