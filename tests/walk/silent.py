"""A process of its own in which both fronts lead two cases beside the real website, somebody
pastes words with a stranger's name in them, and everything that leaves or stays is written down.

    python -m tests.walk.silent T01 T03

Prints one line of JSON. The stranger's name is put together anew whenever it is needed, so that no
constant of this process holds it.
"""

from __future__ import annotations

import asyncio
import dataclasses
import gc
import io
import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from types import FrameType
from typing import Any, Final

from textual import events
from textual.pilot import Pilot

from tests.stories.telling import WORDS, Teller
from tests.stories.test_told import CASES
from tests.walk.after_the_finding import AFTER, Curious, Paste
from tests.walk.fronts import In, Out, as_line, by_keys
from tui.content.messages import known
from tui.core.events import Press
from tui.core.page import Page, TextAsk
from tui.fronts.drawn.app import DrawnApp
from tui.fronts.drawn.options import Options
from tui.fronts.drawn.widgets.action_bar import ActionButton
from tui.fronts.plain.front import PlainFront
from tui.runner import Sitting, SystemChance
from tui.service.factories import own_mock

CASE: Final = {story["id"]: story for story in CASES}
LEAVING: Final = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn")
ALSO: Final = ("os.system", "pty.spawn", "urllib.Request", "smtplib.", "ftplib.", "http.client.")
WRITES: Final = frozenset("wax+")
"""Any of these in the mode of an opened file."""


class Watch:
    """What this process did that could leave it. Connecting and starting are refused besides."""

    def __init__(self) -> None:
        self.left: list[str] = []
        self.written: list[str] = []
        self.on = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event.startswith((*LEAVING, *ALSO)):
            self.left.append(f"{event} {arguments!r}"[:200])
            raise PermissionError(event)
        if event == "open":
            path, mode, flags = arguments
            if WRITES & set(mode or "") or flags & (os.O_WRONLY | os.O_RDWR):
                self.written.append(str(path))


class Heard(logging.Handler):
    """Everything that anybody logs, at any level."""

    def __init__(self) -> None:
        super().__init__(0)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.getMessage()} {record.args!r}")


def name() -> str:
    """Marigold …, a stranger whom nobody here knows."""
    return "".join(reversed(("haugh", "stone", "ather", "Fe")))


def letter() -> str:
    message = next(one for one in known() if one.answer("status") == "missing")
    return f"Dear Marigold {name()}, {message.text} Marigold {name()}, 4 May 1990"


# Where it may not be ------------------------------------------------------------------------


def kept_somewhere(needle: str, allowed: object) -> list[str]:
    """Whatever holds a string or bytes with the needle, of all that any living object leads to.
    Frames that still run are left out: the needle itself is in them."""
    gc.collect()
    skipped = {id(needle), *(id(one) for one in _from([allowed]))}
    raw = needle.encode()
    found: list[object] = []
    holders: dict[int, object] = {}
    for one in _from(gc.get_objects(), holders):
        there = (isinstance(one, str) and needle in one) or (
            isinstance(one, bytes | bytearray) and raw in one
        )
        if there and id(one) not in skipped:
            found.append(holders.get(id(one)))
    return [_told_of(one) for one in found]


def _told_of(holder: object) -> str:
    """What holds it, and what holds that: enough to find the place."""
    above = {
        getattr(getattr(one, "__wrapped__", type(one)), "__qualname__", "")
        for one in gc.get_referrers(holder)
    }
    return f"{type(holder).__qualname__} in {sorted(above - {'list', 'dict'})}: {str(holder)[:60]}"


def _from(roots: list[Any], holders: dict[int, object] | None = None) -> Iterator[object]:
    """Everything that can be come by from the roots, and who holds each."""
    seen: set[int] = {id(roots)}
    waiting = roots
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, FrameType):
            continue
        seen.add(id(one))
        yield one
        for held in gc.get_referents(one):
            if id(held) not in seen:
                if holders is not None and isinstance(held, str | bytes | bytearray):
                    holders[id(held)] = one
                waiting.append(held)


def in_the_journey(sitting: Sitting, needle: str) -> list[str]:
    """What the journey leads to; its classes and functions lead to the whole program."""
    fields = [getattr(sitting.journey, one.name) for one in dataclasses.fields(sitting.journey)]
    return [one for one in map(repr, fields) if needle in one]


# The two fronts -----------------------------------------------------------------------------


def new_sitting() -> Sitting:
    """As the command makes it: the mock is there to be built, should anybody ask for it."""
    return Sitting(WORDS, own_mock(SystemChance()), practice=True)


class Told:
    """What came of one sitting."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.held: list[str] = []
        self.shown: list[str] = []

    def look(self, sitting: Sitting, shown: str) -> None:
        page = sitting.page()
        self.pages.append(page.id)
        needle = name()
        self.held += in_the_journey(sitting, needle)
        if needle in repr(page) or needle in repr(sitting.help()):
            self.held.append(f"on the page {page.id}")
        if needle in shown:
            self.shown.append(page.id)


async def plain(case: str) -> Told:
    sitting, told = new_sitting(), Told()
    sitting.warm()
    curious = Curious(Teller(CASE[case]), letter)
    out = Out()

    def types(page: Page) -> str | None:
        told.look(sitting, "\n".join(out.printed))
        event = curious.event(page)
        if event is None:
            return None
        return event.text() if isinstance(event, Paste) else as_line(page, event)

    await PlainFront(sitting, In(sitting, types), out).run()
    told.look(sitting, "\n".join(out.printed))
    return told


async def drawn(case: str) -> Told:
    sitting, told = new_sitting(), Told()
    curious = Curious(Teller(CASE[case]), letter)
    app = DrawnApp(lambda: sitting, Options(WORDS))
    async with app.run_test(size=(80, 30)) as pilot:
        for _ in range(AFTER):
            await pilot.pause()
            page = sitting.page()
            told.look(sitting, painted(app))
            event = curious.event(page)
            if event is None:
                break
            if isinstance(event, Paste):
                await paste(app, pilot, page, event)
            elif isinstance(event, Press):
                await press(app, pilot, event)
            else:
                await by_keys(app, pilot, page, event)
    return told


def painted(app: DrawnApp) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def press(app: DrawnApp, pilot: Pilot[int], event: Press) -> None:
    if event.action == "finish":
        await pilot.press("f10")
        return
    next(one for one in app.screen.query(ActionButton) if one.action.id == event.action).focus()
    await pilot.press("enter")


async def paste(app: DrawnApp, pilot: Pilot[int], page: Page, event: Paste) -> None:
    assert isinstance(page.ask, TextAsk)
    assert app.focused is not None
    app.focused.post_message(events.Paste(event.text()))
    await pilot.pause()
    assert app.pages.view.box is not None
    assert name() in app.pages.view.box.answer()
    await pilot.press("enter")


# Both, and the account of it ----------------------------------------------------------------


def main() -> None:
    watch, heard = Watch(), Heard()
    logging.getLogger().addHandler(heard)
    logging.getLogger().setLevel(0)
    sys.addaudithook(watch)
    printed = io.StringIO()
    account: dict[str, object] = {}
    for front, lead in (("plain", plain), ("drawn", drawn)):
        for case in sys.argv[1:]:
            # The loop has a pair of sockets to wake itself; it is there before anybody watches.
            with asyncio.Runner() as runner:
                runner.get_loop()
                watch.on = True
                with redirect_stdout(printed), redirect_stderr(printed):
                    told = runner.run(lead(case))
                watch.on = False
            account[f"{front} {case}"] = told.__dict__
            del told
    needle = name()
    account["left"] = watch.left
    account["written"] = watch.written
    account["logged"] = [one for one in heard.lines if needle in one]
    account["printed"] = needle in printed.getvalue()
    account["kept"] = kept_somewhere(needle, account)
    account["httpx"] = "httpx" in sys.modules
    print(json.dumps(account))


if __name__ == "__main__":
    main()
