"""The OpenAPI description, and the problems, as plain pages: no script, nothing loaded."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape
from typing import Any

from backend_stub.kernel.problem import PROBLEMS, Problem

_STYLE = (
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 sans-serif;max-width:56rem;margin:0 auto;padding:0 1rem 4rem}"
    ".practice{background:#ffdd00;color:#0b0c0c;font-weight:bold;margin:0 -1rem;padding:.5rem 1rem}"
    "code{font-family:monospace;overflow-wrap:anywhere}"
    "h2{border-bottom:2px solid;margin-top:3rem}h3{margin:2rem 0 .25rem;font-size:1.05rem}"
    "h3 b{display:inline-block;min-width:4.5rem}p{margin:.25rem 0}"
    "nav ul{columns:22rem;padding:0;list-style:none}"
    "nav li{break-inside:avoid;padding-left:2rem;text-indent:-2rem}"
    "table{border-collapse:collapse;width:100%;margin:.5rem 0}"
    "td,th{text-align:left;vertical-align:top;padding:.2rem .75rem .2rem 0;"
    "border-top:1px solid #8886}td:first-child,th:first-child{white-space:nowrap;width:1%}"
)
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
PAGE_POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; frame-ancestors 'none'"
_ABOUT = (
    '<p>The same for programs: <a href="/openapi.json">openapi.json</a>. Every error is one of the '
    '<a href="#problems">problems</a>; bodies are JSON of at most 64 KiB.</p>'
)
_FORMATS = {"date": "date", "date-time": "instant"}
_PRACTICE = "PRACTICE. Invented people. This is not the Home Office. Do not type your own details."


def api_page(description: dict[str, Any]) -> str:
    """HTML of an OpenAPI description: contents, operations by tag, shapes, problems."""
    info, groups = description["info"], _by_tag(description["paths"])
    contents = [
        f'<li><a href="#{_anchor(method, path)}"><code>{method.upper()} {escape(path)}</code></a>'
        for operations in groups.values()
        for path, method, _ in operations
    ]
    body = [
        f"<p>{escape(info['description'])} Version {escape(info['version'])}.</p>",
        _ABOUT,
        f"<nav><ul>{''.join(contents)}</ul></nav>",
    ]
    for tag, operations in groups.items():
        body.append(f"<h2>{escape(tag)}</h2>")
        body += [_operation(path, method, operation) for path, method, operation in operations]
    body.append("<h2>Shapes</h2>")
    for name, schema in description["components"]["schemas"].items():
        body.append(f'<h3 id="{escape(name)}">{escape(name)}</h3>{_shape(schema)}')
    listed = _table((_problem_link(slug), str(PROBLEMS[slug][0]), escape(PROBLEMS[slug][1]))
                    for slug in PROBLEMS)  # fmt: skip
    body.append(f'<h2 id="problems">Problems</h2>{listed}')
    return _page(info["title"], body)


def problem_page(slug: str) -> str | None:
    """What the `type` of a problem leads to; nothing for a slug that there is not."""
    if slug not in PROBLEMS:
        return None
    problem = Problem(slug)
    body = [f"<p><code>{escape(slug)}</code>, status {problem.status}</p>"]
    if problem.detail != problem.title:
        body.append(f"<p>{escape(problem.detail)}</p>")
    body.append('<p><a href="/docs#problems">All problems</a></p>')
    return _page(problem.title, body)


def _page(title: str, body: Iterable[str]) -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    top = f'<p class="practice">{_PRACTICE}</p><h1>{escape(title)}</h1>'
    return "\n".join(
        ['<!doctype html><html lang="en"><head>', head, "</head><body>", top, *body]
    )  # fmt: skip


def _by_tag(paths: dict[str, Any]) -> dict[str, list[tuple[str, str, dict[str, Any]]]]:
    groups: dict[str, list[tuple[str, str, dict[str, Any]]]] = {}
    for path, methods in paths.items():
        for method, operation in methods.items():
            groups.setdefault(operation["tags"][0], []).append((path, method, operation))
    # By name: the order of the routes is made for speed, not for reading.
    return dict(sorted(groups.items()))


def _anchor(method: str, path: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", f"{method}{path}".lower()).strip("-")


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    rows = []
    for parameter in operation.get("parameters", ()):
        needed = "" if parameter.get("required") else ", may be left out"
        says = f"{_kind(parameter['schema'])}, {escape(parameter['in'])}{needed}"
        rows.append((f"<code>{escape(parameter['name'])}</code>", says))
    if "requestBody" in operation:
        (content,) = operation["requestBody"]["content"].values()
        rows.append(("body", _kind(content["schema"])))
    for status, answer in operation["responses"].items():
        if int(status) < 400:
            shapes = [_kind(content["schema"]) for content in answer.get("content", {}).values()]
            rows.append((f"<b>{status}</b>", " ".join(shapes) or "nothing"))
        else:
            slugs = re.findall(r"`([a-z-]+)`: ", answer["description"])
            rows.append((f"<b>{status}</b>", " ".join(map(_problem_link, slugs))))
    ways = operation.get("security", [])
    who = "" if not ways else " Signed in." if {} not in ways else " Signed in, or not."
    return (
        f'<h3 id="{_anchor(method, path)}"><b>{method.upper()}</b> <code>{escape(path)}</code></h3>'
        f"<p>{_text(operation.get('description', ''))}{who}</p>{_table(rows)}"
    )


def _shape(schema: dict[str, Any]) -> str:
    needed = schema.get("required", ())
    rows = [
        (f"<code>{escape(name)}</code>", _kind(field) + ("" if name in needed else ", optional"))
        for name, field in schema.get("properties", {}).items()
    ]
    return f"<p>{_text(schema.get('description', ''))}</p>{_table(rows)}"


def _kind(schema: dict[str, Any]) -> str:
    """A schema in a few words."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rpartition("/")[2])
        return f'<a href="#{name}">{name}</a>'
    if "const" in schema or "enum" in schema:
        values = schema.get("enum", [schema.get("const")])
        return " or ".join(f"<code>{escape(str(value))}</code>" for value in values)
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " or ".join(_kind(each) for each in schema[several])
    match schema.get("type"):
        case "array":
            return f"list of {_kind(schema['items'])}"
        case "null":
            return "nothing"
        case "string":
            most = f", at most {schema['maxLength']}" if "maxLength" in schema else ""
            return _FORMATS.get(schema.get("format", ""), "text") + most
        case "integer":
            return "whole number"
        case "boolean":
            return "yes or no"
        case _:
            return "values by name"


def _problem_link(slug: str) -> str:
    return f'<a href="/problems/{escape(slug)}"><code>{escape(slug)}</code></a>'


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    made = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}" for row in rows]
    return f"<table>{''.join(made)}</table>" if made else ""


def _text(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
