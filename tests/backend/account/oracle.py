"""What the account service should do, written down a second time: dictionaries and a clock.

Nothing here is imported from the service. Codes are learnt from the messages that arrive, as
people learn them; which messages arrive is for this model to say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

SECOND = timedelta(seconds=1)
MINUTE, HOUR, DAY = 60 * SECOND, 3600 * SECOND, 86400 * SECOND
PAUSES = [0, 5, 15, 60, 300, 900]
ADDRESS = ""
"""Stands for every machine without a token that some account knows."""


@dataclass
class Account:
    """`documents`: number -> "current" or "next". `failures`: machine -> wrong codes in a row.

    `version` counts the changes of what a change is decided on.
    """

    birthday: str
    documents: dict[str, str]
    contacts: dict[str, str]
    changed: dict[str, datetime] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    failures: dict[str, int] = field(default_factory=dict)
    sends: list[tuple[datetime, str, bool]] = field(default_factory=list)
    version: int = 0


@dataclass
class Code:
    """`digits` is empty where nobody was told them; `number` counts codes in their order."""

    number: int
    channel: str
    digits: str
    expires: datetime
    tries: int = 0
    state: str = "live"


@dataclass
class Flow:
    """A sign-in: whose, on which machine, with which document; `code` is its newest."""

    account: str | None
    machine: str
    number: str
    began: datetime
    code: Code
    asked: list[datetime]


@dataclass
class Session:
    account: str
    machine: str
    token: str
    began: datetime
    seen: datetime
    ended: bool = False


@dataclass
class Model:
    """The whole account service, for a few people. `wrong`: (when, machine, subject, known)."""

    now: datetime
    accounts: dict[str, Account]
    flows: dict[str, Flow] = field(default_factory=dict)
    sessions: list[Session] = field(default_factory=list)
    wrong: list[tuple[datetime, str, str, bool]] = field(default_factory=list)
    machines: dict[str, str] = field(default_factory=dict)
    begun_recoveries: list[tuple[datetime, str]] = field(default_factory=list)
    codes: int = 0

    def code(self, channel: str, digits: str, expires: datetime, tries: int = 0) -> Code:
        """One more code."""
        self.codes += 1
        return Code(self.codes, channel, digits, expires, tries)

    def machine(self, name: str) -> str:
        """What a machine counts as: its token, once some account knows that."""
        token = self.machines.get(name, ADDRESS)
        known = any(token in account.known for account in self.accounts.values())
        return token if known else ADDRESS

    def opened(self, number: str, birthday: str) -> str | None:
        """Whose account this opens."""
        for name, account in self.accounts.items():
            if number in account.documents and account.birthday == birthday:
                return name
        return None

    def knows(self, account: str | None, machine: str) -> bool:
        return account is not None and machine in self.accounts[account].known

    def must_wait(self, machine: str, subject: str, *, known: bool) -> bool:
        """Whether a code may not be typed yet."""
        mine = [a for a, m, s, _ in self.wrong if (m, s) == (machine, subject)]
        mine = [at for at in mine if self.now - at < DAY]
        if mine and max(mine) + PAUSES[min(len(mine), 6) - 1] * SECOND > self.now:
            return True
        lately = [w for w in self.wrong if self.now - w[0] < 5 * MINUTE]
        if len([w for w in lately if w[1] == machine]) >= 10:
            return True
        strangers = [w for w in lately if w[2] == subject and not w[3]]
        return not known and len(strangers) >= 10

    def stopped(self, account: str | None, machine: str) -> bool:
        """Whether an account takes no code from a machine."""
        if account is None:
            return False
        counted = machine if self.knows(account, machine) else ADDRESS
        return self.accounts[account].failures.get(counted, 0) >= 100

    def may_send(self, account: str, channel: str, *, known: bool) -> bool:
        """Whether an account may be sent one more message."""
        hour = [s for s in self.accounts[account].sends if self.now - s[0] < HOUR]
        if any(s[1] == channel and self.now - s[0] < MINUTE for s in hour):
            return False
        if len(hour) >= 5:
            return False
        return known or len([s for s in hour if not s[2]]) < 3

    def went_wrong(self, account: str | None, machine: str, subject: str) -> None:
        known = self.knows(account, machine)
        self.wrong.append((self.now, machine, subject, known))
        if account is not None:
            failures = self.accounts[account].failures
            counted = machine if known else ADDRESS
            failures[counted] = failures.get(counted, 0) + 1

    def went_right(self, account: str, machine: str, subject: str) -> None:
        counted = machine if self.knows(account, machine) else ADDRESS
        self.accounts[account].failures.pop(counted, None)
        self.accounts[account].sends.clear()
        self.wrong = [w for w in self.wrong if (w[1], w[2]) != (machine, subject)]

    def outstanding(self, account: str, channel: str, machine: str) -> Code | None:
        """The newest code on its way to this contact that this machine may have instead."""
        known = self.knows(account, machine)
        codes = [
            flow.code
            for flow in self.flows.values()
            if flow.account == account
            and (known or flow.machine == machine)
            and flow.code.channel == channel
            and flow.code.state == "live"
            and flow.code.expires > self.now
            and self.now - flow.began < HOUR
        ]
        return max(codes, key=lambda code: code.number, default=None)

    def running(self, session: Session) -> bool:
        fresh = self.now - session.began < HOUR and self.now - session.seen < 15 * MINUTE
        return fresh and not session.ended

    def used(self, account: str, number: str) -> None:
        """A document was signed in with."""
        documents = self.accounts[account].documents
        if documents.get(number) == "next":
            self.accounts[account].documents = {number: "current"}
            self.accounts[account].version += 1

    def link(self, account: str, number: str) -> None:
        """A document was added, in place of one that was never used."""
        documents = self.accounts[account].documents
        self.accounts[account].version += 1
        self.accounts[account].documents = {
            n: state for n, state in documents.items() if state == "current"
        } | {number: "next"}

    def linked(self, number: str) -> bool:
        return any(number in account.documents for account in self.accounts.values())

    def rests(self, account: str, channel: str) -> bool:
        """Whether another contact was changed within a day."""
        changed = self.accounts[account].changed
        return any(c != channel and self.now - at < DAY for c, at in changed.items())
