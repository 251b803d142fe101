"""A "no" about an account as the answer that it is, and creating calls that make nothing twice."""

from __future__ import annotations

from tui.core.changes import Denied, No
from tui.core.events import CodeEnded, CodeNotRight
from tui.service.decode import Reader
from tui.service.http import Asked, Wire
from tui.service.ports import Chance
from tui.service.problems import Garbled, Refused

CodeAnswer = CodeNotRight | CodeEnded | Denied

_DENIED = {
    "document-in-use": No.IN_USE,
    "subject-mismatch": No.MISMATCH,
    "changed-meanwhile": No.MEANWHILE,
    "contact-changed-lately": No.LATELY,
    "contact-missing": No.NO_CONTACT,
    "not-invented": No.NOT_INVENTED,
    "not-recovered": No.NOT_RECOVERED,
    **dict.fromkeys(
        (
            "step-up-needed",
            "step-up-not-found",
            "update-not-found",
            "recovery-not-found",
            "out-of-order",
        ),
        No.OVER,
    ),
}


def denied(no: Refused) -> Denied:
    """Why it was not done; Garbled for a "no" that is none of these."""
    why = _DENIED.get(no.slug)
    if why is None:
        raise Garbled(no.slug) from None
    return Denied(why)


def code_refused(no: Refused) -> CodeAnswer:
    """Why a code that was typed did not do."""
    match no.slug:
        case "code-not-right":
            left = no.extras.get("tries_left")
            return CodeNotRight(left if isinstance(left, int) else 2)
        case "code-ended":
            return CodeEnded()
        case _:
            return denied(no)


class Once:
    """Creating calls. Made again after trouble with the same words, one carries the same key."""

    def __init__(self, wire: Wire, chance: Chance) -> None:
        self._wire = wire
        self._chance = chance
        self._last: tuple[str, dict[str, object], str] | None = None

    def forget(self) -> None:
        """The next call is another one, whatever its words are."""
        self._last = None

    async def ask(
        self, path: str, body: dict[str, object], *, token: str | None = None, tag: str = ""
    ) -> Reader:
        """The answer. Raises Refused or a Problem; the key is kept until :meth:`forget`, or until
        the service says no."""
        if self._last is None or self._last[:2] != (path, body):
            self._last = (path, body, self._chance.token())
        extra = {"If-Match": tag} if tag else {}
        try:
            return await self._wire.ask(
                Asked("POST", path, body, token=token, key=self._last[2], extra=extra)
            )
        except Refused:
            self._last = None
            raise
