"""The loop of the plain front: prints a page, reads a line, tells the sitting what it means."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from tui.core.events import Answer, Back, Effect, Event, Press, Result
from tui.core.page import Beside, DateAsk, Page, Phone, TextAsk
from tui.fronts.plain.lines import block_lines, body_lines, spelled_lines, top_lines
from tui.fronts.plain.questions import Unclear, ask_lines, meaning, prompts, whole_date
from tui.fronts.plain.say import Say, WordsLike, harmless
from tui.fronts.plain.streams import Reader, Writer

STILL_WORKING_SECONDS = 30.0


class Person(Protocol):
    """One invented person of the practice service."""

    @property
    def name(self) -> str: ...
    @property
    def story(self) -> str: ...
    @property
    def document_number(self) -> str: ...
    @property
    def birth_date(self) -> date: ...
    @property
    def issuing_state(self) -> str: ...
    @property
    def reached_at(self) -> tuple[str, ...]: ...


class Desk(Protocol):
    async def people(self) -> Sequence[Person]:
        """Raises ValueError with a plain sentence."""


class SittingLike(Protocol):
    """What this front needs of a sitting."""

    @property
    def words(self) -> WordsLike: ...
    @property
    def beside(self) -> Beside: ...
    @property
    def mode(self) -> str: ...
    @property
    def practice(self) -> Desk | None: ...
    def page(self) -> Page: ...
    def help(self) -> Page: ...
    def send(self, event: Event) -> Effect | None: ...
    async def perform(self, effect: Effect) -> Result: ...
    async def refresh_phone(self) -> None: ...
    async def close(self) -> None: ...


class PlainFront:
    """One sitting after another on two streams of lines, until *finish* or the end of the input."""

    def __init__(
        self,
        sitting: SittingLike,
        reader: Reader,
        writer: Writer,
        *,
        still_working: float = STILL_WORKING_SECONDS,
    ) -> None:
        self._sitting = sitting
        self._reader = reader
        self._writer = writer
        self._still_working = still_working
        self._say = Say(sitting.words)
        self._shown: Page | None = None
        self._opened = False
        self._ended = False

    async def run(self) -> None:
        """Until the person finishes or the input ends; then nothing of them is left."""
        self._put([self._say("welcome"), self._say("keys")])
        try:
            while not self._ended:
                await self._turn()
        finally:
            await self._sitting.close()
        self._put([self._say("bye")])

    # One turn -------------------------------------------------------------------------------

    async def _turn(self) -> None:
        page = self._sitting.page()
        if page != self._shown and not await self._show(page):
            return
        self._shown = page
        typed = await self._read(page)
        if typed is None:
            return
        meant = meaning(page, typed, self._say)
        if isinstance(meant, Unclear):
            self._put([meant.message])
        else:
            await self._tell(meant)

    async def _tell(self, event: Answer | Press | Back) -> None:
        effect = self._sitting.send(event)
        while effect is not None:
            effect = self._sitting.send(await self._performed(effect))

    async def _performed(self, effect: Effect) -> Result:
        """The result; says once that we wait, and again only after a long while."""
        page = self._sitting.page()
        if self._shown is None or page.heading != self._shown.heading:
            self._put([page.heading])
            self._put([self._say("working")])
            self._shown = page
        task = asyncio.ensure_future(self._sitting.perform(effect))
        while not (await asyncio.wait([task], timeout=self._still_working))[0]:
            self._put([self._say("still-working")])
        self._reader.drop()
        return task.result()

    # Printing -------------------------------------------------------------------------------

    async def _show(self, page: Page, *, whole: bool = False) -> bool:
        """Print the page; False when the person turned away before its private part."""
        say, before = self._say, self._shown
        if not whole and before is not None and _same_but_for_ask(page, before):
            self._put(["", *ask_lines(page, say)])
            return True
        self._put(["", *top_lines(page, say, self._sitting.mode)])
        if not page.sensitive:
            self._opened = False
        elif not self._opened:
            self._opened = await self._agrees()
            if not self._opened:
                return False
        self._put(body_lines(page, self._sitting.beside, say))
        if page.helper:
            self._put([say("helper", text=page.helper)])
        self._put(ask_lines(page, say))
        return True

    async def _agrees(self) -> bool:
        """Private details are read out only when asked for."""
        self._put([self._say("private")])
        while True:
            line = await self._command(self._prompt(""))
            if line is None:
                return False
            if not line.strip():
                return True
            self._put([self._say("private")])

    def _put(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._writer.line(harmless(line))

    # Reading --------------------------------------------------------------------------------

    async def _read(self, page: Page) -> tuple[str, ...] | None:
        """The line or, for a date, its three parts; None when a key took the turn."""
        first = await self._command(self._prompt(prompts(page)[0]))
        if first is not None and isinstance(page.ask, TextAsk) and page.ask.lines:
            return await self._lines(page, first)
        if first is None or not isinstance(page.ask, DateAsk):
            return None if first is None else (first,)
        if not first.strip() and any(page.ask.value):
            return page.ask.value
        whole = whole_date(first)
        if whole is not None or isinstance(meaning(page, (first, "", ""), self._say), Press):
            return whole or (first,)
        typed = [first]
        for part in prompts(page)[1:]:
            line = await self._command(self._prompt(part))
            if line is None:
                return None
            typed.append(line)
        return tuple(typed)

    async def _lines(self, page: Page, first: str) -> tuple[str, ...] | None:
        """All lines up to an empty one, as one; a letter that means an action stands alone."""
        typed = [first]
        if isinstance(meaning(page, (first,), self._say), Press):
            return (first,)
        while typed[-1].strip():
            line = await self._reader.line()
            if line is None:
                self._ended = True
                return None
            typed.append(line)
        return (" ".join(typed),)

    def _prompt(self, part: str) -> str:
        return self._say("prompt-part", part=part) if part else self._say("prompt")

    async def _command(self, prompt: str) -> str | None:
        """A line that is no key; None when a key has been obeyed, or the input has ended."""
        self._writer.prompt(prompt)
        line = await self._reader.line()
        if line is None:
            self._ended = True
            return None
        key = line.strip().casefold()
        obey = {
            "?": self._help,
            "b": self._back,
            "r": self._repeat,
            "h": self._hide,
            "q": self._finish,
            "s": self._spell,
            "p": self._phone,
            "i": self._people,
        }.get(key)
        if obey is None:
            return line
        await obey()
        return None

    # Keys -----------------------------------------------------------------------------------

    async def _help(self) -> None:
        """The help of this page; what it says about a full screen's keys is said of our own."""
        page, say = self._sitting.help(), self._say
        lines = body_lines(page, self._sitting.beside, say)
        self._put(["", page.heading, *(one for one in lines if not say.is_about_keys(one))])
        self._put([say("keys-all")])

    async def _back(self) -> None:
        page = self._sitting.page()
        if page.back:
            await self._tell(Back(page.id))
        else:
            self._put([self._say("no-back")])

    async def _repeat(self) -> None:
        page = self._sitting.page()
        if await self._show(page, whole=True):
            self._shown = page

    async def _hide(self) -> None:
        cleared = self._writer.clear()
        self._put([self._say("hidden" if cleared else "hidden-not-cleared")])
        while True:
            self._writer.prompt(self._prompt(""))
            line = await self._reader.line()
            if line is None:
                self._ended = True
                return
            match line.strip().casefold():
                case "h":
                    self._shown, self._opened = None, False
                    return
                case "q":
                    self._shown, self._opened = None, False
                    await self._finish()
                    return
                case _:
                    self._put([self._say("hidden-still")])

    async def _finish(self) -> None:
        page = self._sitting.page()
        if page.id.startswith("finish"):
            self._ended = True
        else:
            await self._tell(Press(page.id, "finish"))

    async def _spell(self) -> None:
        self._put(spelled_lines(self._sitting.page(), self._say))

    async def _phone(self) -> None:
        phones = [one for one in self._sitting.page().blocks if isinstance(one, Phone)]
        if not phones:
            self._put([self._say("no-phone")])
            return
        await self._sitting.refresh_phone()
        for phone in phones:
            self._put(block_lines(phone, self._sitting.beside, self._say))

    async def _people(self) -> None:
        desk = self._sitting.practice
        if desk is None:
            self._put([self._say("no-people")])
            return
        self._put([self._say("working")])
        try:
            people = await desk.people()
        except ValueError as trouble:
            self._put([str(trouble)])
            return
        for person in people:
            born = person.birth_date
            self._put(
                [
                    self._say(
                        "person",
                        name=person.name,
                        story=person.story,
                        number=person.document_number,
                        born=f"{born.day} {born.month} {born.year}",
                    )
                ]
            )
            if person.issuing_state:
                reached = ", ".join(person.reached_at)
                more = self._say("person-more", country=person.issuing_state, reached=reached)
                self._put([more])


def _same_but_for_ask(page: Page, before: Page) -> bool:
    """The same page asked again, with another error or what was typed."""
    return (page.id, page.heading, page.blocks, page.actions) == (
        before.id,
        before.heading,
        before.blocks,
        before.actions,
    ) and page.ask is not None
