"""Nothing that anybody typed or was shown is found anywhere: in files, streams, or the mock."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tests.breakage.canaries import CANARIES, DOCUMENTS, files, found, hunt
from tests.breakage.departed import LIMIT, departing, gone


def test_the_hunt_finds_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "store.db-wal").write_bytes(b"\x00" + hashlib.sha256(b"ZQ7718829").digest())
    (tmp_path / "log").write_bytes(b"typed qxkw90277351 twice")
    assert len(hunt(tmp_path, DOCUMENTS)) >= 2
    assert found(b"nothing of the sort", CANARIES) == []


@pytest.mark.parametrize("way", ["finish", "exception", "os._exit"])
def test_no_trace_is_left(tmp_path: Path, way: str) -> None:
    with departing(tmp_path, way) as app:
        # While it runs: what the mock keeps, in the bytes of its stores, knows no canary.
        stores = [one for one in app.folders() if "-mock-" in one.name]
        assert len(stores) == 1
        assert any(one.name.endswith("-wal") for one in files(stores[0]))
        assert hunt(stores[0], CANARIES) == []
        # Of a token, which nobody could guess, only its hash is kept.
        token = app.told["secrets"]["token"].encode()
        assert not [one for one in files(stores[0]) if token in one.read_bytes()]
        # A core dump would write all of it down.
        assert app.told["core"][0] == 0
        limits = Path(f"/proc/{app.child}/limits").read_text()
        assert re.search(r"Max core file size +0 ", limits)
        app.go()
        app.process.wait(LIMIT)
        assert gone(app.child)
        assert not [one for one in app.folders() if "-mock-" in one.name]
        secrets = app.secrets
    assert hunt(tmp_path, (*CANARIES, *secrets)) == []
    said = (tmp_path / "streams" / "err").read_text()
    assert "Traceback" not in said
    if way == "exception":
        assert "There is a problem with this program" in said
    else:
        assert said == ""
    assert (tmp_path / "streams" / "out").read_text() == ""
    assert [one for one in files(tmp_path) if one.parent.name != "streams"] == []
