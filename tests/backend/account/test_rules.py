"""Figures that a deployment may choose: on the command line, by variables, and in what they do."""

from __future__ import annotations

from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from backend_stub.account.model import Rules
from backend_stub.commands.settings import settings_from
from tests.backend.support import INES, opened

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("given", "idle"),
    [({}, 15), ({"kiosk": True}, 5), ({"kiosk": True, "idle_minutes": 2}, 2)],
)
def test_a_kiosk_has_shorter_pauses_unless_told(
    given: dict[str, object], idle: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = settings_from(Namespace(**given)).rules()
    assert rules == Rules(10 * MINUTE, idle * MINUTE, 60 * MINUTE)
    for name, value in given.items():
        monkeypatch.setenv(f"ALONGSIDE_{name.upper()}", str(value))
    assert settings_from(Namespace()).rules() == rules


def test_figures_that_would_make_codes_or_sessions_unsafe_are_refused() -> None:
    for name, value in (("code_minutes", 16), ("session_minutes", 721), ("idle_minutes", 0)):
        with pytest.raises(ValidationError, match=name):
            settings_from(Namespace(**{name: value}))


async def test_the_figures_do_what_they_say(tmp_path: Path) -> None:
    rules = Rules(code_life=15 * MINUTE, session_idle=5 * MINUTE, session_life=8 * MINUTE)
    async with opened(tmp_path, rules=rules) as mock:
        clock = mock.parts.clock
        begun = (await mock.begin(INES)).json()
        assert begun["expires_at"] == "2026-03-02T12:15:00Z"
        (message,) = await mock.messages()
        assert "It works for 15 minutes" in message.body
        assert message.expires_at - message.at == 15 * MINUTE
        code = await mock.newest_code(INES.phone)
        clock.advance(14 * MINUTE)
        session = (await mock.verify(begun["id"], code)).json()
        assert (session["idle_seconds"], session["expires_at"]) == (300, "2026-03-02T12:22:00Z")
        bearer = {"Authorization": f"Bearer {session['token']}"}
        statuses = []
        for pause in (4, 3, 1):
            clock.advance(pause * MINUTE)
            statuses.append((await mock.client.get("/v1/account", headers=bearer)).status_code)
        assert statuses == [200, 200, 401]
        again = await mock.signed_in(INES)
        clock.advance(5 * MINUTE)
        assert (await mock.client.get("/v1/account", headers=again)).status_code == 401
