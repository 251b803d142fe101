"""Our own lint of the words: each rule bites, and the words of the program pass."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tools.content_lint import (
    PRACTICE_LINE,
    Audience,
    Piece,
    complaints,
    complaints_of,
    finding_complaints,
    first_page_lines,
    pool_complaints,
    pools,
    readings,
    recorded,
)
from tools.reading import reading, sentences, syllables, words
from tui.core.words import FindingText, Section

STANDING = {
    "plain keys-all",
}
"""Context and key of what still breaks a rule. What is mended is taken out; nothing is added."""

SYLLABLES = """
the 1 status 2 website 2 application 4 certificate 4 immigration 4 adviser 3 regulated 4
employer 3 landlord 2 checking 2 service 2 report 2 error 2 person 2 details 2 settled 2 letter
2 email 2 phone 1 code 1 codes 1 proof 1 people 2 view 1 name 1 names 1 birth 1 changed 1
granted 2 ended 2 asked 1 tried 1 make 1 makes 1 uses 2 pages 2 notices 3 matches 2 able 2 table
2 title 2 trouble 2 whole 1 nationality 5 photo 2 period 3 quiet 2 idea 3 area 3 video 3
passport 2 document 3 organisation 5 protection 3 information 4 commissioner 4 citizens 3 advice
2 stranger 2 dangerous 3 urgent 2 pending 2 employee 3 every 2 different 3 reference 3 recovered
3 looked 1 opened 2 happened 2 nobody 3 something 2 anyone 3 eVisa 3 safely 2 movement 2
previous 3 various 3 serious 3 social 2 special 2 official 3 question 2 actual 3 usual 3
guarantee 3 equal 2 language 2 trying 2 saying 2 being 2 copied 2 copies 2 rely 2 puzzle 2
needed 2 use 1 used 1 closed 1 refused 2 refuses 3 waiting 2 updated 3 update 2 private 2 outage
2 because 2 before 2 home 1 else 1 these 1 there 1 once 1 quite 1 true 1 doing 2 going 2 client
2 science 2 giant 2 reliable 4 via 2 create 2 created 3 real 1 really 2 year 1 years 1 theirs 1
appeal 2 means 1 read 1 already 3 eye 1 buy 1 window 2 browser 2 meanwhile 2 envelopes 3 times 1
junk 1 mixture 2 picture 2 pictures 2 likely 2 entirely 3 completely 3 useful 2 homeless 2
employment 3 movements 2 agreement 3 GOV.UK 3 someone 2 somebody 3 sometimes 2 does 1 are 1 says
1 said 1 yours 1 newest 2 copy 2 carry 2 issued 2 issue 2 wrongly 2 before 2 reasons 2 stays 1
gone 1 one 1 whose 1 use 1 given 2 purpose 2 preview 2 previewed 2 decision 3 decided 3 hours 1
three 1 nine 1 ninety 2 2027 4 co-operate 4 don't 1 person's 2 stranger's 2 prove 1 proves 1
moved 1 lived 1 judged 1 helps 1 safe 1 sure 1 unsure 2
"""


def test_the_counter_of_syllables_is_pinned() -> None:
    parts = SYLLABLES.split()
    wanted = {word: int(count) for word, count in zip(parts[::2], parts[1::2], strict=True)}
    assert {word: syllables(word) for word in wanted} == wanted


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Check on GOV.UK before you go. Then wait.", 2),
        ("It can say “no.” Ask again!", 2),
        ("Is it yours? (Check on GOV.UK.) Yes.", 3),
        ("No full stop at all", 1),
        ("— … —", 0),
    ],
)
def test_sentences_end_where_a_reader_would_stop(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_words_are_counted_as_read() -> None:
    assert words("Don't e-mail GOV.UK, 24 times (“no”).") == [
        "Don't",
        "e-mail",
        "GOV.UK",
        "24",
        "times",
        "no",
    ]


def test_a_hard_text_grades_higher_than_a_plain_one() -> None:
    hard = "Immigration documentation necessitates authoritative verification procedures."
    assert reading([hard]).grade > 15 > 2 > reading(["You have a letter. Keep it safe."]).grade
    with pytest.raises(ValueError, match="nothing to read"):
        reading(["", "…"])


def said(text: str, audience: Audience = "client") -> list[str]:
    return [one.rule for one in complaints_of(Piece("here", text, audience, "pool"))]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("word " * 26, "more than 25 words"),
        ("One. Two. Three. Four.", "more than 3 sentences"),
        ("Please wait.", "banned: please"),
        ("Your code is invalid.", "banned: invalid"),
        ("A valid code.", "banned: valid"),
        ("We will write soon.", "banned: soon"),
        ("You should go.", "banned: should"),
        ("Error 404.", "banned: error 404"),
        ("An error occurred.", "banned: an error occurred"),
        ("The proof is entangled.", "helpers only"),
        ("It takes 10 working days.", "unconfirmed number"),
        ("Call 0300 790 6268.", "telephone number"),
        ("It is probably in progress.", "a cause that nobody saw: probably"),
        ("Your card is linked to another account.", "a cause that nobody saw: linked"),
        ("It failed because of that.", "a cause that nobody saw: because"),
    ],
)
def test_each_rule_on_one_string_bites(text: str, rule: str) -> None:
    assert [one for one in said(text) if rule in one], said(text)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 25,
        "One. Two. Three.",
        "The “valid from date” on the page.",
        "It can stop sooner.",
        "It takes 10 working days (check on GOV.UK).",
        "Report an error with your eVisa.",
        PRACTICE_LINE,
    ],
)
def test_what_is_allowed_passes(text: str) -> None:
    assert said(text) == []


def test_only_what_was_seen_may_say_why() -> None:
    piece = Piece("strings.po:7 because work=own", "It is so because.", "client", "pool")
    assert list(complaints_of(piece)) == []


def test_helpers_may_read_the_technical_name() -> None:
    assert said("This may be an “entangled proof”.", "helper") == []


def test_a_heading_has_at_most_65_letters() -> None:
    piece = Piece("here", "x" * 66, "client", "pool", "heading")
    assert [one.rule for one in complaints_of(piece)] == ["more than 65 letters in a heading"]
    assert list(complaints_of(replace(piece, text="x" * 65))) == []


def finding(**sections: tuple[str, ...]) -> FindingText:
    return FindingText(
        "H", tuple(Section(name, name, "points", items) for name, items in sections.items())
    )


GOOD = {"fault": ("A.",), "status": ("B.",), "today": ("C.",), "helper": ("D.",)}


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"today": ("1.", "2.", "3.", "4.", "5.")}, "more than 4 items"),
        ({"dont": tuple("abcdefg")}, "more than 6 items"),
        ({"dont": ("C.",)}, "said twice on one page"),
        ({"today": tuple("abcd"[n] + " long" * 60 for n in range(4))}, "first page of"),
    ],
)
def test_each_rule_on_a_whole_finding_bites(changed: dict[str, tuple[str, ...]], rule: str) -> None:
    assert list(finding_complaints("f", finding(**GOOD))) == []
    found = [one.rule for one in finding_complaints("f", finding(**GOOD | changed))]
    assert len(found) == 1
    assert rule in found[0]


@pytest.mark.parametrize("name", sorted(GOOD))
def test_no_finding_goes_without_its_first_page(name: str) -> None:
    left = {one: items for one, items in GOOD.items() if one != name}
    assert [one.rule for one in finding_complaints("f", finding(**left))] == [
        f"no section {name!r}"
    ]


def test_lines_of_the_first_page_are_counted_as_drawn() -> None:
    assert first_page_lines(finding(**GOOD)) == 3 + 1 + 1 + 1 + 1
    assert first_page_lines(finding(**GOOD | {"today": ("word " * 20,)})) == 3 + 1 + 1 + 1 + 2


def test_the_words_of_the_program_pass() -> None:
    found = {one.where.partition(" ")[2] or one.where: str(one) for one in complaints()}
    assert [text for where, text in found.items() if where not in STANDING] == []
    assert STANDING - found.keys() == set(), "mended: take it out of STANDING"


def test_no_pool_reads_harder_than_its_limit_or_its_mark() -> None:
    assert [str(one) for one in pool_complaints(readings(), recorded())] == []


def test_the_mark_bites_in_both_ways() -> None:
    plain = reading(["You have a letter. Keep it safe."])
    at, hard = plain.grade, replace(plain, grade=6.1)
    assert pool_complaints({"p": plain}, {"p": at - 0.15}) == []
    for read, mark, text in (
        (plain, {"p": at - 0.25}, "rose from"),
        (plain, {}, "no recorded grade"),
        (hard, {"p": 6.1}, "above 6.0"),
        (replace(plain, share_over_20=0.06), {"p": at}, "6% long sentences"),
    ):
        assert [text in one.text for one in pool_complaints({"p": read}, mark)] == [True]
    assert pool_complaints({"p for helpers": hard}, {"p for helpers": 6.1}) == []


def test_small_pools_and_headings_are_not_graded() -> None:
    small = [Piece("here", "Some words in a row.", "client", "small")]
    large = [Piece("here", f"Word {n} in a row.", "client", "large") for n in range(50)]
    heads = [Piece("here", "Word in a long row.", "client", "heads", "heading")] * 60
    assert list(pools([*small, *large, *heads])) == ["large"]
