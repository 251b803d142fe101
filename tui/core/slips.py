"""Slips of the hand: how far apart two words are, and when one can be the other mistyped."""

from __future__ import annotations


def steps_apart(one: str, two: str) -> int:
    """Fewest single slips (a letter put in, left out, changed, or two exchanged) between words."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(two, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and b == one[i - 2]:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


def _undoubled(word: str) -> str:
    return "".join(a for a, b in zip(word, word[1:] + " ", strict=True) if a != b)


def slipped(one: str, two: str) -> bool:
    """Whether one word can be the other mistyped. Short words are names of their own."""
    shorter = min(len(one), len(two))
    if shorter >= 3 and _undoubled(one) == _undoubled(two):
        return True
    if shorter < 4 or abs(len(one) - len(two)) > 2:
        return False
    apart = steps_apart(one, two)
    if apart == 1:
        exchanged = len(one) == len(two) and sorted(one) == sorted(two)
        return exchanged or shorter >= 5
    return apart == 2 and shorter >= 8
