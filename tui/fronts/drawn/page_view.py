"""One page, drawn: heading, text, ask and actions, and what a press on any of them means."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size
from textual.layout import Layout
from textual.widget import Widget

from tui.core.events import Answer, Back, Press
from tui.core.page import (
    Beside,
    ChecksAsk,
    Choice,
    ChoiceAsk,
    DateAsk,
    Page,
    Portrait,
    Symbol,
    TextAsk,
)
from tui.fronts.drawn.body import Body, MoreLine
from tui.fronts.drawn.draw import beside_words, draw_ask, draw_block, words_of
from tui.fronts.drawn.layouts import BREATH, SPARE, YIELDS, KeepInSight
from tui.fronts.drawn.messages import Picked, Pressed, Scrolled, Send, Told
from tui.fronts.drawn.say import Say
from tui.fronts.drawn.widgets.action_bar import ActionBar, ActionButton
from tui.fronts.drawn.widgets.ask_box import AskBox
from tui.fronts.drawn.widgets.bar import Bar, Item
from tui.fronts.drawn.widgets.heading import Heading
from tui.fronts.drawn.widgets.lined import Lined
from tui.fronts.drawn.widgets.paragraph import HelperNote, Paragraph
from tui.fronts.drawn.widgets.symbol import SymbolBlock

KEEP_IN_SIGHT = KeepInSight()
AROUND = 10
"""Lines of a screen that a page wants besides its text and its answers."""
PINNED_FROM = 18
BESIDE_FROM = 60
ANSWER = "answer"
"""The id of the button that stands in for an ask without any action, so that a mouse can send."""


def _step(page: Page, say: Say) -> str:
    """Where this page stands: one of so many, or one with about so many to come."""
    if page.step is None:
        return ""
    this, of = page.step
    if not page.about:
        return say("step", this=str(this), of=str(of))
    more = of - this
    return say("question_more" if more else "question_last", this=str(this), more=str(more))


class Spare(Lined):
    """A blank line that is given up where there is no room for it."""

    def __init__(self, classes: str = "") -> None:
        super().__init__(classes=f"{SPARE} {classes}".strip())


class PageView(Widget):
    """Draws `page`; posts :class:`Told` with the event that a press means."""

    def __init__(self, page: Page, beside: Beside, say: Say) -> None:
        super().__init__(classes="page")
        self.page = page
        self.beside = beside
        self.say = say
        self.body = Body()
        self.box: AskBox | None = None
        self.texts: list[Lined] = []
        self.pinned: bool | None = None
        self.turned = False
        """Whether it has been answered: the next page is on its way."""

    @property
    def layout(self) -> Layout:
        return KEEP_IN_SIGHT

    @property
    def roomy(self) -> bool:
        """Whether the screen is high enough to keep the field in sight besides the actions."""
        return self.screen.size.height >= PINNED_FROM

    @property
    def beside_picture(self) -> bool:
        """Whether answers may stand beside the page's picture, which a narrow screen fills."""
        return self.picture is not None and self.screen.size.width >= BESIDE_FROM

    @property
    def answers(self) -> bool:
        """Whether the main action sends what stands in the ask."""
        return self.page.ask is not None and not isinstance(self.page.ask, ChoiceAsk)

    # Drawing -----------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        page, say = self.page, self.say
        if page.ask:
            # Not earlier: Textual's Input wants a screen to be there when it is made.
            self.box = draw_ask(page.ask, say, heading=page.heading)
        yield self._way()
        yield Spare()
        self.pinned = self.roomy
        pinned = self.box is not None and self.box.pinned and self.pinned
        yield Heading(page.heading)
        if page.blocks or not pinned:
            yield Spare(classes=BREATH)
        with self.body:
            for block in self._blocks():
                if isinstance(block, Lined):
                    self.texts.append(block)
                yield block
            if self.box and not pinned and not self.beside_picture:
                yield self.box
            if page.waiting:
                yield Paragraph(say("waiting"), classes="block caption")
            if page.helper and self.picture is None:
                yield self._note("-inside")
        yield MoreLine(self.body, say)
        if self.box and pinned:
            yield self.box
            yield Spare()
        actions = page.actions
        if self.answers and not actions:
            actions = (Choice(ANSWER, say("continue")),)
        if actions and not page.waiting:
            yield ActionBar(actions, strong=not isinstance(page.ask, ChoiceAsk))
        if page.helper:
            if actions or pinned:
                yield Spare()
            yield self._note(f"-below {YIELDS}")
            yield Spare()
        # Before anything is laid out, so that nothing has to be laid out again.
        self.settle(self.screen.size)

    def _note(self, place: str) -> HelperNote:
        return HelperNote(self.say("helper"), self.page.helper, classes=place)

    @property
    def picture(self) -> Portrait | Symbol | None:
        """The one picture of the page, which has the words beside it."""
        pictures = [picture for block in self.page.blocks if (picture := beside_words(block))]
        return pictures[0] if len(pictures) == 1 else None

    def _way(self) -> Bar:
        page, say = self.page, self.say
        step = _step(page, say)
        lead = Item("", say("back"), "screen.back") if page.back else None
        return Bar(lead=lead, items=(Item("", step, ""),) if step else (), name="way")

    def _blocks(self) -> ComposeResult:
        picture = self.picture
        if picture is None:
            for block in self.page.blocks:
                yield draw_block(block, self.beside, self.say)
            return
        with Horizontal(classes="beside"):
            yield draw_block(picture, self.beside, self.say)
            with Vertical(classes="words"):
                for block in self.page.blocks:
                    if block is not picture:
                        yield draw_block(block, self.beside, self.say)
                yield from words_of(picture)
                if self.box and self.beside_picture and not (self.box.pinned and self.pinned):
                    yield self.box
                if self.page.helper:
                    yield self._note("-inside block")

    def settle(self, size: Size) -> None:
        """Spread the answers as far as a screen of `size` allows; a symbol may have room again."""
        for symbol in self.query(SymbolBlock):
            symbol.remove_class("-no-room")
        if self.box:
            used = sum(len(text.lines(max(20, size.width - 3))) + 1 for text in self.texts)
            rest = 2 * bool(self.page.actions) + 3 * bool(self.page.helper)
            self.box.settle(size.height - used - rest - AROUND)

    def on_scrolled(self, event: Scrolled) -> None:
        event.stop()
        if not self.size:
            # Not laid out yet: nothing can be said about what fits.
            return
        for line in self.query(MoreLine):
            line.refresh()
        for note in self.query(HelperNote).filter(".-below"):
            # Below the actions where there is room, at the end of the text where there is not.
            self.set_class(not note.size.height, "-note-inside")
        for symbol in self.query(SymbolBlock):
            room = self.body.size.height
            symbol.set_class(bool(room) and symbol.cells[1] > room, "-no-room")

    # Using -------------------------------------------------------------------------------

    def as_it_stands(self) -> Page:
        """The page with what has been typed or ticked so far."""
        ask, answer = self.page.ask, self.box.answer() if self.box else ""
        match ask:
            case TextAsk() if isinstance(answer, str):
                return replace(self.page, ask=replace(ask, value=answer))
            case DateAsk() if len(answer) == 3:
                return replace(self.page, ask=replace(ask, value=(answer[0], answer[1], answer[2])))
            case ChecksAsk() if isinstance(answer, tuple):
                return replace(self.page, ask=replace(ask, chosen=answer))
            case _:
                return self.page

    def start(self) -> None:
        """Give the keyboard to what the page is about; to nothing where Enter must not choose."""
        first = self.box.first() if self.box else None
        if self.box is None:
            first = next(iter(self.query(ActionButton)), None)
        if first is not None:
            first.focus(scroll_visible=not self.roomy)

    def again(self) -> None:
        """The page once more, from its top."""
        self.body.scroll_home(animate=False)
        self.screen.set_focus(None)
        self.start()

    def tell(self, event: Answer | Press | Back) -> None:
        self.post_message(Told(event, self))

    def enter(self) -> None:
        """Enter with the keyboard nowhere: the main action; an unanswered choice asks again."""
        if self.box is not None:
            self.tell(Answer(self.page.id, self.box.answer()))
        elif self.page.actions:
            self.tell(Press(self.page.id, self.page.actions[0].id))

    def on_picked(self, event: Picked) -> None:
        event.stop()
        self.tell(Answer(self.page.id, event.option))

    def on_send(self, event: Send) -> None:
        event.stop()
        self.enter()

    def on_pressed(self, event: Pressed) -> None:
        event.stop()
        main = self.page.actions[0].id if self.page.actions else ANSWER
        if self.answers and event.action == main:
            self.enter()
        else:
            self.tell(Press(self.page.id, event.action))

    def back(self) -> None:
        if self.page.back:
            self.tell(Back(self.page.id))
