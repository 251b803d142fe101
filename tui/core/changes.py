"""What a journey may ask to be done about an account, and how that may end.

Beside :mod:`tui.core.events`, and loaded only by somebody who changes something. What is typed
stands in none of these: it lives beside the journey, and an effect says only which of it to send.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Final

from tui.core.events import AccountAnswer, AccountEffect, Channel
from tui.core.records import Purpose
from tui.core.value import value


class Doing(Enum):
    """What about an account is changed. The values name pages and words."""

    DOCUMENT = "document"
    TEXT = "text"
    EMAIL = "email"
    APP = "app"


KINDS: Final = ("passport", "identity-card", "travel-document")
"""Kinds of identity document that an account can be signed in to with."""


# Effects of somebody who is signed in -------------------------------------------------------


@value
class LookAtAccount(AccountEffect):
    """Read what the account holds, and the tag that a change has to name."""


@value
class AskFreshCode(AccountEffect):
    """Send a code for this change and for nothing else. `kind` is that of a new document."""

    doing: Doing
    channel: Channel
    kind: str = ""


@value
class ProveFreshCode(AccountEffect):
    """Trade the code that was typed for leave to make the change, once."""


@value
class BeginChange(AccountEffect):
    """Begin the change with what was typed; a new document is confirmed at once. `born` says again
    whose account is meant."""

    doing: Doing
    kind: str
    born: date


@value
class SendToNew(AccountEffect):
    """Send another code to the new contact."""


@value
class ProveNew(AccountEffect):
    """Finish with the code that the new contact, or the new app, showed."""

    doing: Doing


@value
class ListUses(AccountEffect):
    """Who opened each of these codes (purpose, id)."""

    codes: tuple[tuple[Purpose, str], ...]


# Effects of somebody who cannot sign in -----------------------------------------------------


@value
class BeginRecovery(AccountEffect):
    kind: str


@value
class ShowFace(AccountEffect):
    """In place of a camera: the drawing of the invented person, or of somebody else."""

    own: bool


@value
class SetContacts(AccountEffect):
    """Send a code to the new phone and one to the new e-mail address."""


@value
class FinishRecovery(AccountEffect):
    pass


# How they end -------------------------------------------------------------------------------


class No(Enum):
    """Why something was not done; never anything about another person's record."""

    IN_USE = "in_use"
    MISMATCH = "mismatch"
    MEANWHILE = "meanwhile"
    LATELY = "lately"
    NO_CONTACT = "no_contact"
    OVER = "over"
    NOT_INVENTED = "not_invented"
    NOT_RECOVERED = "not_recovered"
    NO_DRAWING = "no_drawing"
    NOT_KNOWN = "not_known"
    """The answer was lost on its way, and asking again does not tell: it may have been done."""


@value
class Denied(AccountAnswer):
    why: No


@value
class AccountShown(AccountAnswer):
    """What the account has. Its values are beside the journey, masked (ref ``account.holds``)."""

    has: tuple[Channel, ...]


@value
class FreshCodeSent(AccountAnswer):
    pass


@value
class FreshCodeTaken(AccountAnswer):
    pass


@value
class CodeSentToNew(AccountAnswer):
    pass


@value
class AppMade(AccountAnswer):
    """The secret is beside the journey (refs ``app.secret``, ``app.address``)."""


@value
class ChangeDone(AccountAnswer):
    pass


@value
class ChangeHeld(AccountAnswer):
    """Nothing was changed: somebody looks at it. `differs` names details of the new document that
    are not those of the record: given_names, family_name, birth_date, nationality, record."""

    differs: tuple[str, ...]


@value
class CodeUse:
    """One time that a share code was opened. `by_us`: when this program looked before showing it;
    `at` is the service's time, UTC."""

    share_code_id: str
    purpose: Purpose
    reference: str
    at: datetime
    checker: str
    """``employer``, ``landlord`` or ``other``."""
    by_us: bool


@value
class UsesListed(AccountAnswer):
    uses: tuple[CodeUse, ...]


@value
class RecoveryBegun(AccountAnswer):
    pass


@value
class FaceShown(AccountAnswer):
    """Whether it was the right one is not told."""


@value
class BothCodesSent(AccountAnswer):
    pass


@value
class Recovered(AccountAnswer):
    pass
