"""Beside the real website nothing is sent, started or written, and what is pasted is let go."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from tests.breakage.canaries import hunt
from tests.hygiene.sources import ROOT
from tests.stories.telling import WORDS, Teller
from tests.stories.test_told import CASES as STORIES
from tests.turns import first_of
from tests.walk.after_the_finding import Curious, Paste
from tests.walk.fronts import as_line
from tests.walk.pressing import beside_the_website
from tui.core.events import Answer, Press

NAME: Final = "Featherstonehaugh"
CASES: Final = ("T01", "T03")
AFTER_THE_FINDING: Final = {
    *("outcome", "outcome.more", "outcome.ways", "outcome.way"),
    *("no.said", "no.note", "no.help", "no.loss", "finish.sure", "finish"),
}

FINISH: Final = Press("outcome", "finish")

Account = dict[str, Any]


def homeless(folder: Path) -> dict[str, str]:
    """An environment in which whatever is written lands in `folder`."""
    places = ("HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    kept = {name: one for name, one in os.environ.items() if not name.startswith("XDG_")}
    own = dict.fromkeys(places, str(folder))
    return {**kept, **own, "PYTHONDONTWRITEBYTECODE": "1", "TERM": "xterm-256color"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("walk")


@pytest.fixture(scope="module", params=first_of(CASES, "T01"))
def account(folder: Path, request: pytest.FixtureRequest) -> Account:
    """What a process wrote down that led both fronts through a case and pasted a letter."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.walk.silent", request.param],
        cwd=ROOT,
        env=homeless(folder),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert NAME not in done.stderr
    told: Account = json.loads(done.stdout)
    told["fronts"] = [told[f"{front} {request.param}"] for front in ("plain", "drawn")]
    return told


def test_nothing_is_sent_and_nothing_is_started(account: Account) -> None:
    assert account["left"] == []
    assert not account["httpx"]


def test_all_of_it_was_come_by(account: Account) -> None:
    plain, drawn = (front["pages"] for front in account["fronts"])
    assert {"walk.words", "walk.words-right", *AFTER_THE_FINDING} <= {*plain} & {*drawn}
    assert plain[:-1] == drawn


def test_nothing_is_written_logged_or_printed(account: Account, folder: Path) -> None:
    assert account["written"] == []
    assert account["logged"] == []
    assert not account["printed"]
    assert hunt(folder, (NAME,)) == []


def test_a_strangers_name_is_on_no_page_and_in_no_journey(account: Account) -> None:
    """Not even on the page it was pasted on, once that is drawn again."""
    for front in account["fronts"]:
        assert front["held"] == []
        assert front["shown"] == []


def test_a_strangers_name_is_nowhere_in_memory_when_the_sitting_has_ended(
    account: Account,
) -> None:
    """Of all that living objects lead to; running frames aside, and memory that was given back."""
    assert account["kept"] == []


def lines_of_t01() -> list[str]:
    """What is typed into the plain front for T01, with a letter that is pasted."""
    message = WORDS.message("cannot-find")[0]
    letter = f"Dear Marigold {NAME}, {message}"
    sitting, lines = beside_the_website(), []
    curious = Curious(Teller(STORIES[0]), lambda: letter)
    while (event := curious.event(page := sitting.page())) is not None:
        if isinstance(event, Paste):
            lines += [letter, ""]
            sitting.send(Answer(page.id, letter))
        else:
            lines.append(as_line(page, event) if event != FINISH else "q")
            sitting.send(event)
    return [*lines, "q"]


def test_the_command_itself_prints_no_name_that_was_pasted(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--plain"],
        cwd=ROOT,
        env=homeless(folder),
        input="\n".join(lines_of_t01()) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert WORDS.text("no.loss", "heading") in done.stdout
    assert NAME not in done.stdout + done.stderr
    assert hunt(folder, (NAME,)) == []
