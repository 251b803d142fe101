"""Every change leaves a line in the audit log, of keys and words alone."""

from __future__ import annotations

from backend_stub.account import tables
from backend_stub.kernel.audit_log import first_broken
from tests.backend.account.test_recovery import details, finished, up_to_the_codes
from tests.backend.account.visitor import NEW_NUMBER, Visitor, rows
from tests.backend.support import INES, Mock


async def test_what_was_done_is_written_down_and_says_nothing_about_anybody(mock: Mock) -> None:
    ines = await Visitor(mock, INES).signed_in()
    new = {"channel": "email", "address": "new@example.org"}
    step_up_id = await ines.step_up("change-contact", contact=new)
    body = {"step_up_id": step_up_id, "contact": new}
    begun = (await ines.ask("POST", "contact-updates", body, **await ines.tag())).json()
    code = await mock.newest_code("new@example.org")
    await ines.ask("POST", f"contact-updates/{begun['id']}/verification", {"code": code})
    await ines.update()
    held = await ines.update("PRACTICE 922", family_name="Other")
    assert held.status_code == 202
    await finished(mock, await up_to_the_codes(mock, details(INES), INES))
    written = [(row.act, row.outcome) for row in await rows(mock, "audit_log")]
    for line in (
        ("send", "accepted"), ("verify", "accepted"), ("sign-out", "done"),
        ("change-contact", "accepted"), ("change-contact", "done"),
        ("change-document", "accepted"), ("change-document", "started"),
        ("change-document", "done"), ("change-document", "held"), ("face", "shown"),
        ("recovery", "done"),
    ):  # fmt: skip
        assert written.count(line) >= 1, line
    text = str(await rows(mock, "audit_log"))
    for value in (INES.name, INES.number, NEW_NUMBER, "new@", "900111", "1990", code):
        # The keys of these tests are made of names.
        assert value not in text.replace("a-Ines", "")
    assert await mock.parts.account.run(lambda c: first_broken(c, tables.audit_log)) is None
