"""Any steps in any order, against a model: people, machines, codes, changes, clocks, restarts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Connection, delete, select

from backend_stub.account import tables
from backend_stub.kernel.audit_log import first_broken
from backend_stub.kernel.portrait import portrait_digest
from backend_stub.reconcile.bonds import broken_bonds
from tests.backend.account.oracle import DAY, HOUR, MINUTE, Account, Model, Session
from tests.backend.account.world import PASSER_BY, Beside, World
from tests.backend.support import INES, NOON, OTTO, PIA, portrait

PEOPLE = {"Ines": INES, "Pia": PIA}
NEW_NUMBERS = ["PRACTICE910", "PRACTICE920", "PRACTICE930"]
NEW_CONTACTS = {
    "text": ["+44 7700 900701", "+44 7700 900702"],
    "email": ["one@example.org", "two@example.org"],
}
PAUSES = [timedelta(seconds=5), timedelta(seconds=61), 6 * MINUTE, 16 * MINUTE, HOUR, DAY]
NAMES = st.sampled_from(sorted(PEOPLE))
MACHINES = st.sampled_from(["home", "kiosk", PASSER_BY])
CHANNELS = st.sampled_from(["text", "email"])


class AccountMachine(Beside):
    """Each rule asks the service and the model the same thing, and wants the same answer."""

    flows = Bundle("flows")
    sessions = Bundle("sessions")
    updates = Bundle("updates")

    @initialize()
    def begin(self) -> None:
        self.world.put_back()
        self.mock = self.world.mock
        self.rested: dict[str, int] = {}
        self.model = Model(
            NOON,
            {
                "Ines": Account(
                    INES.birth_date.isoformat(),
                    {INES.number: "current"},
                    {"text": str(INES.phone), "email": str(INES.email)},
                ),
                "Pia": Account(
                    PIA.birth_date.isoformat(), {PIA.number: "current"}, {"text": str(PIA.phone)}
                ),
            },
        )

    def seldom(self, name: str) -> bool:
        """True once in a while, so that what costs much or undoes much does not crowd the rest."""
        self.rested[name] = self.rested.get(name, 0) + 1
        return self.rested[name] > 12

    # Signing in.

    def number_of(self, name: str, which: int) -> str:
        """One of those that open the account, that did, or that may one day."""
        numbers = [*self.model.accounts[name].documents, PEOPLE[name].number, *NEW_NUMBERS]
        return numbers[which % len(numbers)]

    @rule(
        target=flows,
        name=NAMES,
        which=st.integers(0, 5),
        machine=MACHINES,
        channel=CHANNELS,
        right=st.sampled_from([True, True, True, False]),
    )
    def begin_to_sign_in(
        self, name: str, which: int, machine: str, channel: str, *, right: bool
    ) -> Any:
        birthday = self.model.accounts[name].birthday if right else "1999-09-09"
        number = self.number_of(name, which)
        begun = self.begin_sign_in(name, number, birthday, machine, channel)
        return multiple() if begun is None else begun

    @rule(
        target=sessions,
        flow_id=flows,
        machine=MACHINES,
        right=st.sampled_from([True, True, False]),
    )
    def type_a_code(self, flow_id: str, machine: str, *, right: bool) -> Any:
        session = self.type_sign_in_code(flow_id, machine, right=right)
        return multiple() if session is None else session

    @rule(target=sessions, name=NAMES, which=st.integers(0, 1), machine=MACHINES)
    def sign_in(self, name: str, which: int, machine: str) -> Any:
        birthday, number = self.model.accounts[name].birthday, self.number_of(name, which)
        begun = self.begin_sign_in(name, number, birthday, machine, "text")
        if begun is None or not self.model.flows[begun].code.digits:
            return multiple()
        session = self.type_sign_in_code(begun, machine, right=True)
        return multiple() if session is None else session

    @rule(flow_id=flows, machine=MACHINES, channel=CHANNELS)
    def send_again(self, flow_id: str, machine: str, channel: str) -> None:
        model, flow = self.model, self.model.flows[flow_id]
        counts_as = model.machine(machine)
        known = model.knows(flow.account, counts_as)
        answer = self.ask("POST", f"sign-ins/{flow_id}/codes", {"channel": channel}, machine)
        if model.now - flow.began >= HOUR:
            assert answer.status_code == 404
            return
        hour = [at for at in flow.asked if model.now - at < HOUR]
        soon = any(model.now - at < MINUTE for at in hour)
        wait = model.must_wait(counts_as, flow.number, known=known)
        if wait or soon or len(hour) >= (5 if known else 3):
            assert answer.status_code == 429
            return
        assert answer.status_code == 202
        flow.asked.append(model.now)
        old, flow.code = flow.code, self.sent(flow.account, channel, counts_as)
        if old.state == "live":
            old.state = "replaced"

    # Sessions.

    @rule(session=sessions, machine=MACHINES)
    def look(self, session: Session, machine: str) -> None:
        model = self.model
        answer = self.ask("GET", "account", None, machine, session.token)
        its_machine = session.machine in ("", model.machines.get(machine))
        alive = model.running(session) and its_machine
        assert answer.status_code == (200 if alive else 401)
        if alive:
            session.seen = model.now

    @rule(session=consumes(sessions))
    def sign_out(self, session: Session) -> None:
        answer = self.in_session(session, "DELETE", "session")
        assert answer.status_code == (204 if self.model.running(session) else 401)
        session.ended = True

    # Changes.

    @rule(session=sessions, channel=CHANNELS, which=st.integers(0, 1))
    def change_contact(self, session: Session, channel: str, which: int) -> None:
        model, account = self.model, self.model.accounts[session.account]
        contact = {"channel": channel, "address": NEW_CONTACTS[channel][which]}
        step_up_id = self.fresh_code(session, "change-contact", contact=contact)
        if step_up_id is None:
            return
        body = {"step_up_id": step_up_id, "contact": contact}
        headers = self.tag(session)
        begun = self.in_session(session, "POST", "account/contact-updates", body, **headers)
        if model.rests(session.account, channel):
            assert begun.status_code == 409
            return
        assert begun.status_code == 201
        ((to, _, digits),) = self.arrived()
        assert to == contact["address"]
        path = f"account/contact-updates/{begun.json()['id']}/verification"
        assert self.in_session(session, "POST", path, {"code": digits}).status_code == 200
        told = {address for address, subject, _ in self.arrived() if "was changed" in subject}
        assert told == set(account.contacts.values())
        account.contacts[channel] = contact["address"]
        account.changed[channel] = model.now
        account.version += 1

    @rule(
        target=updates,
        session=sessions,
        number=st.sampled_from(NEW_NUMBERS),
        own=st.sampled_from([True, True, True, False]),
    )
    def begin_document(self, session: Session, number: str, *, own: bool) -> Any:
        model, who = self.model, PEOPLE[session.account]
        document = {"kind": "passport", "issuing_state": "UTO", "number": number}
        step_up_id = self.fresh_code(session, "change-document", document=document)
        if step_up_id is None:
            return multiple()
        said = {
            "given_names": who.name if own else "Somebody",
            "family_name": "Sample",
            "birth_date": who.birth_date.isoformat(),
            "nationality": "UTO",
        }
        body = {
            "step_up_id": step_up_id,
            "account_reference": f"REF-{who.name}",
            "birth_date": who.birth_date.isoformat(),
            "document": document | said,
        }
        headers = self.tag(session)
        answer = self.in_session(session, "POST", "account/document-updates", body, **headers)
        if model.linked(number):
            assert answer.json()["type"] == "/problems/document-in-use"
            return multiple()
        assert answer.status_code == 201
        return (
            session,
            answer.json()["id"],
            number,
            own,
            model.now,
            model.accounts[session.account].version,
        )

    @rule(update=consumes(updates))
    def confirm_document(self, update: Any) -> None:
        model = self.model
        session, update_id, number, own, began, seen = update
        path = f"account/document-updates/{update_id}/confirmation"
        answer = self.in_session(session, "POST", path)
        messages = self.arrived()
        if not model.running(session):
            assert answer.status_code == 401
        elif model.now - began >= HOUR:
            assert answer.status_code == 404
        elif model.accounts[session.account].version != seen:
            assert answer.status_code == 412
        elif not own:
            assert answer.status_code == 202
        elif model.linked(number):
            assert answer.json()["type"] == "/problems/document-in-use"
        else:
            assert answer.status_code == 200
            model.link(session.account, number)
            for other in model.sessions:
                if other is not session and other.machine == session.machine:
                    other.ended = True
            told = {address for address, subject, _ in messages if "was changed" in subject}
            assert told == set(model.accounts[session.account].contacts.values())

    @precondition(lambda self: self.seldom("recover"))
    @rule(name=NAMES, machine=MACHINES, right=st.booleans())
    def recover(self, name: str, machine: str, *, right: bool) -> None:
        model, account = self.model, self.model.accounts[name]
        self.rested["recover"] = 0
        number = next(iter(account.documents))
        document = {"kind": "passport", "issuing_state": "UTO", "number": number}
        body = {"document": document, "birth_date": account.birthday}
        counts_as = model.machine(machine)
        begun = self.ask("POST", "recoveries", body, machine)
        hour = [a for a, m in model.begun_recoveries if m == counts_as and model.now - a < HOUR]
        if len(hour) >= 5:
            assert begun.status_code == 429
            return
        model.begun_recoveries.append((model.now, counts_as))
        path = f"recoveries/{begun.json()['id']}"
        face = portrait_digest(portrait(PEOPLE[name] if right else OTTO))
        assert self.ask("POST", f"{path}/face", {"face": face}).status_code == 202
        new = {"phone": NEW_CONTACTS["text"][0], "email": NEW_CONTACTS["email"][0]}
        assert self.ask("POST", f"{path}/contacts", new).status_code == 202
        codes = {address: digits for address, _, digits in self.arrived()}
        typed = {"phone_code": codes[new["phone"]], "email_code": codes[new["email"]]}
        done = self.ask("POST", f"{path}/confirmation", typed)
        if not right:
            assert done.status_code == 409
            return
        assert done.status_code == 200
        told = {address for address, _, _ in self.arrived()}
        assert told == {*account.contacts.values(), *new.values()}
        account.contacts = {"text": new["phone"], "email": new["email"]}
        account.changed = {"text": model.now, "email": model.now}
        account.version += 1
        account.known.clear()
        account.failures.clear()
        model.begun_recoveries = [b for b in model.begun_recoveries if b[1] != counts_as]
        for session in model.sessions:
            session.ended |= session.account == name

    # Time, trouble.

    @rule(pause=st.sampled_from(PAUSES))
    def wait(self, pause: timedelta) -> None:
        self.mock.parts.clock.advance(pause)
        self.model.now += pause

    @precondition(lambda self: self.seldom("restart"))
    @rule()
    def restart(self) -> None:
        self.rested["restart"] = 0
        self.world.restart()

    @precondition(lambda self: self.seldom("many"))
    @rule(name=NAMES, count=st.sampled_from([98, 99, 100]))
    def strangers_typed_many_wrong_codes(self, name: str, count: int) -> None:
        self.rested["many"] = 0
        row = {"account_id": f"a-{name}", "client": "", "in_a_row": count}

        def put(c: Connection) -> None:
            c.execute(delete(tables.failures).where(tables.failures.c.account_id == f"a-{name}"))
            c.execute(tables.failures.insert().values(**row))

        self.world.do(self.mock.parts.account.run(put))
        self.model.accounts[name].failures = {"": count}

    # What always holds.

    @invariant()
    def everything_belongs_together(self) -> None:
        if hasattr(self, "model"):
            assert broken_bonds(self.mock.parts) == []

    @invariant()
    def the_rows_are_those_of_the_model(self) -> None:
        if not hasattr(self, "model"):
            return

        def read(c: Connection) -> tuple[list[Any], list[Any], int | None]:
            documents = c.execute(select(tables.document).where(tables.document.c.active == 1))
            contacts = c.execute(select(tables.contact).where(tables.contact.c.active == 1))
            broken = first_broken(c, tables.audit_log)
            return list(documents.all()), list(contacts.all()), broken

        documents, contacts, broken = self.mock.parts.account.call(read)
        assert broken is None, "the audit log's chain"
        for name, account in self.model.accounts.items():
            mine = [row for row in documents if row.account_id == f"a-{name}"]
            states = {row.number_norm: ("current", "next")[row.awaiting_use] for row in mine}
            assert states == account.documents
            held = {r.channel: r.address for r in contacts if r.account_id == f"a-{name}"}
            assert held == account.contacts


def run(examples: int, steps: int) -> None:
    """So many examples, of at most so many steps."""
    AccountMachine.world = World()
    try:
        run_state_machine_as_test(
            AccountMachine,
            settings=settings(
                max_examples=examples,
                stateful_step_count=steps,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        AccountMachine.world.close()


def test_a_few_steps_in_any_order() -> None:
    run(examples=8, steps=25)


@pytest.mark.long
def test_many_steps_in_any_order() -> None:
    run(examples=500, steps=50)
