"""One sitting: the journey, what lives beside it, and the back end that it talks to."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

from tui.core.advance import advance
from tui.core.events import (
    CodeMade,
    Effect,
    Event,
    Fault,
    Outcome,
    Result,
    SendCode,
    SignOut,
    Trouble,
)
from tui.core.journey import PRACTISE, REAL, Journey, new_journey
from tui.core.page import Page
from tui.core.pages import help_for, page_for
from tui.core.words import Words
from tui.runner.bank_holidays import BankHolidays
from tui.runner.desk import PracticeDesk
from tui.runner.outside import SystemClock, load_areas
from tui.runner.pasting import recognised
from tui.runner.store import Look, Store
from tui.runner.typed import filled, held_back, is_changing
from tui.service.people import UnknownName
from tui.service.ports import Clock, Control, Service, ServiceFactory
from tui.service.problems import ControlRefused, Problem, Unreachable

_COUNTING = ("walk.reported", "walk.promised_on", "walk.adviser", "outcome")
"""Steps at which, or after which, working days are counted."""

_NO_PHONE = (Problem, ControlRefused, UnknownName)


class Sitting:
    """The only glue between the pure journey and the services.

    A front loops: ``effect = send(event)``, draw ``page()``, and while there is an effect
    ``effect = send(await perform(effect))``, draw. `service` None performs nothing.
    """

    def __init__(
        self,
        words: Words,
        service: ServiceFactory | None,
        *,
        practice: bool,
        clock: Clock | None = None,
    ) -> None:
        self._factory = service
        self._clock = clock or SystemClock()
        self._service: Service | None = None
        self._building = asyncio.Lock()
        self._warming: asyncio.Future[None] | None = None
        self._store = Store(words)
        self._looks: dict[int, Look] = {}
        self._work: asyncio.Task[tuple[Outcome, Look]] | None = None
        self._sent: tuple[SendCode, Outcome, Look] | None = None
        self.journey = replace(new_journey(), today=self._clock.now().date())
        self._practice = (
            PracticeDesk(self._desk, self._store, self.refresh_phone)
            if practice and service is not None
            else None
        )
        self._may_warm = False
        self._bank_holidays = BankHolidays()

    @property
    def words(self) -> Words:
        """The words of the language in use; another language may be put in their place."""
        return self._store.words

    @words.setter
    def words(self, words: Words) -> None:
        self._store.words = words

    @property
    def beside(self) -> Store:
        return self._store

    @property
    def mode(self) -> str:
        """``practise``, ``real``, or nothing before either was chosen."""
        return self.journey.mode

    @property
    def practice(self) -> PracticeDesk | None:
        """The practice desk; beside the real website there is none."""
        return None if self.journey.mode == REAL else self._practice

    def warm(self) -> None:
        """Allow the back end to be built, so that it is there when it is asked for.

        For a front to call once its first page can be read. It is begun when somebody chooses to
        practise; beside the real website nothing is ever built, and no socket is opened.
        """
        self._may_warm = True
        load_areas()
        self._warm_for_practice()

    def _warm_for_practice(self) -> None:
        wanted = self._may_warm and self.journey.mode == PRACTISE
        if wanted and self._factory is not None and self._warming is None:
            self._warming = asyncio.ensure_future(self._warm())

    async def _warm(self) -> None:
        with suppress(Problem):
            await self._ready()

    def page(self) -> Page:
        return filled(page_for(self.journey, self.words), self._store)

    def help(self) -> Page:
        return help_for(self.journey, self.words)

    def send(self, event: Event) -> Effect | None:
        """The journey after `event`; returns the effect to perform, if any."""
        before = self.journey
        event = held_back(before, recognised(before, event), self._store)
        if isinstance(event, Result):
            look = self._looks.pop(event.generation, None)
            if look is not None and event.generation == before.generation and before.pending:
                self._store.take(look)
        journey, effect = advance(before, event)
        self.journey = self._dated(journey)
        self._store.keep(self.journey.kept)
        if not is_changing(self.journey):
            self._store.typed.clear()
        if isinstance(event, Result) and isinstance(event.outcome, CodeMade):
            made = event.outcome.share_code
            if self.journey.code == made and self._service is not None:
                with suppress(Unreachable):
                    self._service.calls.shown(made)
        self._warm_for_practice()
        if self.journey.generation != before.generation:
            self._looks.clear()
        if _nobody_is_here(self.journey):
            self._wipe()
            self._forget()
        return effect

    async def perform(self, effect: Effect) -> Result:
        """Do it. What goes wrong with the service comes back as a Trouble.

        What was under way before is broken off: nothing is done for somebody who turned away.
        """
        generation = self.journey.generation
        late = Result(generation - 1, Trouble(Fault.UNREACHABLE))
        if self.journey.pending != effect:
            # Turned away from before it began: nothing is sent, and nobody waits for this.
            return late
        self._break_off()
        self._work = work = asyncio.create_task(self._done(effect))
        # Nobody may be left to ask how it ended, and that is no mistake of this program.
        work.add_done_callback(lambda done: done.cancelled() or done.exception())
        try:
            await asyncio.wait([work])
        finally:
            work.cancel()
        if work.cancelled():
            return late
        try:
            outcome, look = work.result()
        except Problem as problem:
            if isinstance(problem, Unreachable) and self._service is not None:
                await self._service.lost()
            return Result(generation, Trouble(problem.fault, problem.wait_seconds))
        if self.journey.generation == generation:
            self._looks = {generation: look}
        return Result(generation, outcome)

    async def _done(self, effect: Effect) -> tuple[Outcome, Look]:
        service = await self._ready()
        if self._sent is not None and self._sent[0] == effect:
            _, outcome, look = self._sent
        else:
            self._sent = None
            # Comparing records is loaded with the first of them, long after the first page.
            from tui.runner.effects import Performer

            performer = Performer(self._store, self._clock)
            outcome, look = await performer.perform(service, effect)
        person = look.person or self._store.person
        if person is None or service.control is None or isinstance(effect, SignOut):
            return outcome, look
        try:
            with suppress(ControlRefused, UnknownName):
                look.messages = await service.control.phone(person.id)
        except Problem:
            if isinstance(effect, SendCode):
                # A phone that cannot be seen is not one to which nothing came. Trying again
                # looks at the phone only: the code is on its way already.
                self._sent = (effect, outcome, look)
                raise
        self._sent = None
        return outcome, look

    async def refresh_phone(self) -> None:
        """Look at the invented person's phone again; what cannot be seen now stays as it was."""
        person = self._store.person
        control = None if self._service is None else self._service.control
        if person is None or control is None:
            return
        with suppress(*_NO_PHONE):
            messages = await control.phone(person.id)
            if self._store.person is person:
                self._store.phone(messages)

    def finish(self) -> None:
        """Everything of this person is gone from the screen and from memory, at once."""
        self._break_off()
        self._wipe()
        self._forget()
        self.journey = self._dated(self._anew())

    async def close(self) -> None:
        """Wipe, sign out as well as that can be done now, and let go of the back end."""
        self._break_off()
        self._wipe()
        self.journey = self._dated(self._anew())
        self._factory = None
        if self._warming is not None:
            await self._warming
        service, self._service = self._service, None
        if self._work is not None:
            # What is being broken off may still hold the connection that is let go of below.
            await asyncio.wait([self._work])
        if service is None:
            return
        try:
            with suppress(Problem):
                await service.calls.sign_out()
        finally:
            await service.close()

    # ----------------------------------------------------------------------------------------

    def _anew(self) -> Journey:
        before = self.journey
        return new_journey(before.generation + 1, regulated=before.regulated)

    def _break_off(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _wipe(self) -> None:
        self._looks.clear()
        self._sent = None
        self._store.wipe()

    def _forget(self) -> None:
        if self._service is not None:
            with suppress(Unreachable):
                self._service.calls.forget()
                self._service.offices.centre.forget()

    def _dated(self, journey: Journey) -> Journey:
        today = self._clock.now().date()
        journey = replace(journey, today=today)
        if journey.mode != REAL:
            return journey
        self._bank_holidays.prepare(today.year)
        if not journey.calendar.holidays and journey.step.startswith(_COUNTING):
            return replace(journey, calendar=self._bank_holidays.days(today.year))
        return journey

    async def _ready(self) -> Service:
        """The back end, built on first use and off the event loop: it loads HTTP."""
        async with self._building:
            if self._factory is None:
                raise Unreachable("no back end in this sitting")
            service = self._service
            if service is None:
                service = await asyncio.to_thread(self._factory)
                if self._factory is None:
                    raise Unreachable("closed meanwhile")
                self._service = service
        await service.ensure()
        return service

    async def _desk(self) -> Control:
        control = (await self._ready()).control
        if control is None:
            raise ControlRefused("no practice desk")
        return control


def _nobody_is_here(journey: Journey) -> bool:
    """Before the first answer and after the last: nothing was typed, nobody is signed in."""
    nothing_to_come = journey.pending is None or isinstance(journey.pending, SignOut)
    nothing_typed = not journey.typed.document and not is_changing(journey)
    nobody = not journey.signed_in and nothing_typed and journey.check is None
    return nobody and nothing_to_come
