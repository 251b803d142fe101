"""The test cases T01 to T38 in the mock: who meets each, what is put on, or what has to be done.

Some are about what somebody says, or about a place that the mock has no copy of. Those have nobody.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """How one case is staged. `fault`, `on_the_way` (trouble, part): what is put on besides what is
    wrong with the person from the start. `act`: what has to be done, or why it cannot be staged."""

    person: str = ""
    fault: str = ""
    on_the_way: tuple[str, str] | None = None
    act: str = ""


SAID = Case(act="It is about what somebody says to the person, and no service hears of it.")
TRAVEL = Case(act="It is about what an airline or a ferry sees, and the mock has no copy of that.")
OWN_CHECK = Case(
    act="It is about a checker who does not use the service, so the service is silent."
)

CASES: dict[str, Case] = {
    "T01": Case("tomas-missing"),
    "T02": Case("giulia-student"),
    "T03": Case("kwame-jobseeker"),
    "T04": Case("sofia-couple"),
    "T05": Case("marek-view"),
    "T06": Case("beatriz-mixed"),
    "T07": Case("lurdes-later"),
    "T08": Case("olga-email", on_the_way=("bad-gateway", "sign-in")),
    "T09": Case("leila-certificate"),
    "T10": Case(act="Whoever has no account is not in the mock: there is nothing to sign in to."),
    "T11": Case("samir-applied"),
    "T12": Case("olga-email"),
    "T13": Case("rui-lost"),
    "T14": Case("gheorghe-charity"),
    "T15": Case("nadia-locked"),
    "T16": Case("karin-renewed"),
    "T17": Case("ana-settled", "status-type-wrong"),
    "T18": Case("yasmin-appeal"),
    "T19": Case("ana-settled", act="Make a code for work, and check it as a landlord."),
    "T20": Case("ana-settled", act="Make a code, move the clock by 91 days, and check it."),
    "T21": Case(
        "ana-settled", act="Make a code, and check it with a date of birth of another day."
    ),
    "T22": OWN_CHECK,
    "T23": OWN_CHECK,
    "T24": Case("ana-settled", act="Make a code for rent, and check it for a home in Wales."),
    "T25a": Case("tomas-missing"),
    "T25b": Case("nadia-locked"),
    "T26": TRAVEL,
    "T27": TRAVEL,
    "T28": Case("rosa-photo"),
    "T29": Case("ana-settled", act="Change the document for one that has another family name."),
    "T30": Case("stefan-upgraded"),
    "T31": Case("dragan-second"),
    "T32": Case("amina-mother"),
    "T33": Case("mihai-presettled"),
    "T34": SAID,
    "T35": SAID,
    "T36": SAID,
    "T37": Case("ariel-opened"),
    "T38": SAID,
}
"""By id, in order. With a person and without an act, a journey leads there by itself."""
