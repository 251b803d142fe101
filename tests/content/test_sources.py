"""Every fact has a source, every page has its facts, and what is uncertain is said to be so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tools.sources import (
    LIMIT,
    Fact,
    Sources,
    fact_complaints,
    finding_complaints,
    gone,
    load,
    page_complaints,
    read_sources,
    route_complaints,
    unused,
    way_complaints,
    way_words,
)
from tui.core.findings import TABLE
from tui.core.routes import ROUTES

HERE = load()
WAYS = way_words()
PAGES = sorted({row.page for row in TABLE.rows})
WAY_IDS = [route.id for route in ROUTES]


@pytest.mark.parametrize("fact", HERE.facts.values(), ids=lambda one: one.id)
def test_every_fact_can_be_looked_up(fact: Fact) -> None:
    assert list(fact_complaints(fact)) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_finding_rests_on_facts_and_says_what_to_check(page: str) -> None:
    assert list(finding_complaints(page, HERE)) == []


@pytest.mark.parametrize("name", WAY_IDS)
def test_every_way_has_its_words_and_rests_on_facts(name: str) -> None:
    assert list(route_complaints(name, HERE, WAYS)) == []


def test_no_fact_is_left_over_and_no_page_is_made_up() -> None:
    assert unused(HERE) == []
    assert gone(HERE) == []
    assert WAYS.keys() == {"ways", *(f"way.{name}" for name in WAY_IDS)}


def test_the_list_of_ways_has_its_words() -> None:
    assert {"heading", "p1", "after_adviser", "helper", "h1"} <= WAYS["ways"].keys()


def test_no_two_ways_read_the_same_in_the_list() -> None:
    for key in ("heading", "short"):
        said = [WAYS[f"way.{name}"][key] for name in WAY_IDS]
        assert len(set(said)) == len(said)


# Each rule bites

GOOD = """
[facts.one]
says = "A code has nine letters."
source = "KEY"
address = "https://example.org/page"
grade = "A"
seen = 2026-11-22
confirmed = ""

[findings]
miss = ["one"]
"""
FACT = Fact("one", "A code.", "KEY", "https://example.org/page", "A", date(2026, 11, 22), None)
WAY = {
    "heading": "Somebody",
    "short": "For a reason",
    "p1": "Right when it is.",
    "points": "What you need",
    "b1": "Paper.",
    "f1.label": "How long",
    "f1.text": "10 days (check on GOV.UK).",
    "f2.label": "What it gives",
    "f2.text": "An answer.",
    "f3.label": "What it cannot do",
    "f3.text": "More.",
}


def test_a_fact_is_read_with_its_dates() -> None:
    confirmed = GOOD.replace('confirmed = ""', "confirmed = 2026-12-01")
    fact = read_sources(confirmed).facts["one"]
    assert (fact.seen, fact.confirmed) == (date(2026, 11, 22), date(2026, 12, 1))
    assert read_sources(GOOD).facts["one"].confirmed is None
    assert read_sources(GOOD).uses == {"findings": {"miss": ("one",)}}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('says = "A code has nine letters."', "", "no says"),
        ('source = "KEY"', 'source = " "', "no source"),
        ('grade = "A"', "", "no grade"),
        ("seen = 2026-11-22", 'seen = "2026-11-22"', "seen is the day"),
        ("seen = 2026-11-22", "seen = 2026-11-22T10:00:00", "seen is the day"),
        ('confirmed = ""', 'confirmed = "yes"', "confirmed is a day"),
        ('confirmed = ""', "", "confirmed is a day"),
        ('address = "https://example.org/page"', "address = 1", "address is a text"),
        ('grade = "A"', 'grade = "A"\nwhen = 1', "unknown when"),
        ('miss = ["one"]', 'miss = "one"', "a list of fact ids"),
        ('miss = ["one"]', "miss = [1]", "a list of fact ids"),
    ],
)
def test_what_is_no_fact_is_refused(old: str, new: str, problem: str) -> None:
    assert old in GOOD
    with pytest.raises(ValueError, match=problem):
        read_sources(GOOD.replace(old, new))


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        (replace(FACT, grade="D"), "no such grade"),
        (replace(FACT, address="http://example.org/page"), "no public https"),
        (replace(FACT, address="https://localhost/page"), "no public https"),
        (replace(FACT, address="https://example.org/a page"), "no public https"),
        (replace(FACT, address="https://registry.npmjs.com/page"), "a registry"),
        (replace(FACT, says="Call 0300 790 6268."), "a telephone number"),
        (replace(FACT, says="One. Two."), "more than one sentence"),
    ],
)
def test_each_rule_on_a_fact_bites(changed: Fact, problem: str) -> None:
    assert list(fact_complaints(FACT)) == []
    found = list(fact_complaints(changed))
    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "in 10 working days",
        "within 3 months",
        "one month to answer",
        "a wait of a month",
        "There is a time limit.",
        "after 20 minutes",
    ],
)
def test_a_limit_is_seen(text: str) -> None:
    assert LIMIT.search(text)


@pytest.mark.parametrize("text", ["in May 2024", "44 in 100 calls", "another day", "one form"])
def test_what_is_no_limit_is_let_through(text: str) -> None:
    assert not LIMIT.search(text)


SURE, OLD = replace(FACT, id="sure"), replace(FACT, id="old", grade="C")
TIMED = replace(FACT, id="timed", says="It takes 10 working days.")
KNOWN = Sources({one.id: one for one in (SURE, OLD, TIMED)}, {"routes": {"a": ("sure",)}})


@pytest.mark.parametrize(
    ("ids", "text", "problem"),
    [
        ((), "Words.", "rests on no fact"),
        (("sure", "sure"), "Words.", "stands twice"),
        (("else",), "Words.", "unknown fact else"),
        (("old",), "Words.", "does not say"),
        (("timed",), "See GOV.UK.", "does not say"),
    ],
)
def test_each_rule_on_a_page_bites(ids: tuple[str, ...], text: str, problem: str) -> None:
    assert list(page_complaints("p", ("sure",), KNOWN, "Words.")) == []
    assert list(page_complaints("p", ("old", "timed"), KNOWN, "Check\n on GOV.UK.")) == []
    found = list(page_complaints("p", ids, KNOWN, text))
    assert len(found) == 1
    assert problem in found[0]


@pytest.mark.parametrize(
    ("key", "text", "problem"),
    [
        ("short", "x" * 61, "more than 60 letters"),
        ("points", "You need", "are headed"),
        ("f3.label", None, "no f3.label"),
        ("f3.text", None, "has no text"),
        ("p1", "It takes 3 months.", "does not say"),
        ("f1.text", "There is a time limit.", "does not say"),
        ("heading", None, "no heading"),
    ],
)
def test_each_rule_on_a_way_bites(key: str, text: str | None, problem: str) -> None:
    assert list(way_complaints("w", WAY)) == []
    changed = {name: said for name, said in WAY.items() if name != key}
    found = list(way_complaints("w", changed | ({key: text} if text else {})))
    assert len(found) == 1
    assert problem in found[0]


def test_a_way_asks_for_five_things_at_most() -> None:
    more = {f"b{count}": "Paper." for count in range(1, 7)}
    assert list(way_complaints("w", WAY | more)) == ["w: more than 5 things to have"]


def test_what_is_left_over_is_seen() -> None:
    assert unused(KNOWN) == ["old", "timed"]
    assert gone(KNOWN) == ["routes: a"]
