"""Four own themes. Every colour of this front is one of the names below and nothing else.

Contrast is a promise that a test keeps: words at least 7:1 on whatever they stand on, lines and
marks that carry meaning at least 4.5:1. Stock themes break both.
"""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

LIGHT = "light"
DARK = "dark"
HIGH_CONTRAST = "high-contrast"
NO_COLOUR = "no-colour"

COLOURS: dict[str, dict[str, str]] = {
    LIGHT: {
        "page": "#ffffff",
        "ink": "#14161a",
        "quiet": "#464b55",
        "line": "#5f6675",
        "panel": "#eff0f4",
        "accent": "#2e3a8c",
        "on-accent": "#ffffff",
        "care": "#94200f",
        "done": "#0c5638",
        "practice": "#fff0bd",
        "on-practice": "#14161a",
        "field": "#ffffff",
    },
    DARK: {
        "page": "#14161b",
        "ink": "#f1f1ec",
        "quiet": "#c1c5ce",
        "line": "#8b93a3",
        "panel": "#22252d",
        "accent": "#c3cbff",
        "on-accent": "#12152e",
        "care": "#ffb6a6",
        "done": "#a5e3c3",
        "practice": "#403709",
        "on-practice": "#fff3c9",
        "field": "#14161b",
    },
    HIGH_CONTRAST: {
        "page": "#000000",
        "ink": "#ffffff",
        "quiet": "#ffffff",
        "line": "#ffffff",
        "panel": "#000000",
        "accent": "#ffff00",
        "on-accent": "#000000",
        "care": "#ffff00",
        "done": "#ffffff",
        "practice": "#000000",
        "on-practice": "#ffff00",
        "field": "#000000",
    },
}

NAMES = tuple(COLOURS[LIGHT])
TEXTUALS = ("ansi-background", "ansi-foreground", "border-blurred", "block-cursor-foreground")
"""Names that Textual's own style sheets want from a theme of the terminal's colours."""
PLAIN = dict.fromkeys((*NAMES, *TEXTUALS), "ansi_default")
"""Whatever the terminal has: only reverse, bold and underline tell things apart."""


def _theme(name: str, colours: dict[str, str], *, ansi: bool = False) -> Theme:
    return Theme(
        name=name,
        primary=colours["accent"],
        foreground=colours["ink"],
        background=colours["page"],
        surface=colours["page"],
        panel=colours["panel"],
        dark=name != LIGHT,
        variables=dict(colours),
        ansi=ansi,
    )


def themes() -> tuple[Theme, ...]:
    """All themes of this front, ready to be registered."""
    drawn = tuple(_theme(name, colours) for name, colours in COLOURS.items())
    return (*drawn, _theme(NO_COLOUR, PLAIN, ansi=True))


def wants_no_colour(environment: Mapping[str, str]) -> bool:
    """Asked for (https://no-color.org), or a console whose sixteen colours nobody can foretell."""
    return bool(environment.get("NO_COLOR")) or environment.get("TERM") in ("linux", "vt220")
