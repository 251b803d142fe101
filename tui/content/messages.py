"""Known messages of the real website, recognised in what somebody pastes or types.

A recognised message only suggests an answer; the person confirms it. What was pasted may hold a
stranger's name. So everything here is a pure function of the text: nothing of it is kept, printed
or returned, and the result holds words of ``messages.toml`` alone.

A paste is compared by its letters and digits, in small letters and without gaps. Quotes, dashes,
dots, spaces of any kind, accents, ligatures, and words broken at the end of a line then make no
difference.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final

from tui.content import FOLDER

LIMIT: Final = 4000
"""The most characters of a paste that are read: the longest message and a page or two about it."""

LONG: Final = 60
"""Letters from which a message is looked for in stretches, and may be cut or stand among other
words. A shorter one has to be a line or a sentence of its own."""

ALONE: Final = 30
"""Letters below which a message has to be nearly all that was pasted: it could mean many things."""

# Each stretch that was pasted of a long message has to be there, so that another message is not
# taken for it which shares all but one sentence. And more has to be pasted than any one sentence.
STRETCH: Final = 24
STEP: Final = 6
LEAST: Final = 0.5
"""The least part of the stretches."""
SLACK: Final = 12
"""The most letters between a stretch and the end of the paste at which the message is cut."""

# Points of 100; tests/content/test_messages.py measures how far both sides are from them.
STRETCH_FITS: Final = 78.0
SENTENCE_FITS: Final = 89.0
NEEDED_FITS: Final = 78.5

_ENDS: Final = frozenset(".!?:;|/\\•·\"“”„«»'‘’()[]–—\n\r\t\v\f\x85\u2028\u2029")
"""What a sentence or line may begin or end at. Commas and hyphens are no such place."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message as published. `suggests` are pairs of question and answer; `seen` is a day, or
    ``2019-04`` or ``2019`` where no more is known. For the rest see ``messages.toml``."""

    id: str
    text: str
    source: str
    seen: date | str
    suggests: tuple[tuple[str, str], ...]
    enough: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def answer(self, question: str) -> str | None:
        """What it suggests for a question, if anything."""
        return dict(self.suggests).get(question)


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters of a text, and the offsets at which a sentence or line may begin or end."""

    text: str = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)


def recognise(text: str, question: str) -> Message | None:
    """The known message in a pasted text that suggests an answer to this question.

    None as well when two are in it that suggest different ones. Only LIMIT characters are read.
    """
    pasted = _letters(text)
    found = [
        message
        for message in known()
        if message.answer(question) is not None and _fit(message, pasted) >= 0
    ]
    answers = {message.answer(question) for message in found}
    return found[0] if len(answers) == 1 else None


def fit(message: Message, text: str) -> float:
    """By how many points of 100 a text fits a message better than it has to; below 0, it fails."""
    return _fit(message, _letters(text))


@cache
def known() -> tuple[Message, ...]:
    """All known messages, read when somebody pastes for the first time."""
    import tomllib

    read: dict[str, Any] = tomllib.loads((FOLDER / "messages.toml").read_text("utf-8"))
    return tuple(
        Message(
            id=one["id"],
            text=one["text"],
            source=one["source"],
            seen=one["seen"],
            suggests=tuple(one["suggests"].items()),
            enough=tuple(one.get("enough", ())),
            needs=tuple(one.get("needs", ())),
        )
        for one in read["message"]
    )


def _letters(text: str) -> _Letters:
    kept: list[str] = []
    ends = [0]
    for one in unicodedata.normalize("NFKD", text[:LIMIT]).casefold():
        if one.isalnum():
            kept.append(one)
        elif one in _ENDS and ends[-1] != len(kept):
            ends.append(len(kept))
    # One sign may stand for a dozen letters: the limit holds for those as well.
    del kept[LIMIT:]
    ends = [end for end in ends if end < len(kept)]
    return _Letters("".join(kept), (*ends, len(kept)))


def _fit(message: Message, pasted: _Letters) -> float:
    whole = _letters(message.text).text
    needs = tuple(_letters(words).text for words in message.needs)
    if len(whole) < ALONE:
        return _as_sentence(whole, needs, _Letters(pasted.text, (0, len(pasted.text))))
    if len(whole) < LONG:
        return _as_sentence(whole, needs, pasted)
    sentences = (_letters(sentence).text for sentence in message.enough)
    return max(
        _in_stretches(whole, pasted.text),
        *(_as_sentence(sentence, needs, pasted) for sentence in sentences),
    )


def _as_sentence(sentence: str, needs: tuple[str, ...], pasted: _Letters) -> float:
    """How well any run of whole lines or sentences fits this one and has the words it needs."""
    from rapidfuzz import fuzz

    # Nothing shorter can reach SENTENCE_FITS. What is longer by a word says something else: "…with
    # the service charge".
    shortest, longest = len(sentence) * 3 // 4, len(sentence) + len(sentence) // 10 + 1
    best = -SENTENCE_FITS
    for start in pasted.ends:
        first = bisect_left(pasted.ends, start + shortest)
        last = bisect_right(pasted.ends, start + longest)
        for end in pasted.ends[first:last]:
            piece = pasted.text[start:end]
            score = fuzz.ratio(sentence, piece) - SENTENCE_FITS
            if score > best:
                has = (fuzz.partial_ratio(words, piece) - NEEDED_FITS for words in needs)
                best = max(best, min((score, *has)))
    return best


def _in_stretches(whole: str, pasted: str) -> float:
    """How well the worst stretch fits, in the best run of stretches. A run is all of the message,
    or what is left of it when the paste begins or ends within it."""
    from rapidfuzz import fuzz

    if len(pasted) < len(whole) * LEAST:
        return -STRETCH_FITS
    starts = (*range(0, len(whole) - STRETCH, STEP), len(whole) - STRETCH)
    found = [fuzz.partial_ratio_alignment(whole[at : at + STRETCH], pasted) for at in starts]
    scores = [one.score - STRETCH_FITS if one else -STRETCH_FITS for one in found]
    end = len(found)
    firsts = [0, *(i for i, one in enumerate(found) if one and one.dest_start <= SLACK)]
    lasts = [
        end,
        *(i for i, one in enumerate(found, 1) if one and one.dest_end >= len(pasted) - SLACK),
    ]
    least = round(end * LEAST)
    return max(min(scores[i:j]) for i in firsts for j in lasts if j - i >= least)
