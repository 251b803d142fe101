"""Pages made by hand: every block and every ask, and the hardest of each."""

from __future__ import annotations

from tui.core.page import (
    BigCode,
    Cell,
    ChecksAsk,
    Choice,
    ChoiceAsk,
    Comparison,
    DateAsk,
    Facts,
    Mark,
    Notice,
    Page,
    Para,
    Phone,
    Points,
    Portrait,
    Progress,
    Seen,
    Steps,
    Symbol,
    TextAsk,
    Tone,
)

YES_NO = (Choice("yes", "Yes"), Choice("no", "No"), Choice("unsure", "Not sure"))

NUMBER = Page(
    "signin.document",
    "What is the number on the document in your account?",
    (Para("It may be your old passport or card."),),
    TextAsk("document", "Document number", value="53 3401 372", width=26),
    (
        Choice("continue", "Continue"),
        Choice("none", "I do not have it here"),
        Choice("unsure", "Not sure"),
    ),
    "Let them type it if they can.",
    (2, 7),
)

NUMBER_WRONG = Page(
    "signin.document",
    "What is the number on the document in your account?",
    (Para("It may be your old passport or card."),),
    TextAsk(
        "document",
        "Document number",
        hint="Letters and numbers.",
        value="53",
        error="This looks short. Is it all there? Look for 6 to 9 letters and numbers.",
        width=26,
    ),
    (Choice("continue", "Continue"), Choice("none", "I do not have it here")),
    "Let them type it if they can.",
    (2, 7),
)

BIRTH = Page(
    "signin.birth",
    "What is your date of birth?",
    (Para("As it stands in the document in your account."),),
    DateAsk("birth", "Date of birth", ("Day", "Month", "Year"), hint="For example 31 3 1980"),
    (Choice("continue", "Continue"),),
    "",
    (3, 7),
)

WHO = Page(
    "start.who",
    "Who is here today?",
    (Para("Alongside helps two people who sit together: you, and somebody who helps you."),),
    ChoiceAsk(
        "who",
        "Who is here today?",
        (
            Choice("both", "Both of us", "The person whose status it is, and somebody who helps."),
            Choice("alone", "I am here alone, and it is my own status"),
            Choice("away", "The person is not here"),
            Choice("checker", "I am the employer, the landlord or an agent"),
        ),
    ),
    (),
    "Ask them, not the family member beside them.",
    (1, 7),
)

WHO_AGAIN = Page(
    WHO.id,
    WHO.heading,
    WHO.blocks,
    ChoiceAsk(
        "who",
        "Who is here today?",
        WHO.ask.options if isinstance(WHO.ask, ChoiceAsk) else (),
        chosen="alone",
        error="Choose one of the four.",
    ),
    step=(1, 7),
)

PHOTO = Page(
    "status.photo",
    "Is this your photo?",
    (Portrait("view.photo", "Drawing of a woman with short dark hair"),),
    ChoiceAsk("photo", "Is this your photo?", YES_NO),
    step=(4, 7),
    sensitive=True,
)

NAME = Page(
    "status.name",
    "Is that your name?",
    (Seen("What does the page say your name is?", "view.name"),),
    ChoiceAsk("name", "Is that your name?", YES_NO),
    step=(4, 7),
    sensitive=True,
)

PHONE = Page(
    "signin.code",
    "What is the security code?",
    (
        Para("The website has sent it. It has six numbers."),
        Phone("Ana’s phone (practice)", "Nothing has come yet."),
    ),
    TextAsk("code", "Security code", width=10, limit=12),
    (Choice("continue", "Continue"), Choice("again", "Send it again")),
    "It can take some minutes.",
    (3, 7),
)


def cells(*marks: tuple[Mark, str]) -> tuple[Cell, ...]:
    return tuple(Cell(mark, text) for mark, text in marks)


SAME = (Mark.SAME, "same")
PROOFS = Page(
    "proofs.result",
    "Does every proof show the same person?",
    (
        Comparison(
            ("Your status", "Work", "Rent", "Something else"),
            (
                ("Photo", cells((Mark.SHOWN, "shown"), SAME, SAME, SAME)),
                ("Name", cells((Mark.SHOWN, ""), (Mark.DIFFERENT, ""), SAME, SAME)),
                ("Status", cells((Mark.SHOWN, "Settled"), SAME, SAME, SAME)),
                (
                    "End date",
                    cells(
                        (Mark.SHOWN, "none"),
                        (Mark.DIFFERENT, "has a date"),
                        (Mark.HIDDEN, ""),
                        (Mark.NOTHING, ""),
                    ),
                ),
            ),
        ),
        Notice("The work proof shows a different name. We hide it: it is private."),
        Para(
            "Do not give anyone a work code today. Rent and “something else” matched at 14:05. "
            "Look again before each code."
        ),
    ),
    None,
    (Choice("next", "What to do now"), Choice("more", "More")),
    step=(5, 7),
)

OUTCOME = Page(
    "outcome.ent-proof",
    "Do not use the work proof yet",
    (
        Facts(
            (
                (
                    "What we saw",
                    (
                        "The status page shows your name and settled status. "
                        "The work proof shows a different name and an end date."
                    ),
                ),
                ("Is it my fault?", "Nothing we saw points to a mistake by you."),
                ("Is my status gone?", "Your status page still shows it."),
            )
        ),
        Steps(
            (
                (
                    "Tell the employer about the Employer Checking Service. They can ask it today. "
                    "It reads Home Office records too, so the answer can be “no”."
                ),
                "Report the error to the Home Office. Here are words you can use if they are true.",
                "Does anyone already have a work code from you? Give them our note.",
            ),
            "Do today",
        ),
        Points(
            ("Do not make a second account.", "Do not make a new code for work."),
            "Do not",
        ),
    ),
    None,
    (Choice("papers", "Get the papers"), Choice("more", "More"), Choice("finish", "Finish")),
    step=(6, 7),
)

NOTICES = Page(
    "notices",
    "Four notices",
    tuple(
        Notice(f"This one is {tone.value}. It says what to do, in two sentences of words.", tone)
        for tone in Tone
    ),
    None,
    (Choice("next", "Continue"),),
)

CHECKING = Page(
    "proofs.checking",
    "Looking at the proofs",
    (
        Progress(
            (("Work", "done"), ("Rent", "now"), ("Something else", "waiting"), ("Code", "trouble"))
        ),
    ),
    waiting=True,
    back=False,
    step=(5, 7),
)

CODE = Page(
    "code.made",
    "Your code for renting",
    (
        BigCode(
            ("R4K", "7TP", "2MX"),
            ("R for Romeo, 4, K for Kilo.", "7, T for Tango, P for Papa.", "2, M, X."),
        ),
        Facts(
            (
                ("For", "a landlord in England. An employer needs a different code."),
                ("Until", "20 February 2027 at the latest. It can stop sooner."),
            )
        ),
        Para("They also need your date of birth. Tell them apart from the code."),
    ),
    None,
    (
        Choice("qr", "Show as QR"),
        Choice("slip", "Print a slip"),
        Choice("seen", "What the landlord will see"),
        Choice("finish", "Finish"),
    ),
    step=(7, 7),
    sensitive=True,
)

QR = Page(
    "code.qr",
    "Point a phone at this",
    (Symbol("R4K7TP2MX", "A square code of the nine letters.", "It holds the code, no link."),),
    None,
    (Choice("letters", "Show the letters"), Choice("finish", "Finish")),
    step=(7, 7),
    sensitive=True,
)

ABOUT = Page(
    "start.about",
    "What is the proof for?",
    (Para("Tick all that are true."),),
    ChecksAsk(
        "about",
        "Tick all that are true.",
        (
            Choice("job", "A job", "New, or one that I already have."),
            Choice("home", "A home"),
            Choice("other", "Something else"),
        ),
        chosen=("home",),
    ),
    (Choice("continue", "Continue"),),
    step=(1, 7),
)

LONG = Page(
    "long",
    "A page with much to read, and a heading that is longer than a line of a narrow window",
    tuple(Para(f"Paragraph {n}. " + "Some words that go on for a while. " * 4) for n in range(9)),
    None,
    (
        Choice("one", "The first thing to do"),
        Choice("two", "The second thing to do"),
        Choice("three", "A third thing with a longer label"),
        Choice("four", "A fourth"),
    ),
    "A note for whoever helps.",
    (6, 7),
)

FINISH = Page(
    "finish",
    "Before you go",
    (
        Steps(
            (
                "Sign out of the Home Office page.",
                "Sign out of your email.",
                "Close the browser window.",
                "Take your passport, phone, papers.",
            )
        ),
        Notice("Alongside kept nothing.", Tone.DONE),
    ),
    None,
    (Choice("next", "Ready for the next person"),),
    back=False,
)

ALL = (
    NUMBER,
    NUMBER_WRONG,
    BIRTH,
    WHO,
    WHO_AGAIN,
    PHOTO,
    NAME,
    PHONE,
    PROOFS,
    OUTCOME,
    NOTICES,
    CHECKING,
    CODE,
    QR,
    ABOUT,
    LONG,
    FINISH,
)
