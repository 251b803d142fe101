"""The table fault by status, as Markdown: what each fault should lead a diagnosis to."""

from __future__ import annotations

from backend_stub.faults.cases import CASES, Case
from backend_stub.faults.catalogue import CLASSES, FAULTS, Fault
from backend_stub.faults.transport import PARTS, TRANSPORT, App, TransportFault

HEADINGS = {"settled": "settled", "pre_settled": "pre-settled", "other": "other eVisa"}

INTRODUCTION = """\
# Faults of the mock

Printed by `python -m backend_stub faults --markdown`; a test compares the two.

A **data** fault is a named edit of rows in the mock's stores. Its inverse is kept, and repairing it
puts back exactly the rows that it edited, whatever else is on. No service knows that faults exist.
Two faults that would edit the same row cannot be on at once: the second is refused, with a reason.
An **answers** fault is a row that answers in place of a service a few times, at once or from a
later call on, then no more. **Trouble on the way** has a section of its own below.

*Led to* is the finding that a journey should end with for a person with that status and no other
fault. OK means that the client is asked about a difference and says that all is well.
"""

ON_THE_WAY = """\
## Trouble on the way

This is about connections and answers, never about a record: no store of a service is touched, so
`reconcile` finds nothing, and it strikes whoever calls. Each rule can be limited to a part of the
service, to the next so many calls of it, and to those from a certain call on. A rule whose calls
are used up stays listed until it is taken off. The controls are never struck.

```
python -m backend_stub serve --relay-port 8766
python -m backend_stub transport on unavailable --part status --calls 2 --from 3 --retry-after 5
python -m backend_stub transport on half-body --part work-proof --calls 1
python -m backend_stub transport off half-body --part work-proof
```

The same by `PUT` and `DELETE /control/transport/{trouble}?part=…&calls=…&from=…`. What needs the
relay strikes only those who come by the relay's address; the mock's own goes on as before. An
unknown name, of a part too, is an error that says which is meant.
"""

APP: dict[App, str] = {
    "late": "waits, then goes on",
    "unreachable": "says that there is no connection",
    "timed_out": "waits, and in the end says that the answer did not come in time",
    "garbled": "says that the answer made no sense",
    "busy": "says how long to wait",
    "unavailable": "says that the service cannot do this now",
}

BY_CASE = """\
## The test cases

Who meets each case. Where nothing is to be done, the story of that person leads there by itself,
and a test leads them and compares with what the walkthrough says of the same case.
"""


def markdown() -> str:
    """The whole page, ending in a line end."""
    lines = [INTRODUCTION, "## Fault by status", ""]
    lines += _table(
        ["fault", *HEADINGS.values(), "needs"],
        [
            [f"`{f.id}`", *(_outcome(f, name) for name in CLASSES), f.needs or "–"]
            for f in FAULTS.values()
        ],
    )
    reasons = [
        [f"`{f.id}`", HEADINGS[name], f.not_for[name]]
        for f in FAULTS.values()
        for name in CLASSES
        if name in f.not_for
    ]
    lines += ["", "## Why some do not apply", "", *_table(["fault", "status", "reason"], reasons)]
    lines += ["", "## What each does", ""]
    lines += _table(
        ["fault", "kind", "store", "what it does", "what the person sees", "found by", "repair"],
        [
            [f"`{f.id}`", f.kind, f.part, f.effect, f.sees, _found(f), f.repair]
            for f in FAULTS.values()
        ],
    )
    lines += ["", ON_THE_WAY]
    lines += _table(
        ["trouble", "what happens", "the app", "needs the relay", "takes"],
        [
            [f"`{f.id}`", f.effect, APP[f.app], "yes" if f.where == "relay" else "no", _takes(f)]
            for f in TRANSPORT.values()
        ],
    )
    lines += ["", "| part | its calls begin with |", "| --- | --- |"]
    lines += [
        f"| `{part}` | {', '.join(f'`{prefix}`' for prefix in prefixes)} |"
        for part, prefixes in PARTS.items()
    ]
    lines += ["", BY_CASE]
    lines += _table(["case", "person", "how"], [[name, *_staged(c)] for name, c in CASES.items()])
    return "\n".join(lines) + "\n"


def _outcome(fault: Fault, name: str) -> str:
    return next((code for status, code in fault.codes.items() if status == name), "does not apply")


def _staged(case: Case) -> list[str]:
    put_on = f"put on `{case.fault}`" if case.fault else ""
    if case.on_the_way is not None:
        trouble, part = case.on_the_way
        put_on = f"put on `{trouble}` for `{part}`"
    return [f"`{case.person}`" if case.person else "–", case.act or put_on or "sign in"]


def _takes(fault: TransportFault) -> str:
    known = {"milliseconds": fault.milliseconds, "retry_after": fault.retry_after}
    taken = [f"`{name}` ({value})" for name, value in known.items() if value is not None]
    if fault.counted:
        taken = ["`part`, `calls`, `from`", *taken]
    return ", ".join(taken) or "–"


def _found(fault: Fault) -> str:
    return f"reconcile: `{fault.found_by}`" if fault.kind == "data" else fault.found_by


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]
