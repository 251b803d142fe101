"""The Resolution Centre as typed calls: a person's reports, and its staff's side of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tui.core.casework import NoteSeen, ReportSeen, Stay
from tui.service.client import AccountClient
from tui.service.decode import Reader
from tui.service.http import Asked, Wire
from tui.service.ports import Chance
from tui.service.problems import Garbled, Refused

STAGES: Final = (
    "received",
    "triaged",
    "with_specialist",
    "repair_ordered",
    "repaired",
    "told",
)
PATHS: Final = {
    "status": "/v1/status",
    "work": "/v1/right-to-work/preview",
    "rent": "/v1/right-to-rent/preview",
    "other": "/v1/something-else/preview",
}
_WHY: Final = {
    "not-this-stage": "not_this_stage",
    "not-all-right": "not_all_right",
    "look-not-taken": "look_not_taken",
    "no-permission": "no_permission",
    "account-not-known": "account_not_known",
    "report-not-found": "gone",
}
_WHAT: Final = ("repair", "answer", "reason")
DETAILS: Final = frozenset(
    {"resend", "by_hand", "put_right", "partly", "nothing_wrong", "came_back"}
)
_BY: Final = frozenset({"person", "centre"})
_KINDS: Final = frozenset({"chase", "note"})
_TICKS: Final = frozenset(
    {"name", "birth_date", "nationality", "photo", "ni_number", "restrictions", "share_code"}
    | {"status", "valid_from", "valid_until", "signin_email", "signin_phone"}
    | {"sponsor_licence", "other"}
)
_VIEWS: Final = frozenset(PATHS)


class NotDone(Exception):
    """The centre says no, and why, in one of the words of :class:`ReportStays`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class CentreClient:
    """Every call may raise a Problem, and NotDone where the centre says no.

    Without a session a report is opened by the key that came with it; the keys are kept here until
    :meth:`forget`. What creates something is named anew only once it has been answered, so that
    trying again makes nothing twice. `known` are texts of notes that the caller can name.
    """

    def __init__(self, wire: Wire, chance: Chance, account: AccountClient) -> None:
        self._wire = wire
        self._chance = chance
        self._account = account
        self._opens: dict[str, str] = {}
        self._making: dict[str, str] = {}

    def forget(self) -> None:
        """Nobody's reports are known here any more."""
        self._opens.clear()
        self._making.clear()

    # The person's side ----------------------------------------------------------------------

    async def send(self, form: Mapping[str, object], known: Mapping[str, str]) -> ReportSeen:
        """Hand a report in, and read how it stands."""
        made = await self._make("/v1/fault-reports", form, self._account.bearer)
        reference = made.text("reference")
        self._opens[reference] = made.text("key")
        return await self.one(reference, known)

    async def listed(self, known: Mapping[str, str]) -> tuple[ReportSeen, ...]:
        """The reports about the account that is signed in, the newest first."""
        answer = await self._ask(Asked("GET", "/v1/fault-reports", token=self._account.bearer))
        return answer.each("items", lambda one: _report(one, known))

    async def one(self, reference: str, known: Mapping[str, str]) -> ReportSeen:
        """How a report stands."""
        return _report(await self._ask(self._mine("GET", reference)), known)

    async def chase(self, reference: str, text: str) -> None:
        """Ask how it stands."""
        path = f"{_path(reference)}/notes"
        body = {"kind": "chase", "text": text}
        await self._make(path, body, self._account.bearer, self._key(reference))

    async def reopen(
        self, reference: str, reason: str, text: str, known: Mapping[str, str]
    ) -> ReportSeen:
        """Open the same report again."""
        asked = self._mine("POST", reference, "/reopening", {"reason": reason, "text": text})
        return _report(await self._ask(asked), known)

    async def confirm(
        self, reference: str, found: Mapping[str, str], known: Mapping[str, str]
    ) -> ReportSeen:
        """Close a report by the four looks that this session has taken."""
        looks = self._account.looks
        body = {
            view: {"request_id": looks.get(view, "not-taken"), "found": said}
            for view, said in found.items()
        }
        asked = self._mine("POST", reference, "/verification", body)
        return _report(await self._ask(asked), known)

    async def allow(self, reference: str, minutes: int) -> None:
        """Let the centre look for so many minutes; 0 ends it."""
        if minutes == 0:
            await self._ask(self._mine("DELETE", reference, "/permission"))
        else:
            await self._ask(self._mine("PUT", reference, "/permission", {"minutes": minutes}))

    # The staff's side -----------------------------------------------------------------------

    async def for_staff(self, reference: str, token: str, known: Mapping[str, str]) -> ReportSeen:
        """A report, as whoever works on it opens it."""
        asked = Asked("GET", f"/v1/staff{_path(reference)[3:]}", token=token)
        return _report(await self._ask(asked), known)

    async def staff_note(self, reference: str, token: str, text: str) -> None:
        """Write something that the person will read."""
        await self._make(f"/v1/staff{_path(reference)[3:]}/notes", {"text": text}, token)

    async def move(
        self, reference: str, token: str, body: Mapping[str, object], known: Mapping[str, str]
    ) -> ReportSeen:
        """Take a report to its next stage."""
        path = f"/v1/staff{_path(reference)[3:]}/stages"
        return _report(await self._make(path, body, token), known)

    async def begin_look(self, reference: str, token: str) -> str:
        """A token for the person's status, previews and pictures, for as long as it is allowed."""
        asked = Asked("POST", f"/v1/staff{_path(reference)[3:]}/looks", token=token)
        return (await self._ask(asked)).text("token")

    async def look(self, view: str, token: str) -> Reader | str:
        """One view in the person's place: what it shows, or ``missing`` or ``failing``."""
        try:
            return await self._wire.ask(Asked("GET", PATHS[view], token=token))
        except Refused as no:
            if no.slug.endswith("-not-found"):
                return "missing"
            if no.slug.endswith("-unavailable"):
                return "failing"
            raise Garbled(no.slug) from None

    # ----------------------------------------------------------------------------------------

    def _key(self, reference: str) -> dict[str, str]:
        key = self._opens.get(reference)
        return {} if key is None else {"X-Report-Key": key}

    def _mine(
        self,
        method: str,
        reference: str,
        more: str = "",
        body: Mapping[str, object] | None = None,
    ) -> Asked:
        path = f"{_path(reference)}{more}"
        token = self._account.bearer
        return Asked(method, path, body, token=token, extra=self._key(reference))

    async def _make(
        self,
        path: str,
        body: Mapping[str, object],
        token: str | None,
        extra: Mapping[str, str] | None = None,
    ) -> Reader:
        """Create something, once for each name."""
        what = f"{path} {sorted(body.items())!r}"
        name = self._making.setdefault(what, self._chance.token())
        asked = Asked("POST", path, body, token=token, key=name, extra=extra or {})
        answer = await self._ask(asked)
        self._making.pop(what, None)
        return answer

    async def _ask(self, asked: Asked) -> Reader:
        try:
            return await self._wire.ask(asked)
        except Refused as no:
            if no.slug in _WHY:
                raise NotDone(_WHY[no.slug]) from None
            raise Garbled(no.slug) from None


def _path(reference: str) -> str:
    """A reference as a piece of a path; one that could leave its place is nobody's."""
    if not reference or not all(c.isascii() and (c.isalnum() or c in "-_") for c in reference):
        raise NotDone("gone")
    return f"/v1/fault-reports/{reference}"


def _report(reader: Reader, known: Mapping[str, str]) -> ReportSeen:
    until = reader.moment("allowed_until") if reader.has("allowed_until") else None
    return ReportSeen(
        reference=reader.text("reference"),
        received=reader.moment("received_at").date(),
        promised=reader.day("promised_on"),
        overdue=reader.yes("overdue"),
        stays=reader.each("stages", _stay),
        days=reader.whole("days"),
        working_days=reader.whole("working_days"),
        reopened=reader.whole("reopened"),
        verified=reader.has("verified_at"),
        problems=_words(reader, "problems", _TICKS),
        share_codes=_words(reader, "share_codes", _VIEWS),
        another_person_at=_words(reader, "another_person_at", _VIEWS),
        allowed_until=until,
        looked=reader.each("looked", lambda one: one.word("view", _VIEWS | {"picture"})),
        notes=reader.each("notes", lambda one: _note(one, known)),
    )


def _words(reader: Reader, key: str, allowed: frozenset[str]) -> tuple[str, ...]:
    found = reader.texts(key)
    if not allowed.issuperset(found):
        raise Garbled(f"report.{key}: not of the agreed words")
    return found


def _stay(reader: Reader) -> Stay:
    detail = next((reader.word(one, DETAILS) for one in _WHAT if reader.has(one)), "")
    return Stay(
        stage=reader.word("stage", frozenset(STAGES)),
        since=reader.moment("entered_at").date(),
        days=reader.whole("days"),
        working_days=reader.whole("working_days"),
        detail=detail,
    )


def _note(reader: Reader, known: Mapping[str, str]) -> NoteSeen:
    return NoteSeen(
        on=reader.moment("at").date(),
        by=reader.word("by", _BY),
        kind=reader.word("kind", _KINDS),
        about=known.get(reader.text("text", lines=True), ""),
    )
