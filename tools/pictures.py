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
from tui.core.events import Answer, Press
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


BESIDE = (
    ("walk-question", "walk.brings", "Beside the real website: what brings you here?"),
    ("walk-status", "walk.view", "Beside the real website: is all of the page yours, and right?"),
    ("walk-stop", "walk.stranger", "Stop: another person's details may be on the screen"),
    ("walk-ways", "outcome.ways", "Who can help, and how"),
)
CARE_WORKER: dict[str, str | tuple[str, ...]] = {
    "start.who": "together",
    "start.mode": "real",
    "walk.company": "adviser",
    "walk.regulated": "no",
    "walk.controlled": "no",
    "walk.brings": "proof",
    "walk.nation": "england",
    "walk.purpose": "job",
    "walk.due": "later",
    "walk.there": "no",
    "walk.holds": "settled",
    "safe.sign-in": "no",
    "walk.contacts": "mine",
    "walk.signin": "in",
    "walk.status": "shown",
    "walk.view": ("right",),
    "walk.work": ("name", "differs"),
    "walk.stranger": "no",
    "walk.reported": "no",
}
"""What a care worker answers whose work proof shows a stranger's name."""


async def take_beside() -> None:
    """The pictures of one walkthrough; nothing is started for it."""
    left = {page: (name, title) for name, page, title in BESIDE}
    sitting = Sitting(Words("en"), own_mock(SystemChance()), practice=True)
    app = DrawnApp(lambda: sitting, Options(Words("en"), "English", "light"))
    async with app.run_test(size=SIZE) as pilot:
        while left:
            await pilot.pause()
            page = sitting.page()
            if page.id in left:
                name, title = left.pop(page.id)
                _keep(app, name, title)
            ways = Press(page.id, "ways")
            await app.tell(
                Answer(page.id, CARE_WORKER[page.id]) if page.id in CARE_WORKER else ways
            )


def _keep(app: DrawnApp, name: str, title: str) -> None:
    target = FOLDER / f"{name}.svg"
    target.write_text(tidied(app.export_screenshot(title=title), title), "utf-8")
    print(f"drew {target.name}")


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
                _keep(app, wanted.name, wanted.title)
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
    asyncio.run(take_beside())
    return 0


if __name__ == "__main__":
    sys.exit(main())
