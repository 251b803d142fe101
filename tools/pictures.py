"""Draws the pictures of the README from the app itself: docs/pictures/*.svg.

An invented client leads the real app through the real journey against the mock; pages are taken
as they stand on the screen. The fonts of the pictures are those of whoever looks at them.
"""

from __future__ import annotations

import asyncio
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from tui.content import Words
from tui.core.events import Press
from tui.fronts.drawn.app import DrawnApp
from tui.fronts.drawn.options import Options
from tui.practice.client import Client
from tui.runner.outside import SystemChance
from tui.runner.sitting import Sitting
from tui.service.factories import own_mock

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SIZE = (80, 24)
MOST_TURNS = 80
FONTS = 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace'


@dataclass(frozen=True)
class Wanted:
    """One picture: whose sitting, at which page, what it shows in words."""

    name: str
    person: str
    page: str
    title: str
    theme: str = "light"


WANTED = (
    Wanted("question", "ana-settled", "signin.document", "A question: the document number"),
    Wanted("code-arrives", "ana-settled", "signin.code", "The security code and the phone"),
    Wanted("status", "ana-settled", "status.photo", "Is this your photo?"),
    Wanted("comparison", "kwame-jobseeker", "proofs.table", "The proofs are not all the same"),
    Wanted("outcome", "kwame-jobseeker", "outcome", "Do not use the work proof yet"),
    Wanted("missing", "tomas-missing", "outcome", "The website does not show your status", "dark"),
    Wanted("share-code", "ana-settled", "code.shown", "The share code in large letters"),
    Wanted("share-code-qr", "ana-settled", "code.qr", "The share code as a QR symbol"),
)


def tidied(svg: str, title: str) -> str:
    """The picture with a title for those who cannot see it, and no font fetched from anywhere."""
    svg = re.sub(r"@font-face\s*{.*?}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"font-family: ?[^;]*;", f"font-family: {FONTS};", svg)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    return re.sub(r"(<svg[^>]*>)", rf"\1<title>{title}</title>", svg, count=1)


async def take(wanted: Wanted) -> None:
    words = Words("en")
    sitting = Sitting(words, own_mock(SystemChance()), practice=True)
    app = DrawnApp(lambda: sitting, Options(words, "English", wanted.theme))
    async with app.run_test(size=SIZE) as pilot:
        assert sitting.practice is not None
        people = {one.id: one for one in await sitting.practice.people()}
        person = people[wanted.person]
        client = Client(
            person.document_number, person.birth_date, person.channel, person.knows, words
        )
        for _ in range(MOST_TURNS):
            await app.workers.wait_for_complete()
            await pilot.pause()
            page = sitting.page()
            if page.id == wanted.page:
                target = FOLDER / f"{wanted.name}.svg"
                svg = app.export_screenshot(title=wanted.title)
                target.write_text(tidied(svg, wanted.title), "utf-8")
                print(f"drew {target.name}")
                return
            event = client.answer(page, sitting.beside)
            if page.id == "code.shown":
                event = Press(page.id, "qr")
            assert event is not None, f"{wanted.person} never comes by {wanted.page}"
            await app.tell(event)
    raise SystemExit(f"{wanted.name}: {wanted.page} was not reached")


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for wanted in WANTED:
        asyncio.run(take(wanted))
    return 0


if __name__ == "__main__":
    sys.exit(main())
