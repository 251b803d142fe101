"""A few pictures of the screen, so that a change of look is seen and agreed to.

``pytest tests/fronts/drawn/test_pictures.py --snapshot-update`` accepts what is drawn now.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.fronts.drawn import pages
from tests.fronts.drawn.desk import FakeDesk
from tests.fronts.drawn.fakes import FakeSitting, app_of
from tests.fronts.drawn.real_pages import EVERY
from tui.core.page import Page
from tui.fronts.drawn.app import DrawnApp
from tui.fronts.drawn.themes import DARK, HIGH_CONTRAST, LIGHT

REAL = dict(EVERY)
PICTURES = [
    pytest.param(pages.NUMBER, LIGHT, (80, 24), id="question"),
    pytest.param(pages.NUMBER_WRONG, HIGH_CONTRAST, (60, 20), id="to-be-put-right-narrow"),
    pytest.param(pages.WHO, DARK, (80, 24), id="choice"),
    pytest.param(pages.PHOTO, LIGHT, (80, 24), id="photo"),
    pytest.param(pages.PROOFS, LIGHT, (80, 24), id="proofs"),
    pytest.param(pages.PROOFS, DARK, (60, 20), id="proofs-narrow"),
    pytest.param(pages.CODE, LIGHT, (80, 24), id="code"),
    pytest.param(pages.OUTCOME, HIGH_CONTRAST, (120, 40), id="outcome-large"),
    pytest.param(REAL["outcome ent-proof.other"], LIGHT, (80, 24), id="real-outcome"),
    pytest.param(REAL["outcome miss"], DARK, (60, 20), id="real-outcome-narrow"),
    pytest.param(REAL["code.shown"], HIGH_CONTRAST, (80, 24), id="real-code"),
    pytest.param(REAL["proofs.table"], LIGHT, (80, 24), id="real-proofs"),
    pytest.param(REAL["finish"], LIGHT, (80, 24), id="real-finish"),
]


@pytest.mark.parametrize(("page", "theme", "size"), PICTURES)
def test_looks_as_agreed(
    page: Page, theme: str, size: tuple[int, int], snap_compare: Callable[..., bool]
) -> None:
    app: DrawnApp = app_of(FakeSitting(page, practice=FakeDesk()), theme=theme)
    assert snap_compare(app, terminal_size=size)
