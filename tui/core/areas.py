"""Every area of the journey together: what each answer does, and what each step shows.

It stands on the whole diagnosis, so it is loaded with the first answer and not before the first
page is there to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tui.core.journey import Journey
from tui.core.page import Page
from tui.core.pages import account as account_pages
from tui.core.pages import check as check_pages
from tui.core.pages import code as code_pages
from tui.core.pages import outcome as outcome_pages
from tui.core.pages import proofs as proofs_pages
from tui.core.pages import recover as recover_pages
from tui.core.pages import report as report_pages
from tui.core.pages import signin as signin_pages
from tui.core.pages import staff as staff_pages
from tui.core.pages import start as start_pages
from tui.core.pages import status as status_pages
from tui.core.pages import uses as uses_pages
from tui.core.pages import walk as walk_pages
from tui.core.pages import ways as ways_pages
from tui.core.steps import (
    Answers,
    Outcomes,
    Presses,
    account,
    check,
    code,
    one_at_a_time,
    outcome,
    pasted,
    proofs,
    recover,
    refused,
    report,
    signin,
    staff,
    start,
    status,
    uses,
    walk,
)
from tui.core.words import Words

ANSWERS: Final[Answers] = {
    **start.ANSWERS,
    **walk.ANSWERS,
    **one_at_a_time.ANSWERS,
    **pasted.ANSWERS,
    **refused.ANSWERS,
    **signin.ANSWERS,
    **status.ANSWERS,
    **proofs.ANSWERS,
    **code.ANSWERS,
    **outcome.ANSWERS,
    **account.ANSWERS,
    **recover.ANSWERS,
    **check.ANSWERS,
    **report.ANSWERS,
    **staff.ANSWERS,
}
PRESSES: Final[Presses] = {
    **walk.PRESSES,
    **refused.PRESSES,
    **signin.PRESSES,
    **status.PRESSES,
    **proofs.PRESSES,
    **code.PRESSES,
    **outcome.PRESSES,
    **account.PRESSES,
    **recover.PRESSES,
    **uses.PRESSES,
    **check.PRESSES,
    **report.PRESSES,
    **staff.PRESSES,
}
OUTCOMES: Final[Outcomes] = {
    **signin.OUTCOMES,
    **status.OUTCOMES,
    **proofs.OUTCOMES,
    **code.OUTCOMES,
    **outcome.OUTCOMES,
    **account.OUTCOMES,
    **recover.OUTCOMES,
    **uses.OUTCOMES,
    **check.OUTCOMES,
    **report.OUTCOMES,
    **staff.OUTCOMES,
}
PAGES: Final[Mapping[str, Callable[[Journey, Words], Page]]] = {
    **start_pages.PAGES,
    **walk_pages.PAGES,
    **ways_pages.PAGES,
    **signin_pages.PAGES,
    **status_pages.PAGES,
    **proofs_pages.PAGES,
    **code_pages.PAGES,
    **outcome_pages.PAGES,
    **account_pages.PAGES,
    **recover_pages.PAGES,
    **uses_pages.PAGES,
    **check_pages.PAGES,
    **report_pages.PAGES,
    **staff_pages.PAGES,
}
"""Every step of the journey has exactly one page."""
