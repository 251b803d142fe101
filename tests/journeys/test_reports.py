"""A report from the outcome page to its end, both sides of the counter, against the real mock."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.journeys.acting import Actor, Said, drawn, headless, plain
from tests.journeys.led import Mock, client_of
from tests.journeys.test_parity import person_of
from tui.core.page import Comparison, Mark, Page
from tui.runner.sitting import Sitting

FORM: dict[str, list[Said | None]] = {
    "proofs.table": ["next"],
    "report.nation": ["scotland"],
    "report.problems": [("share_code",)],
    "report.codes": [("work",)],
    "report.helper": ["support_organisation"],
    "report.reply": ["email"],
    "report.check": ["send"],
}


@pytest.fixture(autouse=True)
def afresh(mock: Mock) -> None:
    mock.control("POST", "reset")


def lines(**more: list[Said | None]) -> dict[str, list[Said | None]]:
    return {**FORM, **{page.replace("__", "."): said for page, said in more.items()}}


async def in_sitting(
    mock: Mock, person: str, fault: str, does: Callable[[Sitting, Actor], Awaitable[None]]
) -> Actor:
    sitting = mock.sitting()
    actor = Actor(client_of(await person_of(sitting, person)), {})
    assert sitting.practice is not None
    await sitting.practice.apply(fault, person)
    try:
        await does(sitting, actor)
    finally:
        await sitting.close()
    return actor


def notices(page: Page) -> str:
    return repr([one for one in page.blocks if type(one).__name__ == "Notice"])


def test_a_report_closes_only_when_its_person_has_looked_at_everything(mock: Mock) -> None:
    """A lost update: reported, chased, looked at by staff, sent again, and looked at once more."""

    async def does(sitting: Sitting, actor: Actor) -> None:
        actor.lines = lines(
            outcome=["report"],
            report__sent=["follow"],
            report__follow=["chase", "staff", "staff", "allow", "staff", "right", None],
            report__right=["right"],
            staff__report=["ask", "leave", "leave", "look", "move", "move", "leave"],
            staff__looked=["back_to"],
            staff__move=["repair_ordered.resend", "repaired"],
        )
        await headless(sitting, actor)
        assert "Not everything you looked at is right" in notices(actor.last("report.follow"))
        mock.control("POST", "deliveries")
        actor.lines = lines(
            report__follow=["staff", "look", "right", None],
            staff__report=["move", "leave"],
            staff__move=["told.put_right"],
            outcome=["more"],
            outcome__more=["report"],
            report__right=["right"],
        )
        await headless(sitting, actor)
        report = sitting.journey.report
        assert report is not None
        assert report.verified, report
        assert {"status", "work", "rent", "other"} <= set(report.looked)
        assert [one.about or one.kind for one in report.notes] == ["chase", "ask"]

    actor = asyncio.run(in_sitting(mock, "mihai-presettled", "work-update-lost", does))
    (table,) = [one for one in actor.last("staff.looked").blocks if isinstance(one, Comparison)]
    marks = dict(table.rows)
    assert [cell.mark for cell in marks["Photo"][1:]] == [Mark.SAME] * 3


def test_staff_see_nothing_without_permission_and_never_a_value(mock: Mock) -> None:
    async def does(sitting: Sitting, actor: Actor) -> None:
        actor.lines = lines(
            outcome=["report"],
            report__sent=["follow"],
            report__follow=["staff", None],
            staff__report=["leave"],
        )
        await headless(sitting, actor)
        assert "ask" in [one.id for one in actor.last("staff.report").actions]
        assert "look" not in [one.id for one in actor.last("staff.report").actions]
        actor.lines |= {"report.follow": ["allow", "staff"], "staff.report": ["look"]}
        actor.lines |= {"staff.looked": [None]}
        await headless(sitting, actor)

    actor = asyncio.run(in_sitting(mock, "ana-settled", "work-proof-entangled", does))
    assert actor.pages[-1] == "staff.looked"
    assert "does not allow it" not in notices(actor.last("staff.report"))
    (table,) = [one for one in actor.last("staff.looked").blocks if isinstance(one, Comparison)]
    assert dict(table.rows)["Name"][1].mark is Mark.DIFFERENT
    assert {cell.text for _, cells in table.rows for cell in cells} <= {
        "shown", "same", "different", "hidden", "nothing",
    }  # fmt: skip


@pytest.mark.parametrize("front", [plain, drawn], ids=["plain", "drawn"])
def test_both_fronts_send_a_report_where_another_person_is_shown(
    mock: Mock, front: Callable[[Sitting, Actor], Awaitable[object]]
) -> None:
    async def does(sitting: Sitting, actor: Actor) -> None:
        actor.lines = lines(
            outcome=["report"],
            report__sent=["follow"],
            report__follow=["staff", None],
            staff__report=["move", "leave"],
            staff__move=["told.nothing_wrong"],
        )
        await front(sitting, actor)

    actor = asyncio.run(in_sitting(mock, "ana-settled", "work-proof-entangled", does))
    assert actor.pages[-1] == "report.follow"
    assert "Another person's details are shown" in repr(actor.last("report.check"))
    assert not any(
        one.ask is not None and type(one.ask).__name__ == "TextAsk"
        for one in actor.seen
        if one.id.startswith(("report.", "staff."))
    ), "nothing is typed"
