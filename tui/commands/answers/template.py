"""The answers document described: a JSON Schema in the words of the pages, and one to fill in."""

from __future__ import annotations

from typing import Any, Final

from tui.commands.answers.check import ANSWERS, BEFORE, DAY, PARTS
from tui.core.pages.build import label
from tui.core.pages.walk import context_of
from tui.core.questions import Kind, Question
from tui.core.table import NOT_SURE
from tui.core.words import Words

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

ASKED_ON: Final = {
    "who": "start.who",
    "company": "walk.company",
    "regulated": "walk.regulated",
    "controlled": "walk.controlled",
    "safe": "safe.sign-in",
    "danger": "walk.stranger",
}
"""The page on which each question of `before` is asked, in the order of the walkthrough."""

Schema = dict[str, Any]


def described(words: Words) -> dict[str, Any]:
    """``{"schema": …, "template": …}``."""
    return {"schema": schema(words), "template": template()}


def template() -> dict[str, Any]:
    """Every question, each answered *not sure*."""
    return {
        part: {name: _not_sure(one) for name, one in questions.items()}
        for part, questions in PARTS.items()
    }


def _not_sure(question: Question) -> str | list[str]:
    return [NOT_SURE] if question.kind is Kind.TICKS else NOT_SURE


def schema(words: Words) -> Schema:
    """Takes what :mod:`tui.commands.answers.check` takes, but for the one rule that no schema can
    state: a report is never from a later day than today."""
    before = {name: _question(BEFORE[name], context, words) for name, context in ASKED_ON.items()}
    answers = {name: _question(one, context_of(name), words) for name, one in ANSWERS.items()}
    return {
        "$schema": DIALECT,
        "title": "Answers to the questions of Alongside",
        "description": "What somebody can see and was told; never who anybody is.",
        **_object(
            {
                "today": {"title": "The day of the answers", **_day()},
                "before": {"title": "What keeps people from harm", **_object(before)},
                "answers": {"title": "What was seen and told", **_object(answers)},
            },
            required=["answers"],
        ),
    }


def _object(properties: dict[str, Schema], **more: Any) -> Schema:
    return {"type": "object", "properties": properties, **more, "additionalProperties": False}


def _day() -> Schema:
    return {"type": "string", "format": "date", "pattern": DAY}


def _question(question: Question, context: str, words: Words) -> Schema:
    title = words.text(context, "heading")
    said = "action" if question.kind is Kind.DAY else "choice"
    choices = [_option(words, context, f"{said}.{one}", one) for one in question.answers]
    match question.kind:
        case Kind.CHOICE:
            not_sure = _option(words, context, f"choice.{NOT_SURE}", NOT_SURE)
            return {"title": title, "type": "string", "oneOf": [*choices, not_sure]}
        case Kind.TICKS:
            not_sure = _option(words, context, f"action.{NOT_SURE}", NOT_SURE)
            return {
                "title": title,
                "type": "array",
                "items": {"oneOf": [*choices, not_sure]},
                "minItems": 1,
                "uniqueItems": True,
                # What stands for the whole page stands alone.
                "if": {"contains": {"enum": [*question.alone, NOT_SURE]}},
                "then": {"maxItems": 1},
            }
        case Kind.DAY:
            not_sure = _option(words, context, f"action.{NOT_SURE}", NOT_SURE)
            return {"title": title, "oneOf": [_day(), *choices, not_sure]}


def _option(words: Words, context: str, key: str, name: str) -> Schema:
    made = {"const": name, "title": label(words, context, key)}
    hint = f"hint.{name}"
    if words.has(context, hint):
        made["description"] = words.text(context, hint)
    return made
