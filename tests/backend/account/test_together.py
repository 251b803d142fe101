"""Two requests at once: every order of their units of work, for what must be done once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence

import httpx
import pytest

from tests.backend.account.interleaved import every_order
from tests.backend.account.saved import Saved
from tests.backend.account.visitor import Visitor, rows, told
from tests.backend.support import INES, Mock

Asking = Callable[[], Awaitable[httpx.Response]]


async def ends(mock: Mock, requests: Sequence[Asking]) -> Counter[tuple[int, ...]]:
    """How the requests are answered, over all orders."""
    saved = await Saved.of(mock.parts.account)
    found: Counter[tuple[int, ...]] = Counter()

    async def look(results: list[object], order: list[int]) -> None:
        answered = [r for r in results if isinstance(r, httpx.Response)]
        assert len(answered) == len(requests), (order, results)
        found[tuple(answer.status_code for answer in answered)] += 1

    assert await every_order([mock.parts.account], saved.restore, requests, look) > 1
    return found


@pytest.mark.parametrize("times", [2, 3])
async def test_a_code_that_is_typed_at_once_several_times_opens_one_session(
    mock: Mock, times: int
) -> None:
    begun = (await mock.begin(INES)).json()
    code = await mock.newest_code(INES.phone)

    async def verify() -> httpx.Response:
        return await mock.verify(begun["id"], code)

    one_right = {tuple(201 if n == first else 410 for n in range(times)) for first in range(times)}
    assert set(await ends(mock, [verify] * times)) == one_right


async def test_five_wrong_codes_and_a_right_one_at_once_never_open_after_the_fifth(
    mock: Mock,
) -> None:
    begun = (await mock.begin(INES)).json()
    code = await mock.newest_code(INES.phone)

    async def right() -> httpx.Response:
        return await mock.verify(begun["id"], code)

    async def wrong() -> httpx.Response:
        return await mock.verify(begun["id"], "x")

    # The third that is typed at once waits for five seconds, right or wrong.
    found = await ends(mock, [right, wrong, wrong])
    assert set(found) == {(201, 410, 410), (201, 422, 410), (201, 410, 422), (429, 422, 422)}


async def test_a_request_that_is_sent_twice_at_once_is_done_once(mock: Mock) -> None:
    ines = await Visitor(mock, INES).signed_in()
    body = ines.update_body(await ines.document_step_up(), ines.new_document())
    headers = {"Idempotency-Key": "mine"} | await ines.tag()

    async def start() -> httpx.Response:
        return await ines.ask("POST", "document-updates", body, **headers)

    assert set(await ends(mock, [start, start])) == {(201, 201)}
    assert len(await rows(mock, "document_update")) == 1


async def test_one_fresh_code_is_good_for_one_change_whoever_comes_first(mock: Mock) -> None:
    ines = await Visitor(mock, INES).signed_in()
    body = ines.update_body(await ines.document_step_up(), ines.new_document())
    tag = await ines.tag()

    async def start() -> httpx.Response:
        return await ines.ask("POST", "document-updates", body, **tag)

    assert set(await ends(mock, [start, start])) == {(201, 403), (403, 201)}


async def test_a_change_that_is_confirmed_twice_at_once_links_one_document(mock: Mock) -> None:
    ines = await Visitor(mock, INES).signed_in()
    begun = (await ines.start_update()).json()

    async def confirm() -> httpx.Response:
        return await ines.confirm(begun["id"])

    assert set(await ends(mock, [confirm, confirm])) == {(200, 200)}
    assert len([row for row in await rows(mock, "document") if row.awaiting_use]) == 1
    assert len(await told(mock)) == 1


async def test_a_contact_and_a_document_changed_at_once_are_not_decided_on_old_news(
    mock: Mock,
) -> None:
    ines = await Visitor(mock, INES).signed_in()
    new = {"channel": "text", "address": "07700 900777"}
    step_up_id = await ines.step_up("change-contact", contact=new)
    body = {"step_up_id": step_up_id, "contact": new}
    contact = (await ines.ask("POST", "contact-updates", body, **await ines.tag())).json()
    code = await mock.newest_code("+44 7700 900777")
    document = (await ines.start_update()).json()

    async def prove() -> httpx.Response:
        path = f"contact-updates/{contact['id']}/verification"
        return await ines.ask("POST", path, {"code": code})

    async def confirm() -> httpx.Response:
        return await ines.confirm(document["id"])

    assert set(await ends(mock, [prove, confirm])) == {(200, 412), (412, 200)}
