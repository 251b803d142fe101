"""Pasted words stop here: what goes on to the journey is the message that they are, or nothing."""

from __future__ import annotations

from tui.core.events import Answer, Event
from tui.core.journey import Journey

PAGE = "walk.words"


def recognised(journey: Journey, event: Event) -> Event:
    """The event, with pasted words replaced by ``message=answer``, EMPTY or UNKNOWN.

    A stranger's name may stand in what is pasted, so it is looked at once and let go.
    """
    if not isinstance(event, Answer) or event.page != PAGE or journey.step != PAGE:
        return event
    # Not at the top, as below: whoever pastes has been past the first page for long.
    from tui.core.steps.pasted import EMPTY, UNKNOWN

    if not isinstance(event.value, str) or not event.value.strip():
        return Answer(PAGE, EMPTY)
    from tui.content.messages import recognise

    question = journey.answers.get("words_for", "")
    message = recognise(event.value, question)
    answer = message.answer(question) if message is not None else None
    if message is None or answer is None:
        return Answer(PAGE, UNKNOWN)
    return Answer(PAGE, f"{message.id}={answer}")
