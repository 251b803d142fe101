"""The closed lists: everything that a sitting can observe, in question order.

Sources: domain.md 2.5 (order of questions), 2.1 (what splits which faults). A gate says when a
question makes sense at all; what is behind a shut gate is *not reached*.
"""

from __future__ import annotations

from typing import Final

from tui.core.table import Observation, cube

SURFACES: Final = ("work", "rent", "other")

CHECKED_PURPOSES: Final = "job home bank study public"
"""Purposes for which somebody opens a share code; at a border nobody but the carrier looks."""

_SURFACE_VALUES: Final = (
    "own",
    "other",
    "mixture",
    "stale",
    "unclear",
    "missing",
    "failing",
)
_PROVABLE: Final = (cube(standing="current certificate"),)
_VIEW_SHOWN: Final = (cube(status="shown"), cube(again="shown"))
_VIEW_IS_OWN: Final = (cube(view="own name_wrong birth_wrong"),)
_A_CHECK: Final = (cube(purpose=CHECKED_PURPOSES),)

OBSERVATIONS: Final = (
    # What brings the person here.
    Observation(
        "brings",
        ("look", "signin", "status", "proof", "said", "document", "stranger", "reported"),
    ),
    # The nation, what the proof is for and so who asked, by when, and whether the person already
    # works or lives there.
    Observation("nation", ("england", "scotland", "wales", "northern_ireland", "abroad")),
    Observation("purpose", ("job", "home", "bank", "study", "public", "travel", "nobody")),
    Observation(
        "due",
        ("today", "two_days", "later"),
        (cube(purpose="job home bank study public travel"),),
    ),
    Observation("there", ("yes", "no"), (cube(purpose="job home"),)),
    # What status the person has, as far as they know.
    Observation("holds", ("settled", "presettled", "visa", "waiting", "british")),
    # What happened when the employer, landlord or other checked.
    Observation(
        "check",
        (
            "no_code",
            "not_tried",
            "works",
            "fails",
            "other_person",
            "wrong",
            "photo_doubt",
            "service_no",
        ),
        _A_CHECK,
    ),
    # What they say about it.
    Observation(
        "says",
        (
            "nothing",
            "wants_code",
            "wants_document",
            "wants_signin",
            "used_my_page",
            "will_not_wait",
            "no_codes",
            "again",
        ),
        _A_CHECK,
    ),
    # What the airline or ferry says.
    Observation("carrier", ("fine", "sees_nothing", "wants_card"), (cube(purpose="travel"),)),
    # The code that was given: whether its first letter fits the purpose, its age, and how it went
    # when it was typed once more.
    Observation(
        "code_kind",
        ("fits", "other_kind", "no_such"),
        (cube(check="fails"), cube(says="wants_code", check="not_tried works wrong photo_doubt")),
    ),
    Observation("code_age", ("live", "over"), (cube(code_kind="fits"),)),
    Observation(
        "code_typed", ("right", "typo", "birth", "page"), (cube(check="fails", code_age="live"),)
    ),
    # Whose phone and email the account holds, as far as the person knows.
    Observation("contacts", ("mine", "one_lost", "both_lost", "someone_elses")),
    # What became of the sign-in.
    Observation("signin", ("in", "no_code", "refused", "down", "no_account")),
    # The passport or card in use, and the account.
    Observation(
        "passport",
        ("linked", "old_only", "refused", "not_done"),
        (cube(brings="document"), cube(purpose="travel"), cube(signin="refused")),
    ),
    # What came after the code: the status, "cannot find", or "cannot show it now".
    Observation("status", ("shown", "missing", "failing"), (cube(signin="in"),)),
    # The same step tried again later.
    Observation("again", ("shown", "same"), (cube(status="missing failing"),)),
    # Whose record the view is: the class of its field ticks.
    Observation(
        "view",
        ("own", "name_wrong", "birth_wrong", "other", "mixture", "unclear"),
        _VIEW_SHOWN,
    ),
    # Whose document was used to sign in.
    Observation("document", ("own", "childs", "someone_elses"), (cube(view="other"),)),
    # What changed lately.
    Observation("recent", ("nothing", "own_document", "family_together"), (cube(document="own"),)),
    # Whether the person's own photo is good enough to be known by.
    Observation("photo", ("good", "poor"), _VIEW_IS_OWN),
    # Other details of the person: nationality, National Insurance number and the like.
    Observation("details", ("right", "wrong", "not_shown"), _VIEW_IS_OWN),
    # What sort of thing the view shows.
    Observation("standing", ("current", "certificate", "refused", "ended"), _VIEW_IS_OWN),
    # The status shown, beside the newest letter.
    Observation("kind", ("as_letter", "upgraded", "differs"), _VIEW_IS_OWN),
    # What the person may do, beside the newest letter.
    Observation("conditions", ("as_letter", "differs"), (cube(standing="current"),)),
    # The end date shown, beside the newest letter; none at all is right for settled status.
    Observation(
        "end",
        ("as_letter", "later", "differs", "date_on_settled"),
        _VIEW_IS_OWN,
    ),
    # What the newest letter or email from the Home Office says.
    Observation(
        "letter",
        ("granted", "allowed", "certificate", "applied", "account_only", "ended", "none"),
        (
            cube(status="missing failing", again="same"),
            cube(kind="differs"),
            cube(standing="refused"),
            cube(standing="ended", end="differs"),
            cube(signin="no_account"),
        ),
    ),
    # Whether a status was granted before that, and has not ended.
    Observation(
        "earlier",
        ("no", "granted"),
        (
            cube(standing="certificate refused"),
            cube(status="missing", again="same", letter="certificate applied ended"),
        ),
    ),
    # Whether the person has made more than one account.
    Observation(
        "accounts",
        ("one", "more"),
        (cube(status="missing", again="same", letter="granted account_only none"),),
    ),
    # Whether the person applied for more time before the end.
    Observation("applied", ("in_time", "not_in_time"), (cube(standing="ended"),)),
    # The three proofs on the first look, and again later.
    Observation("proofs", ("all_shown", "some_not"), _PROVABLE),
    Observation("proofs_again", ("all_shown", "some_not"), (cube(proofs="some_not"),)),
    # Each proof as it was seen last: the class of its field ticks.
    Observation("work", _SURFACE_VALUES, _PROVABLE),
    Observation("rent", _SURFACE_VALUES, _PROVABLE),
    Observation("other", _SURFACE_VALUES, _PROVABLE),
    # Whether a proof leaves out an end date that the view shows.
    Observation("left_out", ("nothing", "end_date"), _PROVABLE),
    # What the new code opened, beside its preview.
    Observation("code", ("none", "as_preview", "other_record", "not_opened"), _PROVABLE),
    # What was reported to the Home Office, and what came of it; how old that report is, against
    # the promised date or 10 working days; whether a reference was given (it stays on paper).
    Observation(
        "reported",
        ("no", "waiting", "said_fixed", "partly", "came_back", "said_nothing_wrong"),
    ),
    Observation(
        "report_age",
        ("in_time", "over"),
        (cube(reported="waiting partly came_back said_nothing_wrong"),),
    ),
    Observation(
        "reference",
        ("yes", "no"),
        (cube(reported="waiting partly came_back said_nothing_wrong"),),
    ),
)
