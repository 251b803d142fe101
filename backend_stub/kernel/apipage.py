"""The OpenAPI description as one plain page: no script, nothing loaded."""

from __future__ import annotations

import base64
import hashlib
import json
from html import escape
from typing import Any

_STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "code,pre{font-family:monospace}pre{background:#eee;padding:1rem;overflow:auto}"
    "section{border-top:1px solid #999}"
)
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
PAGE_POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; frame-ancestors 'none'"


def api_page(description: dict[str, Any]) -> str:
    """HTML of an OpenAPI description."""
    info = description["info"]
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f"<title>{escape(info['title'])}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(info['title'])} {escape(info['version'])}</h1>",
        f"<p>{escape(info['description'])}</p>",
        '<p>The same for programs: <a href="/openapi.json">openapi.json</a></p>',
    ]
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            parts.append(_operation(path, method, operation))
    parts.append("<h2>Shapes</h2>")
    for name, schema in description["components"]["schemas"].items():
        shown = escape(json.dumps(schema, indent=2))
        parts.append(f'<section id="{escape(name)}"><h3>{escape(name)}</h3><pre>{shown}</pre>')
        parts.append("</section>")
    parts.append("</body></html>")
    return "\n".join(parts)


def _operation(path: str, method: str, operation: dict[str, Any]) -> str:
    lines = [
        f"<section><h2><code>{method.upper()} {escape(path)}</code></h2>",
        f"<p>{escape(operation.get('description', ''))}</p>",
    ]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    if body:
        lines.append(f"<p>Takes {_shape(body['schema'])}</p>")
    lines.append("<ul>")
    for status, answer in operation["responses"].items():
        content = answer.get("content", {})
        shapes = " ".join(_shape(each["schema"]) for each in content.values())
        lines.append(f"<li><b>{status}</b> {escape(answer['description'])} {shapes}</li>")
    lines.append("</ul></section>")
    return "\n".join(lines)


def _shape(schema: dict[str, Any]) -> str:
    name = schema.get("$ref", "").rpartition("/")[2]
    return f'<a href="#{escape(name)}">{escape(name)}</a>' if name else ""
