"""RFC 9457 problems: one catalogue of slugs, each with its status and its title in plain words."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from starlette.responses import JSONResponse, Response

MEDIA_TYPE = "application/problem+json"

PROBLEMS: dict[str, tuple[int, str]] = {
    "idempotency-key-missing": (400, "This request needs an Idempotency-Key."),
    "session-ended": (401, "You are signed out."),
    "staff-only": (401, "This is for the centre's own staff."),
    "no-permission": (403, "The person has not allowed a look."),
    "control-token": (403, "The control token is not right."),
    "step-up-needed": (403, "This needs a fresh security code."),
    "not-found": (404, "There is nothing at this address."),
    "sign-in-not-found": (404, "This sign-in is not known or is over."),
    "step-up-not-found": (404, "This request for a code is not known or is over."),
    "update-not-found": (404, "This change is not known or is over."),
    "recovery-not-found": (404, "This account recovery is not known or is over."),
    "status-not-found": (404, "We cannot find your current status in this service."),
    "proof-not-found": (404, "We cannot find what you asked to share."),
    "photo-not-found": (404, "There is no such photo for you to see."),
    "share-code-not-found": (404, "There is no such share code."),
    "no-match": (404, "The details do not match."),
    "report-not-found": (404, "There is no such report for you to see."),
    "unknown-name": (404, "There is nothing of that name."),
    "method-not-allowed": (405, "This address does not do that."),
    "england-only": (409, "The right to rent is checked in England only."),
    "too-many-codes": (409, "You have too many share codes."),
    "not-this-stage": (409, "The report is not where that could follow."),
    "account-not-known": (409, "We do not know whose account the report is about."),
    "look-not-taken": (409, "One of the four looks was not taken."),
    "not-all-right": (409, "Not everything was right."),
    "subject-mismatch": (409, "These are not the details of the account you are signed in to."),
    "document-in-use": (409, "That document belongs to an account already."),
    "contact-missing": (409, "The account has no such contact."),
    "contact-changed-lately": (409, "The other contact was changed less than a day ago."),
    "out-of-order": (409, "Another step comes first."),
    "not-recovered": (409, "The account could not be recovered."),
    "does-not-apply": (409, "That fault does not fit this person."),
    "already-applied": (409, "That fault is already there."),
    "not-applied": (409, "That fault is not there."),
    "code-ended": (410, "This security code can no longer be used."),
    "changed-meanwhile": (412, "The account was changed since you looked at it."),
    "too-large": (413, "The request is too long."),
    "media-type": (415, "The request has to be JSON."),
    "idempotency-key-reused": (422, "This Idempotency-Key was used for another request."),
    "not-understood": (422, "We did not understand the request."),
    "not-invented": (422, "Practice only: use invented details."),
    "code-not-right": (422, "The security code is not right."),
    "if-match-missing": (428, "This request needs an If-Match."),
    "wait": (429, "Wait before you try again."),
    "internal": (500, "Something went wrong in the mock."),
    "status-unavailable": (503, "The status service is not available."),
    "proof-unavailable": (503, "The sharing service is not available."),
}

# What the real service shows, as people have published it. It guesses at a cause: that is theirs.
STATUS_NOT_FOUND_SENTENCE = (
    "We cannot find your current status in this service. This is probably because your "
    "application is still in progress. Try again when you have received a decision letter or "
    "email from the Home Office about your application."
)

_DETAILS = {
    "status-not-found": STATUS_NOT_FOUND_SENTENCE,
    "no-match": "Check the share code, the date of birth and what the code is for.",
    "code-ended": "It is too old, it was used, or it was typed wrong 5 times. Ask for another.",
    "look-not-taken": "Sign in and look at the status and all three proofs, then name the looks.",
    "not-all-right": "Open the report again instead: its time goes on from the first day.",
    "england-only": "For a home in Wales, Scotland or Northern Ireland no check is asked for.",
    "changed-meanwhile": "Look at the account again, then decide again.",
    "contact-changed-lately": (
        "Phone and e-mail cannot be changed together. If you have lost both, recover the account."
    ),
    "not-invented": (
        "A telephone number from those kept for drama, an e-mail address at an example domain, a "
        "document number longer than any real one."
    ),
    "not-recovered": (
        "What you gave us does not match. We do not say which part, so that nobody can find it out "
        "by trying."
    ),
    "step-up-needed": "It is for this change alone, works once, and not for long.",
    "too-large": "The most is 64 KiB.",
    "media-type": "The Content-Type has to be application/json, in UTF-8.",
    "too-many-codes": "Cancel one that you no longer need.",
}


class ProblemBody(BaseModel):
    """What every error answer holds; some hold more, named by their type."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


class Problem(Exception):
    """An answer that is an error. `slug` is a key of PROBLEMS; a KeyError says it is not."""

    def __init__(
        self, slug: str, detail: str | None = None, retry_after: int | None = None, **extras: Any
    ) -> None:
        self.slug = slug
        self.status, self.title = PROBLEMS[slug]
        self.detail = detail if detail is not None else _DETAILS.get(slug, self.title)
        self.retry_after = retry_after
        self.extras = extras
        super().__init__(slug)

    def response(self, request_id: str) -> Response:
        """The answer as it goes out; `retry_after` in seconds becomes the header."""
        body = {
            "type": f"/problems/{self.slug}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": request_id,
            **self.extras,
        }
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        if self.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return JSONResponse(body, self.status, headers, media_type=MEDIA_TYPE)


def problem_response(
    slug: str,
    request_id: str,
    detail: str | None = None,
    retry_after: int | None = None,
    **extras: Any,
) -> Response:
    """A problem as an answer, for middlewares that stand outside of the routes."""
    return Problem(slug, detail, retry_after, **extras).response(request_id)


def documented(*slugs: str) -> dict[int | str, dict[str, Any]]:
    """The OpenAPI `responses` of a route that may answer with these problems."""
    found: dict[int | str, dict[str, Any]] = {}
    for slug in slugs:
        status, title = PROBLEMS[slug]
        entry = found.setdefault(
            status,
            {
                "description": "",
                "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemBody"}}},
            },
        )
        entry["description"] = f"{entry['description']} `{slug}`: {title}".strip()
        if status in (429, 503):
            entry["headers"] = {
                "Retry-After": {"schema": {"type": "integer"}, "description": "Seconds"}
            }
    return found
