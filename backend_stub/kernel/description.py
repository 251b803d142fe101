"""What the framework cannot know of the interface, added to its OpenAPI description."""

from __future__ import annotations

from typing import Any

from backend_stub.kernel.problem import ProblemBody, documented

REQUIRED = frozenset({"Idempotency-Key", "If-Match"})
"""Headers without which a request is refused: with problems of our own, not the framework's."""


def complete(description: dict[str, Any]) -> None:
    """Put our one shape of errors in place of the framework's, and say what each request needs."""
    schemas = description["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["ProblemBody"] = ProblemBody.model_json_schema()
    for methods in description["paths"].values():
        for operation in methods.values():
            _complete_one(operation)


def _complete_one(operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    if "HTTPValidationError" in str(answers.get("422")):
        del answers["422"]
    if "requestBody" in operation:
        refused = documented("too-large", "media-type")
        answers |= {str(status): answer for status, answer in refused.items()}
    operation["responses"] = dict(sorted(answers.items()))
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "header":
            _complete_header(parameter)


def _complete_header(parameter: dict[str, Any]) -> None:
    # A header is there or it is not: it is never null.
    schema = parameter["schema"]
    (text,) = [kind for kind in schema.get("anyOf", [schema]) if kind.get("type") == "string"]
    parameter["schema"] = {**text, "title": schema["title"]}
    if parameter["name"] in REQUIRED:
        parameter["required"] = True
        parameter["schema"]["minLength"] = 1
