"""The strict reader of findings: what it takes, what it refuses and where it says so."""

from __future__ import annotations

import pytest

from tui.content.markdown import SECTION_IDS, finding_text
from tui.core.words import Section

WHOLE = """# Do not use the {name} proof yet

## Is it my fault? {#fault}
Nothing we saw points
to a mistake by you.

## Do today {#today}
1. Tell {checker}.
2. Report it.

## Do not {#dont}
- Do not apply again.
"""
SLOTS = {"name": "work", "checker": "the employer"}


def test_every_kind_of_section_is_read_in_the_order_of_the_file() -> None:
    found = finding_text(WHOLE, "en/x.md", SLOTS)
    assert found.heading == "Do not use the work proof yet"
    assert found.sections == (
        Section(
            "fault", "Is it my fault?", "text", ("Nothing we saw points to a mistake by you.",)
        ),
        Section("today", "Do today", "steps", ("Tell the employer.", "Report it.")),
        Section("dont", "Do not", "points", ("Do not apply again.",)),
    )


def test_what_a_slot_brings_is_never_read_as_markdown() -> None:
    found = finding_text(WHOLE, "en/x.md", SLOTS | {"checker": "# {name} *them*"})
    today = found.section("today")
    assert today is not None
    assert today.items[0] == "Tell # {name} *them*."


@pytest.mark.parametrize("name", SECTION_IDS)
def test_every_known_section_is_taken(name: str) -> None:
    found = finding_text(f"# H\n\n## S {{#{name}}}\nText.\n", "x.md", {})
    assert [one.id for one in found.sections] == [name]


BODY = "# H\n\n## S {#fault}\n"


@pytest.mark.parametrize(
    ("text", "line", "complaint"),
    [
        ("", 1, "first line"),
        ("\nText.\n", 2, "first line"),
        ("#H\n", 1, "first line"),
        ("# H\n", 1, "no sections"),
        ("# H\nText.\n", 2, "a section begins"),
        ("# H\n\n## S\nText.\n", 3, "a section begins"),
        ("# H\n\n### S {#fault}\nText.\n", 3, "a section begins"),
        ("# H\n\n## S {#fault}  \nText.\n", 3, "a section begins"),
        ("# H\n\n## S {#falt}\nText.\n", 3, "unknown section 'falt'"),
        ("# H\n\n## S {#fault}\n\n## T {#today}\n1. A.\n", 3, "is empty"),
        (BODY + "A.\n\n## T {#fault}\nB.\n", 6, "stands twice"),
        (BODY + "A.\n\nB.\n", 6, "one block"),
        (BODY + "1. A.\n3. B.\n", 5, "step 2"),
        (BODY + "1. A.\n   more\n", 5, "step 2"),
        (BODY + "1. A.\n- B.\n", 5, "step 2"),
        (BODY + "2. A.\n", 4, "step 1"),
        (BODY + "- A.\n* B.\n", 5, "a point begins"),
        (BODY + "- A.\nmore\n", 5, "a point begins"),
        (BODY + "A.\n- B.\n", 5, "other Markdown"),
        (BODY + "* A.\n", 4, "other Markdown"),
        (BODY + "A **bold** word.\n", 4, "other Markdown"),
        (BODY + "A [link](x).\n", 4, "other Markdown"),
        (BODY + "Two  spaces.\n", 4, "space too many"),
        (BODY + "A trailing space. \n", 4, "space too many"),
        (BODY + "A {slot}.\n", 4, "unknown slot 'slot'"),
        (BODY + "A {name!r}.\n", 4, "bare name"),
        (BODY + "A {name:9}.\n", 4, "bare name"),
        (BODY + "A {name.upper}.\n", 4, "bare name"),
        (BODY + "A {}.\n", 4, "bare name"),
        (BODY + "A {name.\n", 4, "braces"),
        (BODY + "A } brace.\n", 4, "braces"),
        ("# The {slot}\n\n## S {#fault}\nA.\n", 1, "unknown slot 'slot'"),
    ],
)
def test_anything_else_is_refused_with_file_and_line(text: str, line: int, complaint: str) -> None:
    with pytest.raises(ValueError, match=rf"^en/x\.md:{line}: .*{complaint}"):
        finding_text(text, "en/x.md", SLOTS)
