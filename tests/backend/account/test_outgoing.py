"""Messages between stores: written with what they tell, delivered at least once, taken once."""

from __future__ import annotations

from typing import Any

from backend_stub.account import tables
from backend_stub.kernel.keys import AccountId, DocumentKey, PersonKey
from backend_stub.kernel.messages import DocumentChanged, Notice, NotNow
from backend_stub.kernel.outgoing import Delivery, post
from tests.backend.account.visitor import rows
from tests.backend.support import NOON, Mock

NOTICE = Notice("n-1", NOON, "text", "+44 7700 900111", "News", "PRACTICE. News.")
CHANGED = DocumentChanged(
    "m-1", NOON, AccountId("a-Ines"), PersonKey("p-Ines"), (DocumentKey("d-1"),), DocumentKey("d-2")
)


class Receiver:
    """Takes what it is given, unless it is away."""

    def __init__(self, *, away: bool = False) -> None:
        self.away = away
        self.taken: list[Any] = []

    async def __call__(self, message: Any) -> None:
        if self.away:
            raise NotNow
        self.taken.append(message)


async def test_a_message_comes_back_as_it_was_written(mock: Mock) -> None:
    def write(c: Any) -> None:
        post(c, tables.outgoing, CHANGED)
        post(c, tables.outgoing, NOTICE)

    await mock.parts.account.run(write)
    changes, notices = Receiver(), Receiver()
    outgoing = mock.parts.account, tables.outgoing, mock.parts.clock
    receivers = {DocumentChanged: [changes], Notice: [notices]}
    assert await Delivery(*outgoing, receivers).run() == 2
    assert (changes.taken, notices.taken) == ([CHANGED], [NOTICE])
    assert await Delivery(*outgoing, receivers).run() == 0
    # Keys stay, to show that it was told; an address does not.
    (left,) = await rows(mock, "outgoing")
    assert (left.message_id, left.delivered_at) == ("m-1", NOON)


async def test_one_kind_does_not_wait_for_another_and_one_receiver_does_for_the_next(
    mock: Mock,
) -> None:
    await mock.parts.account.run(lambda c: post(c, tables.outgoing, CHANGED))
    await mock.parts.account.run(lambda c: post(c, tables.outgoing, NOTICE))
    near, far, notices = Receiver(), Receiver(away=True), Receiver()
    delivery = Delivery(
        mock.parts.account,
        tables.outgoing,
        mock.parts.clock,
        {DocumentChanged: [near, far], Notice: [notices]},
    )
    assert await delivery.run() == 1
    assert (near.taken, far.taken, notices.taken) == ([CHANGED], [], [NOTICE])
    far.away = False
    assert await delivery.run() == 1
    # At least once: whoever took it already sees its id again.
    assert (near.taken, far.taken) == ([CHANGED, CHANGED], [CHANGED])


async def test_a_kind_that_nobody_takes_yet_is_kept(mock: Mock) -> None:
    await mock.parts.account.run(lambda c: post(c, tables.outgoing, CHANGED))
    delivery = Delivery(mock.parts.account, tables.outgoing, mock.parts.clock, {})
    assert await delivery.run() == 0
    (left,) = await rows(mock, "outgoing")
    assert left.delivered_at is None


async def test_a_notice_that_is_offered_twice_is_put_down_once(mock: Mock) -> None:
    for _ in range(2):
        await mock.app.state.services.outbox.take(NOTICE)
    assert [m.subject for m in await mock.messages()] == ["News"]
