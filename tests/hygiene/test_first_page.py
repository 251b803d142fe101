"""The first page is there to be read before anything that takes time begins."""

from __future__ import annotations

import subprocess
import sys

from tests.hygiene.sources import ROOT, loaded_by

OPENED = """
import asyncio, sys
from argparse import Namespace
from tui.commands.options import new_sitting, words_for
from tui.fronts.drawn.app import DrawnApp
from tui.fronts.drawn.options import Options

class Watched(DrawnApp):
    painted = 0

    def _display(self, screen, renderable):
        self.painted += renderable is not None
        super()._display(screen, renderable)

sitting = new_sitting(Namespace(language="en", backend=None, control_token=None))
app = Watched(lambda: sitting, Options(words_for("en")))

def warm():
    page = sitting.page()
    late = ("httpx", "tui.core.areas", "tui.core.findings")
    early = [name for name in late if name in sys.modules]
    print("painted" if app.painted else "blank", page.id, early, sitting._service)
    app.exit(0)

sitting.warm = warm
asyncio.run(app.run_async(headless=True, size=(100, 30)))
"""


def test_http_the_mock_and_the_diagnosis_wait_for_the_first_paint() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENED], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["painted", "start.who", "[]", "None"], done.stderr


def test_the_shortest_commands_load_no_part_of_the_app() -> None:
    loaded = loaded_by("tui.__main__")
    assert loaded.isdisjoint({"asyncio", "tui.core", "tui.runner", "tui.service", "tui.content"})
