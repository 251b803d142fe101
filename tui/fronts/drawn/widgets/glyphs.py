"""Letters and digits five rows high. Drawn for this front; every one is five cells wide."""

from __future__ import annotations

ROWS = 5
WIDTH = 5

_DRAWN = """
0 ·███· █···█ █···█ █···█ ·███·
1 ··█·· ·██·· ··█·· ··█·· ·███·
2 ████· ····█ ·███· █···· █████
3 ████· ····█ ·███· ····█ ████·
4 █··█· █··█· █████ ···█· ···█·
5 █████ █···· ████· ····█ ████·
6 ·███· █···· ████· █···█ ·███·
7 █████ ···█· ··█·· ·█··· ·█···
8 ·███· █···█ ·███· █···█ ·███·
9 ·███· █···█ ·████ ····█ ·███·
A ·███· █···█ █████ █···█ █···█
B ████· █···█ ████· █···█ ████·
C ·████ █···· █···· █···· ·████
D ████· █···█ █···█ █···█ ████·
E █████ █···· ████· █···· █████
F █████ █···· ████· █···· █····
G ·████ █···· █··██ █···█ ·████
H █···█ █···█ █████ █···█ █···█
I ·███· ··█·· ··█·· ··█·· ·███·
J ··███ ···█· ···█· █··█· ·██··
K █··█· █·█·· ██··· █·█·· █··█·
L █···· █···· █···· █···· █████
M █···█ ██·██ █·█·█ █···█ █···█
N █···█ ██··█ █·█·█ █··██ █···█
O ·███· █···█ █···█ █···█ ·███·
P ████· █···█ ████· █···· █····
Q ·███· █···█ █·█·█ █··█· ·██·█
R ████· █···█ ████· █··█· █···█
S ·████ █···· ·███· ····█ ████·
T █████ ··█·· ··█·· ··█·· ··█··
U █···█ █···█ █···█ █···█ ·███·
V █···█ █···█ █···█ ·█·█· ··█··
W █···█ █···█ █·█·█ ██·██ █···█
X █···█ ·█·█· ··█·· ·█·█· █···█
Y █···█ ·█·█· ··█·· ··█·· ··█··
Z █████ ···█· ··█·· ·█··· █████
"""

GLYPHS: dict[str, tuple[str, ...]] = {
    letter: tuple(row.replace("·", " ") for row in rows)
    for letter, *rows in (line.split() for line in _DRAWN.strip().splitlines())
}


def large(groups: tuple[str, ...], gap: int) -> list[str] | None:
    """Five rows for `groups`, `gap` cells between groups; None when a letter is not drawn here."""
    if not all(letter in GLYPHS for group in groups for letter in group):
        return None
    return [
        (" " * gap).join(" ".join(GLYPHS[letter][row] for letter in group) for group in groups)
        for row in range(ROWS)
    ]
