"""What an effect that was cut off left at the service: nothing that nobody was shown lives on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.service.answers import CODE, Scripted, problem
from tests.service.test_client import BORN, WORK_CODES, refuse, signed_in
from tui.core.events import Channel, ProofFailing
from tui.core.records import Purpose, ShareCode
from tui.runner import SystemChance
from tui.service import mock
from tui.service.backend import MockService
from tui.service.problems import Unreachable

CANCEL = "DELETE /v1/right-to-work/share-codes/code-1"


async def test_a_code_that_nobody_was_shown_is_cancelled_before_signing_out() -> None:
    script = Scripted()
    made = await signed_in(script)
    await made.make_code(Purpose.WORK)
    await made.sign_out()
    assert _order(script)[-2:] == [CANCEL, "DELETE /v1/session"]


async def test_a_code_that_was_shown_stays() -> None:
    script = Scripted()
    made = await signed_in(script)
    share_code = await made.make_code(Purpose.WORK)
    assert isinstance(share_code, ShareCode)
    made.shown(share_code)
    await made.sign_out()
    assert script.sent(CANCEL) == []


async def test_a_code_whose_answer_was_lost_is_learned_of_and_cancelled() -> None:
    script = Scripted()
    made = await signed_in(script)
    script.set(WORK_CODES, refuse)
    with pytest.raises(Unreachable):
        await made.make_code(Purpose.WORK)
    script.set(WORK_CODES, (201, CODE))
    await made.sign_out()
    keys = [one.headers["Idempotency-Key"] for one in script.sent(WORK_CODES)]
    assert keys[0] == keys[1]
    assert _order(script)[-2:] == [CANCEL, "DELETE /v1/session"]


async def test_what_cannot_be_undone_now_is_undone_before_the_next_person() -> None:
    script = Scripted()
    made = await signed_in(script)
    await made.make_code(Purpose.WORK)
    script.set(CANCEL, refuse)
    with pytest.raises(Unreachable):
        await made.sign_out()
    script.set(CANCEL, (204, None))
    await made.send_code("533401372", BORN, Channel.TEXT)
    assert len(script.sent(CANCEL)) == 2
    assert len(script.sent("DELETE /v1/session")) == 1


async def test_a_proof_that_fails_while_the_code_is_made_is_said_to_fail() -> None:
    script = Scripted()
    made = await signed_in(script)
    script.set(WORK_CODES, (503, problem("proof-unavailable")))
    assert await made.make_code(Purpose.WORK) == ProofFailing(Purpose.WORK)


def _order(script: Scripted) -> list[str]:
    return [f"{one.method} {one.url.path}" for one in script.asked]


async def test_no_place_for_the_private_folder_is_trouble_and_no_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mock, "runtime_folder", lambda: tmp_path / "nowhere")
    service = MockService(SystemChance())
    with pytest.raises(Unreachable):
        await service.ensure()
    await service.close()


async def test_no_temporary_folder_at_all_is_trouble_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(mock, "runtime_folder", nowhere)
    service = MockService(SystemChance())
    with pytest.raises(Unreachable):
        await service.ensure()
    await service.close()
