"""Every fault there is: what it does, what a person sees, and which finding should follow.

Plain facts only; the row edits are in `recipes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from backend_stub.kernel.keys import PURPOSES, Purpose

StatusClass = Literal["settled", "pre_settled", "other"]
CLASSES: tuple[StatusClass, ...] = ("settled", "pre_settled", "other")
Outcome = Mapping[StatusClass, str]


def status_class(kind: str) -> StatusClass:
    """The three that the table of outcomes tells apart."""
    if kind == "settled":
        return "settled"
    return "pre_settled" if kind == "pre_settled" else "other"


def every(outcome: str) -> Outcome:
    """The same for every class of status."""
    return dict.fromkeys(CLASSES, outcome)


ALL_WELL: Outcome = {**every("OK"), "pre_settled": "OK-HIDDEN"}
"""Nothing that the person can see is wrong; an end date is left out of a proof on purpose."""


@dataclass(frozen=True)
class Fault:
    """One fault. `codes`: class of status -> finding; `not_for`: class -> why it does not apply.

    `needs`: what a person must have besides, in words for the table; checked by the recipe.
    """

    id: str
    effect: str
    letter_question: str
    part: str
    sees: str
    found_by: str
    repair: str
    kind: Literal["data", "answers"]
    codes: Outcome
    not_for: Outcome = field(default_factory=dict)
    needs: str = ""


_ASKERS: dict[Purpose, str] = {
    "work": "an employer",
    "rent": "a landlord",
    "other": "somebody else",
}


def _for_purpose(purpose: Purpose) -> tuple[Fault, ...]:
    """The faults that each sharing service can have in its own store."""
    store, asker = f"sharing_{purpose}", _ASKERS[purpose]
    return (
        Fault(
            id=f"{purpose}-key-misaligned",
            effect=f"The key that leads to the proof for {asker} points nowhere.",
            letter_question="Q5-8",
            part=store,
            sees=f"The status is right; the proof for {asker} cannot be found.",
            found_by="key-points-nowhere",
            repair="Point the crosswalk row at the person's own key again.",
            kind="data",
            codes=every("PROVE-SOME"),
        ),
        Fault(
            id=f"{purpose}-proof-entangled",
            effect=f"The proof for {asker} has the person's picture with a stranger's details.",
            letter_question="Q14-17",
            part=store,
            sees=f"The status is right; the proof for {asker} shows another name, type and date.",
            found_by="copy-of-another-record",
            repair="Copy the person's own record into the proof again.",
            kind="data",
            codes=every("ENT-PROOF"),
        ),
        Fault(
            id=f"{purpose}-projection-stale",
            effect=f"The proof for {asker} is still the one from before the status changed.",
            letter_question="Q14-17",
            part=store,
            sees=f"Own name and picture; the proof for {asker} has an older type or date.",
            found_by="copy-differs",
            repair="Copy the person's current status into the proof.",
            kind="data",
            codes=every("STALE-PROOF"),
            needs="an earlier status that a proof would show differently",
        ),
        Fault(
            id=f"{purpose}-code-opens-another-record",
            effect=f"A code for {asker} opens a copy that is mixed with a stranger's record.",
            letter_question="Q11, Q14-17",
            part=store,
            sees="Status and proofs are right; a new code opens somebody else's details.",
            found_by="published-copy-differs",
            repair="Publish the person's own copy again and remove the mixed one.",
            kind="data",
            codes=every("CODE-OTHER"),
        ),
        Fault(
            id=f"{purpose}-picture-changed",
            effect=f"The proof for {asker} shows an older picture of the same person.",
            letter_question="Q14-17",
            part=store,
            sees=f"All details agree; the proof for {asker} has another picture of the person.",
            found_by="copy-differs",
            repair="Copy the current picture into the proof.",
            kind="data",
            codes=ALL_WELL,
            needs="an older picture",
        ),
        Fault(
            id=f"{purpose}-update-lost",
            effect=f"The message with the newest status never came to the proof for {asker}.",
            letter_question="Q14-17",
            part=store,
            sees=f"Own name and picture; the proof for {asker} has an older type or date.",
            found_by="message-lost",
            repair="Send the record again; it comes as a newer message.",
            kind="data",
            codes=every("STALE-PROOF"),
            needs="an earlier status that a proof would show differently",
        ),
        Fault(
            id=f"{purpose}-updates-reordered",
            effect=f"Messages to the proof for {asker} are numbered so that an old one holds.",
            letter_question="Q14-17",
            part=f"pcdp, {store}",
            sees=f"Own name and picture; the proof for {asker} has an older type or date.",
            found_by="messages-out-of-order",
            repair="Number the messages in the order in which they were made.",
            kind="data",
            codes=every("STALE-PROOF"),
            needs="an earlier status that a proof would show differently",
        ),
        Fault(
            id=f"{purpose}-key-misrouted",
            effect=f"A message gave this account a stranger's key to the proof for {asker}.",
            letter_question="Q14-17",
            part=f"pcdp, {store}",
            sees=f"The status is right; the proof for {asker} shows another person altogether.",
            found_by="key-of-another-record",
            repair="Take the message away and give both accounts their own keys.",
            kind="data",
            codes=every("ENT-PROOF"),
        ),
        Fault(
            id=f"{purpose}-record-copied-to-another",
            effect=f"A copy of this record was filed as a stranger's proof for {asker}.",
            letter_question="Q11, Q12, Q17",
            part=f"pcdp, {store}",
            sees="Everything is right. It is somebody else who sees these details.",
            found_by="copy-of-another-record",
            repair="Take the message away and copy the stranger's own record again.",
            kind="data",
            codes=ALL_WELL,
        ),
        Fault(
            id=f"{purpose}-keys-crossed",
            effect=f"Two accounts have each other's key and copy of the proof for {asker}.",
            letter_question="Q11",
            part=store,
            sees="Everything is right, until a message about either of the two changes a proof.",
            found_by="key-of-another-record",
            repair="Give both accounts their own keys and copies.",
            kind="data",
            codes=ALL_WELL,
        ),
    )


_DATA = (
    Fault(
        id="status-dropped",
        effect="The record has no status any more.",
        letter_question="Q1-3",
        part="pcdp",
        sees="The code arrives; then the page cannot find a current status.",
        found_by="account-without-status",
        repair="Put the status row back.",
        kind="data",
        codes=every("MISS"),
    ),
    Fault(
        id="delayed-propagation",
        effect="The account follows the new document; what tells all three proofs is held back.",
        letter_question="Q5-9",
        part="pcdp, sharing_work, sharing_rent, sharing_other",
        sees="The status is right; no proof can be found.",
        found_by="account-without-key",
        repair="Let the three messages go: they bring the crosswalk rows to the present key.",
        kind="data",
        codes=every("PROVE-ALL"),
        needs="a document that was replaced",
    ),
    Fault(
        id="status-entangled",
        effect="The account asks for another person's record.",
        letter_question="Q12",
        part="account",
        sees="The page shows another person's name, picture and status.",
        found_by="record-with-two-accounts",
        repair="Give the account its own person key back.",
        kind="data",
        codes=every("ENT-VIEW"),
    ),
    Fault(
        id="status-mixed",
        effect="The record has the person's own name with a stranger's picture and status.",
        letter_question="Q12",
        part="pcdp",
        sees="Own name and date of birth beside another person's picture and status.",
        found_by="picture-of-two-people",
        repair="Put the person's own picture and status back.",
        kind="data",
        codes=every("ENT-MIX"),
    ),
    Fault(
        id="couple-crossover",
        effect="The document opens the partner's account.",
        letter_question="Q9",
        part="account",
        sees="After both renewed in one sitting, the document shows the partner's status.",
        found_by="document-of-another-record",
        repair="Point the document at its own account again.",
        kind="data",
        codes=every("LINK"),
        needs="a partner who signs in too",
    ),
    Fault(
        id="end-date-on-settled",
        effect="A status that has no end is given an end date.",
        letter_question="Q17",
        part="pcdp",
        sees="Settled status with an end date.",
        found_by="end-on-settled",
        repair="Take the end date away.",
        kind="data",
        codes={"settled": "DATE"},
        not_for={
            "pre_settled": "Pre-settled status has an end date of its own.",
            "other": "This status has an end date of its own.",
        },
    ),
    Fault(
        id="status-type-wrong",
        effect="The record holds another type of status than the one that was granted.",
        letter_question="Q12",
        part="pcdp",
        sees="Own name and picture with the wrong type of status.",
        found_by="copy-differs",
        repair="Put the granted type back.",
        kind="data",
        codes=every("TYPE"),
    ),
    Fault(
        id="refusal-shown",
        effect="The record shows a refusal in place of the status that was granted.",
        letter_question="Q1-3",
        part="pcdp",
        sees="Own name and picture; the page says that an application was refused.",
        found_by="copy-differs",
        repair="Put the granted status back.",
        kind="data",
        codes=every("APPEAL"),
    ),
    Fault(
        id="new-document-unknown",
        effect="The change of document was confirmed; the account knows only the old one.",
        letter_question="Q9",
        part="account",
        sees="The new document brings no code. With the old one, everything is right.",
        found_by="document-not-told",
        repair="Let the account know the new document, and the old one no more.",
        kind="data",
        codes=every("DOC-STALE"),
        needs="a document that was replaced",
    ),
    Fault(
        id="work-repair-undone",
        effect="The work proof was put right; then an older copy was sent behind the repair.",
        letter_question="Q11, Q14-17",
        part="pcdp, sharing_work",
        sees="Own name and picture; the proof for an employer is as it was before the repair.",
        found_by="copy-differs",
        repair="Take both messages away and copy the person's current status.",
        kind="data",
        codes=every("STALE-PROOF"),
        needs="an earlier status that a proof would show differently",
    ),
)

_CONTACTS = (
    Fault(
        id="contacts-crossed",
        effect="The contact that no code goes to is another account's, and theirs is here.",
        letter_question="Q11",
        part="account",
        sees="Everything is right. Notices about this account go to somebody else as well.",
        found_by="contact-of-another-account",
        repair="Give each account its own contact back.",
        kind="data",
        codes=ALL_WELL,
        needs="a contact besides the one that codes go to",
    ),
)

_ANSWERS = (
    Fault(
        id="status-unavailable-for-n-calls",
        effect="The status service says that it is not available, a few times, then answers.",
        letter_question="Q4",
        part="answers",
        sees="The status cannot be shown just now; tried again later, it can.",
        found_by="Nothing is wrong in any store: only trying again shows it.",
        repair="It ends by itself, or the rule is removed.",
        kind="answers",
        codes=every("TEMP"),
    ),
    Fault(
        id="status-not-found-for-n-calls",
        effect="The status service says that it finds no status, a few times, then answers.",
        letter_question="Q4",
        part="answers",
        sees="The same words as when the status is lost; tried again later, it is there.",
        found_by="Nothing is wrong in any store: only trying again shows it.",
        repair="It ends by itself, or the rule is removed.",
        kind="answers",
        codes=every("TEMP"),
    ),
    Fault(
        id="proofs-unavailable-for-n-calls",
        effect="All three sharing services say that they are not available, a few times each.",
        letter_question="Q6",
        part="answers",
        sees="The status is right; no proof can be made just now; later all three can.",
        found_by="Nothing is wrong in any store: only trying again shows it.",
        repair="It ends by itself, or the rules are removed.",
        kind="answers",
        codes=every("PROVE-TEMP"),
    ),
)

FAULTS: dict[str, Fault] = {
    fault.id: fault
    for fault in (
        *_DATA[:1],
        *(fault for purpose in PURPOSES for fault in _for_purpose(purpose)),
        *_DATA[1:],
        *_CONTACTS,
        *_ANSWERS,
    )
}
"""By id, in the order in which lists show them."""
