"""What an employer, a landlord, a carrier or anybody else makes of a code, and what they ask."""

from __future__ import annotations

from typing import Final

from tui.core.rows import LATE, MEANWHILE
from tui.core.table import Band, Row, cube

_UNFAIR: Final = ("discrimination-help",)
_JOB_OR_HOME: Final = "job home"
_ANYONE_ELSE: Final = "bank study public"
_NO_RENT_CHECKS: Final = "wales scotland northern_ireland"


def _code(name: str, code: str, when: str, value: str, text: str = "") -> Row:
    return Row(name, code, Band.CHECKER, cube(**{when: value}), topic="code", text=text)


CODE_ROWS: Final = (
    _code("code-purpose", "CODE-PURP", "code_kind", "other_kind"),
    _code("code-no-such", "CODE-TYPO", "code_kind", "no_such"),
    _code("code-old", "CODE-OLD", "code_age", "over"),
    _code("code-typo", "CODE-TYPO", "code_typed", "typo"),
    _code("code-birth", "CODE-DOB", "code_typed", "birth"),
    _code("check-page", "CHK-METHOD", "code_typed", "page"),
    Row(
        "code-killed",
        "CODE-KILLED",
        Band.CHECKER,
        cube(code_typed="right"),
        topic="code",
        routes=("resolution-centre", *MEANWHILE, "report-error"),
    ),
    # It does not open, and nobody has typed it again yet.
    Row(
        "code-fails",
        "UNSURE",
        Band.CHECKER,
        cube(check="fails"),
        unless=cube(
            code_kind="other_kind no_such", code_age="over", code_typed="right typo birth page"
        ),
        topic="code",
    ),
)

SAID_ROWS: Final = (
    Row(
        "rent-outside-england",
        "CHK-AREA",
        Band.CHECKER,
        cube(purpose="home", nation=_NO_RENT_CHECKS, says="wants_code"),
        over=("has-right-code",),
        topic="said",
        routes=_UNFAIR,
    ),
    Row(
        "has-right-code",
        "CHK-METHOD",
        Band.CHECKER,
        cube(says="wants_code", code_kind="fits", code_age="live"),
        unless=cube(check="fails wrong photo_doubt"),
        topic="said",
        routes=_UNFAIR,
    ),
    Row(
        "wants-document",
        "CHK-METHOD",
        Band.CHECKER,
        cube(says="wants_document"),
        topic="said",
        routes=_UNFAIR,
    ),
    Row("used-my-page", "CHK-METHOD", Band.CHECKER, cube(says="used_my_page"), topic="said"),
    Row(
        "wants-signin",
        "CHK-SIGNIN",
        Band.CHECKER,
        cube(says="wants_signin"),
        topic="said",
        routes=("resolution-centre", *_UNFAIR),
    ),
    Row(
        "will-not-wait",
        "CHK-REFUSE",
        Band.CHECKER,
        cube(says="will_not_wait"),
        topic="said",
        routes=(*MEANWHILE, *_UNFAIR, "adviser", "grant-funded"),
    ),
    Row(
        "takes-no-codes",
        "CHK-REFUSE",
        Band.CHECKER,
        cube(purpose=_JOB_OR_HOME, says="no_codes"),
        topic="said",
        routes=(*_UNFAIR, "grant-funded"),
    ),
    Row(
        "not-a-checker",
        "CHK-NA",
        Band.CHECKER,
        cube(purpose=_ANYONE_ELSE, says="no_codes"),
        topic="said",
        routes=("resolution-centre", "the3million"),
    ),
    Row(
        "check-again",
        "CHK-REPEAT",
        Band.CHECKER,
        cube(purpose=_JOB_OR_HOME, says="again"),
        topic="said",
        routes=_UNFAIR,
    ),
)

TRAVEL_ROWS: Final = (
    Row(
        "travel-not-linked",
        "TRAVEL-LINK",
        Band.CHECKER,
        cube(purpose="travel", passport="not_done"),
        over=("travel-staff",),
        topic="travel",
        routes=("carrier", "resolution-centre"),
    ),
    Row(
        "travel-not-seen",
        "TRAVEL-SYNC",
        Band.CHECKER,
        cube(carrier="sees_nothing", passport="linked"),
        topic="travel",
        routes=("carrier", "resolution-centre", "report-error", *LATE, "the3million"),
    ),
    Row(
        "travel-staff",
        "TRAVEL-STAFF",
        Band.CHECKER,
        cube(carrier="wants_card"),
        topic="travel",
        routes=("carrier", "the3million"),
    ),
)

ROWS: Final = (*CODE_ROWS, *SAID_ROWS, *TRAVEL_ROWS)
