"""The closed lists: everything that a sitting can observe, in question order.

Sources: domain.md 2.5 (order of questions), 2.1 (what splits which faults). A gate says when a
question makes sense at all; what is behind a shut gate is *not reached*.
"""

from __future__ import annotations

from typing import Final

from tui.core.table import Observation, cube

SURFACES: Final = ("work", "rent", "other")

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

OBSERVATIONS: Final = (
    # Whose phone and email the account holds, as far as the person knows.
    Observation("contacts", ("mine", "one_lost", "both_lost", "someone_elses")),
    # What became of the sign-in.
    Observation("signin", ("in", "no_code", "down")),
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
    # What sort of thing the view shows.
    Observation("standing", ("current", "certificate", "ended"), _VIEW_IS_OWN),
    # The status shown, beside the newest letter.
    Observation("kind", ("as_letter", "upgraded", "differs"), _VIEW_IS_OWN),
    # The end date shown, beside the newest letter; none at all is right for settled status.
    Observation(
        "end",
        ("as_letter", "later", "differs", "date_on_settled"),
        _VIEW_IS_OWN,
    ),
    # What the newest letter or email from the Home Office says.
    Observation(
        "letter",
        ("granted", "certificate", "applied", "account_only", "ended", "none"),
        (cube(status="missing", again="same"), cube(kind="differs")),
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
    # What the new code opened, beside its preview.
    Observation("code", ("none", "as_preview", "other_record", "not_opened"), _PROVABLE),
)
